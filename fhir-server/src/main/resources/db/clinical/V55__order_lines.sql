-- What became of each line of an order, and how many there are of each kind: the figures of mutual recognition.

-- Orders to be looked at, because they or a decision on them changed.
create table hub.order_due (
    order_id text        primary key,
    turn     bigint      not null default 1,
    due      timestamptz not null default now(),
    attempts int         not null default 0
);
comment on column hub.order_due.turn is 'counts changes, so that one made while the order is looked at is not lost';
create index order_due_by_time on hub.order_due (due);

create table hub.order_line (
    task        uuid          primary key,
    order_id    text          not null,
    patient     uuid          not null,
    item        text          not null,
    code        text          not null,
    institution int           not null,
    department  text          not null,
    physician   text          not null,
    at          timestamptz   not null,
    day         date          not null,
    state       text          not null,
    price       numeric(12,2) not null
);
comment on column hub.order_line.task is 'id of the Task a decision on the line has, or would have';
comment on column hub.order_line.patient is 'pseudonym';
comment on column hub.order_line.day is 'of the order, in the region''s time zone';
comment on column hub.order_line.price is 'of the item when it was ordered';
create index order_line_by_order on hub.order_line (order_id);
create index order_line_by_patient on hub.order_line (patient, item, at);
create index order_line_by_day on hub.order_line (day) where state = 'recognised';

-- Lines of one kind, kept by the trigger below whatever changes a line.
create table hub.order_cell (
    day         date   not null,
    item        text   not null,
    institution int    not null,
    department  text   not null,
    physician   text   not null,
    state       text   not null,
    lines       bigint not null,
    price       numeric(16,2) not null,
    primary key (day, item, institution, department, physician, state)
);

create function hub.count_order_line() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        update hub.order_cell c set lines = c.lines - 1, price = c.price - old.price
         where c.day = old.day and c.item = old.item and c.institution = old.institution
           and c.department = old.department and c.physician = old.physician and c.state = old.state;
    end if;
    if tg_op <> 'DELETE' then
        insert into hub.order_cell as c (day, item, institution, department, physician, state, lines, price)
        values (new.day, new.item, new.institution, new.department, new.physician, new.state, 1, new.price)
            on conflict (day, item, institution, department, physician, state)
            do update set lines = c.lines + 1, price = c.price + excluded.price;
    end if;
    return null;
end $$;

create trigger order_line_counted after insert or update or delete on hub.order_line
    for each row execute function hub.count_order_line();
