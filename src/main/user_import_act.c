/* SPDX-License-Identifier: Apache-2.0 */
/* Accounts from a file, each with a one-time password: all of them or none, with every fault by its line. */
#include "main/acts.h"

#include "base/file.h"
#include "documents/csv.h"
#include "main/remote_writes.h"
#include "main/run.h"
#include "main/texts.h"
#include "main/words.h"
#include "people/may.h"

enum { PEOPLE_MAX = 5000, LOGIN_COLUMN = 18, PASSWORD_COLUMN = 30 };

static const char *const columns[] = { "login", "name", "title", "unit", "roles" };
enum { LOGIN, NAME, TITLE, UNIT, ROLES };

struct person {
    struct account account;
    const char *password;
    size_t line;
};

struct people {
    const char *file;
    size_t at[COUNT_OF(columns)]; /* which field of a row */
    ARRAY(struct person) list;
    size_t faults;
};

static void say_fault(struct people *people, size_t line, const struct err *err)
{
    run_say("%s:%zu: %s", people->file, line, err->text);
    people->faults++;
}

static bool read_header(struct run *run, struct people *people, const struct csv_row *row, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        bool found = false;
        for (size_t j = 0; j < row->count; j++)
            if (text_equal(text_trim(run->mem, row->fields[j]), columns[i])) {
                people->at[i] = j;
                found = true;
            }
        if (!found)
            return err_set(err, ERR_INVALID, "column", columns[i], SAY_PEOPLE_COLUMN, people->file, columns[i]);
    }
    return true;
}

/* Is the login of another row, or of somebody who is there? */
static bool is_taken(struct people *people, const struct account *account, struct db *db, struct arena *mem)
{
    struct err none = { 0 };
    for (size_t i = 0; i + 1 < people->list.count; i++)
        if (text_equal(people->list.items[i].account.login, account->login))
            return true;
    return account_find(db, mem, account->login, &none) != NULL;
}

static void add_person(struct run *run, struct people *people, const struct csv_row *row, struct db *db)
{
    struct err err = { 0 };
    const char *value[COUNT_OF(columns)];
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        value[i] = text_trim(run->mem, arena_strdup(run->mem, row->fields[people->at[i]]));
    struct person *person = ARRAY_ADD(run->mem, &people->list);
    *person = (struct person){ .line = row->line,
                               .account = { .login = value[LOGIN],
                                            .name = value[NAME],
                                            .title = value[TITLE],
                                            .unit = value[UNIT],
                                            .must_change = true } };
    struct text_list *roles = &person->account.roles;
    if (!text_is_empty(value[ROLES]))
        roles->items = (const char **)text_split(run->mem, value[ROLES], ',', &roles->count);
    for (size_t i = 0; i < roles->count; i++)
        roles->items[i] = text_trim(run->mem, roles->items[i]);
    if (!account_check(run->mem, run->definitions, &person->account, &err))
        say_fault(people, row->line, &err);
    else if (is_taken(people, &person->account, db, run->mem) &&
             !err_set(&err, ERR_CONFLICT, "login", "login", SAY_PEOPLE_TAKEN, person->account.login))
        say_fault(people, row->line, &err);
}

static bool read_people(struct run *run, struct people *people, struct err *err)
{
    size_t length;
    const struct csv_row *row;
    struct db *db = db_for_read(run->store, err);
    const char *bytes = db ? file_map_path(run->mem, people->file, &length, err) : NULL;
    struct csv_reader *reader = bytes ? csv_read(run->mem, bytes, length, err) : NULL;
    if (!reader || !csv_next(reader, &row, err) || !read_header(run, people, row, err))
        return false;
    while (csv_next(reader, &row, err)) {
        if (!row)
            return true;
        if (people->list.count == PEOPLE_MAX)
            return err_set(err, ERR_INVALID, "file", NULL, SAY_PEOPLE_MANY, people->file, (int)PEOPLE_MAX);
        add_person(run, people, row, db);
    }
    return false;
}

static bool create(struct run *run, struct person *person, struct err *err)
{
    person->password = password_random(run->mem);
    return run->remote ? remote_user_add(run, &person->account, &person->password, err)
                       : account_create(run->store, run->mem, run->definitions, &person->account, person->password,
                                        run->office.scope.user, err);
}

static void print_people(struct run *run, const struct people *people)
{
    struct json json;
    bool as_json = run_wants_json(run);
    if (as_json) {
        run_json_begin(run, &json);
        json_array(&json);
    }
    for (size_t i = 0; i < people->list.count; i++) {
        const struct person *person = &people->list.items[i];
        if (as_json) {
            json_object(&json);
            json_put_text(&json, "login", person->account.login);
            json_put_text(&json, "password", person->password);
            json_object_end(&json);
        } else {
            words_pad(&run->out, person->account.login, LOGIN_COLUMN);
            words_pad(&run->out, person->password, PASSWORD_COLUMN);
            text_printf(&run->out, "%s\n", person->account.name);
        }
    }
    if (as_json) {
        json_array_end(&json);
        run_json_end(run);
    } else {
        text_printf(&run->out, SAY_PEOPLE_ADDED "\n", people->list.count);
    }
}

int act_user_import(struct run *run)
{
    struct err err = { 0 };
    struct people *people = ARENA_NEW(run->mem, struct people);
    *people = (struct people){ .file = run->arguments[0] };
    if (!may(&run->office.scope, ACT_ADMINISTER, NULL, &err) || !read_people(run, people, &err))
        return run_refuse(&err);
    if (people->faults > 0) {
        run_say(SAY_PEOPLE_REFUSED, people->file, people->faults);
        return EXIT_NO;
    }
    if (run->options->dry_run) {
        text_printf(&run->out, SAY_PEOPLE_TRIED "\n", people->list.count);
        return EXIT_DONE;
    }
    for (size_t i = 0; i < people->list.count; i++)
        if (!create(run, &people->list.items[i], &err)) {
            people->list.count = i; /* whoever was added before has a password that must not be lost */
            print_people(run, people);
            return run_refuse(&err);
        }
    print_people(run, people);
    return EXIT_DONE;
}
