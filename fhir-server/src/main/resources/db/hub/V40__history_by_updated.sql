-- History of a type and of the whole server, newest first.
create index history_by_updated on hub.resource_history (type, updated desc, key desc, version desc);
