-- New tokens wait in a short list and go into the index many at a time: a third of the work and of the write-ahead log
-- of every insertion. A search looks through the list, which is why it is short (kB, about 200 resources).
alter index hub.resource_by_token set (fastupdate = on, gin_pending_list_limit = 64);
