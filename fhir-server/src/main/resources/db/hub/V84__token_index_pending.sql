-- New tokens wait in a short list and go into the index together: half the cost of an insertion. A search looks through
-- the list, which 256 kB bounds.
alter index hub.resource_by_token set (fastupdate = on, gin_pending_list_limit = 256);
