-- What subscriptions may be about, in the order of its commit: written with the rows themselves, and only for types that
-- somebody has subscribed to.
create table hub.watched (
    type smallint primary key
);

create table hub.change (
    xid     xid8        not null default pg_current_xact_id(),
    seq     bigint      not null generated always as identity,
    type    smallint    not null,
    key     uuid        not null,
    id      text,
    version int         not null,
    at      timestamptz not null,
    primary key (xid, seq)
);
comment on table hub.change is 'read up to the oldest transaction still running, so that none is passed over';

-- How far it was read; whoever holds the row reads.
create table hub.change_position (
    one boolean primary key default true check (one),
    xid  xid8    not null,
    seq  bigint  not null
);
insert into hub.change_position (xid, seq) values ('0', 0);
