/* SPDX-License-Identifier: Apache-2.0 */
/* Drafts in versions and their approvals, in the office that comes with the program.
 *
 * Planted and seen red, each alone: a newer version leaves the old lines waiting; the SHA-256 that was seen not
 * compared; the next stage opened while a line beside is open; a step taken though a kind it needs has not agreed; of a
 * step taken back the approval left decided; its line not waiting again. */
#include "handling/approval.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "handling/attachment.h"
#include "handling/inbox.h"
#include "people/account.h"
#include "records/testing_office.h"
#include "records/undo.h"
#include "store/id.h"

static const struct person {
    const char *login, *unit, *role;
} people[] = {
    { "soan", "kt", "specialist" },       { "truong", "kt", "unit_head" },      { "truong-nc", "nc", "unit_head" },
    { "van-thu", "hcqt", "clerk" },       { "truong-hc", "hcqt", "unit_head" }, { "lanh-dao", "vp", "leader" },
    { "nguoi-khac", "vp", "specialist" },
};

/* From now on LOGIN acts. */
static void as(struct testing *t, struct testing_office *o, const char *login)
{
    for (size_t i = 0; i < COUNT_OF(people); i++) {
        if (!text_equal(people[i].login, login))
            continue;
        const char **roles = ARENA_ARRAY(t->mem, const char *, 1);
        roles[0] = people[i].role;
        struct account *account = ARENA_NEW(t->mem, struct account);
        *account = (struct account){ .login = login, .name = login, .unit = people[i].unit, .roles = { roles, 1 } };
        o->office.scope = scope_account(t->mem, o->office.definitions, account);
        return;
    }
    fail_msg("nobody is called %s", login);
}

static void enter(struct testing *t, struct testing_office *o)
{
    testing_enter_folder(t, o, SOURCE_FOLDER "/office");
}

static bool give_in(struct testing *t, struct testing_office *o, int64_t record, const char *words, const char *note,
                    struct attachment *added, struct err *err)
{
    const char *path = arena_printf(t->mem, "%s/du-thao.txt", t->folder);
    struct err none = { 0 };
    *err = (struct err){ 0 };
    assert_true(testing_ok(file_write(path, words, strlen(words), 0600, &none), &none));
    FILE *stream = fopen(path, "rb");
    assert_non_null(stream);
    bool done = attachment_add_draft(&o->office, t->mem, record, 0, "du-thao.txt", fileno(stream), note, added, err);
    fclose(stream);
    return done;
}

static void give(struct testing *t, struct testing_office *o, int64_t record, const char *words)
{
    struct err err;
    struct attachment added;
    as(t, o, "soan");
    assert_true(testing_ok(give_in(t, o, record, words, "", &added, &err), &err));
}

/* An outgoing document of ISSUER, drafted in Phòng Kinh tế. */
static int64_t make(struct testing *t, struct testing_office *o, const char *issuer)
{
    as(t, o, "soan");
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "outgoing"));
    draft_set(t->mem, draft, "summary", "Về việc báo cáo tháng 7");
    draft_set(t->mem, draft, "type", "cv");
    draft_set(t->mem, draft, "issuer", issuer);
    return testing_create(t, o, draft);
}

static struct approvals read_lines(struct testing *t, int64_t record)
{
    struct err err = { 0 };
    struct approvals all;
    assert_true(testing_ok(approvals_read(db_for_read(t->store, &err), t->mem, record, &all, &err), &err));
    return all;
}

/* The line of KIND of the newest version. */
static struct approval line_of(struct testing *t, int64_t record, const char *kind)
{
    struct approvals all = read_lines(t, record);
    for (size_t i = 0; i < all.count; i++)
        if (all.list[i].draft == all.draft && text_equal(all.list[i].kind, kind))
            return all.list[i];
    fail_msg("no line %s", kind);
    return all.list[0];
}

static bool decide(struct testing *t, struct testing_office *o, int64_t record, const char *who, const char *kind,
                   enum approval_decision decision, const char *note, struct err *err)
{
    struct approval line = line_of(t, record, kind);
    *err = (struct err){ 0 };
    as(t, o, who);
    return approval_decide(&o->office, t->mem, line.id, line.blob, decision, note, err);
}

static void agree(struct testing *t, struct testing_office *o, int64_t record, const char *who, const char *kind)
{
    struct err err;
    assert_true(testing_ok(decide(t, o, record, who, kind, DECISION_AGREED, "", &err), &err));
}

static void assert_refused(struct testing *t, struct testing_office *o, int64_t record, const char *who,
                           const char *kind, enum approval_decision decision, const char *note, const char *subject,
                           const char *text)
{
    struct err err;
    int64_t version = testing_read(t, o, record)->version;
    assert_false(decide(t, o, record, who, kind, decision, note, &err));
    if (!text_equal(err.subject, subject) || !strstr(err.text, text))
        fail_msg("%s: %s", err.subject, err.text);
    as(t, o, "soan");
    assert_int_equal(testing_read(t, o, record)->version, version);
}

static void make_post(struct testing *t, struct testing_office *o)
{
    struct scope before = o->office.scope;
    o->office.scope = scope_local_administrator(t->mem, o->office.definitions);
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "post"));
    draft_set(t->mem, draft, "holder", "Người Ký Thử");
    draft_set(t->mem, draft, "post_title", "Chánh Văn phòng");
    draft_set(t->mem, draft, "rank", "dung-dau");
    draft_set(t->mem, draft, "from_on", "2021-01-01");
    draft_set(t->mem, draft, "issuer", "van-phong");
    testing_create(t, o, draft);
    o->office.scope = before;
}

static bool take(struct testing *t, struct testing_office *o, int64_t record, const char *who, const char *name,
                 struct err *err)
{
    struct draft_step step = { .name = name, .reason = "" };
    *err = (struct err){ 0 };
    as(t, o, who);
    if (text_equal(name, "sign")) {
        draft_step_set(t->mem, &step, "authority", "ky");
        draft_step_set(t->mem, &step, "signer", "Người Ký Thử");
    }
    if (text_equal(name, "number"))
        draft_step_set(t->mem, &step, "dated_on", "2021-08-02");
    return record_step(&o->office, t->mem, record, 0, &step, err);
}

static void assert_step_refused(struct testing *t, struct testing_office *o, int64_t record, const char *who,
                                const char *name, const char *text)
{
    struct err err;
    assert_false(take(t, o, record, who, name, &err));
    if (!strstr(err.text, text))
        fail_msg("%s", err.text);
}

static void step(struct testing *t, struct testing_office *o, int64_t record, const char *who, const char *name)
{
    struct err err;
    assert_true(testing_ok(take(t, o, record, who, name, &err), &err));
}

/* draft → initialled → checked → returned → version 2 → all again → signed → numbered */
static void test_a_draft_climbs_to_its_number(struct testing *t)
{
    struct testing_office o;
    struct err err;
    enter(t, &o);
    make_post(t, &o);
    int64_t id = make(t, &o, "van-phong");
    give(t, &o, id, "Kính gửi Sở Y tế.\n");
    assert_refused(t, &o, id, "van-thu", "format-checked", DECISION_AGREED, "", "turn",
                   "còn chờ Ký nháy nội dung (Trưởng phòng, Phòng Kinh tế)");
    agree(t, &o, id, "truong", "content-initialled");
    step(t, &o, id, "soan", "submit");
    assert_step_refused(t, &o, id, "lanh-dao", "sign", "còn thiếu Kiểm tra thể thức (Văn thư)");
    assert_true(
        testing_ok(decide(t, &o, id, "van-thu", "format-checked", DECISION_RETURNED, "Sai thể thức", &err), &err));
    struct record *record = testing_read(t, &o, id);
    assert_string_equal(record->state, "draft");
    assert_refused(t, &o, id, "lanh-dao", "signed", DECISION_RETURNED, "Không ký", "returned",
                   "Phiên bản 1 của dự thảo đã bị trả lại");
    give(t, &o, id, "Kính gửi Sở Y tế tỉnh.\n");
    assert_int_equal(line_of(t, id, "content-initialled").decision, DECISION_NONE);
    step(t, &o, id, "soan", "submit");
    agree(t, &o, id, "truong", "content-initialled");
    assert_true(testing_ok(decide(t, &o, id, "van-thu", "format-checked", DECISION_OPINION, "Giãn dòng", &err), &err));
    assert_refused(t, &o, id, "lanh-dao", "signed", DECISION_AGREED, "", "step", "duyệt bằng bước “Ký”");
    step(t, &o, id, "lanh-dao", "sign");
    assert_int_equal(line_of(t, id, "signed").decision, DECISION_AGREED);
    assert_string_equal(line_of(t, id, "signed").decided_by, "lanh-dao");
    struct attachment added;
    as(t, &o, "soan");
    assert_false(give_in(t, &o, id, "Sau khi ký.\n", "", &added, &err));
    assert_string_equal(err.subject, "state");
    step(t, &o, id, "van-thu", "number");
    assert_non_null(testing_read(t, &o, id)->number);
    testing_prove(t, &o);
}
ON_BOTH(test_a_draft_climbs_to_its_number)

static bool undo(struct testing *t, struct testing_office *o, int64_t record, const char *who, struct err *err)
{
    *err = (struct err){ 0 };
    as(t, o, who);
    return record_undo(&o->office, t->mem, record, 0, NULL, err);
}

/* The step that approved and the approval behind it are one act: both go back, or neither. */
static void test_a_signature_taken_back_waits_again(struct testing *t)
{
    struct testing_office o;
    struct err err;
    enter(t, &o);
    make_post(t, &o);
    int64_t id = make(t, &o, "van-phong");
    give(t, &o, id, "Kính gửi Sở Y tế.\n");
    agree(t, &o, id, "truong", "content-initialled");
    agree(t, &o, id, "van-thu", "format-checked");
    step(t, &o, id, "soan", "submit");
    clock_fix(clock_now() + 60 * 1000);
    assert_false(undo(t, &o, id, "truong", &err));
    step(t, &o, id, "lanh-dao", "sign");
    assert_false(undo(t, &o, id, "truong", &err)); /* not theirs */
    assert_true(testing_ok(undo(t, &o, id, "lanh-dao", &err), &err));
    struct approval line = line_of(t, id, "signed");
    assert_string_equal(testing_read(t, &o, id)->state, "for_signature");
    assert_true(line.waits);
    assert_int_equal(line.decision, DECISION_NONE);
    assert_string_equal(line.decided_by, "");
    assert_int_equal(line.decided_at, 0);
    assert_step_refused(t, &o, id, "van-thu", "number", "Cấp số");
    step(t, &o, id, "lanh-dao", "sign");
    step(t, &o, id, "van-thu", "number");
    assert_false(undo(t, &o, id, "lanh-dao", &err)); /* a number rests on it */
    testing_prove(t, &o);
}
ON_BOTH(test_a_signature_taken_back_waits_again)

static void test_a_return_taken_back_goes_on_where_it_was(struct testing *t)
{
    struct testing_office o;
    struct err err;
    enter(t, &o);
    make_post(t, &o);
    int64_t id = make(t, &o, "van-phong");
    give(t, &o, id, "Kính gửi Sở Y tế.\n");
    agree(t, &o, id, "truong", "content-initialled");
    step(t, &o, id, "soan", "submit");
    assert_true(
        testing_ok(decide(t, &o, id, "van-thu", "format-checked", DECISION_RETURNED, "Sai thể thức", &err), &err));
    assert_string_equal(testing_read(t, &o, id)->state, "draft");
    assert_true(testing_ok(undo(t, &o, id, "van-thu", &err), &err));
    assert_string_equal(testing_read(t, &o, id)->state, "for_signature");
    assert_string_equal(line_of(t, id, "format-checked").note, "");
    agree(t, &o, id, "van-thu", "format-checked");
    assert_true(testing_ok(decide(t, &o, id, "lanh-dao", "signed", DECISION_RETURNED, "Sai chính tả", &err), &err));
    give(t, &o, id, "Kính gửi Sở Y tế!\n");
    assert_false(undo(t, &o, id, "lanh-dao", &err)); /* a new version came since */
    testing_prove(t, &o);
}
ON_BOTH(test_a_return_taken_back_goes_on_where_it_was)

static void test_one_changed_word_in_a_draft_voids_the_initials(struct testing *t)
{
    struct testing_office o;
    enter(t, &o);
    make_post(t, &o);
    int64_t id = make(t, &o, "van-phong");
    give(t, &o, id, "Hạn nộp: ngày 15/8.\n");
    agree(t, &o, id, "truong", "content-initialled");
    agree(t, &o, id, "van-thu", "format-checked");
    struct approval seen = line_of(t, id, "signed");
    give(t, &o, id, "Hạn nộp: ngày 16/8.\n");
    step(t, &o, id, "soan", "submit");
    assert_step_refused(t, &o, id, "lanh-dao", "sign", "phiên bản 2 của dự thảo còn thiếu Ký nháy nội dung");
    struct approvals all = read_lines(t, id);
    size_t kept = 0, again = 0;
    for (size_t i = 0; i < all.count; i++) {
        kept += all.list[i].draft == 1 && all.list[i].decision == DECISION_AGREED;
        again += all.list[i].draft == 2 && all.list[i].decision == DECISION_AGREED;
        assert_false(all.list[i].draft == 1 && all.list[i].waits);
    }
    assert_int_equal(kept, 3); /* they stay, with what they were given to */
    assert_int_equal(again, 1);
    as(t, &o, "lanh-dao");
    struct err err = { 0 };
    assert_false(approval_decide(&o.office, t->mem, seen.id, seen.blob, DECISION_RETURNED, "Không đồng ý", &err));
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_string_equal(err.subject, "draft");
    assert_non_null(strstr(err.text, "Dự thảo đã có phiên bản 2"));
    testing_prove(t, &o);
}
ON_BOTH(test_one_changed_word_in_a_draft_voids_the_initials)

static void test_those_of_one_stage_decide_side_by_side(struct testing *t)
{
    struct testing_office o;
    enter(t, &o);
    int64_t id = make(t, &o, "ubnd");
    give(t, &o, id, "Tờ trình.\n");
    agree(t, &o, id, "truong", "content-initialled");
    assert_true(line_of(t, id, "format-checked").waits);
    assert_true(line_of(t, id, "format-initialled").waits);
    agree(t, &o, id, "truong-hc", "format-initialled");
    assert_false(line_of(t, id, "signed").waits);
    agree(t, &o, id, "van-thu", "format-checked");
    assert_true(line_of(t, id, "signed").waits);
    testing_prove(t, &o);
}
ON_BOTH(test_those_of_one_stage_decide_side_by_side)

static void test_a_decision_that_is_not_due_is_refused_and_changes_nothing(struct testing *t)
{
    struct testing_office o;
    struct err err;
    struct attachment added;
    enter(t, &o);
    int64_t id = make(t, &o, "ubnd");
    give(t, &o, id, "Tờ trình.\n");
    const char *kind = "content-initialled";
    assert_refused(t, &o, id, "truong-nc", kind, DECISION_AGREED, "", "approval", "là của Trưởng phòng, Phòng Kinh tế");
    assert_refused(t, &o, id, "truong", kind, DECISION_RETURNED, " ", "note", "phải ghi lý do");
    assert_refused(t, &o, id, "truong", kind, DECISION_OPINION, "", "note", "phải ghi ý kiến");
    as(t, &o, "truong");
    err = (struct err){ 0 };
    assert_false(approval_decide(&o.office, t->mem, line_of(t, id, kind).id, "0000", DECISION_AGREED, "", &err));
    assert_string_equal(err.subject, "draft");
    agree(t, &o, id, "truong", kind);
    assert_refused(t, &o, id, "truong", kind, DECISION_AGREED, "", "decided", "đã có ý kiến: Đồng ý, truong");
    as(t, &o, "soan");
    assert_false(give_in(t, &o, id, "Tờ trình.\n", "", &added, &err));
    assert_string_equal(err.subject, "same");
    o.office.scope = scope_local_administrator(t->mem, o.office.definitions);
    err = (struct err){ 0 };
    struct approval check = line_of(t, id, "format-checked");
    assert_false(approval_decide(&o.office, t->mem, check.id, check.blob, DECISION_AGREED, "", &err));
    assert_string_equal(err.subject, "approval");
    struct draft_step cancel = { .name = "cancel", .reason = "Nhầm" };
    err = (struct err){ 0 };
    assert_true(testing_ok(record_step(&o.office, t->mem, id, 0, &cancel, &err), &err));
    assert_refused(t, &o, id, "van-thu", "format-checked", DECISION_AGREED, "", "cancelled", "đã hủy");
    testing_prove(t, &o);
}
ON_BOTH(test_a_decision_that_is_not_due_is_refused_and_changes_nothing)

static void test_a_record_without_a_version_goes_the_old_way(struct testing *t)
{
    struct testing_office o;
    enter(t, &o);
    make_post(t, &o);
    int64_t id = make(t, &o, "van-phong");
    step(t, &o, id, "soan", "submit");
    step(t, &o, id, "lanh-dao", "sign");
    step(t, &o, id, "van-thu", "number");
    testing_prove(t, &o);
}
ON_BOTH(test_a_record_without_a_version_goes_the_old_way)

static void test_a_required_route_asks_for_a_version(struct testing *t)
{
    struct testing_office o;
    enter(t, &o);
    make_post(t, &o);
    for (size_t i = 0; i < o.office.definitions->routes.count; i++)
        o.office.definitions->routes.items[i].required = true;
    int64_t id = make(t, &o, "van-phong");
    step(t, &o, id, "soan", "submit");
    assert_step_refused(t, &o, id, "lanh-dao", "sign", "bắt buộc, mà hồ sơ chưa có phiên bản dự thảo nào");
}
ON_BOTH(test_a_required_route_asks_for_a_version)

/* How many approvals wait for LOGIN, by the queue and by the menu's count, which are the same. */
static size_t waiting(struct testing *t, struct testing_office *o, const char *login)
{
    struct err err = { 0 };
    struct approval_line *lines;
    struct inbox_counts counts;
    size_t count;
    int64_t counted = 0;
    as(t, o, login);
    assert_true(testing_ok(approvals_waiting(db_for_read(t->store, &err), t->mem, o->office.definitions,
                                             &o->office.scope, NULL, 50, &lines, &count, &err),
                           &err));
    assert_true(testing_ok(
        inbox_counts(t->store, t->mem, o->office.definitions, &o->office.scope, "2021-08-02T08:00", &counts, &err),
        &err));
    for (size_t i = 0; i < counts.count; i++)
        counted += counts.items[i].approvals;
    assert_int_equal(counted, count);
    return count;
}

static void test_what_waits_for_me_is_in_my_queue(struct testing *t)
{
    struct testing_office o;
    enter(t, &o);
    int64_t id = make(t, &o, "ubnd");
    assert_int_equal(waiting(t, &o, "truong"), 0);
    give(t, &o, id, "Tờ trình.\n");
    assert_int_equal(waiting(t, &o, "truong"), 1);
    assert_int_equal(waiting(t, &o, "truong-nc"), 0);
    assert_int_equal(waiting(t, &o, "van-thu"), 0);
    agree(t, &o, id, "truong", "content-initialled");
    assert_int_equal(waiting(t, &o, "truong"), 0);
    assert_int_equal(waiting(t, &o, "van-thu"), 1);
    assert_int_equal(waiting(t, &o, "truong-hc"), 1);
}
ON_BOTH(test_what_waits_for_me_is_in_my_queue)

/* Whoever may not read the record sees neither its lines in a queue nor decides, though a line names them. */
static void test_who_may_not_read_a_secret_record_does_not_approve_it(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    enter(t, &o);
    int64_t id = make(t, &o, "ubnd");
    give(t, &o, id, "Tờ trình.\n");
    o.office.scope = scope_local_administrator(t->mem, o.office.definitions);
    struct draft_value secret[] = { { .name = "secrecy", .text = "mat" },
                                    { .name = "summary", .text = "" },
                                    { .name = "in_report", .text = "" },
                                    { .name = "topic", .text = "" } };
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 0, secret, COUNT_OF(secret), &err), &err));
    assert_int_equal(waiting(t, &o, "truong"), 0);
    struct attachment *files;
    size_t count;
    struct db *db = db_for_read(t->store, &err);
    assert_true(testing_ok(attachment_list(db, t->mem, id, &files, &count, &err), &err));
    assert_int_equal(count, 1);
    assert_null(attachment_find(db, t->mem, o.office.definitions, &o.office.scope, files[0].id, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    err = (struct err){ 0 };
    struct approval line = line_of(t, id, "content-initialled");
    as(t, &o, "truong");
    assert_false(approval_decide(&o.office, t->mem, line.id, line.blob, DECISION_AGREED, "", &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_string_equal(err.subject, "approval");
}
ON_BOTH(test_who_may_not_read_a_secret_record_does_not_approve_it)

/* --- at once ------------------------------------------------------------------------------------------------------ */

enum { ROUNDS = 12 };

struct hand {
    struct testing *t;
    struct testing_office office;
    pthread_barrier_t *together;
    int64_t record;
    struct approval line; /* decided; id 0: a version is given in */
    bool done;
    struct err err;
};

static void *act_at_once(void *arg)
{
    struct hand *hand = arg;
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_JOB_MAX);
    struct attachment added;
    FILE *stream = tmpfile();
    fputs("Bản khác hẳn.\n", stream);
    fflush(stream);
    pthread_barrier_wait(hand->together);
    hand->done = hand->line.id ? approval_decide(&hand->office.office, mem, hand->line.id, hand->line.blob,
                                                 DECISION_AGREED, "", &hand->err)
                               : attachment_add_draft(&hand->office.office, mem, hand->record, 0, "du-thao.txt",
                                                      fileno(stream), "", &added, &hand->err);
    fclose(stream);
    return NULL;
}

static void act_together(struct testing *t, struct hand *hands)
{
    pthread_barrier_t together;
    pthread_t threads[2];
    assert_int_equal(pthread_barrier_init(&together, NULL, 2), 0);
    for (int i = 0; i < 2; i++) {
        hands[i].t = t;
        hands[i].together = &together;
        assert_int_equal(pthread_create(&threads[i], NULL, act_at_once, &hands[i]), 0);
    }
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    pthread_barrier_destroy(&together);
}

/* The last two of a stage at once: both are kept, and the next stage has its turn. */
static void test_two_who_agree_at_once_open_the_next_stage(struct testing *t)
{
    struct testing_office o;
    enter(t, &o);
    for (int i = 0; i < ROUNDS; i++) {
        int64_t id = make(t, &o, "ubnd");
        give(t, &o, id, "Tờ trình.\n");
        agree(t, &o, id, "truong", "content-initialled");
        struct hand hands[2] = { { .line = line_of(t, id, "format-checked") },
                                 { .line = line_of(t, id, "format-initialled") } };
        as(t, &o, "van-thu");
        hands[0].office = o;
        as(t, &o, "truong-hc");
        hands[1].office = o;
        act_together(t, hands);
        for (int k = 0; k < 2; k++)
            assert_true(testing_ok(hands[k].done, &hands[k].err));
        assert_true(line_of(t, id, "signed").waits);
    }
    testing_prove(t, &o);
}
ON_BOTH(test_two_who_agree_at_once_open_the_next_stage)

/* A version given in while somebody initials the one before: the initial is of that one, or is refused. */
static void test_a_version_given_in_at_once_is_not_initialled_by_it(struct testing *t)
{
    struct testing_office o;
    int refused = 0;
    enter(t, &o);
    for (int i = 0; i < ROUNDS; i++) {
        int64_t id = make(t, &o, "ubnd");
        give(t, &o, id, "Tờ trình.\n");
        struct hand hands[2] = { { .line = line_of(t, id, "content-initialled") }, { .record = id } };
        as(t, &o, "truong");
        hands[0].office = o;
        as(t, &o, "soan");
        hands[1].office = o;
        act_together(t, hands);
        assert_true(testing_ok(hands[1].done, &hands[1].err));
        if (!hands[0].done)
            assert_string_equal(hands[0].err.subject, "draft");
        refused += !hands[0].done;
        struct approval now = line_of(t, id, "content-initialled");
        assert_int_equal(now.draft, 2);
        assert_true(now.waits);
    }
    print_message("%d of %d initials came too late\n", refused, ROUNDS);
    testing_prove(t, &o);
}
ON_BOTH(test_a_version_given_in_at_once_is_not_initialled_by_it)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_draft_climbs_to_its_number),
        BOTH(test_a_signature_taken_back_waits_again),
        BOTH(test_a_return_taken_back_goes_on_where_it_was),
        BOTH(test_one_changed_word_in_a_draft_voids_the_initials),
        BOTH(test_those_of_one_stage_decide_side_by_side),
        BOTH(test_a_decision_that_is_not_due_is_refused_and_changes_nothing),
        BOTH(test_a_record_without_a_version_goes_the_old_way),
        BOTH(test_a_required_route_asks_for_a_version),
        BOTH(test_what_waits_for_me_is_in_my_queue),
        BOTH(test_two_who_agree_at_once_open_the_next_stage),
        BOTH(test_a_version_given_in_at_once_is_not_initialled_by_it),
        BOTH(test_who_may_not_read_a_secret_record_does_not_approve_it),
    };
    return cmocka_run_group_tests_name("handling: approvals", tests, NULL, NULL);
}
