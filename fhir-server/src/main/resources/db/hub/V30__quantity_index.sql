-- Numbers and quantities; a stretch has both ends, a point only the lower one.
create table hub.quantity_index (
    key       uuid     not null,
    low       float8   not null,
    base      float8,
    high      float8,
    base_high float8,
    code      bigint,
    dimension int      not null,
    unit      int      not null,
    shown     int      not null,
    type      smallint not null,
    param     smallint not null
);
comment on column hub.quantity_index.low is 'as written; -infinity for an open beginning';
comment on column hub.quantity_index.base is 'the same in UCUM base units; null where the unit is not UCUM';
comment on column hub.quantity_index.code is 'the code beside it in its element: 32 bits of parameter and code, 32 of the system';
comment on column hub.quantity_index.dimension is 'hash of the base units, 0 for none';
comment on column hub.quantity_index.unit is 'hash of system|code, 0 for none';
comment on column hub.quantity_index.shown is 'hash of the unit as shown, 0 for none';
create index quantity_by_base on hub.quantity_index (type, param, dimension, base) where base is not null;
create index quantity_by_low on hub.quantity_index (type, param, low);
create index quantity_by_key on hub.quantity_index (type, key);
-- Stretches are few: their upper ends have indexes of their own.
create index quantity_by_base_high on hub.quantity_index (type, param, dimension, base_high) where base_high is not null;
create index quantity_by_high on hub.quantity_index (type, param, high) where high is not null;
