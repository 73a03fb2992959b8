-- database/0017-account-words.sql
-- The words that a person is found by while somebody types (src/people/account_search.h): of the name, without marks, its
-- initials, and of the login. Written with the account, and by `congvu migrate` for accounts that have none.

create table account_word (
    word {text} not null,
    account {int} not null,
    primary key (word, account)
){keyed}
;
create index account_word_by_account on account_word (account)
;
