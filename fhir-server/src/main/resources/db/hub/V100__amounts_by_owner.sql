-- Amounts know the institution their resource belongs to, so that a caller's own are found without passing those of others: an
-- index scan skips over owners as it does over days. The owner takes no room, where rows and index entries were padded.
-- Written anew, as an update would leave as much dead space.
alter table hub.quantity_index rename to quantity_index_before;
create table hub.quantity_index (
    key       uuid     not null,
    low       float8   not null,
    base      float8,
    high      float8,
    base_high float8,
    code      bigint,
    day       int      not null,
    dimension int      not null,
    unit      int      not null,
    shown     int      not null,
    owner     int      not null,
    type      smallint not null,
    param     smallint not null
);
insert into hub.quantity_index (key, low, base, high, base_high, code, day, dimension, unit, shown, owner, type, param)
select q.key, q.low, q.base, q.high, q.base_high, q.code, q.day, q.dimension, q.unit, q.shown,
       coalesce(i.owner, p.owner, 0), q.type, q.param
  from hub.quantity_index_before q
  left join hub.resource_index i on i.type = q.type and i.key = q.key
  left join hub.resource_past p on q.type < 0 and p.type = -q.type and p.past = q.key;
drop table hub.quantity_index_before;
comment on column hub.quantity_index.low is 'as written; -infinity for an open beginning';
comment on column hub.quantity_index.base is 'the same in UCUM base units; null where the unit is not UCUM';
comment on column hub.quantity_index.code is 'the code beside it in its element: 32 bits of parameter and code, 32 of the system; of an amount of the resource as a whole, its main code';
comment on column hub.quantity_index.day is 'days from 1970-01-01 in UTC to the main date of the resource';
comment on column hub.quantity_index.dimension is 'hash of the base units, 0 for none';
comment on column hub.quantity_index.unit is 'hash of system|code, 0 for none';
comment on column hub.quantity_index.shown is 'hash of the unit as shown, 0 for none';
comment on column hub.quantity_index.owner is 'institution number of the resource; 0 is the hub';
create index quantity_by_base on hub.quantity_index (type, param, dimension, day, owner, base) where base is not null;
create index quantity_by_code on hub.quantity_index (code, day, owner, base) where code is not null and base is not null;
create index quantity_by_low on hub.quantity_index (type, param, low);
create index quantity_by_key on hub.quantity_index (type, key);
-- Stretches are few: their upper ends have indexes of their own.
create index quantity_by_base_high on hub.quantity_index (type, param, dimension, base_high) where base_high is not null;
create index quantity_by_high on hub.quantity_index (type, param, high) where high is not null;
analyze hub.quantity_index;
