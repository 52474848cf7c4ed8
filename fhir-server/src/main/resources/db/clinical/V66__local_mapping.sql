-- What people decided of senders' own codes and units, and which messages were mapped by it.

create table hub.local_mapping (
    number      bigint      primary key generated always as identity,
    sender      int         not null,
    kind        text        not null check (kind in ('code', 'unit')),
    system      text        not null,
    code        text        not null,
    display     text        not null,
    target      text,
    words       text        not null,
    equivalence text        not null,
    comment     text        not null,
    evidence    text        not null default '[]',
    state       text        not null check (state in ('proposed', 'approved', 'rejected')),
    automatic   boolean     not null,
    starts      timestamptz not null,
    ends        timestamptz check (ends >= starts),
    proposed_by text        not null,
    proposed    timestamptz not null,
    reviewed_by text        check (reviewed_by <> proposed_by),
    reviewed    timestamptz,
    review      text        not null default '',
    retired_by  text,
    retired     timestamptz,
    retirement  text        not null default '',
    requeue     bigint,
    check (state <> 'approved' or automatic or reviewed_by is not null)
);
comment on table hub.local_mapping is 'one row for each proposal; a row is never deleted';
comment on column hub.local_mapping.target is 'LOINC or UCUM code; null: nothing fits, the comment says why';
comment on column hub.local_mapping.starts is 'holds for messages received from then on';
comment on column hub.local_mapping.ends is 'and before then; null: no end';
comment on column hub.local_mapping.proposed_by is 'subject of the token, :hub when taken over automatically';
comment on column hub.local_mapping.requeue is 'messages it changes are put back into the queue after this position; null: all are';

create unique index local_mapping_open on hub.local_mapping (sender, kind, system, code) where state = 'proposed';
create index local_mapping_of_code on hub.local_mapping (sender, kind, code, number);
create index local_mapping_requeue on hub.local_mapping (number) where requeue is not null;

create table hub.local_mapping_version (
    sender  int         primary key,
    version int         not null,
    changed timestamptz not null
);
comment on table hub.local_mapping_version is 'version of each sender''s ConceptMap; changes with its rows';

alter table hub.feed_message
    add column mappings bigint[],
    add column coded    int,
    add column uncoded  int;
comment on column hub.feed_message.mappings is 'numbers of the local mappings used, null when none';
comment on column hub.feed_message.coded is 'records with a LOINC code';
comment on column hub.feed_message.uncoded is 'records with a code of the sender alone';

create index feed_message_by_mapping on hub.feed_message using gin (mappings) with (fastupdate = off)
 where mappings is not null;
-- The volume of a sender in a period, from the index alone.
create index feed_message_volume on hub.feed_message (sender, received) include (coded, uncoded) where coded is not null;
