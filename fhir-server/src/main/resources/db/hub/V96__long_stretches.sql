-- The few rows that last longer than a day, by their end: what ends after an instant either begins hardly earlier, or is here.
create index resource_by_end on hub.resource_index (type, ends) where ends - effective > interval '25:00:00';
