/* SPDX-License-Identifier: Apache-2.0 */
/* Accounts from the command line. Passwords and tokens are made here and printed once; none is taken as an argument. */
#include "main/acts.h"

#include "main/remote_writes.h"
#include "main/run.h"
#include "main/texts.h"
#include "main/words.h"
#include "people/may.h"
#include "people/session.h"

enum { LOGIN_COLUMN = 18, NAME_COLUMN = 28, UNIT_COLUMN = 12, LIST_MAX = 100000 };

static bool may_administer(struct run *run, struct err *err)
{
    return may(&run->office.scope, ACT_ADMINISTER, NULL, err);
}

static void print_secret(struct run *run, const char *login, const char *key, const char *secret, const char *line)
{
    struct json json;
    if (!run_wants_json(run)) {
        text_add(&run->out, line);
        text_raw(&run->out, "\n");
        return;
    }
    run_json_begin(run, &json);
    json_object(&json);
    json_put_text(&json, "login", login);
    json_put_text(&json, key, secret);
    json_object_end(&json);
    run_json_end(run);
}

static bool fill(struct run *run, const struct assignments *given, struct account *account, struct err *err)
{
    for (size_t i = 0; i < given->list.count; i++) {
        const char *name = given->list.items[i].name, *text = given->list.items[i].text;
        if (text_equal(name, "name"))
            account->name = text;
        else if (text_equal(name, "unit"))
            account->unit = text;
        else if (text_equal(name, "title"))
            account->title = text;
        else if (text_equal(name, "roles") && !text_is_empty(text))
            account->roles.items = (const char **)text_split(run->mem, text, ',', &account->roles.count);
        else if (!text_equal(name, "roles"))
            return err_set(err, ERR_INVALID, "field", name, SAY_USER_FIELDS, name);
    }
    return true;
}

int act_user_add(struct run *run)
{
    struct err err = { 0 };
    struct assignments given;
    int status;
    struct account account = { .login = run->arguments[0], .must_change = true };
    if (!run_assignments(run, 1, &given, &status))
        return status;
    if (!may_administer(run, &err) || !fill(run, &given, &account, &err))
        return run_refuse(&err);
    const char *password = password_random(run->mem);
    bool done = run->remote ? remote_user_add(run, &account, &password, &err)
                            : account_create(run->store, run->mem, run->definitions, &account, password,
                                             run->office.scope.user, &err);
    if (!done)
        return run_refuse(&err);
    print_secret(run, account.login, "password", password,
                 arena_printf(run->mem, SAY_USER_ADDED, account.login, password));
    return EXIT_DONE;
}

int act_user_password(struct run *run)
{
    struct err err = { 0 };
    const char *login = run->arguments[0], *by = run->office.scope.user;
    const char *password = password_random(run->mem);
    bool done = may_administer(run, &err) &&
                (run->remote ? remote_user_password(run, login, &password, &err)
                             : account_set_password(run->store, run->mem, login, password, true, NULL, by, &err));
    if (!done)
        return run_refuse(&err);
    print_secret(run, login, "password", password, arena_printf(run->mem, SAY_USER_PASSWORD, login, password));
    return EXIT_DONE;
}

int act_user_token(struct run *run)
{
    struct err err = { 0 };
    char token[TOKEN_SIZE];
    const char *login = run->arguments[0], *name = run->arguments[1];
    bool done = may_administer(run, &err) &&
                (run->remote ? remote_user_token(run, login, name, TOKEN_DAYS_MAX, token, &err)
                             : token_create(run->store, run->mem, login, name, TOKEN_DAYS_MAX, token, &err));
    if (!done)
        return run_refuse(&err);
    print_secret(run, login, "token", token, arena_printf(run->mem, SAY_USER_TOKEN, login, (int)TOKEN_DAYS_MAX, token));
    return EXIT_DONE;
}

/* --- the list ----------------------------------------------------------------------------------------------------- */

static void put_texts(struct json *json, const char *key, const struct text_list *texts)
{
    json_key(json, key);
    json_array(json);
    for (size_t i = 0; i < texts->count; i++)
        json_text(json, texts->items[i]);
    json_array_end(json);
}

static void list_json(struct run *run, const struct account_list *list)
{
    struct json json;
    run_json_begin(run, &json);
    json_array(&json);
    for (size_t i = 0; i < list->count; i++) {
        const struct account *account = list->items[i];
        json_object(&json);
        json_put_text(&json, "login", account->login);
        json_put_text(&json, "name", account->name);
        json_put_text(&json, "unit", account->unit);
        json_put_text(&json, "title", account->title);
        put_texts(&json, "roles", &account->roles);
        put_texts(&json, "positions", &account->positions);
        json_key(&json, "disabled");
        json_bool(&json, account->disabled);
        json_object_end(&json);
    }
    json_array_end(&json);
    run_json_end(run);
}

static void list_text(struct run *run, const struct account_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct account *account = list->items[i];
        words_pad(&run->out, account->login, LOGIN_COLUMN);
        words_pad(&run->out, account->name, NAME_COLUMN);
        words_pad(&run->out, account->unit, UNIT_COLUMN);
        for (size_t j = 0; j < account->roles.count; j++)
            text_printf(&run->out, "%s%s", j ? ", " : "", account->roles.items[j]);
        text_add(&run->out, account->disabled ? " (đang khóa)\n" : "\n");
    }
    if (list->count == 0)
        text_raw(&run->out, SAY_NO_USERS "\n");
}

int act_user_list(struct run *run)
{
    struct err err = { 0 };
    struct account_list list;
    struct db *db = db_for_read(run->store, &err);
    if (!db || !may_administer(run, &err) || !account_list(db, run->mem, "", NULL, 0, LIST_MAX, &list, &err))
        return run_refuse(&err);
    if (run_wants_json(run))
        list_json(run, &list);
    else
        list_text(run, &list);
    return EXIT_DONE;
}
