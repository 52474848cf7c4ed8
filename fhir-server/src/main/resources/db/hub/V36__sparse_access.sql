-- For searches by code of institutions that see few of the rows with that code.
create index resource_by_owner_code on hub.resource_index (owner, type, code, effective desc) where code is not null;
create index grants_by_grantee on hub.grants (grantee);
