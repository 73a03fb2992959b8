-- database/0007-figures.sql
-- What a record was on a past day is told by its own row, so that a figure of a period is counted from one index: the
-- day it first was in an open state, the day it left them, since when its due date holds. A record that was opened
-- again, or was resolved and is not any more, is not told by its row (told = 0): its spans are asked.

alter table record add column opened_on {text} not null default '9999-12-31'
;
alter table record add column left_on {text} not null default ''
;
alter table record add column due_since {text} not null default ''
;
alter table record add column told {int} not null default 0
;
update record set (opened_on, left_on, told) = (
    select coalesce(min(case when s.state_group = 'open' then s.from_on end), '9999-12-31'),
        coalesce(max(case when s.state_group = 'open' then s.until_on end), ''),
        case when coalesce(max(case when s.state_group = 'open' then s.part end)
                    - min(case when s.state_group = 'open' then s.part end) + 1, 0)
                = sum(case when s.state_group = 'open' then 1 else 0 end)
            and coalesce(max(s.part) - min(case when s.state_group = 'resolved' then s.part end) + 1, 0)
                = sum(case when s.state_group = 'resolved' then 1 else 0 end)
            then 1 else 0 end
    from record_span s where s.record = record.id)
;
update record set due_since = coalesce((select max(d.from_on) from due_span d where d.record = record.id), '')
;
-- open on a day, present in a period: what left after it, and what is open still
create index record_by_stay on record (register, cancelled, told, left_on, opened_on, issuer, due, due_since)
;
-- resolved in a period, in time or late
create index record_by_finish on record (register, cancelled, told, finished_on, issuer, unit, secrecy, due, due_since)
;
-- placed in a period by the register's date, and whether it was resolved by a day
drop index record_by_date
;
create index record_by_date on record (register, cancelled, happened_on, id, state, issuer, unit, secrecy, told, finished_on)
;
