-- Which earlier results were relied on, by whom, and whether they still may be.
create table hub.relied (
    task        uuid        primary key,
    order_id    text        not null,
    institution int         not null,
    clinician   text        not null,
    item        text        not null,
    result      text        not null,
    laboratory  text        not null,
    effective   timestamptz not null,
    since       timestamptz not null,
    standing    text        not null check (standing in ('relied', 'doubt', 'withdrawn'))
);
comment on column hub.relied.result is 'Observation/id or DiagnosticReport/id';
comment on column hub.relied.laboratory is 'code of the institution whose mark counted';
create index relied_by_result on hub.relied (result);

-- Results that changed after they were relied on.
create table hub.result_due (
    result   text        primary key,
    version  int         not null,
    due      timestamptz not null default now(),
    attempts int         not null default 0
);
comment on column hub.result_due.version is 'the last version before the change';

-- The version of the rules that all marks relied on were held against.
create table hub.marks_judged (
    one     boolean primary key default true check (one),
    version text    not null
);
