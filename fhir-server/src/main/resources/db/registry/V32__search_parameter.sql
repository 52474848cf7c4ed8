-- Search parameters defined here, beside HL7's. A number once given stays with its name.
create table hub.search_parameter (
    type       smallint    not null,
    number     smallint    not null check (number between 64 and 255),
    name       text        not null,
    definition uuid        not null,
    version    int         not null,
    kind       text        not null,
    expression text        not null,
    targets    text        not null,
    active     boolean     not null,
    since      timestamptz not null default now(),
    primary key (type, number),
    unique (type, name)
);
comment on column hub.search_parameter.definition is 'key of the SearchParameter resource';
