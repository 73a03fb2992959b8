/* SPDX-License-Identifier: Apache-2.0 */
/* The lists of registers, asked through dispatch as browsers do. */
#include "web/testing.h"

#include "store/id.h"

enum { LETTERS = 23 };

static struct response get(struct pages *p, const char *path)
{
    return pages_get(p, path);
}

/* Letters of two kinds; every third is numbered and issued. */
static void make_letters(struct pages *p, struct testing *t, int64_t *ids)
{
    struct err err = { 0 };
    pages_begin(p, t);
    for (int i = 0; i < LETTERS; i++) {
        ids[i] = testing_create(
            t, &p->office,
            testing_letter(t, &p->office, arena_printf(t->mem, "Khiếu nại thứ %02d", i), i % 2 ? "cv" : "qd"));
        if (i % 3)
            continue;
        assert_true(testing_ok(testing_step(t, &p->office, ids[i], "number", NULL, NULL, NULL, &err), &err));
        assert_true(testing_ok(
            testing_step(t, &p->office, ids[i], "issue", "2021-08-02", "issued_on", "2021-08-02", &err), &err));
    }
}

static size_t occurrences(const struct response *response, const char *text)
{
    size_t count = 0;
    for (const char *at = response->body.data; (at = strstr(at, text)); at++)
        count++;
    return count;
}

static void test_the_query_of_the_url_is_the_list(struct testing *t)
{
    struct pages p;
    int64_t ids[LETTERS];
    make_letters(&p, t, ids);
    struct response page = get(&p, "/van-ban");
    assert_int_equal(page.status, 200);
    assert_int_equal(occurrences(&page, "<tr role=\"row\" data-row"), LETTERS);
    page = get(&p, "/van-ban?type=qd&state=issued");
    assert_int_equal(occurrences(&page, "<tr role=\"row\" data-row"), 4);
    pages_has(&page, "Loại: Quyết định");
    pages_has(&page, "href=\"/van-ban?state=issued\""); /* without the one condition */
    page = get(&p, "/van-ban?q=khieu%20nai%20thu%2007");
    assert_int_equal(occurrences(&page, "<tr role=\"row\" data-row"), 1);
    pages_has(&page, "Khiếu nại thứ 07");
    pages_has(&page, "value=\"khieu nai thu 07\"");
}
ON_BOTH(test_the_query_of_the_url_is_the_list)

/* Rows are written without the template. Planted and seen red, each alone: a text, the label of
 * a box not escaped.
 */
static void test_what_a_record_says_is_text_in_its_row(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    testing_create(t, &p.office, testing_letter(t, &p.office, "<b>&\"'</b> trong thư dài hơn", "cv"));
    struct response page = get(&p, "/van-ban");
    assert_int_equal(occurrences(&page, "<b>&"), 0);
    assert_int_equal(occurrences(&page, "&lt;b&gt;&amp;"), 2); /* the text, and the label of the box */
}
ON_BOTH(test_what_a_record_says_is_text_in_its_row)

static void test_what_a_form_sends_becomes_one_address(struct testing *t)
{
    static const struct {
        const char *sent, *address;
    } forms[] = {
        { "/van-ban?q=&type=qd&state=&from.issued_on=&to.issued_on=", "/van-ban?type=qd" },
        { "/van-ban?q=don&type=&from.issued_on=1/7/2021&to.issued_on=31/07/2021",
          "/van-ban?q=don&issued_on=2021-07-01..2021-07-31" },
        { "/van-ban?from.issued_on=1/7/2021&to.issued_on=", "/van-ban?issued_on=2021-07-01.." },
        { "/van-ban?from.issued_on=&to.issued_on=31/07/2021", "/van-ban?issued_on=..2021-07-31" },
        { "/van-ban?q=&type=", "/van-ban" },
        { "/van-ban?type=qd&density=compact", "/van-ban?type=qd" },
        { "/van-ban?type=qd&columns=number&columns=state", "/van-ban?type=qd" },
    };
    struct pages p;
    pages_begin(&p, t);
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        struct response page = get(&p, forms[i].sent);
        pages_goes(&page, forms[i].address);
    }
    struct response page = get(&p, "/van-ban?density=compact");
    const char *cookie = pairs_get(&page.headers, "set-cookie");
    cookie = cookie ? cookie : pairs_get(&page.headers, "Set-Cookie");
    assert_non_null(cookie);
    assert_non_null(strstr(cookie, "congvu-density=compact"));
}
ON_BOTH(test_what_a_form_sends_becomes_one_address)

static void test_a_condition_that_cannot_be_read_is_named_and_kept(struct testing *t)
{
    static const struct {
        const char *path, *kept;
    } wrong[] = {
        { "/van-ban?issued_on=..31/31/2021&type=qd", "31/31/2021" },
        { "/van-ban?no_such_field=1", "no_such_field = 1" },
        { "/van-ban?state=nothing", "state = nothing" },
        { "/van-ban?sort=nothing", "sort = nothing" },
        { "/van-ban?after=0000000000001", "after = 0000000000001" },
        { "/van-ban?page_size=9999", "page_size = 9999" },
        { "/van-ban?type=%22", "Loại = &quot;" },
    };
    struct pages p;
    int64_t ids[LETTERS];
    make_letters(&p, t, ids);
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        struct response page = get(&p, wrong[i].path);
        assert_int_equal(page.status, 422);
        pages_has(&page, "<title>Lỗi: ");
        pages_has(&page, "class=\"error-summary\"");
        pages_has(&page, "class=\"filter filter--folded\"");
        pages_has(&page, wrong[i].kept);
        pages_has_not(&page, "data-row");
    }
    /* a day typed wrong comes back to where it was typed */
    struct response page = get(&p, "/van-ban?from.issued_on=abc&to.issued_on=");
    pages_goes(&page, "/van-ban?issued_on=abc..");
    page = get(&p, "/van-ban?issued_on=abc..");
    assert_int_equal(page.status, 422);
    pages_has(&page, "name=\"from.issued_on\" type=\"text\" value=\"abc\"");
}
ON_BOTH(test_a_condition_that_cannot_be_read_is_named_and_kept)

static void test_pages_lead_on_and_back(struct testing *t)
{
    struct pages p;
    int64_t ids[LETTERS];
    make_letters(&p, t, ids);
    struct response page = get(&p, "/van-ban?sort=id&page_size=10");
    pages_has(&page, "<b>10</b> dòng đầu trong <b>23</b>");
    pages_has(&page, "rel=\"next\">Trang sau");
    pages_has_not(&page, "Về trang đầu");
    char last[ID_SIZE];
    id_print(ids[9], last);
    const char *next = arena_printf(t->mem, "/van-ban?sort=id&page_size=10&after=%s", last);
    pages_has(&page, arena_printf(t->mem, "href=\"/van-ban?sort=id&amp;page_size=10&amp;after=%s\"", last));
    page = get(&p, next);
    pages_has(&page, "Khiếu nại thứ 10");
    pages_has(&page, "Về trang đầu");
    pages_has(&page, "rel=\"prev\">Trang trước");
    char first[ID_SIZE];
    id_print(ids[10], first);
    page = get(&p, arena_printf(t->mem, "/van-ban?sort=id&page_size=10&before=%s", first));
    pages_has(&page, "Khiếu nại thứ 00");
    pages_has_not(&page, "Khiếu nại thứ 10");
}
ON_BOTH(test_pages_lead_on_and_back)

static void test_an_empty_list_says_why(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    struct response page = get(&p, "/van-ban");
    pages_has(&page, "Chưa có văn bản nào");
    page = get(&p, "/van-ban?type=qd");
    pages_has(&page, "Chưa có văn bản nào");
    pages_letter(&p, "Một văn bản");
    page = get(&p, "/van-ban?type=qd");
    pages_has(&page, "nào khớp điều kiện lọc");
    pages_has(&page, "Bỏ lọc");
}
ON_BOTH(test_an_empty_list_says_why)

static void test_a_number_leads_to_its_record(struct testing *t)
{
    struct pages p;
    int64_t ids[LETTERS];
    make_letters(&p, t, ids);
    struct record *record = testing_read(t, &p.office, ids[3]);
    const char *series = arena_strndup(t->mem, record->number_key, strcspn(record->number_key, "|"));
    struct response page = get(&p, arena_printf(t->mem, "/van-ban/so/%s", record->number));
    pages_goes(&page, pages_path(&p, ids[3], ""));
    page = get(&p, arena_printf(t->mem, "/van-ban/so/%s/%s", series, record->number));
    pages_goes(&page, pages_path(&p, ids[3], ""));
    page = get(&p, arena_printf(t->mem, "/van-ban/so/1999/%s", record->number));
    assert_int_equal(page.status, 404);
    page = get(&p, "/van-ban/so/2021/99999");
    assert_int_equal(page.status, 404);
    pages_has(&page, "2021/99999");
}
ON_BOTH(test_a_number_leads_to_its_record)

static void test_an_export_is_the_whole_list_as_people_read_it(struct testing *t)
{
    struct pages p;
    int64_t ids[LETTERS];
    struct err err = { 0 };
    make_letters(&p, t, ids);
    struct response file = get(&p, "/van-ban.csv?type=qd&page_size=2");
    assert_int_equal(file.status, 200);
    assert_true(file.file >= 0);
    char *text = arena_alloc(t->mem, (size_t)file.file_length + 1);
    assert_int_equal(pread(file.file, text, (size_t)file.file_length, 0), file.file_length);
    text[file.file_length] = '\0';
    assert_memory_equal(text, "\xEF\xBB\xBF", 3);
    size_t lines = 0;
    for (const char *at = text; (at = strstr(at, "\r\n")); at++)
        lines++;
    assert_int_equal(lines, 1 + (LETTERS + 1) / 2);
    assert_non_null(strstr(text, "Trích yếu"));
    assert_non_null(strstr(text, "Khiếu nại thứ 22"));
    assert_non_null(strstr(text, "02/08/2021"));
    assert_null(strstr(text, "Khiếu nại thứ 21"));
    const char *name = pairs_get(&file.headers, "Content-Disposition");
    name = name ? name : pairs_get(&file.headers, "content-disposition");
    assert_non_null(name);
    assert_non_null(strstr(name, "van-ban-2021-08-02.csv"));
    file = get(&p, "/van-ban.csv?nothing=1");
    assert_int_equal(file.status, 422);
    (void)err;
}
ON_BOTH(test_an_export_is_the_whole_list_as_people_read_it)

/* --- lines of secret papers --------------------------------------------------------------------------------------- */

enum { BOOK = 9 };

/* Numbers 1 to 9; 3, 5, 6 and 9 are secret. */
static void make_book(struct pages *p, struct testing *t, int64_t *ids)
{
    struct err err = { 0 };
    pages_begin(p, t);
    for (int i = 0; i < BOOK; i++) {
        struct draft *draft = testing_letter(t, &p->office, arena_printf(t->mem, "Quyết định thứ %d", i + 1), "qd");
        if (strchr("3569", '1' + i))
            draft_set(t->mem, draft, "secrecy", "mat");
        ids[i] = testing_create(t, &p->office, draft);
        assert_true(testing_ok(testing_step(t, &p->office, ids[i], "number", NULL, NULL, NULL, &err), &err));
    }
}

/* Adds the numbers of the rows and lines of TEXT, one after the other: "9876". */
static void add_numbers(const char *text, const char *row, struct text *out)
{
    for (const char *at = strstr(text, row); at; at = strstr(at + 1, row)) {
        const char *end = strstr(at + 1, row), *number = strstr(at, "/QĐ-VPT");
        if (number && (!end || number < end))
            text_char(out, number[-1]);
    }
}

static void has_numbers(struct pages *p, const char *path, const char *wanted)
{
    struct text found;
    struct response page = get(p, path);
    assert_int_equal(page.status, 200);
    text_init(&found, p->t->mem, TEXT_MAX_LINE);
    add_numbers(page.body.data, "<tr role=\"row\"", &found);
    if (!text_equal(found.data, wanted))
        fail_msg("%s has %s and not %s", path, found.data, wanted);
}

static const char *at(struct pages *p, const char *path, int64_t id)
{
    char printed[ID_SIZE];
    id_print(id, printed);
    return arena_printf(p->t->mem, "%s%s", path, printed);
}

static void test_a_secret_line_stands_where_its_number_stands(struct testing *t)
{
    struct pages p;
    int64_t ids[BOOK];
    struct text found;
    make_book(&p, t, ids);
    has_numbers(&p, "/van-ban?sort=-number", "987654321");
    has_numbers(&p, "/van-ban?sort=number", "123456789");
    has_numbers(&p, "/van-ban?sort=number&print=yes", "123456789");
    /* each is on one page, on the way there and back */
    has_numbers(&p, "/van-ban?sort=-number&page_size=2", "987");
    has_numbers(&p, at(&p, "/van-ban?sort=-number&page_size=2&after=", ids[6]), "65432");
    has_numbers(&p, at(&p, "/van-ban?sort=-number&page_size=2&after=", ids[1]), "1");
    has_numbers(&p, "/van-ban?sort=number&page_size=2", "12");
    has_numbers(&p, at(&p, "/van-ban?sort=number&page_size=2&after=", ids[1]), "34567");
    has_numbers(&p, at(&p, "/van-ban?sort=number&page_size=2&after=", ids[6]), "89");
    has_numbers(&p, at(&p, "/van-ban?sort=number&page_size=2&before=", ids[7]), "34567");
    has_numbers(&p, at(&p, "/van-ban?sort=number&page_size=2&before=", ids[3]), "12");
    has_numbers(&p, at(&p, "/van-ban?sort=-number&page_size=2&before=", ids[0]), "65432");
    struct response file = get(&p, "/van-ban.csv?sort=number");
    char *text = arena_alloc(t->mem, (size_t)file.file_length + 1);
    assert_int_equal(pread(file.file, text, (size_t)file.file_length, 0), file.file_length);
    text[file.file_length] = '\0';
    text_init(&found, t->mem, TEXT_MAX_LINE);
    add_numbers(text, "\r\n", &found);
    assert_string_equal(found.data, "123456789");
}
ON_BOTH(test_a_secret_line_stands_where_its_number_stands)

static void test_where_secret_lines_do_not_stand_among_the_rows_is_said_why(struct testing *t)
{
    struct pages p;
    int64_t ids[BOOK];
    make_book(&p, t, ids);
    struct response page = get(&p, "/van-ban?sort=-id");
    pages_has(&page, "01 văn bản mật, số sổ 03/QĐ-VPT");
    pages_has(&page, "chỉ ghi số, không ghi ngày, nên đứng sau danh sách");
    pages_has(&page, "<a href=\"/van-ban?sort=-number\">Xếp theo số để thấy đúng chỗ</a>");
    has_numbers(&p, "/van-ban?sort=-id", "87421");
    page = get(&p, "/van-ban?type=qd&sort=number");
    pages_has_not(&page, "03/QĐ-VPT");
    pages_has(&page, "Sổ có văn bản mật");
    pages_has(&page, "<a href=\"/van-ban?sort=-number\">Xem cả sổ, xếp theo số</a>");
    page = get(&p, "/van-ban?sort=-number");
    pages_has_not(&page, "Sổ có văn bản mật");
    pages_has_not(&page, "đứng sau danh sách");
    page = get(&p, "/ho-so?group=open");
    pages_has_not(&page, "Sổ có văn bản mật");
    p.as = p.leader; /* reads them all */
    has_numbers(&p, "/van-ban?sort=-number", "987654321");
    page = get(&p, "/van-ban?type=qd");
    pages_has_not(&page, "văn bản mật");
}
ON_BOTH(test_where_secret_lines_do_not_stand_among_the_rows_is_said_why)

static void test_a_print_has_all_rows_and_says_what_it_is(struct testing *t)
{
    struct pages p;
    int64_t ids[LETTERS];
    make_letters(&p, t, ids);
    struct response page = get(&p, "/van-ban?type=cv&page_size=2&print=yes");
    assert_int_equal(page.status, 200);
    assert_int_equal(occurrences(&page, "<tr role=\"row\" data-row"), LETTERS / 2);
    pages_has(&page, "Loại: Công văn");
    pages_has(&page, "In lúc 02/08/2021 08:00, Trần Văn An");
    pages_has_not(&page, "class=\"tick\"");
}
ON_BOTH(test_a_print_has_all_rows_and_says_what_it_is)

static void test_search_finds_with_and_without_marks(struct testing *t)
{
    struct pages p;
    int64_t ids[LETTERS];
    make_letters(&p, t, ids);
    struct response page = get(&p, "/tim-kiem?q=khieu+nai");
    pages_has(&page, "23 kết quả cho “khieu nai”");
    assert_int_equal(occurrences(&page, "<tr role=\"row\" data-row"), LETTERS);
    pages_has(&page, "href=\"/van-ban?q=khieu%20nai\"");
    page = get(&p, "/tim-kiem?q=Khi%E1%BA%BFu+n%E1%BA%A1i");
    assert_int_equal(occurrences(&page, "<tr role=\"row\" data-row"), LETTERS);
    page = get(&p, "/tim-kiem");
    pages_has_not(&page, "class=\"tabs\"");
    page = get(&p, "/tim-kiem?q=kh%C3%B4ng-th%E1%BA%A5y");
    pages_has(&page, "Không có hồ sơ nào có các chữ");
    page = get(&p, "/tim-kiem?q=%3F%21");
    assert_int_equal(page.status, 422);
    struct record *record = testing_read(t, &p.office, ids[0]);
    page = get(&p, arena_printf(t->mem, "/tim-kiem?q=%s", record->number));
    pages_has(&page, "Đúng số này");
}
ON_BOTH(test_search_finds_with_and_without_marks)

static int64_t letter_from(struct testing *t, struct pages *p, const char *summary, const char *sender)
{
    struct draft *draft = testing_letter(t, &p->office, summary, "cv");
    draft_set(t->mem, draft, "sender", sender);
    return testing_create(t, &p->office, draft);
}

/* Planted and seen red: list_page and search_page without the personal search; personal_search for everybody. */
static void test_who_reads_personal_data_finds_by_it_and_the_other_sees_no_difference(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    letter_from(t, &p, "Xin cấp giấy", "Ngô Thị Mai, 0912 345 678");
    static const char *const searches[] = { "/tim-kiem?q=Ng%C3%B4+Th%E1%BB%8B+Mai", "/tim-kiem?q=%2B84912345678",
                                            "/van-ban?q=ngo+thi+mai", "/van-ban?q=0912.345.678" };
    for (size_t i = 0; i < COUNT_OF(searches); i++) {
        p.as = p.leader;
        struct response page = get(&p, searches[i]);
        pages_has(&page, "Xin cấp giấy");
        p.as = p.clerk;
        page = get(&p, searches[i]);
        pages_has_not(&page, "Xin cấp giấy");
        assert_int_equal(occurrences(&page, "<tr role=\"row\" data-row"), 0);
    }
    assert_int_equal(testing_int(t, SQL("select count(*) from account_history where what = 'read-personal' and "
                                        "login = 'binh.ld'")),
                     4);
    assert_int_equal(testing_int(t, SQL("select count(*) from account_history where what = 'read-personal'")), 4);
    p.as = p.leader;
    struct response file = get(&p, "/van-ban.csv?q=0912345678"), empty = get(&p, "/van-ban.csv?q=0912345679");
    assert_true(file.file_length > empty.file_length);
    struct response none = get(&p, "/tim-kiem?q=0912345679");
    pages_has(&none, "chỉ tìm trọn số điện thoại");
    p.as = p.clerk;
    struct response blind = get(&p, "/tim-kiem?q=0912345678"), other = get(&p, "/tim-kiem?q=0912345679");
    pages_has(&blind, "Chưa tìm trong: dữ liệu cá nhân");
    assert_int_equal(blind.body.length, other.body.length);
}
ON_BOTH(test_who_reads_personal_data_finds_by_it_and_the_other_sees_no_difference)

static void test_several_records_are_given_in_one_act_or_none_is(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    char first[ID_SIZE], second[ID_SIZE];
    id_print(pages_letter(&p, "Một"), first);
    id_print(pages_letter(&p, "Hai"), second);
    struct response page = get(&p, "/van-ban");
    pages_has(&page, "action=\"/van-ban/giao\"");
    pages_has(&page, arena_printf(t->mem, "name=\"id\" value=\"%s\" form=\"bulk\"", first));
    page = get(&p, arena_printf(t->mem, "/van-ban/giao?id=%s&id=%s", first, second));
    assert_int_equal(page.status, 200);
    pages_has(&page, "Phân công 2");
    pages_has(&page, "data-pick=\"/van-ban/chon?field=to\"");
    const char *form = arena_printf(t->mem, "id=%s&id=%s&lead=" TESTING_LEADER "&due=&opinion=&_key=%s", first, second,
                                    pages_hidden(&p, &page, "_key"));
    page = pages_post(&p, "/van-ban/giao", form);
    pages_goes(&page, "/van-ban");
    page = pages_post(&p, "/van-ban/giao", form); /* the same again changes nothing */
    pages_goes(&page, "/van-ban");
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 2);
    page = get(&p, "/van-ban?columns=number&columns=assignee");
    char third[ID_SIZE];
    id_print(pages_letter(&p, "Ba"), third);
    page = pages_post(&p, "/van-ban/giao",
                      arena_printf(t->mem, "id=%s&id=%s&lead=" TESTING_CLERK "&_key=khac", first, third));
    assert_int_equal(page.status, 409);
    pages_has(&page, "Chưa giao hồ sơ nào: 1 trong 2");
    pages_has(&page, arena_printf(t->mem, "value=\"%s\" checked", third)); /* the other is ticked no more */
    pages_has_not(&page, arena_printf(t->mem, "value=\"%s\" checked", first));
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 2);
    page = pages_post(&p, "/van-ban/giao", arena_printf(t->mem, "id=%s&lead=" TESTING_CLERK "&_key=khac2", third));
    pages_goes(&page, "/van-ban");
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 3);
    page = get(&p, "/van-ban/giao");
    assert_int_equal(page.status, 422);
}
ON_BOTH(test_several_records_are_given_in_one_act_or_none_is)

static void test_rows_that_are_refused_in_the_same_words_are_named(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    char first[ID_SIZE], second[ID_SIZE];
    id_print(pages_letter(&p, "Kế hoạch một"), first);
    id_print(pages_letter(&p, "Kế hoạch hai"), second);
    const char *form = "id=%s&id=%s&lead=%s&due=&opinion=&_key=%s";
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    struct response page =
        pages_post(&p, "/van-ban/giao", arena_printf(t->mem, form, first, second, TESTING_LEADER, "k1"));
    pages_goes(&page, "/van-ban");
    page = pages_post(&p, "/van-ban/giao", arena_printf(t->mem, form, first, second, TESTING_CLERK, "k2"));
#pragma GCC diagnostic pop
    assert_int_equal(page.status / 100, 4);
    pages_has(&page, " (Kế hoạch một, Kế hoạch hai)");
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 2);
}
ON_BOTH(test_rows_that_are_refused_in_the_same_words_are_named)

static void test_ticked_rows_are_given_as_the_last_time(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    char ids[3][ID_SIZE];
    for (int i = 0; i < 3; i++)
        id_print(pages_letter(&p, arena_printf(t->mem, "Thư %d", i)), ids[i]);
    const char *path = arena_printf(t->mem, "/van-ban/giao?id=%s&id=%s", ids[1], ids[2]);
    struct response page = get(&p, path);
    pages_has_not(&page, "same=yes");
    page =
        pages_post(&p, "/van-ban/giao",
                   arena_printf(t->mem, "id=%s&lead=" TESTING_LEADER "&due=&opinion=G%%E1%%BA%%A5p&_key=k1", ids[0]));
    pages_goes(&page, "/van-ban");
    page = get(&p, path);
    pages_has(&page, "Lần trước");
    pages_has(&page, "same=yes");
    pages_has(&page, arena_printf(t->mem, "id=%s", ids[2]));
    pages_has_not(&page, "Gấp");
    page = get(&p, arena_printf(t->mem, "%s&same=yes", path));
    pages_has(&page, " · " TESTING_LEADER "\"");
    pages_has(&page, "Gấp");
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 1); /* it is offered, not done */
}
ON_BOTH(test_ticked_rows_are_given_as_the_last_time)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_the_query_of_the_url_is_the_list),
        BOTH(test_what_a_record_says_is_text_in_its_row),
        BOTH(test_what_a_form_sends_becomes_one_address),
        BOTH(test_a_condition_that_cannot_be_read_is_named_and_kept),
        BOTH(test_pages_lead_on_and_back),
        BOTH(test_an_empty_list_says_why),
        BOTH(test_a_number_leads_to_its_record),
        BOTH(test_an_export_is_the_whole_list_as_people_read_it),
        BOTH(test_a_secret_line_stands_where_its_number_stands),
        BOTH(test_where_secret_lines_do_not_stand_among_the_rows_is_said_why),
        BOTH(test_a_print_has_all_rows_and_says_what_it_is),
        BOTH(test_several_records_are_given_in_one_act_or_none_is),
        BOTH(test_rows_that_are_refused_in_the_same_words_are_named),
        BOTH(test_ticked_rows_are_given_as_the_last_time),
        BOTH(test_search_finds_with_and_without_marks),
        BOTH(test_who_reads_personal_data_finds_by_it_and_the_other_sees_no_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
