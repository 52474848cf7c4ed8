-- Without it PostgreSQL takes a third of all rows to last longer than a day, and looks for the few that do along all that
-- begin before an instant instead of in resource_by_end.
create statistics hub.resource_lasting on (ends - effective) from hub.resource_index;
analyze hub.resource_index;
