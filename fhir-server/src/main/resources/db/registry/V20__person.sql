-- The person index: which source records of different institutions are one resident.

-- One row for every Patient record the index has met; "seen" orders them, the earliest names the person.
create table hub.person_source (
    patient   uuid   primary key,
    seen      bigint not null generated always as identity unique,
    flaws     text[] not null default '{}',
    conflicts text[] not null default '{}'
);
comment on column hub.person_source.flaws is 'identifiers left out because they fail their own checks, as codes';
comment on column hub.person_source.conflicts is 'contradictions that kept the record apart from others, as codes';

-- Certain identifiers, as the first 64 bits of SHA-256(system|value).
create table hub.person_identifier (
    token   bigint   not null,
    patient uuid     not null references hub.person_source on delete cascade,
    kind    smallint not null check (kind in (1, 2)),
    primary key (token, patient)
);
comment on column hub.person_identifier.kind is '1 national id, 2 health card';
create index person_identifier_by_patient on hub.person_identifier (patient);
