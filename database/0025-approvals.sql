-- database/0025-approvals.sql
-- Drafts in versions, and who has approved which of them.

-- n: version n of the record's draft; 0: a file beside it
alter table attachment add column draft {int} not null default 0
;
-- what was said when the version was given in
alter table attachment add column note {text} not null default ''
;
create unique index attachment_draft on attachment (record, draft) where draft > 0
;
-- A line of the route of one version; a newer version voids the lines of those before it, which stay.
create table approval (
    id {int} not null primary key,
    record {int} not null,
    register {text} not null,     -- the record's, so that a queue is counted without its records
    draft {int} not null,         -- the version
    blob {text} not null,         -- its SHA-256: what was seen
    route {text} not null,        -- the template
    stage {int} not null,         -- those of one stage stand side by side
    kind {text} not null,         -- drafted, content-initialled, format-checked, format-initialled, signed
    to_whom {text} not null,      -- login, position:CODE, unit:CODE, role:NAME, role:NAME@UNIT
    waits {int} not null,         -- 1: it is its turn
    turn_at {int} not null,       -- when its turn came; 0: not yet
    decision {text} not null,     -- '', agreed, opinion, returned
    note {text} not null,
    decided_at {int} not null,    -- 0: not yet
    decided_by {text} not null
){strict}
;
create index approval_of_record on approval (record, draft, stage, id)
;
create index approval_waits on approval (to_whom, turn_at, id, register, record) where waits = 1
;
