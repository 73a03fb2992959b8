-- database/0003-handling.sql
-- Indexes for work that is handed about: the inbox in its order, one open lead a level, one file a name and version.

drop index assignment_by_whom
;
create index assignment_by_whom on assignment (to_whom, finished_at, due, id)
;
create unique index assignment_lead on assignment (record, parent) where role = 'lead' and finished_at = 0
;
create unique index attachment_by_name on attachment (record, name, version)
;
