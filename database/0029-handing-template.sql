-- database/0029-handing-template.sql
-- To whom work is handed out time and again, under a name: a unit's own, or of the whole office.

create table handing_template (
    no {int} not null primary key,        -- from 1 without a gap
    name {text} not null,
    name_key {text} not null,             -- without marks of case: no two of a unit have the same
    unit {text} not null,                 -- code; '' of the whole office
    lines {text} not null,                -- "lead unit:syt", "support …", "inform …", a line each, in their order
    opinion {text} not null,
    version {int} not null,
    entered_at {int} not null,
    entered_by {text} not null,
    changed_at {int} not null,
    changed_by {text} not null,
    removed_at {int} not null,            -- 0: it is used still
    removed_by {text} not null
){strict}
;
create unique index handing_template_by_name on handing_template (unit, name_key, removed_at)
;
create index handing_template_in_use on handing_template (removed_at, unit, name_key)
;
