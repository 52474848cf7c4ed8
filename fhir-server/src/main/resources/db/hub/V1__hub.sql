-- Resources, the same in both databases. In "clinical" the columns patient and person hold pseudonyms.
-- The application role gets its rights from the owner's default privileges.
create schema hub;

-- One narrow row for every current resource: what searches, access and order need, and nothing else.
create table hub.resource_index (
    key         uuid        not null,
    patient     uuid,
    person      uuid,
    category    bigint      not null,
    code        bigint,
    effective   timestamptz not null,
    ends        timestamptz not null,
    updated     timestamptz not null,
    present     bigint      not null,
    version     int         not null,
    owner       int         not null,
    sensitivity int         not null,
    type        smallint    not null,
    tokens      bigint[]    not null,
    primary key (type, key)
) with (fillfactor = 90);
comment on column hub.resource_index.code is 'hash of the main code in the type''s code system';
comment on column hub.resource_index.effective is 'first instant of the main date; year 1 where there is none';
comment on column hub.resource_index.ends is 'first instant after the main date; year 1 where there is none';
comment on column hub.resource_index.present is 'a bit for every search parameter that has a value';
comment on column hub.resource_index.owner is 'institution number; 0 is the hub';

create index resource_by_person_code on hub.resource_index (person, type, code, effective desc) where person is not null;
create index resource_by_person on hub.resource_index (person, type, effective desc) where person is not null;
create index resource_by_code on hub.resource_index (type, code, effective desc) where code is not null;
create index resource_by_updated on hub.resource_index (type, updated desc, key desc);
create index resource_by_effective on hub.resource_index (type, effective desc, key desc);
create index resource_by_token on hub.resource_index using gin (tokens) with (fastupdate = off);

-- The body is JSON text in UTF-8, kept as bytes so that nothing converts it on the way.
create table hub.resource_body (
    key     uuid     not null,
    version int      not null,
    type    smallint not null,
    id      text,
    hash    bytea    not null,
    body    bytea    not null,
    spans   bytea,
    sealed  bytea,
    primary key (type, key)
);
comment on column hub.resource_body.id is 'logical id, where it cannot be made from the key';
comment on column hub.resource_body.spans is 'where pseudonyms and sealed pieces stand in the body';
comment on column hub.resource_body.sealed is 'the pieces cut out, encrypted under the resident''s key';

-- Earlier versions, and deletions; a deletion keeps what access to it is decided by.
create table hub.resource_history (
    key         uuid        not null,
    version     int         not null,
    type        smallint    not null,
    deleted     boolean     not null,
    updated     timestamptz not null,
    patient     uuid,
    owner       int         not null,
    category    bigint      not null,
    sensitivity int         not null,
    tokens      bigint[]    not null,
    id          text,
    body        bytea,
    spans       bytea,
    sealed      bytea,
    primary key (type, key, version)
);

-- Codes of a resource beyond the first in the type's code system.
create table hub.code_index (
    code      bigint      not null,
    key       uuid        not null,
    patient   uuid,
    effective timestamptz not null,
    type      smallint    not null,
    primary key (type, key, code)
);
create index code_by_patient on hub.code_index (patient, type, code, effective desc) where patient is not null;
create index code_by_code on hub.code_index (type, code, effective desc);

create table hub.string_index (
    key   uuid     not null,
    type  smallint not null,
    param smallint not null,
    value text     not null,
    exact text     not null
);
comment on column hub.string_index.value is 'lower case, without accents, at most 200 characters';
create index string_by_value on hub.string_index (type, param, value text_pattern_ops);
create index string_by_key on hub.string_index (type, key);

create table hub.date_index (
    key   uuid        not null,
    low   timestamptz not null,
    high  timestamptz not null,
    type  smallint    not null,
    param smallint    not null
);
create index date_by_low on hub.date_index (type, param, low);
create index date_by_key on hub.date_index (type, key);

-- Source records linked to a person; a patient without a row is their own person.
create table hub.person_member (
    patient uuid primary key,
    person  uuid not null
);
create index person_member_by_person on hub.person_member (person);

-- What residents share, compiled from their Consents.
create table hub.grants (
    consent       uuid        not null,
    patient       uuid        not null,
    person        uuid        not null,
    grantee       int         not null,
    categories    bigint      not null,
    sensitivities int         not null,
    purposes      int         not null,
    valid_from    timestamptz not null,
    valid_to      timestamptz not null
);
comment on column hub.grants.patient is 'the record the Consent names; person follows it';
create index grants_by_person on hub.grants (person, grantee);
create index grants_by_consent on hub.grants (consent);

-- Audit entries that committed with their writes and still have to reach the audit database; sealed.
create table hub.audit_outbox (
    id    uuid  primary key,
    entry bytea not null
);

-- What became of a transaction over both databases; the first to write its row decides it.
create table hub.decision (
    id        text        primary key,
    committed boolean     not null,
    at        timestamptz not null default now()
);
