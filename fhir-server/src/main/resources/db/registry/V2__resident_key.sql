-- The key everything sealed for one resident is encrypted with, wrapped by the hub's master key.
-- Deleting a row makes that resident's narrative, attachments and messages unreadable for ever.
create table hub.resident_key (
    patient uuid        primary key,
    wrapped bytea       not null,
    created timestamptz not null default now()
);
