/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/text.h"
#include "sample/sample_internal.h"

enum { A_DAY_LEAST = 150, A_DAY_MOST = 200, FOR_INFORMATION_PERCENT = 40 };

/* What becomes of a document: item.mode. */
enum { FOR_INFORMATION, SENT_BACK, TO_DO, TO_DO_UNTIL };
/* item.days */
enum { ASSIGNED, STARTED, DUE, FINISHED };

static const char *const types[] = { "cv", "bc", "tb", "gm", "qd", "kh", "ttr", "hd", "cong-dien" };
static const char *const briefs[] = { NULL, "BC", "TB", "GM", "QĐ", "KH", "TTr", "HD", "CĐ" };
static const int type_weights[] = { 52, 13, 8, 7, 6, 6, 6, 1, 1 };

/* The ministry above a department; the first for all others. */
static const struct {
    const char *department, *name, *symbol;
} ministries[] = {
    { "", "Văn phòng Chính phủ", "VPCP" },
    { "syt", "Bộ Y tế", "BYT" },
    { "snv", "Bộ Nội vụ", "BNV" },
    { "stc", "Bộ Tài chính", "BTC" },
    { "skhdt", "Bộ Kế hoạch và Đầu tư", "BKHĐT" },
    { "stp", "Bộ Tư pháp", "BTP" },
    { "snnptnt", "Bộ Nông nghiệp và Phát triển nông thôn", "BNN" },
    { "stnmt", "Bộ Tài nguyên và Môi trường", "BTNMT" },
    { "sgtvt", "Bộ Giao thông vận tải", "BGTVT" },
    { "sxd", "Bộ Xây dựng", "BXD" },
    { "sct", "Bộ Công Thương", "BCT" },
    { "sgddt", "Bộ Giáo dục và Đào tạo", "BGDĐT" },
    { "sldtbxh", "Bộ Lao động - Thương binh và Xã hội", "BLĐTBXH" },
    { "stttt", "Bộ Thông tin và Truyền thông", "BTTTT" },
    { "cat", "Bộ Công an", "BCA" },
};

static const char *const openings[] = {
    "Về ", "V/v ", "Báo cáo ", "Đề nghị xem xét ", "Xin ý kiến về ", "Phúc đáp về ", "Đôn đốc ", "Góp ý dự thảo về "
};
static const char *const opinions[] = { "Giao phòng xử lý, báo cáo lại.", "Phối hợp sở, ngành đề xuất.",
                                        "Soạn văn bản trả lời.", "Trình phiếu trong tuần.",
                                        "Theo dõi, tổng hợp chung." };

static void plan_one(struct sample *sample, struct random_sequence *random, day_t day)
{
    day_t last = sample->july.until;
    struct item *item = item_add(sample, random, ITEM_INCOMING, office_time(random, day));
    item->variant = (uint8_t)subject_any(random);
    if (chance(random, FOR_INFORMATION_PERCENT)) {
        item->mode = FOR_INFORMATION;
        item->days[FINISHED] = day;
        return;
    }
    if (random_below(random, 300) == 0) {
        item->mode = SENT_BACK;
        return;
    }
    item->mode = chance(random, 72) ? TO_DO_UNTIL : TO_DO;
    item->days[ASSIGNED] = work_after(sample, day, chance(random, 70) ? 0 : 1);
    if (item->days[ASSIGNED] > last)
        item->days[ASSIGNED] = day;
    int limit = random_between(random, 3, 15);
    item->days[DUE] = work_after(sample, item->days[ASSIGNED], limit);
    day_t start = work_after(sample, item->days[ASSIGNED], random_between(random, 0, 2));
    int took = chance(random, 3) ? limit + random_between(random, 1, 3) : random_between(random, 1, limit);
    day_t finish = work_after(sample, item->days[ASSIGNED], took);
    if (start <= last && start <= finish)
        item->days[STARTED] = start;
    if (finish <= last)
        item->days[FINISHED] = finish;
}

static void plan_month(struct sample *sample, struct random_sequence *random, const struct month *month)
{
    for (size_t i = 0; i < month->work_count; i++)
        for (int n = random_between(random, A_DAY_LEAST, A_DAY_MOST) * sample->scale; n > 0; n--)
            plan_one(sample, random, sample->work[month->first_work + i]);
}

void plan_incoming(struct sample *sample)
{
    struct random_sequence random;
    random_seed(&random, SAMPLE_SEED + ITEM_INCOMING);
    plan_month(sample, &random, &sample->june);
    plan_month(sample, &random, &sample->july);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

/* Who sends it, and the symbol of its number: a ministry, the department of the subject, a district. */
enum author { MINISTRY, DEPARTMENT, DISTRICT };

static enum author any_author(struct drafting *drafting)
{
    uint32_t whose = random_below(&drafting->random, 10);
    return whose < 2 ? MINISTRY : whose < 7 ? DEPARTMENT : DISTRICT;
}

static void put_author(struct drafting *drafting, const struct subject *subject, enum author author, const char *brief)
{
    static const int most[] = { [MINISTRY] = 6400, [DEPARTMENT] = 3200, [DISTRICT] = 1900 };
    const struct definitions *definitions = drafting->sample->definitions;
    const char *name = ministries[0].name, *symbol = ministries[0].symbol;
    if (author == MINISTRY) {
        for (size_t i = 1; i < COUNT_OF(ministries); i++)
            if (text_equal(ministries[i].department, subject->department)) {
                name = ministries[i].name;
                symbol = ministries[i].symbol;
            }
    } else {
        const struct unit *unit =
            definitions_unit(definitions, author == DISTRICT ? drafting->district->code : subject->department);
        name = unit->names.items[0].name;
        symbol = author == DISTRICT ? "UBND" : unit->names.items[0].brief;
    }
    put(drafting, "author", name);
    const char *whole =
        brief ? arena_printf(drafting->mem, "%s-%s", brief, symbol) : arena_printf(drafting->mem, "%s-VP", symbol);
    put(drafting, "document_number", document_of(drafting, whole, most[author]));
}

/* A ministry does not write about one district, and a district writes about itself. */
static const char *any_thing(struct drafting *drafting, const struct subject *subject, enum author author)
{
    size_t count = (size_t)subject->thing_count, first = random_below(&drafting->random, (uint32_t)count);
    for (size_t i = 0; i < count; i++) {
        const char *thing = subject->things[(first + i) % count];
        bool local = strstr(thing, "{h}") != NULL;
        if (author == DEPARTMENT || local == (author == DISTRICT))
            return words(drafting, thing);
    }
    return words(drafting, subject->things[first]);
}

static void write_handling(struct drafting *drafting, const struct item *item, day_t day)
{
    take(drafting, "submit", day);
    struct draft_step *assign = take(drafting, "assign", item->days[ASSIGNED]);
    draft_step_set(drafting->mem, assign, "opinion", PICK(drafting, opinions));
    if (item->mode == TO_DO_UNTIL)
        draft_step_set(drafting->mem, assign, "answer_by", day_of(drafting, item->days[DUE]));
    if (item->days[STARTED])
        take(drafting, "start", item->days[STARTED]);
    if (item->days[FINISHED])
        take(drafting, "finish", item->days[FINISHED]);
}

void write_incoming(struct drafting *drafting, const struct item *item)
{
    const struct subject *subject = &subjects[item->variant];
    day_t day = instant_local_day(item->at);
    size_t type = weighted(&drafting->random, type_weights, COUNT_OF(types));
    uint32_t way = random_below(&drafting->random, 20);
    put(drafting, "issuer", chance(&drafting->random, 80) ? "ubnd" : "van-phong");
    put(drafting, "unit", subject->room);
    put(drafting, "received_on", day_of(drafting, day));
    put(drafting, "arrival", way < 18 ? "truc" : way < 19 ? "buu-dien" : "thu-dien-tu");
    enum author author = any_author(drafting);
    put_author(drafting, subject, author, briefs[type]);
    size_t before = random_below(&drafting->random, 5), at = work_index(drafting->sample, day);
    put(drafting, "dated_on", day_of(drafting, drafting->sample->work[at > before ? at - before : 0]));
    put(drafting, "type", types[type]);
    const char *thing = any_thing(drafting, subject, author);
    put(drafting, "summary",
        type == 3 ? arena_printf(drafting->mem, "Mời họp về %s", thing)
                  : arena_printf(drafting->mem, "%s%s", PICK(drafting, openings), thing));
    put(drafting, "topic", subject->topic);
    put(drafting, "handling", item->mode == FOR_INFORMATION ? "de-biet" : "xu-ly");
    if (chance(&drafting->random, 6))
        put(drafting, "urgency", chance(&drafting->random, 70) ? "khan" : "hoa-toc");
    take(drafting, "register", day);
    if (item->mode == SENT_BACK)
        take_with(drafting, "return", day, "return_reason", "Gửi nhầm nơi nhận");
    else if (item->mode == FOR_INFORMATION)
        take(drafting, "finish", item->days[FINISHED]);
    else
        write_handling(drafting, item, day);
}
