-- Why an export that failed has no files.
alter table hub.bulk_export add column refusal text;
comment on column hub.bulk_export.refusal is 'JSON: code, en, zh; for whoever asks what became of it';
