-- database/0020-sent-back.sql
-- Who sent work back reads the record by it no more: what somebody was given says how it ended.

drop index assignment_of_whom
;
create index assignment_of_whom on assignment (to_whom, record, outcome)
;
