package org.hulian.fhir.store.postgres;

/** The statements that change rows: one for each table and batch, rows as arrays. */
final class RowSql {
    /** Held shared by writers of a patient's rows; the person index holds it alone while it moves them. */
    static final String HOLD_PERSONS = """
            select pg_advisory_xact_lock_shared(hashtextextended(p::text, 0))
              from (select unnest($1::uuid[]) as p order by 1) sorted
            """;

    /** Token arrays differ in length, so they come in one array and are cut out by position. */
    private static final String NEW_INDEX_ROWS = """
              from unnest($1::smallint[], $2::uuid[], $3::int[], $4::uuid[], $5::bigint[], $6::int[], $7::bigint[],
                          $8::timestamptz[], $9::timestamptz[], $10::bigint[], $11::int[], $12::int[], $13::int[])
                   as n(type, key, version, patient, category, sensitivity, code, effective, ends, present, lo, hi,
                        owner)
              left join hub.person_member m on m.patient = n.patient
            """;

    static final String INSERT_INDEX = """
            insert into hub.resource_index (type, key, version, patient, person, category, sensitivity, code,
                                            effective, ends, present, tokens, updated, owner)
            select n.type, n.key, n.version, n.patient, coalesce(m.person, n.patient), n.category, n.sensitivity, n.code,
                   n.effective, n.ends, n.present, ($14::bigint[])[n.lo:n.hi], $15::timestamptz, n.owner
            """ + NEW_INDEX_ROWS;

    /** The owner stays: it says who sent the first version. */
    static final String UPDATE_INDEX = """
            update hub.resource_index i
               set version = n.version, patient = n.patient, person = n.person, category = n.category,
                   sensitivity = n.sensitivity, code = n.code, effective = n.effective, ends = n.ends,
                   present = n.present, tokens = n.tokens, updated = $15::timestamptz, xid = pg_current_xact_id()
              from (select n.*, coalesce(m.person, n.patient) as person, ($14::bigint[])[n.lo:n.hi] as tokens
            """ + NEW_INDEX_ROWS + ") n where i.type = n.type and i.key = n.key";

    private static final String NEW_BODIES = """
              from unnest($1::smallint[], $2::uuid[], $3::int[], $4::text[], $5::bytea[], $6::bytea[], $7::bytea[],
                          $8::bytea[])
                   as n(type, key, version, id, hash, body, spans, sealed)
            """;

    static final String INSERT_BODY = """
            insert into hub.resource_body (type, key, version, id, hash, body, spans, sealed)
            select n.type, n.key, n.version, n.id, n.hash, n.body, n.spans, n.sealed
            """ + NEW_BODIES;

    static final String UPDATE_BODY = """
            update hub.resource_body b
               set version = n.version, id = n.id, hash = n.hash, body = n.body, spans = n.spans, sealed = n.sealed
            """ + NEW_BODIES + " where b.type = n.type and b.key = n.key";

    /** To the history, and to what pages of earlier searches still show. */
    static final String ARCHIVE = """
            with past as (
                insert into hub.resource_past (past, key, patient, person, category, code, effective, ends, updated,
                                               present, version, owner, sensitivity, type, tokens, xid)
                select n.past, i.key, i.patient, i.person, i.category, i.code, i.effective, i.ends, i.updated,
                       i.present, i.version, i.owner, i.sensitivity, i.type, i.tokens, i.xid
                  from unnest($1::smallint[], $2::uuid[], $3::uuid[]) as n(type, key, past)
                  join hub.resource_index i using (type, key))
            insert into hub.resource_history (type, key, version, deleted, updated, patient, owner, category,
                                              sensitivity, tokens, id, body, spans, sealed)
            select i.type, i.key, i.version, false, i.updated, i.patient, i.owner, i.category, i.sensitivity, '{}',
                   b.id, b.body, b.spans, b.sealed
              from unnest($1::smallint[], $2::uuid[]) as n(type, key)
              join hub.resource_index i using (type, key)
              join hub.resource_body b using (type, key)
            """;

    static final String BURY = """
            insert into hub.resource_history (type, key, version, deleted, updated, patient, owner, category,
                                              sensitivity, tokens, id)
            select i.type, i.key, i.version + 1, true, $3::timestamptz, i.patient, i.owner, i.category, i.sensitivity,
                   i.tokens, b.id
              from unnest($1::smallint[], $2::uuid[]) as n(type, key)
              join hub.resource_index i using (type, key)
              join hub.resource_body b using (type, key)
            """;

    static final String INSERT_CODES = """
            insert into hub.code_index (type, key, patient, code, effective)
            select * from unnest($1::smallint[], $2::uuid[], $3::uuid[], $4::bigint[], $5::timestamptz[])
            """;

    static final String INSERT_STRINGS = """
            insert into hub.string_index (type, key, param, value, exact)
            select * from unnest($1::smallint[], $2::uuid[], $3::smallint[], $4::text[], $5::text[])
            """;

    static final String INSERT_DATES = """
            insert into hub.date_index (type, key, param, low, high)
            select * from unnest($1::smallint[], $2::uuid[], $3::smallint[], $4::timestamptz[], $5::timestamptz[])
            """;

    /** After the rows themselves, whose owner an update keeps. */
    static final String INSERT_QUANTITIES = """
            insert into hub.quantity_index (type, key, day, param, low, high, base, base_high, code, dimension, unit,
                                            shown, owner)
            select n.*, coalesce((select i.owner from hub.resource_index i where i.type = n.type and i.key = n.key), 0)
              from unnest($1::smallint[], $2::uuid[], $3::int[], $4::smallint[], $5::float8[], $6::float8[],
                          $7::float8[], $8::float8[], $9::bigint[], $10::int[], $11::int[], $12::int[])
                   as n(type, key, day, param, low, high, base, base_high, code, dimension, unit, shown)
            """;

    /** What subscriptions may be about: noted with the rows, where anybody subscribed to the type. */
    static final String NOTE_CHANGES = """
            insert into hub.change (type, key, id, version, at)
            select n.type, n.key, n.id, n.version, $5::timestamptz
              from unnest($1::smallint[], $2::uuid[], $3::text[], $4::int[]) as n(type, key, id, version)
             where exists (select from hub.watched w where w.type = n.type)
            """;

    private RowSql() {}

    /** Lets rows of a side table follow what they describe into the past. */
    static String retire(String table) {
        return "update hub." + table + " t set type = -n.type, key = n.past"
                + " from unnest($1::smallint[], $2::uuid[], $3::uuid[]) as n(type, key, past)"
                + " where t.type = n.type and t.key = n.key";
    }

    /** Removes rows by type and key. */
    static String delete(String table) {
        return "delete from hub." + table
                + " t using unnest($1::smallint[], $2::uuid[]) as n(type, key) where t.type = n.type and t.key = n.key";
    }
}
