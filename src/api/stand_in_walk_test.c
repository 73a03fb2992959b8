/* SPDX-License-Identifier: Apache-2.0 */
/* Who stands in for somebody is told nothing of the secret papers that were given to who is away, unless their own
 * roles read that degree: in every register, whatever is asked (pages, lists, files, searches, counts, inbox, digest,
 * history, API) and whatever is tried, the answer is byte for byte that of before the absence. Each register is walked
 * by the first role that reads it without the degree; one paper was given to who is away alone, one also to the reader,
 * to be known. Where the own roles read the degree the papers stand in the inbox.
 */
#include "api/testing_walk.h"

#include "fields/condition.h"

#include "base/file.h"
#include "handling/absence.h"
#include "handling/assignment.h"
#include "store/change.h"

#define DEGREE "toi-mat"
enum { ASKED_MAX = 1000 };

struct answers {
    const char *asked[ASKED_MAX];
    const char *said[ASKED_MAX];
    int status[ASKED_MAX];
    size_t count;
};

/* Papers of one register. */
struct given_away {
    int64_t theirs, known; /* to who is away alone; to the reader, too */
    int64_t open;          /* the reader's, linked with theirs */
    int64_t line_of_theirs, line_of_known;
    char id_of_theirs[ID_SIZE];
};

/* Tokens of forms differ from answer to answer: long runs of letters and digits; ids have thirteen. */
static const char *without_tokens(struct testing *t, const char *text)
{
    enum { TOKEN_FROM = 30 };
    struct text out;
    text_init(&out, t->mem, TEXT_MAX_PAGE * 4);
    while (text && *text) {
        size_t run = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
        if (run < TOKEN_FROM)
            text_printf(&out, "%.*s", (int)(run ? run : 1), text);
        text += run ? run : 1;
    }
    return out.data;
}

static void note(struct walk *w, struct answers *answers, const char *asked, int status, const char *said)
{
    assert_true(answers->count < ASKED_MAX);
    answers->asked[answers->count] = asked;
    answers->status[answers->count] = status;
    answers->said[answers->count++] = without_tokens(w->t, said);
}

static const char *file_text(struct testing *t, const struct response *response)
{
    if (response->file < 0 || response->body.length > 0)
        return response->body.data;
    char *text = arena_alloc(t->mem, (size_t)response->file_length + 1);
    ssize_t length = pread(response->file, text, (size_t)response->file_length, 0);
    text[length > 0 ? length : 0] = '\0';
    return text;
}

static void ask_page(struct walk *w, struct answers *answers, const char *path)
{
    struct response page = pages_get(&w->pages, path);
    note(w, answers, path, page.status, file_text(w->t, &page));
}

static void ask_api(struct walk *w, struct answers *answers, const char *path)
{
    struct asked asked = get(&w->asking, path);
    note(w, answers, path, asked.status, asked.body);
}

static void try_api(struct walk *w, struct answers *answers, const char *path, const char *body)
{
    struct asked asked = post(&w->asking, path, body);
    note(w, answers, path, asked.status, asked.body);
}

/* --- what is asked ------------------------------------------------------------------------------------------------ */

static void ask_of_register(struct walk *w, struct answers *answers, const struct register_definition *reg)
{
    static const char *const lists[] = {
        "", "?sort=due&print=yes", "?group=open", "?verdict=overdue", "?assigned=@me", "?secrecy=toi-mat"
    };
    for (size_t i = 0; i < COUNT_OF(lists); i++)
        ask_page(w, answers, arena_printf(w->t->mem, "/%s%s", reg->slug, lists[i]));
    ask_page(w, answers, arena_printf(w->t->mem, "/%s.csv", reg->slug));
    ask_api(w, answers, arena_printf(w->t->mem, API_ROOT "/registers/%s/records", reg->name));
    ask_api(w, answers, arena_printf(w->t->mem, API_ROOT "/registers/%s/records?by=state", reg->name));
    ask_api(w, answers, arena_printf(w->t->mem, API_ROOT "/registers/%s/records?q=0907123456", reg->name));
}

static void ask_of_record(struct walk *w, struct answers *answers, const struct register_definition *reg, int64_t id)
{
    static const char *const parts[] = { "", "/history", "/files", "/assignments", "/links", "/comments", "/deadline" };
    struct arena *mem = w->t->mem;
    const char *path = page_record_path(mem, reg, id);
    char printed[ID_SIZE];
    id_print(id, printed);
    ask_page(w, answers, path);
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        ask_api(w, answers, arena_printf(mem, API_ROOT "/records/%s%s", printed, parts[i]));
    for (size_t i = 0; i < reg->steps.count; i++) /* a day that is refused of whoever may */
        try_api(w, answers, arena_printf(mem, API_ROOT "/records/%s/steps/%s", printed, reg->steps.items[i].name),
                "{\"on\":\"2031-01-01\"}");
}

static void try_line(struct walk *w, struct answers *answers, int64_t record, int64_t line)
{
    struct arena *mem = w->t->mem;
    char id[ID_SIZE], of[ID_SIZE];
    id_print(line, id);
    id_print(record, of);
    try_api(w, answers, arena_printf(mem, API_ROOT "/assignments/%s/read", id), "{}");
    try_api(w, answers, arena_printf(mem, API_ROOT "/assignments/%s/finish", id), "{\"result\":\"\"}");
    try_api(w, answers, arena_printf(mem, API_ROOT "/assignments/%s/pass-back", id), "{\"reason\":\"Nhầm\"}");
    try_api(w, answers, arena_printf(mem, API_ROOT "/records/%s/assignments", of),
            arena_printf(mem, "{\"to\":\"kin\",\"role\":\"support\",\"parent\":\"%s\"}", id));
}

static void ask_of_office(struct walk *w, struct answers *answers)
{
    static const char *const pages[] = { "/viec-cua-toi", "/viec-cua-toi/ban-tin", "/dieu-hanh", "/tim-kiem?q=k%C3%ADn",
                                         "/tim-kiem?q=0907123456" };
    for (size_t i = 0; i < COUNT_OF(pages); i++)
        ask_page(w, answers, pages[i]);
    ask_api(w, answers, API_ROOT "/inbox");
    ask_api(w, answers, API_ROOT "/search?q=k%C3%ADn");
    ask_api(w, answers, API_ROOT "/search?q=0907123456");
}

/* --- what there is ------------------------------------------------------------------------------------------------ */

/* Of a general book a secret record keeps its line alone. */
static struct draft *secret_draft(struct walk *w, const struct register_definition *reg)
{
    const struct rule_case c = { .reg = reg };
    const struct path none = { .count = 0 };
    struct draft *draft = draft_new(w->t->mem, reg);
    for (size_t i = 0; i < reg->fields.count; i++) {
        const struct field *field = &reg->fields.items[i];
        bool phone = field->type == FIELD_PHONE && field->opens_to.count > 0;
        const char *text = phone ? "0907123456" : value_in(w, &c, &none, NULL, field);
        bool kept = reg->secret_keeps.count == 0 || text_list_has(&reg->secret_keeps, field->name);
        if (text && kept)
            draft_set(w->t->mem, draft, field->name, text);
    }
    draft_set(w->t->mem, draft, CONFIRM_VALUE, ALL_CONFIRMED);
    draft_set(w->t->mem, draft, "secrecy", DEGREE);
    draft_set(w->t->mem, draft, "unit", "ttt"); /* another's, where nobody of this walk works */
    return draft;
}

static int64_t hand(struct walk *w, int64_t record, const char *to, enum assignment_role role)
{
    struct err err = { 0 };
    struct handed line = { .to = to, .role = role };
    assert_true(testing_ok(assignment_hand_out(w->office, w->t->mem, record, 0, 0, &line, 1, &err), &err));
    return line.id;
}

static bool make_overdue(struct change *change, void *arg, struct err *err)
{
    (void)arg;
    return change_run(change, SQL("update assignment set due = '2021-07-30T17:00' where to_whom = 'kin'"), DB_NONE,
                      err);
}

/* An open record of the same register is linked with the one that is closed. */
static struct given_away give_away(struct walk *w, const struct register_definition *reg, const char *reader)
{
    struct given_away given;
    struct err err = { 0 };
    given.open = plain_record(w, reg);
    given.theirs = testing_create(w->t, &w->asking.office, secret_draft(w, reg));
    given.known = testing_create(w->t, &w->asking.office, secret_draft(w, reg));
    id_print(given.theirs, given.id_of_theirs);
    given.line_of_theirs = hand(w, given.theirs, "kin", ASSIGN_LEAD);
    given.line_of_known = hand(w, given.known, "kin", ASSIGN_LEAD);
    hand(w, given.known, reader, ASSIGN_INFORM);
    hand(w, given.open, reader, ASSIGN_INFORM);
    assert_true(testing_ok(record_link(w->office, w->t->mem, given.open, "lien-quan", given.theirs, &err), &err));
    assert_true(testing_ok(store_change(w->t->store, w->t->mem, NULL, make_overdue, NULL, &err), &err));
    return given;
}

static int64_t stand_in(struct walk *w, const char *reader)
{
    struct err err = { 0 };
    int64_t no;
    struct absence absence = { .login = "kin",
                               .stand_in = reader,
                               .from = "2021-08-02",
                               .until = "2021-08-06",
                               .reason = "Nghỉ phép",
                               .document = "12/QĐ-VPUBND" };
    assert_true(testing_ok(absence_enter(w->office, w->t->mem, &absence, &no, &err), &err));
    return no;
}

/* --- before and meanwhile ----------------------------------------------------------------------------------------- */

static void ask_all(struct walk *w, const struct register_definition *reg, const struct given_away *given,
                    struct answers *answers)
{
    *answers = (struct answers){ .count = 0 };
    ask_of_office(w, answers);
    ask_of_register(w, answers, reg);
    ask_of_record(w, answers, reg, given->open);
    ask_of_record(w, answers, reg, given->theirs);
    ask_of_record(w, answers, reg, given->known);
    try_line(w, answers, given->theirs, given->line_of_theirs);
    try_line(w, answers, given->known, given->line_of_known);
}

static void expect_same(struct walk *w, const struct answers *before, const struct answers *meanwhile)
{
    for (size_t i = 0; i < before->count; i++) {
        size_t at = 0;
        while (before->said[i][at] && before->said[i][at] == meanwhile->said[i][at])
            at++;
        if (before->status[i] != meanwhile->status[i] || before->said[i][at] || meanwhile->said[i][at])
            fail_msg("%s, %s: %d, then %d\n%.300s\n%.300s", w->asking.as, before->asked[i], before->status[i],
                     meanwhile->status[i], before->said[i] + (at > 100 ? at - 100 : 0),
                     meanwhile->said[i] + (at > 100 ? at - 100 : 0));
        w->cases++;
    }
}

/* REG as LOGIN sees it, in memory of its own. */
static void walk_register(struct walk *w, const char *login, const struct register_definition *reg)
{
    struct arena *kept = w->t->mem, *mem CLEANUP(arena_cleanup) = arena_new(ARENA_JOB_MAX);
    struct err err = { 0 };
    struct answers before, meanwhile;
    w->t->mem = mem;
    w->asking.as = login;
    const struct given_away given = give_away(w, reg, login);
    /* what is theirs has been looked at when they are asked */
    (void)pages_get(&w->pages, page_record_path(mem, reg, given.known));
    (void)pages_get(&w->pages, page_record_path(mem, reg, given.open));
    ask_all(w, reg, &given, &before);
    int64_t no = stand_in(w, login);
    ask_all(w, reg, &given, &meanwhile);
    expect_same(w, &before, &meanwhile);
    struct response history = pages_get(&w->pages, "/nhat-ky"); /* which tells of the absence itself */
    assert_int_equal(history.status, 200);
    assert_null(strstr(history.body.data, given.id_of_theirs));
    assert_true(testing_ok(absence_end(w->office, mem, no, &err), &err));
    w->t->mem = kept;
}

/* Its rules refuse every degree of secrecy: it has no record that could be told. */
static bool takes_no_secret(const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->rules.count; i++)
        if (!reg->rules.items[i].when && condition_asks(reg->rules.items[i].query, "secrecy"))
            return true;
    return false;
}

/* The registers that ROLE reads without the degree and that no role before it walked; how many. */
static size_t walk_role(struct walk *w, const char *login, const struct role *role, bool *walked)
{
    struct err err = { 0 };
    size_t count = 0;
    const char *const roles[] = { role->name, "administrator" }; /* who sees the history of all, too */
    struct text_list both = { arena_copy(w->t->mem, roles, sizeof roles), text_equal(roles[0], roles[1]) ? 1 : 2 };
    pages_account_of(&w->pages, login, "Người thay", both, w->pages.leader);
    const struct account *account = account_find(db_for_read(w->office->store, &err), w->t->mem, login, &err);
    const struct scope scope = scope_account(w->t->mem, w->definitions, account);
    w->pages.as = w->pages.leader;
    for (size_t i = 0; i < w->definitions->registers.count; i++) {
        const struct register_definition *reg = &w->definitions->registers.items[i];
        const struct reach *reach = scope_reach(&scope, reg);
        if (walked[i] || reg->mirror || takes_no_secret(reg) || !reach->reads || reach_reads_degree(reach, DEGREE))
            continue;
        walked[i] = true;
        walk_register(w, login, reg);
        count++;
    }
    return count;
}

static void begin(struct walk *w, struct testing *t)
{
    struct err err = { 0 };
    begin_walk(w, t);
    struct account away = { .login = "kin", .name = "Người đi vắng", .unit = "ttt", .title = "" };
    const char *const roles[] = { "leader" };
    away.roles = (struct text_list){ arena_copy(t->mem, roles, sizeof roles), 1 };
    assert_true(testing_ok(account_create(t->store, t->mem, w->definitions, &away, NULL, "quan-tri", &err), &err));
}

static void test_a_stand_in_is_told_nothing_of_a_degree_that_their_own_roles_do_not_read(struct testing *t)
{
    struct walk w;
    size_t registers = 0;
    begin(&w, t);
    bool *walked = ARENA_ARRAY(t->mem, bool, w.definitions->registers.count + 1);
    for (size_t r = 0; r < w.definitions->roles.count; r++)
        registers += walk_role(&w, arena_printf(t->mem, "thay-%zu", r), &w.definitions->roles.items[r], walked);
    print_message("%d answers of %zu registers\n", w.cases, registers);
    assert_true(registers > 15);
}
ON_BOTH(test_a_stand_in_is_told_nothing_of_a_degree_that_their_own_roles_do_not_read)

static void test_a_stand_in_has_what_their_own_roles_read(struct testing *t)
{
    struct walk w;
    begin(&w, t);
    const struct register_definition *reg = definitions_register(w.definitions, "incoming");
    pages_account(&w.pages, "van-thu-2", "Văn thư", "clerk", w.pages.leader);
    struct given_away given = give_away(&w, reg, "van-thu-2");
    w.asking.as = "van-thu-2";
    assert_null(strstr(get(&w.asking, API_ROOT "/inbox").body, given.id_of_theirs));
    stand_in(&w, "van-thu-2");
    assert_non_null(strstr(get(&w.asking, API_ROOT "/inbox").body, given.id_of_theirs));
}
ON_BOTH(test_a_stand_in_has_what_their_own_roles_read)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_stand_in_is_told_nothing_of_a_degree_that_their_own_roles_do_not_read),
        BOTH(test_a_stand_in_has_what_their_own_roles_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
