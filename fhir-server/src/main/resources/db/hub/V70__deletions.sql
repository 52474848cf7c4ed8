-- Deletions in order of time, for exports of what changed.
create index history_by_deletion on hub.resource_history (type, updated, key) where deleted;
