/* SPDX-License-Identifier: Apache-2.0 */
/* Who signs a document of the office's own registers holds the post or the delegation on that day.
 *
 * Planted and seen red, each alone: the day not asked; `ended` not asked; `covers` not asked; `issuer` not compared;
 * judged only with a new record or a step; a choice found in another one's code; a cancelled delegation counted; signed
 * without a day, by what stands behind it and by the titles. */
#include "records/testing_office.h"

#include "records/judge.h"
#include "records/import.h"

static void post(struct testing *t, struct testing_office *o, const char *issuer, const char *holder, const char *rank,
                 const char *from, const char *until)
{
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "post"));
    draft_set(t->mem, draft, "issuer", issuer);
    draft_set(t->mem, draft, "holder", holder);
    draft_set(t->mem, draft, "post_title", "Chức vụ");
    draft_set(t->mem, draft, "rank", rank);
    draft_set(t->mem, draft, "from_on", from);
    draft_set(t->mem, draft, "until_on", until);
    testing_create(t, o, draft);
}

static void delegation(struct testing *t, struct testing_office *o, const char *kind, const char *delegate,
                       const char *types, const char *topics, const char *revoked_on)
{
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "delegation"));
    draft_set(t->mem, draft, "issuer", "ubnd");
    draft_set(t->mem, draft, "kind", kind);
    draft_set(t->mem, draft, "delegator", "Lê Thị Đứng Đầu");
    draft_set(t->mem, draft, "delegate", delegate);
    draft_set(t->mem, draft, "types", types);
    draft_set(t->mem, draft, "topics", topics);
    draft_set(t->mem, draft, "from_on", "2021-07-06");
    draft_set(t->mem, draft, "until_on", "2021-07-20");
    draft_set(t->mem, draft, "document", "58/GUQ-UBND");
    if (revoked_on) {
        struct draft_step *revoke = draft_add_step(t->mem, draft, "revoke", revoked_on);
        draft_step_set(t->mem, revoke, "end_reason", "Thôi ủy quyền");
    }
    testing_create(t, o, draft);
}

static void enter(struct testing *t, struct testing_office *o)
{
    testing_enter_folder(t, o, SOURCE_FOLDER "/office");
    post(t, o, "ubnd", "Lê Thị Đứng Đầu", "dung-dau", "2021-01-04", NULL);
    post(t, o, "ubnd", "Trần Cấp Phó", "cap-pho", "2021-01-04", "2021-07-15");
    post(t, o, "ubnd", "Hồ Trưởng Ban", "truong-don-vi", "2021-01-04", NULL);
    post(t, o, "van-phong", "Hồ Trưởng Ban", "dung-dau", "2021-01-04", NULL);
    post(t, o, "ubnd", "Mai Quyền", "quyen", "2021-07-01", NULL);
    post(t, o, "ubnd", "Vũ Chưa Giao", "truong-don-vi", "2021-01-04", NULL);
    post(t, o, "ubnd", "Đỗ Ủy Viên", "thanh-vien", "2021-01-04", NULL);
    post(t, o, "ubnd", "Bùi Ủy Viên", "thanh-vien", "2021-01-04", NULL);
    delegation(t, o, "tl", "Hồ Trưởng Ban", "cv,tb", NULL, NULL);
    delegation(t, o, "tuq", "Đỗ Ủy Viên", "cv,gm", "noi-vu", NULL);
    delegation(t, o, "tuq", "Lý Ủy Viên", "qd-qppl", NULL, NULL);
    delegation(t, o, "tuq", "Bùi Ủy Viên", NULL, NULL, "2021-07-10");
}

struct signing {
    const char *issuer, *type, *topic, *authority, *signer, *signed_on;
    const char *why; /* NULL: it may be signed so */
};

static const struct signing signings[] = {
    { "ubnd", "qd", "noi-vu", "ky", "Lê Thị Đứng Đầu", "2021-07-14", NULL },
    { "ubnd", "qd", "noi-vu", "tm", "Lê Thị Đứng Đầu", "2021-07-14", NULL },
    { "ubnd", "qd", "noi-vu", "tm", "Trần Cấp Phó", "2021-07-14", "không ghi “Trần Cấp Phó” với chức danh ấy" },
    { "van-phong", "cv", "noi-vu", "ky", "Lê Thị Đứng Đầu", "2021-07-14", "không cùng Cơ quan ban hành “Văn phòng" },
    { "ubnd", "qd", "noi-vu", "kt", "Trần Cấp Phó", "2021-07-15", NULL },
    { "ubnd", "qd", "noi-vu", "tm-kt", "Trần Cấp Phó", "2021-07-15", NULL },
    { "ubnd", "qd", "noi-vu", "kt", "Trần Cấp Phó", "2021-07-16", "hết hiệu lực sau 15/07/2021" },
    { "ubnd", "qd", "noi-vu", "kt", "Lê Thị Đứng Đầu", "2021-07-14", "KT.: người ký phải là cấp phó" },
    { "ubnd", "qd", "noi-vu", "kt", "Ai Đó", "2021-07-14", "Sổ “Chức vụ” không ghi “Ai Đó”" },
    { "ubnd", "qd", "noi-vu", "q", "Mai Quyền", "2021-07-01", NULL },
    { "ubnd", "qd", "noi-vu", "q", "Mai Quyền", "2021-06-30", "có hiệu lực từ 01/07/2021" },
    { "ubnd", "tb", "noi-vu", "tl", "Hồ Trưởng Ban", "2021-07-06", NULL },
    { "ubnd", "qd", "noi-vu", "tl", "Hồ Trưởng Ban", "2021-07-06", "không gồm Tên loại “Quyết định”" },
    { "van-phong", "cv", "noi-vu", "tl", "Hồ Trưởng Ban", "2021-07-06", "TL.: " },
    { "ubnd", "cv", "noi-vu", "tl", "Vũ Chưa Giao", "2021-07-06", "phải được giao ký thừa lệnh" },
    { "ubnd", "cv", "noi-vu", "tl", "Đỗ Ủy Viên", "2021-07-06", "người ký phải đứng đầu một đơn vị" },
    { "ubnd", "gm", "noi-vu", "tuq", "Đỗ Ủy Viên", "2021-07-20", NULL },
    { "ubnd", "gm", "noi-vu", "tuq", "Đỗ Ủy Viên", "2021-07-21", "hết hiệu lực sau 20/07/2021" },
    { "ubnd", "gm", "noi-vu", "tuq", "Đỗ Ủy Viên", "2021-07-05", "có hiệu lực từ 06/07/2021" },
    { "ubnd", "qd", "noi-vu", "tuq", "Đỗ Ủy Viên", "2021-07-20", "không gồm Tên loại “Quyết định”" },
    { "ubnd", "cv", "khieu-nai", "tuq", "Đỗ Ủy Viên", "2021-07-20", "không gồm Chủ đề" },
    { "ubnd", "cv", NULL, "tuq", "Đỗ Ủy Viên", "2021-07-20", "không gồm Chủ đề" },
    { "van-phong", "gm", "noi-vu", "tuq", "Đỗ Ủy Viên", "2021-07-20", "không cùng Cơ quan ban hành" },
    { "ubnd", "gm", "noi-vu", "tuq", "Hồ Trưởng Ban", "2021-07-20", "không ghi “Hồ Trưởng Ban” với chức danh ấy" },
    { "ubnd", "qd", NULL, "tuq", "Lý Ủy Viên", "2021-07-09", "không gồm Tên loại “Quyết định”" },
    { "ubnd", "hd", NULL, "tuq", "Bùi Ủy Viên", "2021-07-09", NULL },
    { "ubnd", "hd", NULL, "tuq", "Bùi Ủy Viên", "2021-07-10", "Đã chấm dứt từ 10/07/2021" },
};

static struct draft *document(struct testing *t, struct testing_office *o, const struct signing *signing)
{
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "outgoing"));
    draft_set(t->mem, draft, "issuer", signing->issuer);
    draft_set(t->mem, draft, "type", signing->type);
    draft_set(t->mem, draft, "topic", signing->topic);
    draft_set(t->mem, draft, "summary", "Về việc phân công");
    draft_set(t->mem, draft, "drafted_on", "2021-06-21");
    draft_add_step(t->mem, draft, "submit", "2021-06-21");
    return draft;
}

static void say(const struct signing *signing, bool done, const struct err *err)
{
    bool right = signing->why ? !done && err->kind == ERR_INVALID && text_equal(err->subject, "backed") &&
                                    text_equal(err->field, "signer") && strstr(err->text, signing->why)
                              : done;
    if (!right)
        fail_msg("%s %s %s %s %s: %s", signing->issuer, signing->type, signing->authority, signing->signer,
                 signing->signed_on, done ? "ký được" : err->text);
}

static void test_who_signs_holds_the_post_or_the_delegation_that_day(struct testing *t)
{
    struct testing_office o;
    enter(t, &o);
    for (size_t i = 0; i < COUNT_OF(signings); i++) {
        const struct signing *signing = &signings[i];
        struct err err = { 0 };
        int64_t id = testing_create(t, &o, document(t, &o, signing));
        struct draft_step sign = { .name = "sign", .on = signing->signed_on };
        draft_step_set(t->mem, &sign, "authority", signing->authority);
        draft_step_set(t->mem, &sign, "signer", signing->signer);
        bool done = record_step(&o.office, t->mem, id, 0, &sign, &err);
        say(signing, done, &err);
        assert_string_equal(testing_read(t, &o, id)->state, signing->why ? "for_signature" : "signed");
        assert_int_equal(testing_read(t, &o, id)->version, signing->why ? 2 : 3);
        testing_tally(t, o.office.definitions);
    }
    print_message("%zu signatures by step\n", COUNT_OF(signings));
}

/* Without the day nobody could say what was in force then: it would be signed by anybody. */
static void test_a_signature_has_its_day(struct testing *t)
{
    static const char *const authorities[] = { "ky", "tm", "kt", "tm-kt", "q", "tl", "tl-kt", "tuq" };
    struct testing_office o;
    enter(t, &o);
    for (size_t i = 0; i < COUNT_OF(authorities); i++) {
        struct err err = { 0 };
        int64_t id = testing_create(t, &o, document(t, &o, &signings[0]));
        struct draft_step sign = { .name = "sign", .on = "2021-07-14" };
        draft_step_set(t->mem, &sign, "authority", authorities[i]);
        draft_step_set(t->mem, &sign, "signer", "Ai Đó");
        draft_step_set(t->mem, &sign, "signer_title", "Ủy viên");
        draft_step_set(t->mem, &sign, "signed_on", "");
        assert_false(record_step(&o.office, t->mem, id, 0, &sign, &err));
        assert_string_equal(err.field, "signed_on");
        assert_string_equal(err.subject, "required");
        assert_string_equal(err.text, "Thiếu “Ngày ký”");
        assert_string_equal(testing_read(t, &o, id)->state, "for_signature");
    }
}

static void test_a_signed_document_that_is_entered_later_is_judged_as_of_its_day(struct testing *t)
{
    struct testing_office o;
    enter(t, &o);
    for (size_t i = 0; i < COUNT_OF(signings); i++) {
        const struct signing *signing = &signings[i];
        struct err err = { 0 };
        int64_t id;
        struct draft *draft = document(t, &o, signing);
        struct draft_step *sign = draft_add_step(t->mem, draft, "sign", "2021-08-02");
        draft_step_set(t->mem, sign, "signed_on", signing->signed_on);
        draft_step_set(t->mem, sign, "authority", signing->authority);
        draft_step_set(t->mem, sign, "signer", signing->signer);
        bool done = record_create(&o.office, t->mem, draft, &id, &err);
        say(signing, done, &err);
    }
    print_message("%zu signatures on entry\n", COUNT_OF(signings));
}

static void test_a_file_names_the_signer_of_each_line(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct import_result result;
    enter(t, &o);
    static const char file[] = "issuer,type,topic,summary,drafted_on,authority,signer,step.submit,step.sign\n"
                               "ubnd,gm,noi-vu,Một,2021-07-01,tuq,Đỗ Ủy Viên,2021-07-01,2021-07-05\n"
                               "ubnd,gm,noi-vu,Hai,2021-07-01,tuq,Đỗ Ủy Viên,2021-07-01,2021-07-06\n"
                               "ubnd,qd,noi-vu,Ba,2021-07-01,kt,Trần Cấp Phó,2021-07-01,2021-07-16\n";
    assert_true(testing_ok(import_read(&o.office, t->mem, definitions_register(o.office.definitions, "outgoing"), file,
                                       sizeof file - 1, &result, &err),
                           &err));
    assert_int_equal(result.fault_count, 2);
    assert_int_equal(result.faults[0].line, 2);
    assert_string_equal(result.faults[0].column, "signer");
    assert_int_equal(result.faults[1].line, 4);
}

static void test_what_the_signature_rests_on_is_judged_when_it_changes(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    enter(t, &o);
    const struct signing signing = { "ubnd", "gm", "noi-vu", "tuq", "Đỗ Ủy Viên", "2021-07-20", NULL };
    int64_t id = testing_create(t, &o, document(t, &o, &signing));
    struct draft_step sign = { .name = "sign", .on = signing.signed_on };
    draft_step_set(t->mem, &sign, "authority", signing.authority);
    draft_step_set(t->mem, &sign, "signer", signing.signer);
    assert_true(testing_ok(record_step(&o.office, t->mem, id, 0, &sign, &err), &err));
    static const struct draft_value wrong[] = {
        { "signed_on", "2021-07-22" }, { "type", "qd" },      { "topic", "khieu-nai" },
        { "signer", "Trần Cấp Phó" },  { "authority", "kt" }, { "issuer", "van-phong" },
    };
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        err = (struct err){ 0 };
        if (record_set(&o.office, t->mem, id, 0, &wrong[i], 1, &err) || !text_equal(err.subject, "backed"))
            fail_msg("%s=%s: %s", wrong[i].name, wrong[i].text, err.text);
    }
    static const struct draft_value right = { "summary", "Về việc khác" };
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 0, &right, 1, &err), &err));
    assert_int_equal(testing_read(t, &o, id)->version, 4);
}

static void test_a_cancelled_delegation_carries_nothing(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    enter(t, &o);
    const struct signing signing = { "ubnd", "hd", NULL, "tuq", "Bùi Ủy Viên", "2021-07-09", NULL };
    int64_t id = testing_create(t, &o, document(t, &o, &signing));
    struct db *db = db_for_read(t->store, &err);
    int64_t delegation;
    assert_true(testing_ok(db_one_int(db, SQL("select id from delegation where delegate = $1"),
                                      DB(db_text("Bùi Ủy Viên")), 0, &delegation, &err),
                           &err));
    struct draft_step cancel = { .name = "cancel", .reason = "Ghi nhầm" };
    assert_true(testing_ok(record_step(&o.office, t->mem, delegation, 0, &cancel, &err), &err));
    struct draft_step sign = { .name = "sign", .on = signing.signed_on };
    draft_step_set(t->mem, &sign, "authority", signing.authority);
    draft_step_set(t->mem, &sign, "signer", signing.signer);
    assert_false(record_step(&o.office, t->mem, id, 0, &sign, &err));
    assert_string_equal(err.subject, "backed");
}

ON_BOTH(test_who_signs_holds_the_post_or_the_delegation_that_day)
ON_BOTH(test_a_signature_has_its_day)
ON_BOTH(test_a_signed_document_that_is_entered_later_is_judged_as_of_its_day)
ON_BOTH(test_a_file_names_the_signer_of_each_line)
ON_BOTH(test_what_the_signature_rests_on_is_judged_when_it_changes)
ON_BOTH(test_a_cancelled_delegation_carries_nothing)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_who_signs_holds_the_post_or_the_delegation_that_day),
        BOTH(test_a_signature_has_its_day),
        BOTH(test_a_signed_document_that_is_entered_later_is_judged_as_of_its_day),
        BOTH(test_a_file_names_the_signer_of_each_line),
        BOTH(test_what_the_signature_rests_on_is_judged_when_it_changes),
        BOTH(test_a_cancelled_delegation_carries_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
