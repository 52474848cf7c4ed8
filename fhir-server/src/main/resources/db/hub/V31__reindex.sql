-- How far the rows of a type have been indexed by a parameter that was defined later.
create table hub.reindex (
    type     smallint not null,
    param    smallint not null,
    version  int      not null,
    place    uuid     not null default '00000000-0000-0000-0000-000000000000',
    done     bigint   not null default 0,
    total    bigint   not null,
    finished boolean  not null default false,
    primary key (type, param)
);
comment on column hub.reindex.version is 'version of the definition the rows are indexed by';
comment on column hub.reindex.place is 'key of the last row done';
