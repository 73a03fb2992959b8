/* SPDX-License-Identifier: Apache-2.0 */
/* Making and changing accounts. */
#include "people/account_internal.h"

#include <sodium.h>

#include "base/text.h"
#include "people/account_search.h"
#include "people/password.h"
#include "people/texts.h"
#include "store/id.h"
#include "viet/sort_key.h"

enum { ACCOUNT_TRIES_MAX = 20 };

struct saving {
    const struct definitions *definitions;
    struct account *next;   /* cleaned: what shall be */
    struct account *old;    /* NULL: it is new */
    struct account_row row; /* what was there; of the password and of a change */
    const char *hash, *by, *keep;
    int64_t version;
    bool roles_differ, no_longer_administrator, must_change;
};

bool account_write(struct store *store, struct arena *mem, change_prepare *prepare, change_apply *apply, void *arg,
                   struct err *err)
{
    for (int tries = 1;; tries++) {
        struct err failure = { 0 };
        if (store_change(store, mem, prepare, apply, arg, &failure))
            return true;
        if (tries == ACCOUNT_TRIES_MAX || failure.kind != ERR_CONFLICT || !text_equal(failure.subject, "version")) {
            *err = failure;
            return false;
        }
    }
}

/* --- checks ------------------------------------------------------------------------------------------------------- */

static bool check_roles(struct arena *mem, const struct definitions *definitions, const struct text_list *roles,
                        struct err *err)
{
    struct text known;
    text_init(&known, mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < definitions->roles.count; i++)
        text_printf(&known, "%s%s", i ? ", " : "", definitions->roles.items[i].name);
    for (size_t i = 0; i < roles->count; i++)
        if (!definitions_role(definitions, roles->items[i]))
            return err_set(err, ERR_INVALID, "role", "roles", SAY_NO_ROLE, roles->items[i], known.data);
    return true;
}

/* Each once, in the order of the definitions. */
static struct text_list in_order(struct arena *mem, const struct definitions *definitions,
                                 const struct text_list *roles)
{
    struct text_list ordered = { ARENA_ARRAY(mem, const char *, definitions->roles.count + 1), 0 };
    for (size_t i = 0; i < definitions->roles.count; i++)
        if (text_list_has(roles, definitions->roles.items[i].name))
            ordered.items[ordered.count++] = definitions->roles.items[i].name;
    return ordered;
}

/* A checked copy of ACCOUNT. */
static struct account *clean(struct arena *mem, const struct definitions *definitions, const struct account *account,
                             struct err *err)
{
    struct account *made = ARENA_NEW(mem, struct account);
    *made = *account;
    made->name = account_text(mem, account->name);
    made->title = account_text(mem, account->title);
    made->unit = account->unit ? account->unit : "";
    if (!account_login_is_valid(account->login))
        err_set(err, ERR_INVALID, "login", "login", SAY_BAD_LOGIN);
    else if (text_is_empty(made->name))
        err_set(err, ERR_INVALID, "name", "name", SAY_BAD_NAME);
    else if (!made->title)
        err_set(err, ERR_INVALID, "title", "title", SAY_BAD_TITLE);
    else if (!definitions_unit(definitions, made->unit))
        err_set(err, ERR_INVALID, "unit", "unit", SAY_NO_UNIT, made->unit);
    else if (check_roles(mem, definitions, &account->roles, err)) {
        made->roles = in_order(mem, definitions, &account->roles);
        return made;
    }
    return NULL;
}

bool account_check(struct arena *mem, const struct definitions *definitions, const struct account *account,
                   struct err *err)
{
    return clean(mem, definitions, account, err) != NULL;
}

static bool hash_checked(struct arena *mem, const struct account *account, const char *password,
                         char hash[PASSWORD_HASH_SIZE], struct err *err)
{
    const char *own[] = { account->login, account->name, account->unit };
    return password_check(mem, password, own, COUNT_OF(own), err) && password_hash(password, hash, err);
}

/* --- statements --------------------------------------------------------------------------------------------------- */

static bool put_roles(struct change *change, const struct account *account, struct err *err)
{
    if (!change_run(change, SQL("delete from account_role where account = $1"), DB(db_int(account->id)), err))
        return false;
    for (size_t i = 0; i < account->roles.count; i++)
        if (!change_run(change, SQL("insert into account_role (account, role) values ($1, $2)"),
                        DB(db_int(account->id), db_text(account->roles.items[i])), err))
            return false;
    return true;
}

static bool end_sessions(struct change *change, const struct account *account, const char *keep, struct err *err)
{
    return change_run(change, SQL("delete from session where account = $1 and token_hash <> $2"),
                      DB(db_int(account->id), db_text(keep ? keep : "")), err);
}

/* --- a new one ---------------------------------------------------------------------------------------------------- */

static bool prepare_create(struct change *change, struct db *db, void *arg, struct err *err)
{
    (void)change;
    struct saving *saving = arg;
    int64_t there, newest;
    if (!db_one_int(db, SQL("select max(id) from account"), DB_NONE, 0, &newest, err))
        return false;
    if (newest > 0)
        id_set_floor(newest); /* another process may have made it while its clock, set by hand, showed the same time */
    if (!saving->next->id)
        saving->next->id = id_next();
    if (!db_one_int(db, SQL("select count(*) from account where login = $1"), DB(db_text(saving->next->login)), 0,
                    &there, err))
        return false;
    return !there || err_set(err, ERR_CONFLICT, "login", "login", SAY_LOGIN_TAKEN, saving->next->login);
}

/* The row that SAVING makes, as its proof reads it. */
static struct account_row new_row(struct change *change, const struct saving *saving)
{
    const struct account *next = saving->next;
    return (struct account_row){ .id = next->id,
                                 .version = 1,
                                 .login = next->login,
                                 .name = next->name,
                                 .name_key = viet_name_key(change_mem(change), next->name),
                                 .unit = next->unit,
                                 .title = next->title,
                                 .password_hash = saving->hash,
                                 .must_change = next->must_change,
                                 .disabled = next->disabled,
                                 .created_at = change_time(change),
                                 .created_by = saving->by,
                                 .changed_at = change_time(change),
                                 .changed_by = saving->by,
                                 .roles = next->roles };
}

static bool apply_create(struct change *change, void *arg, struct err *err)
{
    struct saving *saving = arg;
    const struct account *next = saving->next;
    struct arena *mem = change_mem(change);
    const struct account_row row = new_row(change, saving);
    const char *detail = arena_printf(mem, "%s · %s · %s", next->name, next->unit, account_words(mem, &next->roles));
    const char *after = arena_printf(mem, "%s%s", account_row_left(mem, &row), account_roles_left(mem, &row));
    return change_expect(
               change, 1,
               SQL("insert into account (id, login, name, name_key, unit, title, password_hash, must_change, "
                   "disabled, version, created_at, created_by, changed_at, changed_by) values ($1, $2, $3, $4, "
                   "$5, $6, $7, $8, $9, 1, $10, $11, $12, $13) on conflict (login) do nothing"),
               DB(db_int(row.id), db_text(row.login), db_text(row.name), db_text(row.name_key), db_text(row.unit),
                  db_text(row.title), db_text(row.password_hash), db_int(row.must_change), db_int(row.disabled),
                  db_int(row.created_at), db_text(row.created_by), db_int(row.changed_at), db_text(row.changed_by)),
               err) &&
           put_roles(change, next, err) && account_search_keep(change, row.id, row.login, row.name, err) &&
           account_note(change, saving->by, next->login, "create", detail, after, err);
}

bool account_create(struct store *store, struct arena *mem, const struct definitions *definitions,
                    struct account *account, const char *password, const char *by, struct err *err)
{
    char hash[PASSWORD_HASH_SIZE] = "";
    struct saving saving = { .definitions = definitions, .hash = hash, .by = by };
    saving.next = clean(mem, definitions, account, err);
    if (!saving.next || (password && !hash_checked(mem, saving.next, password, hash, err)))
        return false;
    bool done = store_change(store, mem, prepare_create, apply_create, &saving, err);
    sodium_memzero(hash, sizeof hash);
    if (done)
        account->id = saving.next->id;
    return done;
}

/* --- a change ----------------------------------------------------------------------------------------------------- */

static bool is_administrator(const struct saving *saving, const struct account *account)
{
    return !account->disabled && definitions_administer(saving->definitions, &account->roles);
}

static bool prepare_change(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct saving *saving = arg;
    struct arena *mem = change_mem(change);
    struct account *next = saving->next;
    int64_t others = 0;
    struct account *old = saving->old = account_find(db, mem, next->login, err);
    if (!old || !account_row_read(db, mem, next->login, &saving->row, err))
        return false;
    if (old->version != saving->version)
        return err_set(err, ERR_CONFLICT, "version", NULL, SAY_STALE_ACCOUNT, (long long)old->version,
                       (long long)saving->version);
    next->id = old->id;
    const char *before = account_words(mem, &old->roles);
    struct text_list known = in_order(mem, saving->definitions, &old->roles);
    saving->roles_differ = !text_equal(account_words(mem, &known), account_words(mem, &next->roles)) ||
                           known.count != old->roles.count || text_is_empty(before) != (next->roles.count == 0);
    saving->no_longer_administrator = is_administrator(saving, old) && !is_administrator(saving, next);
    if (!saving->no_longer_administrator)
        return true;
    if (!db_one_int(
            db,
            SQL("select count(*) from account a join account_role r on r.account = a.id where replace($1, ' ' || "
                "r.role || ' ', '') <> $1 and a.disabled = 0 and a.id <> $2"),
            DB(db_text(definitions_administering(mem, saving->definitions)), db_int(old->id)), 0, &others, err))
        return false;
    return others > 0 || err_set(err, ERR_CONFLICT, "last-administrator", NULL, SAY_LAST_ADMINISTRATOR);
}

/* Two administrators who remove one another at the same time: the second waits here for the first, then finds nobody
 * left. */
static bool guard_administrators(struct change *change, const struct saving *saving, struct err *err)
{
    const char *roles = definitions_administering(change_mem(change), saving->definitions);
    return change_run(
               change,
               SQL("update account set changed_at = changed_at where id in (select account from account_role where "
                   "replace($1, ' ' || role || ' ', '') <> $1)"),
               DB(db_text(roles)), err) &&
           change_expect(
               change, 1,
               SQL("update account set changed_at = changed_at where id = $1 and exists (select 1 from account "
                   "a join account_role r on r.account = a.id where replace($2, ' ' || r.role || ' ', '') <> $2 and "
                   "a.disabled = 0 and a.id <> $3)"),
               DB(db_int(saving->next->id), db_text(roles), db_int(saving->next->id)), err);
}

/* Lines of one act all say what it left. */
struct noting {
    const struct saving *saving;
    const char *after;
    bool done; /* a line says it */
};

static bool note(struct change *change, struct noting *noting, const char *what, const char *detail, struct err *err)
{
    const struct saving *saving = noting->saving;
    noting->done = true;
    return account_note(change, saving->by, saving->row.login, what, detail, noting->after, err);
}

static bool note_text(struct change *change, struct noting *noting, const char *what, const char *old, const char *new,
                      struct err *err)
{
    if (text_equal(old, new))
        return true;
    struct arena *mem = change_mem(change);
    const char *detail = arena_printf(mem, "%s → %s", text_is_empty(old) ? "—" : old, text_is_empty(new) ? "—" : new);
    return note(change, noting, what, detail, err);
}

static bool note_changes(struct change *change, struct noting *noting, struct err *err)
{
    const struct saving *saving = noting->saving;
    const struct account *old = saving->old, *next = saving->next;
    struct arena *mem = change_mem(change);
    if (!note_text(change, noting, "change", old->name, next->name, err) ||
        !note_text(change, noting, "change", old->unit, next->unit, err) ||
        !note_text(change, noting, "change", old->title, next->title, err))
        return false;
    if (saving->roles_differ &&
        !note_text(change, noting, "roles", account_words(mem, &old->roles), account_words(mem, &next->roles), err))
        return false;
    if (old->disabled != next->disabled && !note(change, noting, next->disabled ? "disable" : "enable", "", err))
        return false;
    return noting->done || note(change, noting, "change", "", err); /* only its version */
}

static bool apply_change(struct change *change, void *arg, struct err *err)
{
    struct saving *saving = arg;
    const struct account *next = saving->next;
    struct arena *mem = change_mem(change);
    struct account_row row = saving->row;
    row.version++;
    row.name = next->name;
    row.name_key = viet_name_key(mem, next->name);
    row.unit = next->unit;
    row.title = next->title;
    row.disabled = next->disabled;
    row.changed_at = change_time(change);
    row.changed_by = saving->by;
    row.roles = saving->roles_differ ? next->roles : saving->row.roles;
    if (saving->no_longer_administrator && !guard_administrators(change, saving, err))
        return false;
    if (!change_expect(
            change, 1,
            SQL("update account set name = $3, name_key = $4, unit = $5, title = $6, disabled = $7, changed_at "
                "= $8, changed_by = $9, version = account.version + 1 where id = $1 and version = $2"),
            DB(db_int(row.id), db_int(saving->version), db_text(row.name), db_text(row.name_key), db_text(row.unit),
               db_text(row.title), db_int(row.disabled), db_int(row.changed_at), db_text(row.changed_by)),
            err))
        return false;
    if ((saving->roles_differ && !put_roles(change, next, err)) ||
        (!text_equal(saving->old->name, row.name) && !account_search_keep(change, row.id, row.login, row.name, err)))
        return false;
    bool ends = saving->roles_differ || (next->disabled && !saving->old->disabled);
    if (ends && !end_sessions(change, next, NULL, err))
        return false;
    struct noting noting = { saving, NULL, false };
    noting.after = arena_printf(mem, "%s%s", account_row_left(mem, &row), account_roles_left(mem, &row));
    return note_changes(change, &noting, err);
}

bool account_change(struct store *store, struct arena *mem, const struct definitions *definitions,
                    const struct account *account, int64_t version, const char *by, struct err *err)
{
    struct saving saving = { .definitions = definitions, .by = by, .version = version };
    saving.next = clean(mem, definitions, account, err);
    return saving.next && store_change(store, mem, prepare_change, apply_change, &saving, err);
}

/* --- the password ------------------------------------------------------------------------------------------------- */

static bool prepare_password(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct saving *saving = arg;
    return account_row_read(db, change_mem(change), saving->old->login, &saving->row, err);
}

static bool apply_password(struct change *change, void *arg, struct err *err)
{
    struct saving *saving = arg;
    const struct account *account = saving->old;
    struct account_row row = saving->row;
    row.version++;
    row.password_hash = saving->hash;
    row.must_change = saving->must_change;
    row.changed_at = change_time(change);
    row.changed_by = saving->by;
    return change_expect(
               change, 1,
               SQL("update account set password_hash = $3, must_change = $4, changed_at = $5, changed_by = $6, "
                   "version = account.version + 1 where id = $1 and version = $2"),
               DB(db_int(row.id), db_int(saving->row.version), db_text(row.password_hash), db_int(row.must_change),
                  db_int(row.changed_at), db_text(row.changed_by)),
               err) &&
           change_run(change, SQL("delete from sign_in_failure where login = $1"), DB(db_text(account->login)), err) &&
           end_sessions(change, account, saving->keep, err) &&
           account_note(change, saving->by, account->login, "password",
                        saving->must_change ? "mật khẩu dùng một lần" : "", account_row_left(change_mem(change), &row),
                        err);
}

bool account_set_password(struct store *store, struct arena *mem, const char *login, const char *password,
                          bool must_change, const char *keep, const char *by, struct err *err)
{
    char hash[PASSWORD_HASH_SIZE];
    struct saving saving = { .hash = hash, .by = by, .keep = keep, .must_change = must_change };
    struct db *db = db_for_read(store, err);
    if (!db)
        return false;
    saving.old = account_find(db, mem, login, err);
    if (!saving.old || !hash_checked(mem, saving.old, password, hash, err))
        return false;
    bool done = account_write(store, mem, prepare_password, apply_password, &saving, err);
    sodium_memzero(hash, sizeof hash);
    return done;
}
