-- SPDX-License-Identifier: Apache-2.0
-- where the set of definitions came from: the folder that was laid over the built-in one ('' none) and the SHA-256 of what
-- it held, so that an office is not bound to other definitions by leaving the folder out
alter table definition_set add column folder {text} not null default ''
;
alter table definition_set add column overlay {text} not null default ''
;
