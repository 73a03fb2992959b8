/* SPDX-License-Identifier: Apache-2.0 */
/* The signature block: each line's title is held on the day of the signature, by who the form of signing says.
 *
 * Planted and seen red, each alone: the day not asked; the unit of the head not asked; a title that nobody holds taken
 * for every line; the title of the signer before kept. */
#include "records/testing_office.h"

#include "records/import.h"
#include "records/judge.h"
#include "store/id.h"

static void post(struct testing *t, struct testing_office *o, const char *issuer, const char *unit, const char *holder,
                 const char *title, const char *rank, const char *until)
{
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "post"));
    draft_set(t->mem, draft, "issuer", issuer);
    draft_set(t->mem, draft, "unit", unit);
    draft_set(t->mem, draft, "holder", holder);
    draft_set(t->mem, draft, "post_title", title);
    draft_set(t->mem, draft, "rank", rank);
    draft_set(t->mem, draft, "from_on", "2021-01-04");
    draft_set(t->mem, draft, "until_on", until);
    testing_create(t, o, draft);
}

static void delegation(struct testing *t, struct testing_office *o, const char *kind, const char *delegate)
{
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "delegation"));
    draft_set(t->mem, draft, "issuer", "ubnd");
    draft_set(t->mem, draft, "kind", kind);
    draft_set(t->mem, draft, "delegator", "Lê Thị Đứng Đầu");
    draft_set(t->mem, draft, "delegate", delegate);
    draft_set(t->mem, draft, "types", "cv,tb");
    draft_set(t->mem, draft, "from_on", "2021-07-06");
    draft_set(t->mem, draft, "until_on", "2021-07-20");
    draft_set(t->mem, draft, "document", "58/GUQ-UBND");
    testing_create(t, o, draft);
}

static void enter(struct testing *t, struct testing_office *o)
{
    testing_enter_folder(t, o, SOURCE_FOLDER "/office");
    post(t, o, "ubnd", "ubnd", "Lê Thị Đứng Đầu", "Chủ tịch", "dung-dau", "2021-07-18");
    post(t, o, "ubnd", "ubnd", "Trần Cấp Phó", "Phó Chủ tịch", "cap-pho", NULL);
    post(t, o, "ubnd", "vp", "Hồ Trưởng Ban", "Chánh Văn phòng", "truong-don-vi", NULL);
    post(t, o, "ubnd", "vp", "Vũ Phó Ban", "Phó Chánh Văn phòng", "pho-don-vi", NULL);
    post(t, o, "ubnd", "snv", "Cao Giám Đốc", "Giám đốc Sở Nội vụ", "truong-don-vi", NULL);
    post(t, o, "ubnd", "snv", "Kim Phó Sở", "Phó Giám đốc Sở Nội vụ", "pho-don-vi", NULL);
    post(t, o, "ubnd", "ubnd", "Đỗ Ủy Viên", "Ủy viên Ủy ban nhân dân", "thanh-vien", NULL);
    post(t, o, "van-phong", "vp", "Hồ Trưởng Ban", "Chánh Văn phòng", "dung-dau", NULL);
    post(t, o, "van-phong", "vp", "Vũ Phó Ban", "Phó Chánh Văn phòng", "cap-pho", NULL);
    post(t, o, "van-phong", "vp", "Mai Quyền", "Chánh Văn phòng", "quyen", NULL);
    delegation(t, o, "tl", "Hồ Trưởng Ban");
    delegation(t, o, "tuq", "Đỗ Ủy Viên");
    delegation(t, o, "tuq", "Lý Ngoài Sổ");
}

struct signing {
    const char *issuer, *authority, *signer, *signed_on, *title, *typed;
    const char *block; /* NULL: it is refused in FIELD because of WHY */
    const char *field, *why;
};

#define TYPED_TL "tl. chủ tịch\n KT. Chánh Văn phòng\n\nPhó Chánh văn phòng\n"

static const struct signing signings[] = {
    { "ubnd", "ky", "Lê Thị Đứng Đầu", "2021-07-14", NULL, NULL, "CHỦ TỊCH", NULL, NULL },
    { "ubnd", "tm", "Lê Thị Đứng Đầu", "2021-07-14", NULL, NULL, "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", NULL, NULL },
    { "ubnd", "tm-kt", "Trần Cấp Phó", "2021-07-14", NULL, NULL, "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
      NULL, NULL },
    { "van-phong", "kt", "Vũ Phó Ban", "2021-07-14", NULL, NULL, "KT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG", NULL,
      NULL },
    { "van-phong", "q", "Mai Quyền", "2021-07-14", NULL, NULL, "Q. CHÁNH VĂN PHÒNG", NULL, NULL },
    { "ubnd", "tl", "Hồ Trưởng Ban", "2021-07-14", NULL, NULL, "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", NULL, NULL },
    { "ubnd", "tl-kt", "Vũ Phó Ban", "2021-07-14", NULL, NULL, "TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG",
      NULL, NULL },
    { "ubnd", "tl-kt", "Vũ Phó Ban", "2021-07-14", NULL, TYPED_TL,
      "TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG", NULL, NULL },
    { "ubnd", "tuq", "Đỗ Ủy Viên", "2021-07-14", NULL, NULL, "TUQ. CHỦ TỊCH\nỦY VIÊN ỦY BAN NHÂN DÂN", NULL, NULL },
    { "ubnd", "tuq", "Lý Ngoài Sổ", "2021-07-14", "Giám đốc Sở Y tế", NULL, "TUQ. CHỦ TỊCH\nGIÁM ĐỐC SỞ Y TẾ", NULL,
      NULL },
    /* the deputy signs for a head whom nobody has followed yet; nobody gives orders in the name of one who is gone */
    { "ubnd", "kt", "Trần Cấp Phó", "2021-07-19", NULL, NULL, "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", NULL, NULL },
    { "ubnd", "tl", "Hồ Trưởng Ban", "2021-07-19", NULL, NULL, NULL, "signature", "dòng 1 (TL.): vào 19/07/2021" },
    { "ubnd", "tuq", "Đỗ Ủy Viên", "2021-07-19", NULL, NULL, NULL, "signature", "dòng 1 (TUQ.): vào 19/07/2021" },
    /* the head of the unit, in whose place the deputy signs, has no delegation */
    { "ubnd", "tl-kt", "Kim Phó Sở", "2021-07-14", NULL, NULL, NULL, "acting_for", "Sổ “Ủy quyền" },
    { "ubnd", "tl-kt", "Hồ Trưởng Ban", "2021-07-14", NULL, NULL, NULL, "signer", "phải là cấp phó một đơn vị" },
    { "ubnd", "tl", "Vũ Phó Ban", "2021-07-14", NULL, NULL, NULL, "signer", "cấp phó thì ký TL., KT." },
    { "van-phong", "tm", "Hồ Trưởng Ban", "2021-07-14", NULL, NULL, NULL, "signature", "không ký thay mặt tập thể" },
    { "ubnd", "tuq", "Lý Ngoài Sổ", "2021-07-14", NULL, NULL, NULL, "signer_title", "Chưa điền “Chức vụ người ký”" },
    { "ubnd", "kt", "Trần Cấp Phó", "2021-07-14", "Chủ tịch", NULL, NULL, "signer_title",
      "không ghi “Trần Cấp Phó” giữ chức vụ “Chủ tịch”" },
    { "ubnd", "tl-kt", "Vũ Phó Ban", "2021-07-14", NULL, "TL. CHỦ TỊCH\nPHÓ CHÁNH VĂN PHÒNG", NULL, "signature",
      "là: TL. CHỦ TỊCH / KT. CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG" },
    { "ubnd", "tl-kt", "Vũ Phó Ban", "2021-07-14", NULL, "TUQ. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG",
      NULL, "signature", "là: TL. CHỦ TỊCH /" },
    { "ubnd", "tl-kt", "Vũ Phó Ban", "2021-07-14", NULL, "TL. CHỦ TỊCH\nKT. GIÁM ĐỐC SỞ NỘI VỤ\nPHÓ CHÁNH VĂN PHÒNG",
      NULL, "signature", "dòng 2: vào 14/07/2021 sổ “Chức vụ” không ghi chức danh “GIÁM ĐỐC SỞ NỘI VỤ”" },
    { "ubnd", "kt", "Trần Cấp Phó", "2021-07-14", NULL, "KT. CHỦ TỊCH\nPHÓ BÍ THƯ", NULL, "signature",
      "giữ chức vụ “PHÓ BÍ THƯ”" },
    { "ubnd", "kt", "Trần Cấp Phó", "2021-07-14", NULL, "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nPHÓ CHỦ TỊCH\nMỘT DÒNG NỮA", NULL,
      "signature", "là: KT. CHỦ TỊCH / PHÓ CHỦ TỊCH" },
};

static struct draft *document(struct testing *t, struct testing_office *o, const struct signing *signing)
{
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "outgoing"));
    draft_set(t->mem, draft, "issuer", signing->issuer);
    draft_set(t->mem, draft, "type", "cv");
    draft_set(t->mem, draft, "summary", "Về việc phân công");
    draft_set(t->mem, draft, "drafted_on", "2021-06-21");
    draft_add_step(t->mem, draft, "submit", "2021-06-21");
    return draft;
}

static bool sign(struct testing *t, struct testing_office *o, int64_t id, const struct signing *signing,
                 struct err *err)
{
    struct draft_step step = { .name = "sign", .on = signing->signed_on };
    *err = (struct err){ 0 };
    draft_step_set(t->mem, &step, "authority", signing->authority);
    draft_step_set(t->mem, &step, "signer", signing->signer);
    if (signing->title)
        draft_step_set(t->mem, &step, "signer_title", signing->title);
    if (signing->typed)
        draft_step_set(t->mem, &step, "signature", signing->typed);
    return record_step(&o->office, t->mem, id, 0, &step, err);
}

static const char *text_of(struct testing *t, struct testing_office *o, int64_t id, const char *field)
{
    const struct value *value = record_value(testing_read(t, o, id), field);
    return value->is_set ? value->text : "";
}

static void test_each_line_is_held_on_the_day_of_the_signature(struct testing *t)
{
    struct testing_office o;
    enter(t, &o);
    for (size_t i = 0; i < COUNT_OF(signings); i++) {
        const struct signing *signing = &signings[i];
        struct err err;
        int64_t id = testing_create(t, &o, document(t, &o, signing));
        bool done = sign(t, &o, id, signing, &err);
        bool right = signing->block ? done && text_equal(text_of(t, &o, id, "signature"), signing->block)
                                    : !done && text_equal(err.field, signing->field) && strstr(err.text, signing->why);
        if (!right)
            fail_msg("%zu: %s %s: %s: %s", i, signing->authority, signing->signer,
                     done ? text_of(t, &o, id, "signature") : err.field, err.text);
        assert_string_equal(testing_read(t, &o, id)->state, signing->block ? "signed" : "for_signature");
    }
    testing_prove(t, &o);
    print_message("%zu signature blocks\n", COUNT_OF(signings));
}
ON_BOTH(test_each_line_is_held_on_the_day_of_the_signature)

/* The title that nobody typed, and in whose place a deputy signs, are written with the block. */
static void test_what_the_titles_give_stands_in_the_record(struct testing *t)
{
    struct testing_office o;
    struct err err;
    enter(t, &o);
    const struct signing signing = {
        .issuer = "ubnd", "tl-kt", "Vũ Phó Ban", "2021-07-14", NULL, NULL, "", NULL, NULL
    };
    int64_t id = testing_create(t, &o, document(t, &o, &signing));
    assert_true(testing_ok(sign(t, &o, id, &signing, &err), &err));
    assert_string_equal(text_of(t, &o, id, "signer_title"), "Phó Chánh Văn phòng");
    assert_string_equal(text_of(t, &o, id, "acting_for"), "Hồ Trưởng Ban");
    const struct draft_value to_head[] = { { "authority", "tl" }, { "signer", "Hồ Trưởng Ban" } };
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 0, to_head, 2, &err), &err));
    assert_string_equal(text_of(t, &o, id, "signature"), "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG");
    assert_string_equal(text_of(t, &o, id, "signer_title"), "Chánh Văn phòng");
    assert_string_equal(text_of(t, &o, id, "acting_for"), "");
    const struct draft_value later = { "signed_on", "2021-07-19" };
    assert_false(record_set(&o.office, t->mem, id, 0, &later, 1, &err));
    const struct draft_value summary = { "summary", "Về việc khác" };
    err = (struct err){ 0 };
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 0, &summary, 1, &err), &err));
    assert_string_equal(text_of(t, &o, id, "signature"), "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG");
    testing_prove(t, &o);
}
ON_BOTH(test_what_the_titles_give_stands_in_the_record)

/* Who signs is chosen among the posts; a file gives no block, or the right one. */
static void test_the_one_who_signs_is_chosen_and_a_file_is_judged_alike(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct import_result result;
    int64_t post;
    char printed[ID_SIZE];
    enter(t, &o);
    const struct signing signing = { .issuer = "ubnd" };
    int64_t id = testing_create(t, &o, document(t, &o, &signing));
    assert_true(
        testing_ok(db_one_int(db_for_read(t->store, &err), SQL("select id from post where holder = $1 and rank = $2"),
                              DB(db_text("Vũ Phó Ban"), db_text("pho-don-vi")), 0, &post, &err),
                   &err));
    struct draft_step step = { .name = "sign", .on = "2021-07-14" };
    draft_step_set(t->mem, &step, "authority", "tl-kt");
    id_print(post, printed);
    draft_step_set(t->mem, &step, "signer_post", printed);
    assert_true(testing_ok(record_step(&o.office, t->mem, id, 0, &step, &err), &err));
    assert_string_equal(text_of(t, &o, id, "signer"), "Vũ Phó Ban");
    assert_string_equal(text_of(t, &o, id, "signature"), "TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG");
    static const char file[] = "issuer,type,summary,drafted_on,authority,signer,signature,step.submit,step.sign\n"
                               "ubnd,cv,Một,2021-07-01,kt,Trần Cấp Phó,,2021-07-01,2021-07-14\n"
                               "ubnd,cv,Hai,2021-07-01,kt,Trần Cấp Phó,CHỦ TỊCH,2021-07-01,2021-07-14\n";
    assert_true(testing_ok(import_read(&o.office, t->mem, definitions_register(o.office.definitions, "outgoing"), file,
                                       sizeof file - 1, &result, &err),
                           &err));
    assert_int_equal(result.fault_count, 1);
    assert_int_equal(result.faults[0].line, 3);
    assert_string_equal(result.faults[0].column, "signature");
}
ON_BOTH(test_the_one_who_signs_is_chosen_and_a_file_is_judged_alike)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_each_line_is_held_on_the_day_of_the_signature),
        BOTH(test_what_the_titles_give_stands_in_the_record),
        BOTH(test_the_one_who_signs_is_chosen_and_a_file_is_judged_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
