-- database/0009-search.sql
-- Search that stops at what it shows: the tokens of a record also name its unit, and whether it is cancelled, so that the
-- index itself leaves out what a reader does not reach. SQLite: no places of words are kept, nobody asks for phrases.
-- PostgreSQL: the tokens stand ready as a tsvector, so that looking through the newest records reads no text.

update search_text set fold_version = 2, tokens = search_text.tokens || ' _funit_' || replace(replace(replace(r.unit, '_', '_5f'), '-', '_2d'), '.', '_2e') || case when r.cancelled = 1 then ' _fcancelled_1' else '' end from record r where r.id = search_text.record
;
-- only sqlite
drop table search
;
create virtual table search using fts5 (tokens, content = '', columnsize = 0, detail = none, tokenize = "unicode61 remove_diacritics 0 tokenchars '_'")
;
insert into search (rowid, tokens) select record, tokens from search_text order by record
;
-- end
-- only postgres
drop index search_by_tokens
;
alter table search_text add column vector tsvector generated always as (tokens::tsvector) stored
;
create index search_by_tokens on search_text using gin (vector)
;
analyze search_text
;
-- end
