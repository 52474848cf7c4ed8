-- Pages of one search show one state of the data: rows say which transaction wrote them, and what was superseded or
-- deleted is kept for as long as a page may be asked for.
alter table hub.resource_index add column xid xid8 not null default '3';
alter table hub.resource_index alter column xid set default pg_current_xact_id();
comment on column hub.resource_index.xid is 'transaction that wrote this version; 3 for rows from before there was this column';

create table hub.resource_past (
    past        uuid        primary key,
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
    xid         xid8        not null,
    gone        xid8        not null default pg_current_xact_id(),
    gone_at     timestamptz not null default now()
);
comment on column hub.resource_past.past is 'key of its rows in the side tables, which stand there under the negative of its type';
comment on column hub.resource_past.gone is 'transaction that superseded or deleted it';
create index past_by_gone on hub.resource_past (type, gone);
create index past_by_time on hub.resource_past (gone_at);
create index past_by_person on hub.resource_past (person) where person is not null;
