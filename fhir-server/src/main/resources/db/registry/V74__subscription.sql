-- Subscriptions at work: the resource says what is wanted, these rows how far it is.
create table hub.subscription_state (
    subscription uuid        primary key,
    last         bigint      not null default 0,
    delivered    bigint      not null default 0,
    attempts     int         not null default 0,
    due          timestamptz not null default now(),
    sent         timestamptz not null default now(),
    problem      text
);
comment on column hub.subscription_state.last is 'events since the subscription started';
comment on column hub.subscription_state.due is 'not before then is anything sent; in the future while a node sends, too';
comment on column hub.subscription_state.problem is 'what the last attempt failed with';

create table hub.subscription_event (
    subscription uuid        not null references hub.subscription_state on delete cascade,
    number       bigint      not null,
    type         smallint    not null,
    key          uuid        not null,
    id           text        not null,
    version      int         not null,
    at           timestamptz not null,
    primary key (subscription, number),
    unique (subscription, type, key, version)
);
create index subscription_event_by_time on hub.subscription_event (at);
