-- The append-only log of accesses. The application role may select and insert, nothing else (default privileges
-- given by the launcher); tampering by anyone else breaks the hash chain.

create schema if not exists hub;

-- One row for each access. A log is one writer's chain; seq has no gaps.
create table hub.entry (
    log         integer     not null,
    seq         bigint      not null,
    id          uuid        not null,
    recorded    timestamptz not null,
    interaction text        not null,
    outcome     text        not null,
    subject     text,
    institution text,
    prev        bytea       not null,
    hash        bytea       not null,
    body        bytea       not null, -- the canonical line the hash covers
    primary key (log, seq)
);

-- An entry that is relayed twice is stored once.
create unique index entry_by_id on hub.entry (id);
-- The auditor's list, newest first.
create index entry_by_recorded on hub.entry (recorded desc, log desc, seq desc);

-- Which patients an access touched: the resident's own list, newest first.
create table hub.entry_patient (
    patient  uuid        not null,
    recorded timestamptz not null,
    log      integer     not null,
    seq      bigint      not null,
    primary key (patient, recorded, log, seq)
);

-- Signed statements of how far a log reached.
create table hub.checkpoint (
    log       integer     not null,
    seq       bigint      not null,
    hash      bytea       not null,
    at        timestamptz not null,
    key_id    text        not null,
    signature bytea       not null,
    primary key (log, seq, at)
);
