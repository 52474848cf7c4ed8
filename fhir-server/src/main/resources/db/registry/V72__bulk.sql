-- Bulk exports: what was asked and which files answer it. The files themselves are never stored: each read runs the
-- search again with the access its caller has then.
create table hub.bulk_export (
    id      uuid        primary key,
    holder  text        not null,
    request text        not null,
    started timestamptz not null,
    expires timestamptz not null,
    state   text        not null check (state in ('planning', 'ready', 'failed')),
    files   text        not null default '[]'
);
comment on column hub.bulk_export.holder is 'hash of the caller: nobody else learns that there is such an export';
comment on column hub.bulk_export.started is 'what was changed later is for the next export';
create index bulk_export_by_holder on hub.bulk_export (holder, expires);
