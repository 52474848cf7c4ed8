-- Every version of the Library with the rules of mutual recognition, in the order they were published.
create table hub.recognition_rules (
    serial     bigint      primary key generated always as identity,
    version    text        not null unique,
    valid_from timestamptz not null,
    published  timestamptz not null default now(),
    library    bytea       not null
);
comment on column hub.recognition_rules.valid_from is 'first instant it holds; of two the one published later goes before';
comment on column hub.recognition_rules.library is 'the resource as it was stored, JSON in UTF-8';
