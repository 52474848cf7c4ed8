-- When a message was sent and when its records were written: an older message must not undo what a newer one said.

alter table hub.feed_message
    add column sent    timestamptz,
    add column written timestamptz;
comment on column hub.feed_message.sent is 'MSH-7; null when it is not readable, then received counts';
comment on column hub.feed_message.written is 'when its records were last written; null before the first time';

-- The other messages about one patient.
create index feed_message_by_patient on hub.feed_message (patient, seq) where patient is not null;
