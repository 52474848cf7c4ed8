-- Messages from hospital systems: durable here before they are acknowledged, kept whole, with what became of them.

create table hub.feed_message (
    id         uuid        primary key,
    seq        bigint      not null generated always as identity,
    sender     int,
    control_id text        not null,
    type       text        not null,
    sha256     bytea       not null,
    received   timestamptz not null,
    deliveries int         not null default 1,
    accepted   boolean     not null,
    status     text        not null,
    attempts   int         not null default 0,
    due        timestamptz,
    patient    uuid,
    charset    text,
    problems   text        not null default '[]',
    coverage   text        not null default '{}',
    trace      bytea,
    sealed     bytea       not null
);
comment on column hub.feed_message.id is 'from sender, MSH-10 and hash: the same message again is the same row';
comment on column hub.feed_message.sender is 'institution number, null when the sender is unknown';
comment on column hub.feed_message.accepted is 'answered with AA; otherwise a dead letter from the start';
comment on column hub.feed_message.due is 'when a deferred message is tried again';
comment on column hub.feed_message.patient is 'pseudonym';
comment on column hub.feed_message.charset is 'what the transport said, for messages that say nothing themselves';
comment on column hub.feed_message.trace is 'JSON, deflated';
comment on column hub.feed_message.sealed is 'the message as received, encrypted';

-- Idempotency: of two different messages under one MSH-10, one is accepted.
create unique index feed_message_by_control_id on hub.feed_message (sender, control_id) where accepted;
-- The queue of a sender, in order of arrival; small, because what is done leaves it.
create index feed_message_waiting on hub.feed_message (sender, seq) where accepted and status in ('received', 'deferred');
create index feed_message_by_seq on hub.feed_message (seq);
create index feed_message_by_status on hub.feed_message (status, seq);

-- Codes and units without a target, for the steward; a message counts once however often it is processed.
create table hub.feed_unmapped (
    message uuid     not null references hub.feed_message on delete cascade,
    sender  int      not null,
    kind    text     not null check (kind in ('code', 'unit')),
    system  text     not null,
    code    text     not null,
    display text     not null,
    unit    text     not null,
    n       int      not null,
    primary key (message, kind, system, code, display, unit)
);
create index feed_unmapped_by_sender on hub.feed_unmapped (sender, kind, code);
