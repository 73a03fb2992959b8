/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "sample/sample_internal.h"

/* What July's figures ask for; June has its own. */
enum {
    COMPLAINTS_JULY = 455,
    COMPLAINTS_JUNE = 431,
    HOME_AFFAIRS_JULY = 31,
    HOME_AFFAIRS_JUNE = 26,
    PUBLISHED_JULY = 1812,
    OTHERS_JULY = 2140,
    OTHERS_JUNE = 1985,
    DRAFTS = 45,
    PUBLISHED_PERCENT = 90
};

/* item.mode: what it is about; item.part: whose it is and what kind. */
enum { COMPLAINT, HOME_AFFAIRS, OTHER, DRAFT };
/* item.days */
enum { ISSUED, PUBLISHED };

struct kind {
    const char *type, *issuer;
    int weight;
    bool published;
};
static const struct kind kinds[] = {
    { "cv", "ubnd", 38, true },       { "qd", "ubnd", 24, true },     { "kh", "ubnd", 4, true },
    { "tb", "ubnd", 4, true },        { "bc", "ubnd", 4, true },      { "ttr", "ubnd", 2, true },
    { "cong-dien", "ubnd", 1, true }, { "gm", "ubnd", 3, false },     { "cv", "van-phong", 9, true },
    { "tb", "van-phong", 5, true },   { "bc", "van-phong", 1, true }, { "gm", "van-phong", 4, false },
    { "pc", "van-phong", 2, false },
};

static const struct {
    const char *topic;
    int weight;
} complaint_topics[] = { { "khieu-nai", 60 }, { "tiep-dan", 17 }, { "thanh-tra", 15 }, { "pctn", 8 } };

static const char *const complaint_words[][8] = {
    { "giải quyết khiếu nại về đất đai tại {h}", "xem xét đơn khiếu nại về bồi thường tại {h}",
      "chuyển đơn tố cáo tại {h}", "kiểm tra, rà soát vụ khiếu nại tại {h}", "báo cáo kết quả giải quyết đơn tại {h}",
      "thụ lý giải quyết khiếu nại lần hai", "đôn đốc thi hành quyết định giải quyết khiếu nại tại {h}",
      "giao xác minh nội dung khiếu nại tại {h}" },
    { "lịch tiếp công dân định kỳ tại {h}", "kết luận buổi tiếp công dân tại {h}", "phối hợp tiếp công dân tại {h}",
      "trả lời công dân sau buổi tiếp", "mời đối thoại với công dân tại {h}",
      "bố trí lực lượng tại Trụ sở Tiếp công dân", "tiếp công dân qua đường dây trực tuyến với {h}",
      "tổng hợp kiến nghị sau tiếp công dân {m}" },
    { "kết luận thanh tra tại {h}", "thực hiện kiến nghị sau thanh tra tại {h}",
      "điều chỉnh kế hoạch thanh tra năm 2021", "thanh tra quản lý đất đai tại {h}",
      "thanh tra đầu tư xây dựng tại {h}", "xử lý sau kiểm toán tại {h}", "giám sát hoạt động đoàn thanh tra tại {h}",
      "báo cáo công tác thanh tra {m}" },
    { "kê khai tài sản, thu nhập tại {h}", "phòng, chống tham nhũng {m}", "chuyển đổi vị trí công tác tại {h}",
      "công khai, minh bạch mua sắm tại {h}", "tiếp nhận phản ánh tiêu cực tại {h}",
      "kiểm tra việc thực hiện quy tắc ứng xử", "giải trình kết luận kiểm tra tại {h}",
      "cải cách hành chính gắn với phòng, chống tham nhũng" },
};

static const char *const home_affairs_words[] = {
    "Bổ nhiệm lại viên chức quản lý tại {h}",
    "Điều động công chức đến {h}",
    "Nghỉ hưu đối với công chức {h}",
    "Xếp lương viên chức tại {h}",
    "Kỷ luật công chức tại {h}",
    "Phê chuẩn kết quả bầu chức danh tại {h}",
    "Giao biên chế bổ sung cho {h}",
    "Khen thưởng tập thể, cá nhân tại {h}",
};

struct signer {
    const char *authority, *name, *title;
};
static const struct signer chairmen[] = { { "tm-kt", "Mai Đình Kha", "Phó Chủ tịch" },
                                          { "tm-kt", "Tạ Ngọc Diễm", "Phó Chủ tịch" },
                                          { "tm-kt", "Võ Nhất Huy", "Phó Chủ tịch" },
                                          { "tm", "Lương Bá Thịnh", "Chủ tịch" },
                                          { "tl", "Hồ Trọng Nhân", "Chánh Văn phòng" } };
/* What the Chairman has given away by type: TL. to the head of the Office, TUQ. to a member of the Committee
 * (sample/delegation.csv). */
static const char *const by_order_types[] = { "cv", "tb", "gm", "bc" };
static const struct signer delegate = { "tuq", "Đàm Quốc Lãm", "Ủy viên Ủy ban nhân dân" };
enum { DELEGATED_ONE_IN = 40 };
static const struct signer office_heads[] = { { "kt", "Lâm Ái Vân", "Phó Chánh Văn phòng" },
                                              { "kt", "Bùi Khắc Duy", "Phó Chánh Văn phòng" },
                                              { "ky", "Hồ Trọng Nhân", "Chánh Văn phòng" } };

static bool is_complaint_topic(const char *topic)
{
    for (size_t i = 0; i < COUNT_OF(complaint_topics); i++)
        if (text_equal(complaint_topics[i].topic, topic))
            return true;
    return false;
}

/* What the named rows give to the three figures of July. */
struct given {
    int complaints, home_affairs, published;
};

static struct given count_given(const struct sample *sample)
{
    struct given given = { 0 };
    for (size_t i = 0; i < sample->named.count; i++) {
        const struct draft *draft = sample->named.items[i];
        if (!text_equal(draft->reg->name, "outgoing"))
            continue;
        bool issued = day_in(named_step(draft, "issue"), &sample->july);
        const char *topic = named_value(draft, "topic");
        given.complaints += issued && is_complaint_topic(topic);
        given.home_affairs += issued && text_equal(topic, "noi-vu") && text_equal(named_value(draft, "type"), "qd");
        given.published += day_in(named_step(draft, "publish"), &sample->july);
    }
    return given;
}

/* --- planning ----------------------------------------------------------------------------------------------------- */

static size_t any_kind(struct random_sequence *random)
{
    int total = 0;
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        total += kinds[i].weight;
    int left = (int)random_below(random, (uint32_t)total);
    size_t at = 0;
    while (left >= kinds[at].weight)
        left -= kinds[at++].weight;
    return at;
}

static size_t any_complaint(struct random_sequence *random)
{
    int weights[COUNT_OF(complaint_topics)];
    for (size_t i = 0; i < COUNT_OF(complaint_topics); i++)
        weights[i] = complaint_topics[i].weight;
    return weighted(random, weights, COUNT_OF(complaint_topics));
}

/* Issued on the day of signing or the next working day, in the same month. */
static void plan_some(struct sample *sample, struct random_sequence *random, const struct month *month, int mode,
                      int count)
{
    for (; count > 0; count--) {
        day_t day = work_any(sample, month, random), last = sample->work[month->first_work + month->work_count - 1];
        struct item *item = item_add(sample, random, ITEM_OUTGOING, office_time(random, day));
        item->mode = (uint8_t)mode;
        item->part = mode == OTHER ? (uint8_t)any_kind(random) : 0;
        item->variant = (uint8_t)(mode == COMPLAINT ? any_complaint(random) : subject_any(random));
        item->days[ISSUED] = work_after_until(sample, day, chance(random, 85) ? 0 : 1, last);
        bool published = mode == OTHER ? kinds[item->part].published && chance(random, PUBLISHED_PERCENT)
                                       : mode == COMPLAINT && chance(random, 4);
        day_t on = work_after(sample, item->days[ISSUED], random_between(random, 0, 2));
        if (published && on <= sample->july.until)
            item->days[PUBLISHED] = on;
    }
}

/* Publishes or leaves out documents of July, one here and one there, until exactly WANTED are published in July. */
static void settle_published(struct sample *sample, struct random_sequence *random, int wanted)
{
    size_t first = 0;
    int published = 0;
    for (size_t i = sample->items.count; i > 0 && sample->items.items[i - 1].kind == ITEM_OUTGOING; i--)
        first = i - 1;
    for (size_t i = first; i < sample->items.count; i++)
        published += sample->items.items[i].days[PUBLISHED] >= sample->july.from;
    uint32_t count = (uint32_t)(sample->items.count - first);
    for (uint64_t tries = 0; published != wanted && tries < 1000ull * count; tries++) {
        struct item *item = &sample->items.items[first + random_below(random, count)];
        if (item->mode != OTHER || item->days[ISSUED] < sample->july.from || !kinds[item->part].published ||
            (item->days[PUBLISHED] != 0) == (published < wanted))
            continue;
        item->days[PUBLISHED] = published < wanted ? item->days[ISSUED] : 0;
        published += published < wanted ? 1 : -1;
    }
}

static int at_least_none(int count)
{
    return count > 0 ? count : 0;
}

void plan_outgoing(struct sample *sample)
{
    struct random_sequence random;
    struct given given = count_given(sample);
    int scale = sample->scale;
    random_seed(&random, SAMPLE_SEED + ITEM_OUTGOING);
    plan_some(sample, &random, &sample->june, COMPLAINT, COMPLAINTS_JUNE * scale);
    plan_some(sample, &random, &sample->june, HOME_AFFAIRS, HOME_AFFAIRS_JUNE * scale);
    plan_some(sample, &random, &sample->june, OTHER, OTHERS_JUNE * scale);
    plan_some(sample, &random, &sample->july, COMPLAINT, at_least_none(COMPLAINTS_JULY * scale - given.complaints));
    plan_some(sample, &random, &sample->july, HOME_AFFAIRS,
              at_least_none(HOME_AFFAIRS_JULY * scale - given.home_affairs));
    plan_some(sample, &random, &sample->july, OTHER, OTHERS_JULY * scale);
    settle_published(sample, &random, PUBLISHED_JULY * scale - given.published);
    for (int i = 0; i < DRAFTS * scale; i++) {
        day_t day = sample->work[sample->july.first_work + sample->july.work_count - 1 - random_below(&random, 4)];
        struct item *item = item_add(sample, &random, ITEM_OUTGOING, office_time(&random, day));
        item->mode = DRAFT;
        item->part = (uint8_t)any_kind(&random);
        item->variant = (uint8_t)subject_any(&random);
        item->days[ISSUED] = chance(&random, 60) ? work_after_until(sample, day, 1, sample->july.until - 1) : 0;
    }
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static const char *about(struct drafting *drafting, const struct item *item)
{
    if (item->mode == COMPLAINT)
        return arena_printf(drafting->mem, "Về %s",
                            words(drafting, complaint_words[item->variant][random_below(&drafting->random, 8)]));
    if (item->mode == HOME_AFFAIRS)
        return words(drafting, PICK(drafting, home_affairs_words));
    const struct subject *subject = &subjects[item->variant];
    const char *thing =
        words(drafting, subject->things[random_below(&drafting->random, (uint32_t)subject->thing_count)]);
    return arena_printf(drafting->mem, "%s %s", text_equal(kinds[item->part].type, "gm") ? "Họp về" : "Về", thing);
}

/* Who signs for the Committee: what may not be signed by order goes to a deputy; some letters are signed by delegation.
 */
static const struct signer *signer_for(struct drafting *drafting, const struct item *item, const char *type)
{
    const struct signer *signer = &PICK(drafting, chairmen);
    bool by_order = false;
    for (size_t i = 0; i < COUNT_OF(by_order_types); i++)
        by_order |= text_equal(type, by_order_types[i]);
    if (text_equal(signer->authority, "tl") && !by_order)
        return &chairmen[0];
    bool delegated = text_equal(type, "cv") && item->seed % DELEGATED_ONE_IN == 0;
    return delegated && instant_local_day(item->at) >= day_from_civil(2021, 7, 6) ? &delegate : signer;
}

static void write_steps(struct drafting *drafting, const struct item *item, bool office, const char *type)
{
    day_t signed_on = instant_local_day(item->at);
    const struct signer *signer = office ? &PICK(drafting, office_heads) : signer_for(drafting, item, type);
    take(drafting, "submit", signed_on);
    struct draft_step *sign = take(drafting, "sign", signed_on);
    draft_step_set(drafting->mem, sign, "authority", signer->authority);
    draft_step_set(drafting->mem, sign, "signer", signer->name);
    draft_step_set(drafting->mem, sign, "signer_title", signer->title);
    take(drafting, "number", signed_on);
    take(drafting, "issue", item->days[ISSUED]);
    if (item->days[PUBLISHED])
        take(drafting, "publish", item->days[PUBLISHED]);
}

/* What was issued was sent on that day. */
static void write_recipients(struct drafting *drafting, const struct item *item, bool home)
{
    const char *to = home ? "Như Điều 3" : words(drafting, "Ủy ban nhân dân {h}");
    const char *sent = item->mode == DRAFT ? ""
                                           : arena_printf(drafting->mem, " | gửi %s qua Trục liên thông văn bản",
                                                          day_of(drafting, item->days[ISSUED]));
    put(drafting, "recipients", arena_printf(drafting->mem, "%s%s\nLưu: VT%s", to, sent, home ? ", NC" : ""));
}

void write_outgoing(struct drafting *drafting, const struct item *item)
{
    const struct kind *kind = &kinds[item->part];
    bool complaint = item->mode == COMPLAINT, home = item->mode == HOME_AFFAIRS;
    bool office = complaint ? chance(&drafting->random, 30) : !home && text_equal(kind->issuer, "van-phong");
    size_t before = random_below(&drafting->random, 4), at = work_index(drafting->sample, instant_local_day(item->at));
    put(drafting, "issuer", office ? "van-phong" : "ubnd");
    put(drafting, "unit", complaint || home ? "nc" : subjects[item->variant].room);
    const char *type = complaint ? (chance(&drafting->random, 12) ? "tb" : "cv") : home ? "qd" : kind->type;
    put(drafting, "type", type);
    put(drafting, "summary", about(drafting, item));
    put(drafting, "topic",
        complaint ? complaint_topics[item->variant].topic
        : home    ? "noi-vu"
                  : subjects[item->variant].topic);
    put(drafting, "drafted_on", day_of(drafting, drafting->sample->work[at > before ? at - before : 0]));
    put(drafting, "drafter", person(drafting));
    write_recipients(drafting, item, home);
    put_int(drafting, "copies", random_between(&drafting->random, 2, 18));
    if (item->mode != DRAFT)
        write_steps(drafting, item, office, type);
    else if (item->days[ISSUED])
        take(drafting, "submit", item->days[ISSUED]);
}
