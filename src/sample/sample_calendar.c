/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "sample/sample_internal.h"

enum {
    NEWS_JULY = 104,
    NEWS_JUNE = 88,
    BULLETINS_A_DAY = 3, /* morning, noon, evening, every day */
    ONLINE_JULY = 48,
    ONLINE_JUNE = 39,
    ROOM_JULY = 31,
    ROOM_JUNE = 46,
    TASKS_JULY = 38,
    TASKS_JUNE = 33
};

/* --- publications ------------------------------------------------------------------------------------------------- */

/* item.mode: which of the seven kinds */
enum { MORNING = 4 };
static const char *const publication_kinds[] = { "tin",          "bai",          "do-hoa",       "phong-van",
                                                 "ban-tin-sang", "ban-tin-trua", "ban-tin-chieu" };
static const int news_weights[] = { 66, 22, 9, 3 };
static const int bulletin_minutes[] = { 6 * 60 + 30, 11 * 60 + 15, 17 * 60 + 45 };
static const char *const bulletin_words[] = { "Bản tin Covid-19 sáng", "Bản tin Covid-19 trưa",
                                              "Bản tin Covid-19 chiều" };

static const struct {
    const char *summary, *topic;
} news[] = {
    { "{h} siết chặt chốt kiểm soát dịch", "covid-19" },
    { "Đoàn công tác Bộ Y tế làm việc tại {h}", "covid-19" },
    { "Khuyến cáo người dân {h} thực hiện 5K", "covid-19" },
    { "Những việc cần làm khi ở trong vùng phong tỏa", "covid-19" },
    { "Quà tặng tuyến đầu chống dịch tại {h}", "covid-19" },
    { "Hỏi đáp về đi lại trong thời gian giãn cách", "covid-19" },
    { "{h} tiêm vắc-xin an toàn, đúng đối tượng", "y-te" },
    { "Kết nối tiêu thụ nông sản {h}", "nong-nghiep" },
    { "Doanh nghiệp {h} sản xuất “ba tại chỗ”", "doanh-nghiep" },
    { "Chỉ đạo của Tỉnh ủy, Ủy ban nhân dân Tỉnh trong tuần", "tong-hop" },
    { "Hướng dẫn nộp hồ sơ trực tuyến tại nhà", "tthc" },
    { "Hỗ trợ lao động tự do tại {h}", "lao-dong" },
};

static void plan_news(struct sample *sample, struct random_sequence *random, const struct month *month, int count)
{
    for (; count > 0; count--) {
        day_t day = month->from + (day_t)random_below(random, (uint32_t)(month->until - month->from + 1));
        instant_t at =
            instant_from_local(day, random_between(random, 6 * 60, 21 * 60)) + random_below(random, 60) * 1000;
        struct item *item = item_add(sample, random, ITEM_PUBLICATION, at);
        item->mode = (uint8_t)weighted(random, news_weights, COUNT_OF(news_weights));
        item->variant = (uint8_t)random_below(random, COUNT_OF(news));
    }
}

static void plan_bulletins(struct sample *sample, struct random_sequence *random, const struct month *month)
{
    for (day_t day = month->from; day <= month->until; day++)
        for (int n = 0; n < BULLETINS_A_DAY * sample->scale; n++) {
            int which = n % BULLETINS_A_DAY;
            int minute = bulletin_minutes[which] + (int)random_below(random, 12);
            struct item *item = item_add(sample, random, ITEM_PUBLICATION, instant_from_local(day, minute));
            item->mode = (uint8_t)(MORNING + which);
        }
}

static bool is_news(const char *kind)
{
    for (int i = 0; i < MORNING; i++)
        if (text_equal(publication_kinds[i], kind))
            return true;
    return false;
}

void plan_publications(struct sample *sample)
{
    struct random_sequence random;
    int left = NEWS_JULY * sample->scale;
    random_seed(&random, SAMPLE_SEED + ITEM_PUBLICATION);
    for (size_t i = 0; i < sample->named.count; i++)
        left -= text_equal(sample->named.items[i]->reg->name, "publication") &&
                is_news(named_value(sample->named.items[i], "kind")) &&
                day_in(named_value(sample->named.items[i], "published_on"), &sample->july);
    plan_news(sample, &random, &sample->june, NEWS_JUNE * sample->scale);
    plan_news(sample, &random, &sample->july, left);
    plan_bulletins(sample, &random, &sample->june);
    plan_bulletins(sample, &random, &sample->july);
}

void write_publication(struct drafting *drafting, const struct item *item)
{
    static const char *const outlets[] = { "portal", "portal", "portal", "facebook", "zalo" };
    day_t day = instant_local_day(item->at);
    char people[DATE_SIZE];
    day_print_people(day, people);
    bool bulletin = item->mode >= MORNING;
    drafting->draft->by = "bien-tap";
    put(drafting, "unit", "cong-tin");
    put(drafting, "kind", publication_kinds[item->mode]);
    put(drafting, "summary",
        bulletin ? arena_printf(drafting->mem, "%s ngày %s", bulletin_words[item->mode - MORNING], people)
                 : words(drafting, news[item->variant].summary));
    put(drafting, "topic", bulletin ? "covid-19" : news[item->variant].topic);
    put(drafting, "channel", bulletin ? "portal" : PICK(drafting, outlets));
    put(drafting, "author", bulletin ? "Tổ bản tin" : person(drafting));
    put(drafting, "published_on", day_of(drafting, day));
}

/* --- meetings ----------------------------------------------------------------------------------------------------- */

/* item.mode: the form */
static const char *const forms[] = { "online", "in-person", "mixed" };
/* item.days */
enum { HELD };

static void plan_meetings_of(struct sample *sample, struct random_sequence *random, const struct month *month,
                             int online, int room)
{
    for (int n = 0; n < online + room; n++) {
        day_t day = work_any(sample, month, random);
        size_t at = work_index(sample, day), before = 1 + random_below(random, 3);
        struct item *item = item_add(sample, random, ITEM_MEETING, office_time(random, sample->work[at - before]));
        item->mode = n < online ? 0 : chance(random, 15) ? 2 : 1;
        item->variant = (uint8_t)subject_any(random);
        item->days[HELD] = day;
        item->part = n >= online && random_below(random, 20) == 0; /* called off */
    }
}

void plan_meetings(struct sample *sample)
{
    struct random_sequence random;
    int online = ONLINE_JULY;
    random_seed(&random, SAMPLE_SEED + ITEM_MEETING);
    for (size_t i = 0; i < sample->named.count; i++)
        online -= text_equal(sample->named.items[i]->reg->name, "meeting") &&
                  text_equal(named_value(sample->named.items[i], "form"), "online") &&
                  day_in(named_value(sample->named.items[i], "held_on"), &sample->july);
    plan_meetings_of(sample, &random, &sample->june, ONLINE_JUNE, ROOM_JUNE);
    plan_meetings_of(sample, &random, &sample->july, online, ROOM_JULY);
}

void write_meeting(struct drafting *drafting, const struct item *item)
{
    static const char *const chairs[] = { "Chủ tịch Ủy ban nhân dân Tỉnh", "Phó Chủ tịch Ủy ban nhân dân Tỉnh",
                                          "Phó Chủ tịch Ủy ban nhân dân Tỉnh", "Chánh Văn phòng" };
    const struct subject *subject = &subjects[item->variant];
    bool online = item->mode == 0, morning = chance(&drafting->random, 60);
    put(drafting, "issuer", "van-phong");
    put(drafting, "unit", subject->room);
    put(drafting, "held_on", day_of(drafting, item->days[HELD]));
    put(drafting, "part", morning ? "sang" : "chieu");
    put(drafting, "hour", morning ? "08:00" : "14:00");
    put(drafting, "form", forms[item->mode]);
    put(drafting, "summary",
        arena_printf(
            drafting->mem, "%s %s", online ? "Hội nghị trực tuyến về" : "Họp về",
            words(drafting, subject->things[random_below(&drafting->random, (uint32_t)subject->thing_count)])));
    put(drafting, "topic", subject->topic);
    put(drafting, "chair", PICK(drafting, chairs));
    put(drafting, "place",
        online ? "Phòng họp trực tuyến"
               : arena_printf(drafting->mem, "Phòng họp số %d", random_between(&drafting->random, 1, 4)));
    if (item->mode != 1)
        put_int(drafting, "points", random_between(&drafting->random, 2, 13));
    if (item->part)
        take_with(drafting, "call-off", item->days[HELD], "end_reason", "Hoãn do dịch bệnh");
    else if (chance(&drafting->random, 30))
        take_with(drafting, "hold", item->days[HELD], "concludes", "yes");
    else
        take(drafting, "hold", item->days[HELD]);
}

/* --- tasks -------------------------------------------------------------------------------------------------------- */

/* item.mode: with a deadline or without; item.days */
enum { WITHOUT_LIMIT, WITH_LIMIT };
enum { BEGUN, BY, REPORTED, COMPLETED };

static void plan_tasks_of(struct sample *sample, struct random_sequence *random, const struct month *month, int count)
{
    for (; count > 0; count--) {
        day_t day = work_any(sample, month, random), last = sample->july.until;
        struct item *item = item_add(sample, random, ITEM_TASK, office_time(random, day));
        int limit = random_between(random, 5, 24);
        item->mode = chance(random, 85) ? WITH_LIMIT : WITHOUT_LIMIT;
        item->variant = (uint8_t)subject_any(random);
        item->part = (uint8_t)random_below(random, 10);
        day_t begun = work_after(sample, day, random_between(random, 1, 2));
        int took =
            chance(random, 7) ? limit + random_between(random, 1, 4) : limit * random_between(random, 50, 95) / 100;
        day_t reported = work_after(sample, day, took > 3 ? took : 3);
        day_t completed = work_after(sample, reported, random_between(random, 0, 1));
        item->days[BEGUN] = begun <= last ? begun : 0;
        item->days[BY] = work_after(sample, day, limit);
        item->days[REPORTED] = reported <= last ? reported : 0;
        item->days[COMPLETED] = completed <= last ? completed : 0;
    }
}

void plan_tasks(struct sample *sample)
{
    struct random_sequence random;
    random_seed(&random, SAMPLE_SEED + ITEM_TASK);
    plan_tasks_of(sample, &random, &sample->june, TASKS_JUNE);
    plan_tasks_of(sample, &random, &sample->july, TASKS_JULY);
}

void write_task(struct drafting *drafting, const struct item *item)
{
    static const char *const asks[] = { "Tham mưu", "Báo cáo", "Rà soát, đề xuất", "Kiểm tra, xử lý", "Tổng hợp" };
    const struct subject *subject = &subjects[item->variant];
    const char *source = item->part < 2   ? "chinh-phu"
                         : item->part < 3 ? "tinh-uy"
                         : item->part < 9 ? "ubnd"
                                          : "van-phong";
    put(drafting, "unit", text_equal(source, "van-phong") ? subject->room : subject->department);
    put(drafting, "source", source);
    put(drafting, "summary",
        arena_printf(
            drafting->mem, "%s %s", PICK(drafting, asks),
            words(drafting, subject->things[random_below(&drafting->random, (uint32_t)subject->thing_count)])));
    put(drafting, "topic", subject->topic);
    put(drafting, "assigned_on", day_of(drafting, instant_local_day(item->at)));
    if (item->mode == WITH_LIMIT)
        put(drafting, "finish_by", day_of(drafting, item->days[BY]));
    if (!item->days[BEGUN])
        return;
    take(drafting, "accept", item->days[BEGUN]);
    if (chance(&drafting->random, 80) || item->days[REPORTED])
        take(drafting, "start", item->days[BEGUN]);
    if (!item->days[REPORTED])
        return;
    struct draft_step *report = take(drafting, "report", item->days[REPORTED]);
    draft_step_set(drafting->mem, report, "result_document", document_of(drafting, "BC-UBND", 300));
    if (item->days[COMPLETED])
        take(drafting, "complete", item->days[REPORTED]); /* the day of the result, whenever it is confirmed */
}
