/* SPDX-License-Identifier: Apache-2.0 */
#include "query/query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "query/query_testing.h"

static struct arena *mem;
static const struct definitions *definitions;
static const struct register_definition *petition, *dossier;

static const struct query_tokens july = {
    .today = "2021-08-02",
    .me = "van-thu",
    .my_unit = "nc",
    .period = "2021-07",
    .period_from = "2021-07-01",
    .period_to = "2021-07-31",
    .before = "2021-06-30",
    .cutoff = "2021-08-02",
};

static int set_up(void **state)
{
    (void)state;
    mem = arena_new(ARENA_JOB_MAX);
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2), 8 * 60));
    definitions = testing_definitions(mem);
    petition = definitions_register(definitions, "petition");
    dossier = definitions_register(definitions, "dossier");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(mem);
    clock_reset();
    return 0;
}

static const struct query *parse(const char *text)
{
    struct err err = { 0 };
    const struct query *query = query_parse(mem, definitions, petition, text, &july, &err);
    if (!query)
        print_error("%s: %s\n", text, err.text);
    assert_non_null(query);
    return query;
}

/* The canonical text. */
static const char *canonical(const char *text)
{
    return query_print(mem, parse(text));
}

static void assert_refused_with(const struct query_tokens *tokens, const char *text, const char *with)
{
    struct err err = { 0 };
    if (query_parse(mem, definitions, petition, text, tokens, &err))
        fail_msg("“%s” was accepted", text);
    assert_int_equal(err.kind, ERR_INVALID);
    if (!strstr(err.text, with))
        fail_msg("“%s” says: %s", text, err.text);
}

static void assert_refused(const char *text, const char *with)
{
    assert_refused_with(&july, text, with);
}

static struct scope everything(void)
{
    return scope_local_administrator(mem, definitions);
}

static const char *sql_of(const char *text, const struct scope *scope, enum store_kind kind, enum query_want want,
                          const char *of)
{
    struct query_sql sql = query_sql(mem, parse(text), scope, kind, want, of);
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    text_add(&out, sql.statement->text);
    for (size_t i = 0; i < sql.count; i++)
        if (sql.values[i].type == DB_INT)
            text_printf(&out, " | %lld", (long long)sql.values[i].integer);
        else
            text_printf(&out, " | %s", (const char *)sql.values[i].bytes);
    return out.data;
}

static const char *where(const char *text)
{
    struct scope scope = everything();
    const char *sql = sql_of(text, &scope, STORE_SQLITE, QUERY_COUNT, NULL);
    const char *after = strstr(sql, "r.cancelled = 0 and ");
    return after ? after + strlen("r.cancelled = 0 and ") : sql;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

static void test_values_lists_ranges_and_keywords_are_read(void **state)
{
    (void)state;
    assert_string_equal(canonical("source=buu-dien"), "source=buu-dien");
    assert_string_equal(canonical("source=truc-tiep,buu-dien,truc-tiep"), "source=buu-dien,truc-tiep");
    assert_string_equal(canonical("persons=5.."), "persons=5..");
    assert_string_equal(canonical("persons=..5"), "persons=..5");
    assert_string_equal(canonical("received_on=1/7/2021..31/07/2021"), "received_on=2021-07-01..2021-07-31");
    assert_string_equal(canonical("sender=none"), "sender=none");
    assert_string_equal(canonical("sender=any"), "sender=any");
    assert_string_equal(canonical("source=!buu-dien"), "source=!buu-dien");
    assert_string_equal(canonical("sender=!none"), "sender=any");
    assert_string_equal(canonical(" source = buu-dien & persons = 5 .. 7 "), "source=buu-dien&persons=5..7");
    assert_string_equal(canonical(""), "");
    assert_string_equal(canonical("  "), "");
}

static void test_quotes_protect_commas_dots_at_and_keywords(void **state)
{
    (void)state;
    assert_string_equal(canonical("summary=\"a, b\""), "summary=\"a, b\"");
    assert_string_equal(canonical("summary=\"a..b\""), "summary=\"a..b\"");
    assert_string_equal(canonical("summary=\"@today\""), "summary=\"@today\"");
    assert_string_equal(canonical("summary=\"a & b\"&persons=1"), "persons=1&summary=\"a & b\"");
    assert_string_equal(canonical("summary=\"say \"\"no\"\"\""), "summary=\"say \"\"no\"\"\"");
    assert_string_equal(canonical("source=\"any\""), "source=\"any\"");
    assert_string_equal(where("source=\"any\""), "(f.\"source\" = $2) | petition | any");
    assert_string_equal(where("source=any"), "f.\"source\" is not null | petition");
}

static void test_tokens_become_values(void **state)
{
    (void)state;
    assert_string_equal(canonical("received_on=@period"), "received_on=2021-07-01..2021-07-31");
    assert_string_equal(canonical("month=@period"), "month=2021-07");
    assert_string_equal(canonical("received_on=@period.from..@cutoff"), "received_on=2021-07-01..2021-08-02");
    assert_string_equal(canonical("replied_on=..@period.to"), "replied_on=..2021-07-31");
    assert_string_equal(canonical("open_at=@before"), "open_at=2021-06-30");
    assert_string_equal(canonical("called_at=@today"), "called_at=2021-08-02");
    assert_string_equal(canonical("received_on=..@next-day-over"), "received_on=..2021-07-31"); /* without a calendar */
    assert_string_equal(canonical("called_at=@period"), "called_at=2021-07-01..2021-07-31");
    assert_string_equal(canonical("due=@period"), "due=2021-07-01..2021-07-31");
    assert_string_equal(canonical("present=@period"), "present=2021-07-01..2021-07-31");
    assert_string_equal(canonical("assigned=@me"), "assigned=van-thu");
    assert_string_equal(canonical("drafter=@me"), "drafter=van-thu");
    assert_string_equal(canonical("as_of=@cutoff"), "as_of=2021-08-02");
}

static void test_own_unit_includes_those_it_succeeded(void **state)
{
    (void)state;
    assert_string_equal(canonical("unit=@my-unit"), "unit=nc,pc");
    assert_string_equal(canonical("district=@my-unit"), "district=nc,pc");
}

static void test_an_unbound_token_is_refused(void **state)
{
    (void)state;
    struct query_tokens none = { .today = "2021-08-02" };
    assert_refused_with(&none, "received_on=@period", "Ký tự 13: “@period”");
    assert_refused_with(&none, "received_on=..@cutoff", "Ký tự 15: “@cutoff”");
    assert_refused_with(&none, "assigned=@me", "@me");
    assert_refused_with(&none, "unit=@my-unit", "@my-unit");
    assert_refused_with(NULL, "received_on=@today", "@today");
    assert_refused("received_on=@tomorrow", "không có từ thay thế “@tomorrow”");
    assert_refused("source=@me", "không dùng được cho “source”");
    assert_refused("received_on=@period..", "@period.from");
    assert_refused("received_on=2021-07-01,@period", "@period");
}

static void test_errors_name_the_place_and_the_nearest_name(void **state)
{
    (void)state;
    assert_refused("persons=1&sourse=buu-dien",
                   "Ký tự 11: “sourse” không phải trường hay điều kiện của sổ Đơn thư. Có phải “source”?");
    assert_refused("source=buu-dein", "Ký tự 8: “buu-dein” không phải giá trị của “Nguồn đơn”. Có phải “buu-dien”?");
    assert_refused("summary=Đơn&persons=năm", "Ký tự 21: Số người: “năm” không phải số nguyên");
    assert_refused("state=recieved", "Có phải “received”?");
    assert_refused("entered.decidde=@period", "Có phải “decided”?");
    assert_refused("unit=khong-co", "Ký tự 6: không có đơn vị nào mã “khong-co”.");
    assert_refused("issuer=x", "cơ quan ban hành");
    assert_refused("verdict=tot", "early, on-time, late, in-time, overdue");
    assert_refused("group=mo", "open, resolved");
    assert_refused("received_on=2021-02-30", "Ký tự 13");
    assert_refused("open_at=hôm qua", "không phải ngày");
    assert_refused("link.answers=12", "13 chữ và số");
    assert_refused("sort=perons", "Có phải “persons”?");
    assert_refused("by=sender", "không gộp được");
    assert_refused("sort=sender", "dữ liệu cá nhân");
    assert_refused("page_size=501", "từ 1 đến 500");
    assert_refused("cancelled=maybe", "yes, no hoặc any");
    assert_refused("after=x", "13 chữ và số");
}

static void test_malformed_texts_are_refused(void **state)
{
    (void)state;
    assert_refused("source", "thiếu dấu “=”");
    assert_refused("=1", "thiếu tên trường");
    assert_refused("source=", "thiếu giá trị");
    assert_refused("source=!", "thiếu giá trị");
    assert_refused("source=buu-dien&", "Ký tự 17: thiếu điều kiện");
    assert_refused("&source=buu-dien", "Ký tự 1: thiếu điều kiện");
    assert_refused("source=buu-dien,", "thiếu giá trị");
    assert_refused("source=,buu-dien", "thiếu giá trị");
    assert_refused("summary=\"a", "Ký tự 9: dấu nháy kép mở");
    assert_refused("summary=\"a\"b", "Ký tự 12");
    assert_refused("summary=a\"b\"", "Ký tự 10");
    assert_refused("persons=..", "một khoảng");
    assert_refused("persons=1..2..3", "một khoảng");
    assert_refused("persons=1,2..3", "một khoảng");
    assert_refused("persons=1..2,3", "một khoảng");
    assert_refused("persons=5..1", "bị ngược");
    assert_refused("received_on=2021-08-01..2021-07-01", "bị ngược");
    assert_refused("source=any,buu-dien", "đứng một mình");
    assert_refused("persons=none..5", "không phải số nguyên");
    assert_refused("summary=a..b", "không nhận khoảng");
    assert_refused("state=any", "luôn có giá trị");
    assert_refused("present=2021-07-01", "khoảng ngày");
    assert_refused("entered.decided=any", "khoảng ngày");
    assert_refused("open_at=@period", "đúng một giá trị");
    assert_refused("open_at=2021-07-01,2021-07-02", "đúng một giá trị");
    assert_refused("as_of=2021-07-01&as_of=2021-07-02", "chỉ được ghi một lần");
    assert_refused("after=0000000000001&before=0000000000002", "không dùng cùng nhau");
    assert_refused("q=…", "một chữ hoặc số");
    assert_refused("summary=a\nb", "ký tự điều khiển");
    assert_refused("summary=\xff", "UTF-8");
    assert_refused("toString=1", "không phải trường");
}

static void test_sizes_are_limited(void **state)
{
    (void)state;
    struct text text;
    text_init(&text, mem, TEXT_MAX_PAGE);
    for (int i = 0; i < QUERY_VALUES_MAX; i++)
        text_printf(&text, "%s%d", i ? "," : "persons=", i);
    parse(text.data);
    text_add(&text, ",999");
    assert_refused(text.data, "hơn 200 giá trị");
    text_clear(&text);
    for (int i = 0; i < QUERY_CONDITIONS_MAX; i++)
        text_printf(&text, "%spersons=%d", i ? "&" : "", i);
    parse(text.data);
    text_add(&text, "&persons=64");
    assert_refused(text.data, "hơn 64 điều kiện");
    text_clear(&text);
    text_add(&text, "summary=");
    while (text.length <= QUERY_TEXT_MAX)
        text_add(&text, "dài ");
    assert_refused(text.data, "dài hơn 4096");
}

static void test_old_names_are_the_present_ones(void **state)
{
    (void)state;
    assert_string_equal(canonical("people=5"), "persons=5");
    assert_string_equal(canonical("source=thu-tin"), "source=buu-dien");
    assert_string_equal(canonical("state=arrived"), "state=received&as_of=2021-08-02");
    assert_string_equal(canonical("entered.arrived=@period"), "entered.received=2021-07-01..2021-07-31");
}

static void test_labels_may_stand_for_codes(void **state)
{
    (void)state;
    assert_string_equal(canonical("source=Bưu điện"), "source=buu-dien");
    assert_string_equal(canonical("district=Phòng Pháp chế"), "district=pc");
}

static void test_definition_uses_keep_their_limits(void **state)
{
    (void)state;
    struct err err = { 0 };
    struct query_use use = { .reg = petition, .query = "received_on=@period&sender=any", .tokens = true };
    assert_true(query_check_use(mem, definitions, &use, &err));
    use.no_personal = true;
    assert_false(query_check_use(mem, definitions, &use, &err));
    assert_non_null(strstr(err.text, "dữ liệu cá nhân"));
    use = (struct query_use){ .reg = petition, .query = "received_on=@today" };
    assert_false(query_check_use(mem, definitions, &use, &err));
    use = (struct query_use){ .reg = petition, .query = "source=buu-dien&state=received", .plain = true };
    assert_true(query_check_use(mem, definitions, &use, &err));
    use.query = "verdict=late";
    assert_false(query_check_use(mem, definitions, &use, &err));
    use =
        (struct query_use){ .reg = petition, .query = "open_at=@period.to&assigned=@me&unit=@my-unit", .tokens = true };
    assert_true(query_check_use(mem, definitions, &use, &err));
    use.query = "open_at=@period.end";
    assert_false(query_check_use(mem, definitions, &use, &err));
}

/* What condition_holds would judge otherwise than the list does. */
static void test_a_condition_on_one_record_is_refused_where_it_could_not_be_judged(void **state)
{
    (void)state;
    struct err err = { 0 };
    static const char *const good[] = { "source=buu-dien,truc-tiep", "source=!none", "persons=5", "unit=nc",
                                        "issuer=any" };
    static const char *const bad[] = { "persons=5..", "source=\"buu-dien\"", "persons=1.000", "source=Bưu điện",
                                       "received_on=01/07/2021" };
    struct query_use use = { .reg = petition, .plain = true };
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        use.query = good[i];
        if (!query_check_use(mem, definitions, &use, &err))
            fail_msg("%s: %s", good[i], err.text);
    }
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        use.query = bad[i];
        if (query_check_use(mem, definitions, &use, &err))
            fail_msg("%s", bad[i]);
    }
}

/* --- canonical text and words ------------------------------------------------------------------------------------- */

static void test_the_canonical_text_has_one_order(void **state)
{
    (void)state;
    const char *one = canonical("q=nhà đất&page_size=20&sort=-persons&state=received&persons=1&source=buu-dien");
    assert_string_equal(
        one, "source=buu-dien&persons=1&state=received&q=nhà đất&sort=-persons&page_size=20&as_of=2021-08-02");
    assert_string_equal(
        canonical("source=buu-dien&persons=1&persons=1&sort=-persons&q=nhà đất&page_size=20&state=received"), one);
}

static void test_the_canonical_text_carries_its_day_where_it_matters(void **state)
{
    (void)state;
    assert_string_equal(canonical("verdict=overdue"), "verdict=overdue&as_of=2021-08-02");
    assert_string_equal(canonical("open_at=@period.to&verdict=overdue"), "open_at=2021-07-31&verdict=overdue");
    assert_string_equal(canonical("entered.resolved=@period&verdict=late"),
                        "entered.resolved=2021-07-01..2021-07-31&verdict=late");
    assert_string_equal(canonical("entered.resolved=..@cutoff"), "entered.resolved=..2021-08-02&as_of=2021-08-02");
    struct err err = { 0 };
    struct query_tokens plain = { .today = "2021-08-02" };
    const struct query *list = query_parse(mem, definitions, petition, "verdict=overdue", &plain, &err);
    assert_non_null(list);
    assert_string_equal(query_print(mem, list), "verdict=overdue");
}

/* Random parts put together; what is accepted must read back to itself and make SQL. */
static void test_the_canonical_text_reads_back_to_itself(void **state)
{
    (void)state;
    static const char *const keys[] = { "source",
                                        "persons",
                                        "summary",
                                        "topics",
                                        "received_on",
                                        "called_at",
                                        "month",
                                        "district",
                                        "state",
                                        "group",
                                        "verdict",
                                        "due",
                                        "open_at",
                                        "present",
                                        "entered.resolved",
                                        "entered.decided",
                                        "number",
                                        "changed_on",
                                        "eligible",
                                        "q",
                                        "sort",
                                        "by",
                                        "cancelled",
                                        "as_of",
                                        "link.answers",
                                        "assigned",
                                        "case_of" };
    static const char *const values[] = { "buu-dien",
                                          "5",
                                          "5..9",
                                          "any",
                                          "none",
                                          "\"any\"",
                                          "2021-07-01",
                                          "2021-07-01..",
                                          "@period",
                                          "@cutoff",
                                          "..@before",
                                          "yes",
                                          "dat,noi-vu",
                                          "nc",
                                          "received,decided",
                                          "open",
                                          "late,none",
                                          "2021-07",
                                          "x y",
                                          "\"a,\"\"b\"",
                                          "\"..\"",
                                          "-persons",
                                          "state",
                                          "0000000000001",
                                          "van-thu",
                                          "29/7/2021..@today",
                                          "2021-07-29T10:00",
                                          "\" \"",
                                          "\"@me\"",
                                          "any..",
                                          "\"!\"" };
    uint32_t seed = 7;
    size_t accepted = 0;
    for (int round = 0; round < 60000; round++) {
        struct text text;
        text_init(&text, mem, TEXT_MAX_LINE);
        for (int parts = 1 + round % 3, i = 0; i < parts; i++) {
            seed = seed * 1664525 + 1013904223;
            const char *key = keys[(seed >> 8) % COUNT_OF(keys)];
            seed = seed * 1664525 + 1013904223;
            text_printf(&text, "%s%s=%s%s", i ? "&" : "", key, (seed >> 28) == 0 ? "!" : "",
                        values[(seed >> 8) % COUNT_OF(values)]);
        }
        struct err err = { 0 };
        const struct query *query = query_parse(mem, definitions, petition, text.data, &july, &err);
        if (query) {
            const char *once = query_print(mem, query);
            assert_string_equal(canonical(once), once);
            assert_true(query_words(mem, query)[0] != '\0');
            struct scope scope = everything();
            assert_non_null(query_sql(mem, query, &scope, STORE_POSTGRES, QUERY_PAGE, "r.id").statement);
            accepted++;
        }
        if (round % 1000 == 0) {
            arena_reset(mem);
            definitions = testing_definitions(mem);
        }
    }
    assert_true(accepted > 5000);
}

static void test_words_are_for_people(void **state)
{
    (void)state;
    assert_string_equal(query_words(mem, parse("source=buu-dien&received_on=@period")),
                        "Nguồn đơn: Bưu điện; Ngày nhận: từ 01/07/2021 đến 31/07/2021");
    assert_string_equal(query_words(mem, parse("persons=5..&source=!truc-tiep,buu-dien")),
                        "Số người: từ 5 trở đi; Nguồn đơn: không phải Trực tiếp hoặc Bưu điện");
    assert_string_equal(query_words(mem, parse("entered.resolved=@period&verdict=early,on-time")),
                        "Giải quyết xong: từ 01/07/2021 đến 31/07/2021; Kết quả thời hạn: trước hạn hoặc đúng hạn");
    assert_string_equal(query_words(mem, parse("entered.decided=..31/7/2021&unit=nc&sender=none")),
                        "Chuyển sang “Đã có quyết định”: đến 31/07/2021; Đơn vị: Phòng Nội chính - Pháp chế; "
                        "Người gửi: không có giá trị");
    assert_string_equal(
        query_words(mem, parse("q=nhà đất&cancelled=any&by=source&sort=-persons")),
        "Có các chữ: “nhà đất”; kể cả hồ sơ đã hủy; gộp theo: Nguồn đơn; xếp theo: Số người (giảm dần)");
    assert_string_equal(query_words(mem, parse("")), "Tất cả hồ sơ");
}

/* --- SQL --------------------------------------------------------------------------------------------------------- */

static void test_values_travel_as_parameters_only(void **state)
{
    (void)state;
    struct scope scope = everything();
    assert_string_equal(
        sql_of("source=buu-dien,truc-tiep&persons=5..", &scope, STORE_SQLITE, QUERY_COUNT, NULL),
        "select count(*) from record r join \"petition\" f on f.id = r.id where r.register = $1 and "
        "r.cancelled = 0 and (f.\"source\" in ($2, $3)) and (f.\"persons\" >= $4) | petition | buu-dien "
        "| truc-tiep | 5");
    const char *sql = sql_of("summary=\"'; drop table record; --\"", &scope, STORE_SQLITE, QUERY_COUNT, NULL);
    assert_null(memmem(sql, (size_t)(strchr(sql, '|') - sql), "drop", 4));
}

static void test_the_date_of_the_register_is_the_one_with_the_index(void **state)
{
    (void)state;
    struct scope scope = everything();
    assert_string_equal(
        sql_of("received_on=@period", &scope, STORE_SQLITE, QUERY_COUNT, NULL),
        "select count(*) from record r where r.register = $1 and r.cancelled = 0 and (r.happened_on >= $2 "
        "and r.happened_on <= $3) | petition | 2021-07-01 | 2021-07-31");
    assert_string_equal(where("received_on=2021-07-01.."),
                        "(r.happened_on >= $2 and r.happened_on < '9999-12-31') | petition | 2021-07-01");
    struct err err = { 0 };
    const struct query *query = query_parse(mem, definitions, dossier, "accepted_on=@period", &july, &err);
    struct query_sql sql = query_sql(mem, query, &scope, STORE_SQLITE, QUERY_COUNT, NULL);
    assert_non_null(strstr(sql.statement->text, "r.happened_on >= $2 and r.happened_on <= $3"));
}

static void test_ranges_on_instants_are_half_open_local_days(void **state)
{
    (void)state;
    const char *expected =
        arena_printf(mem, "(f.\"called_at\" >= $2 and f.\"called_at\" < $3) | petition | %lld | %lld",
                     (long long)instant_from_local(day_from_civil(2021, 7, 1), 0),
                     (long long)instant_from_local(day_from_civil(2021, 8, 1), 0));
    assert_string_equal(where("called_at=@period"), expected);
    expected = arena_printf(mem, "((f.\"called_at\" >= $2 and f.\"called_at\" < $3)) | petition | %lld | %lld",
                            (long long)instant_from_local(day_from_civil(2021, 7, 29), 600),
                            (long long)instant_from_local(day_from_civil(2021, 7, 29), 601));
    assert_string_equal(where("called_at=2021-07-29T10:00"), expected);
    assert_string_equal(where("due=2021-07-29"), "((r.due >= $2 and r.due < $3)) | petition | 2021-07-29 | 2021-07-30");
    assert_string_equal(where("due=..2021-07-31"), "(r.due < $2) | petition | 2021-08-01");
    assert_string_equal(where("due=2021-07-31.."),
                        "(r.due >= $2 and r.due < '9999-12-31T23:59') | petition | 2021-07-31");
    assert_string_equal(where("due=none"), "r.due = '9999-12-31T23:59' | petition");
}

static void test_a_value_that_is_not_there_is_another_value(void **state)
{
    (void)state;
    assert_string_equal(where("source=!buu-dien"),
                        "(f.\"source\" is null or not (f.\"source\" = $2)) | petition | buu-dien");
    assert_string_equal(where("unit=!nc"), "not (r.unit = $2) | petition | nc");
    assert_string_equal(where("topics=dat"), "(replace(f.\"topics\", $2, '') <> f.\"topics\") | petition | ,dat,");
}

static void test_search_is_worded_for_each_database(void **state)
{
    (void)state;
    struct scope scope = everything();
    assert_string_equal(where("q=Nhà dat"), "r.id in (select rowid from search where search match $2) | petition | "
                                            "\"_fregister_petition\" \"_xnha_1\" \"dat\"");
    const char *sql = sql_of("q=Nhà dat", &scope, STORE_POSTGRES, QUERY_COUNT, NULL);
    assert_non_null(strstr(sql, "r.id in (select t.record from search_text t where t.vector @@ $2::tsquery)"));
    assert_non_null(strstr(sql, "'_fregister_petition' & '_xnha_1' & 'dat'"));
}

static void test_a_scope_stands_in_every_statement(void **state)
{
    (void)state;
    static const char *issuers[] = { "ubnd" }, *units[] = { "nc", "pc" }, *degrees[] = { "thuong" };
    static const char *whoms[] = { "van-thu", "unit:nc" };
    struct scope scope = {
        .user = "van-thu",
        .whoms = TEST_LIST(whoms),
        .common = { .reads = true,
                    .issuers = TEST_LIST(issuers),
                    .units = TEST_LIST(units),
                    .secrecy = TEST_LIST(degrees) },
    };
    const char *page =
        sql_of("by=source", &scope, STORE_SQLITE, QUERY_PAGE, "r.id"); /* assigned: a stream of its own */
    assert_non_null(strstr(page, "r.unit = $1 and r.state_group = 'open' and ((r.issuer in ($2) and 1 = 1 and "
                                 "r.secrecy in ($3)))"));
    assert_non_null(strstr(page, " and not ((r.issuer in ($"));
    assert_null(strstr(page, " or "));
    for (int want = QUERY_WHOLE; want <= QUERY_GROUPS; want++) {
        const char *of = want == QUERY_WHOLE ? "r.id" : NULL;
        const char *sql = sql_of("by=source", &scope, STORE_SQLITE, (enum query_want)want, of);
        assert_non_null(strstr(sql, " and ((r.issuer in ($2) and r.unit in ($3, $4) and r.secrecy in ($5)) or exists "
                                    "(select 1 from assignment p where p.record = r.id and p.to_whom in ($6, $7) and "
                                    "p.outcome not in ('passed-back', 'returned')))"));
    }
    struct scope nobody = { .user = "" };
    assert_non_null(strstr(sql_of("", &nobody, STORE_SQLITE, QUERY_COUNT, NULL), " and 1 = 0"));
    scope.common.reads = false; /* what is assigned is not seen either in a register that no role reads */
    const char *sql = sql_of("", &scope, STORE_SQLITE, QUERY_COUNT, NULL);
    assert_non_null(strstr(sql, " and 1 = 0"));
    assert_null(strstr(sql, "assignment"));
}

static void test_personal_fields_are_not_found_by_who_may_not_read_them(void **state)
{
    (void)state;
    struct scope scope = everything();
    scope.everything = false;
    scope.common.personal = false;
    const char *sql = sql_of("sender=Nguyễn Văn A", &scope, STORE_SQLITE, QUERY_COUNT, NULL);
    assert_non_null(strstr(sql, " and 1 = 0"));
    assert_null(strstr(sql, "sender"));
}

static void test_pages_begin_behind_a_record_in_the_order(void **state)
{
    (void)state;
    struct scope scope = everything();
    const char *sql = sql_of("sort=-persons&page_size=20", &scope, STORE_SQLITE, QUERY_PAGE, "r.id");
    assert_non_null(strstr(sql, "\"petition\" f cross join record r")); /* a field: along its own table's index */
    assert_non_null(strstr(sql, " order by coalesce(f.\"persons\", 9223372036854775807) desc, f.id desc limit "));
    sql = sql_of("sort=received_on", &scope, STORE_SQLITE, QUERY_PAGE, "r.id");
    assert_non_null(strstr(sql, "r.happened_on as k from"));
    assert_non_null(strstr(sql, " order by k asc, id asc limit"));
    sql = sql_of("", &scope, STORE_SQLITE, QUERY_WHOLE, "r.id");
    assert_non_null(strstr(sql, " order by r.due asc, r.id asc"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_lists_ranges_and_keywords_are_read),
        cmocka_unit_test(test_quotes_protect_commas_dots_at_and_keywords),
        cmocka_unit_test(test_tokens_become_values),
        cmocka_unit_test(test_own_unit_includes_those_it_succeeded),
        cmocka_unit_test(test_an_unbound_token_is_refused),
        cmocka_unit_test(test_errors_name_the_place_and_the_nearest_name),
        cmocka_unit_test(test_malformed_texts_are_refused),
        cmocka_unit_test(test_sizes_are_limited),
        cmocka_unit_test(test_old_names_are_the_present_ones),
        cmocka_unit_test(test_labels_may_stand_for_codes),
        cmocka_unit_test(test_definition_uses_keep_their_limits),
        cmocka_unit_test(test_a_condition_on_one_record_is_refused_where_it_could_not_be_judged),
        cmocka_unit_test(test_the_canonical_text_has_one_order),
        cmocka_unit_test(test_the_canonical_text_carries_its_day_where_it_matters),
        cmocka_unit_test(test_the_canonical_text_reads_back_to_itself),
        cmocka_unit_test(test_words_are_for_people),
        cmocka_unit_test(test_values_travel_as_parameters_only),
        cmocka_unit_test(test_the_date_of_the_register_is_the_one_with_the_index),
        cmocka_unit_test(test_ranges_on_instants_are_half_open_local_days),
        cmocka_unit_test(test_a_value_that_is_not_there_is_another_value),
        cmocka_unit_test(test_search_is_worded_for_each_database),
        cmocka_unit_test(test_a_scope_stands_in_every_statement),
        cmocka_unit_test(test_personal_fields_are_not_found_by_who_may_not_read_them),
        cmocka_unit_test(test_pages_begin_behind_a_record_in_the_order),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
