-- Bulk imports: what was sent, sealed, until it is written; progress, so that a restart goes on where it was.
create table hub.bulk_import (
    id      uuid        primary key,
    holder  text        not null,
    caller  bytea       not null,
    started timestamptz not null,
    expires timestamptz not null,
    state   text        not null check (state in ('running', 'done', 'cancelled'))
);
comment on column hub.bulk_import.holder is 'hash of the caller: nobody else learns that there is such an import';
comment on column hub.bulk_import.caller is 'who asked and with which rights, sealed';
create index bulk_import_running on hub.bulk_import (started) where state = 'running';
create index bulk_import_by_expiry on hub.bulk_import (expires);

create table hub.bulk_import_file (
    job       uuid not null references hub.bulk_import on delete cascade,
    seq       int  not null,
    name      text not null,
    type      text,
    sealed    bytea,
    total     int  not null,
    position  int  not null default 0,
    written   int  not null default 0,
    unchanged int  not null default 0,
    refused   int  not null default 0,
    primary key (job, seq)
);
comment on column hub.bulk_import_file.sealed is 'the lines as sent, encrypted; null for a file staged on the hub, and when it is done';
comment on column hub.bulk_import_file.position is 'lines done';

create table hub.bulk_import_error (
    job    uuid  not null references hub.bulk_import on delete cascade,
    seq    int   not null,
    line   int   not null,
    sealed bytea not null,
    primary key (job, seq, line)
);
comment on column hub.bulk_import_error.sealed is 'an OperationOutcome, encrypted: it may repeat what was sent';
