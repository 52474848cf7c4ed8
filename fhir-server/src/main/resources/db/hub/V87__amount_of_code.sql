-- Amounts of a resource as a whole carry its main code, so that the few that match of a dense code are found at once.
update hub.quantity_index q
   set code = i.code
  from hub.resource_index i
 where i.type = q.type and i.key = q.key and q.code is null and i.code is not null;
comment on column hub.quantity_index.code is 'the code beside it in its element: 32 bits of parameter and code, 32 of the system; of an amount of the resource as a whole, its main code';
create index quantity_by_code on hub.quantity_index (code, base) where code is not null and base is not null;
