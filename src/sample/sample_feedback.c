/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "sample/sample_internal.h"

enum {
    RECEIVED_JULY = 1841,
    HANDLED_JULY = 1755, /* of these, by the cut-off */
    RECEIVED_JUNE = 1693,
    RECEIVED_MAY = 640, /* the second half; what was answered before June is in the old book */
    WEEKEND_PERCENT = 38,
    HOTLINE_OPEN = 7 * 60,
    HOTLINE_CLOSE = 21 * 60
};

/* item.mode: the level */
enum { AT_ONCE, FORWARDED, COMPLEX, URGENT };
static const char *const levels[] = { "level-1", "level-2", "level-3", "urgent" };
static const int level_weights[] = { 63, 31, 3, 3 };
/* item.days */
enum { SENT, ANSWERED };

static const struct {
    const char *sector, *kind, *unit; /* unit NULL: the district's */
    int level, weight;                /* of what is forwarded or complex, level is FORWARDED */
    const char *summary, *answer;
} calls[] = {
    { "tthc", "hoi-dap", "1022", AT_ONCE, 24, "Hỏi thành phần hồ sơ, lệ phí khi nộp tại {h}",
      "Đã hướng dẫn theo thủ tục đang áp dụng" },
    { "tthc", "ho-tro", "1022", AT_ONCE, 15, "Nhờ hướng dẫn nộp hồ sơ trực tuyến từ {h}",
      "Đã hướng dẫn từng bước trên Cổng dịch vụ công" },
    { "tthc", "hoi-dap", "1022", AT_ONCE, 10, "Hỏi tình trạng hồ sơ đã nộp tại {h}", "Đã tra cứu và báo ngày hẹn trả" },
    { "covid-19", "hoi-dap", "1022", AT_ONCE, 22, "Hỏi quy định đi lại qua chốt kiểm soát tại {h}",
      "Đã trả lời theo quy định giãn cách đang áp dụng" },
    { "covid-19", "hoi-dap", "1022", AT_ONCE, 12, "Hỏi điều kiện về {h} từ vùng dịch",
      "Đã hướng dẫn khai báo, cách ly" },
    { "lao-dong", "hoi-dap", "1022", AT_ONCE, 9, "Hỏi hỗ trợ lao động tự do tại {h}",
      "Đã trả lời theo chính sách hỗ trợ" },
    { "y-te", "hoi-dap", "1022", AT_ONCE, 8, "Hỏi lịch tiêm vắc-xin tại {h}", "Đã chuyển lịch tiêm của cơ sở y tế" },
    { "bao-hiem", "hoi-dap", "1022", AT_ONCE, 5, "Hỏi thủ tục bảo hiểm y tế tại {h}", "Đã hướng dẫn" },
    { "giao-duc", "hoi-dap", "1022", AT_ONCE, 4, "Hỏi lịch thi tốt nghiệp, tuyển sinh tại {h}",
      "Đã trả lời theo thông báo của ngành" },
    { "covid-19", "phan-anh", NULL, FORWARDED, 18, "Phản ánh tụ tập đông người tại {a}, {h}",
      "Địa phương đã kiểm tra, nhắc nhở" },
    { "covid-19", "kien-nghi", "sldtbxh", FORWARDED, 9, "Kiến nghị xét hỗ trợ khó khăn do dịch tại {h}",
      "Đã bổ sung vào danh sách xét hỗ trợ" },
    { "ha-tang", "phan-anh", NULL, FORWARDED, 10, "Phản ánh đèn đường hư tại {a}, {h}", "Đã sửa chữa" },
    { "ha-tang", "phan-anh", "dien-luc", FORWARDED, 6, "Phản ánh mất điện kéo dài tại {a}, {h}", "Đã khắc phục sự cố" },
    { "moi-truong", "phan-anh", "stnmt", FORWARDED, 8, "Phản ánh mùi hôi từ cơ sở sản xuất tại {a}, {h}",
      "Đã kiểm tra, yêu cầu khắc phục" },
    { "trat-tu", "phan-anh", NULL, FORWARDED, 7, "Phản ánh tiếng ồn, hát karaoke tại {a}, {h}",
      "Công an xã đã nhắc nhở" },
    { "dat-dai", "kien-nghi", "stnmt", FORWARDED, 8, "Kiến nghị về hồ sơ đất đai chậm tại {h}",
      "Đã rà soát và báo kết quả" },
    { "giao-thong", "phan-anh", "sgtvt", FORWARDED, 5, "Phản ánh mặt đường hư hỏng tại {a}, {h}",
      "Đã đưa vào kế hoạch dặm vá" },
    { "thong-tin", "phan-anh", "stttt", FORWARDED, 4, "Phản ánh thuê bao bị quấy rối tại {h}",
      "Đã chuyển nhà mạng xử lý" },
};

static const char *const channels[] = { "phone", "web", "app", "zalo", "facebook", "email", "livechat" };
static const int channel_weights[] = { 62, 8, 6, 13, 7, 2, 2 };

static size_t any_call(struct random_sequence *random, bool at_once)
{
    int weights[COUNT_OF(calls)];
    for (size_t i = 0; i < COUNT_OF(calls); i++)
        weights[i] = (calls[i].level == AT_ONCE) == at_once ? calls[i].weight : 0;
    return weighted(random, weights, COUNT_OF(calls));
}

/* Any day of the month, rest days less often. */
static day_t any_day(const struct sample *sample, struct random_sequence *random, day_t from, day_t until)
{
    for (;;) {
        day_t day = from + (day_t)random_below(random, (uint32_t)(until - from + 1));
        size_t at = work_index(sample, day);
        if (sample->work[at] == day || chance(random, WEEKEND_PERCENT))
            return day;
    }
}

/* The hotline answers at once what it can, every day; what it forwards is answered on working days. */
static struct item *plan_one(struct sample *sample, struct random_sequence *random, day_t day)
{
    instant_t at = instant_from_local(day, random_between(random, HOTLINE_OPEN, HOTLINE_CLOSE - 30)) +
                   random_below(random, 60) * 1000;
    struct item *item = item_add(sample, random, ITEM_FEEDBACK, at);
    item->mode = (uint8_t)weighted(random, level_weights, COUNT_OF(levels));
    item->variant = (uint8_t)any_call(random, item->mode == AT_ONCE);
    item->part = (uint8_t)weighted(random, channel_weights, COUNT_OF(channels));
    item->days[SENT] = item->mode == AT_ONCE ? 0 : day;
    int least = 1, most = 5;
    if (item->mode == COMPLEX) {
        least = 6;
        most = 14;
    } else if (chance(random, 2)) {
        least = most = 6; /* late */
    }
    item->days[ANSWERED] = item->mode == AT_ONCE || item->mode == URGENT
                               ? day
                               : work_after(sample, day, random_between(random, least, most));
    return item;
}

/* Answers some that wait, or leaves some waiting, the last ones first, until exactly WANTED of July are answered. */
static void settle_july(struct sample *sample, size_t first, int wanted)
{
    day_t last = sample->july.until - 1;
    int handled = 0;
    for (size_t i = first; i < sample->items.count; i++)
        handled += sample->items.items[i].days[ANSWERED] <= sample->july.until;
    for (day_t day = last; handled > wanted && day >= sample->july.from; day--)
        for (size_t i = first; i < sample->items.count && handled > wanted; i++) {
            struct item *item = &sample->items.items[i];
            if (item->days[ANSWERED] != day || item->mode == AT_ONCE || item->mode == URGENT)
                continue;
            item->days[ANSWERED] = sample->july.until + 2;
            handled--;
        }
    for (size_t i = first; i < sample->items.count && handled < wanted; i++) {
        struct item *item = &sample->items.items[i];
        if (item->days[ANSWERED] <= sample->july.until || instant_local_day(item->at) > last)
            continue;
        item->days[ANSWERED] = last;
        handled++;
    }
}

void plan_feedback(struct sample *sample)
{
    struct random_sequence random;
    size_t first = sample->items.count;
    random_seed(&random, SAMPLE_SEED + ITEM_FEEDBACK);
    for (int n = RECEIVED_MAY * sample->scale; n > 0; n--) {
        const struct item *item =
            plan_one(sample, &random, any_day(sample, &random, sample->may.until - 14, sample->may.until));
        if (item->days[ANSWERED] < sample->june.from)
            sample->items.count--;
    }
    for (int n = RECEIVED_JUNE * sample->scale; n > 0; n--)
        plan_one(sample, &random, any_day(sample, &random, sample->june.from, sample->june.until));
    size_t july = sample->items.count;
    for (int n = RECEIVED_JULY * sample->scale; n > 0; n--)
        plan_one(sample, &random, any_day(sample, &random, sample->july.from, sample->july.until));
    settle_july(sample, july, HANDLED_JULY * sample->scale);
    for (size_t i = first; i < sample->items.count; i++)
        if (sample->items.items[i].days[ANSWERED] > sample->july.until)
            sample->items.items[i].days[ANSWERED] = 0;
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static void write_answer(struct drafting *drafting, const struct item *item)
{
    day_t on = item->days[ANSWERED];
    instant_t at = on == instant_local_day(item->at)
                       ? item->at + (instant_t)random_between(&drafting->random, 3, 25) * 60000
                       : office_time(&drafting->random, on);
    struct draft_step *answer = take(drafting, "answer", on);
    draft_step_set(drafting->mem, answer, "answer", calls[item->variant].answer);
    draft_step_set(drafting->mem, answer, "answered_on", minute_of(drafting, at));
    if (chance(&drafting->random, 35))
        take_with(drafting, "rate", on, "satisfaction",
                  chance(&drafting->random, 90)   ? "hai-long"
                  : chance(&drafting->random, 60) ? "khong-phan-hoi"
                                                  : "khong-hai-long");
    if (item->mode != AT_ONCE && chance(&drafting->random, 45))
        take_with(drafting, "publish", on, "published_on", day_of(drafting, on));
}

void write_feedback(struct drafting *drafting, const struct item *item)
{
    day_t day = instant_local_day(item->at);
    const char *unit = calls[item->variant].unit;
    bool anonymous = item->mode != AT_ONCE && chance(&drafting->random, 14);
    drafting->draft->by = "tong-dai";
    put(drafting, "unit", unit ? unit : drafting->district->code);
    put(drafting, "received_on", minute_of(drafting, item->at));
    put(drafting, "channel", channels[item->part]);
    put(drafting, "kind", calls[item->variant].kind);
    put(drafting, "summary", words(drafting, calls[item->variant].summary));
    put(drafting, "sector", calls[item->variant].sector);
    put(drafting, "district", drafting->district->code);
    put(drafting, "anonymous", anonymous ? "yes" : "no");
    if (!anonymous) {
        put(drafting, "caller", person(drafting));
        put(drafting, "phone", phone(drafting));
    }
    if (item->mode != AT_ONCE)
        put(drafting, "address", address(drafting));
    take_with(drafting, "classify", day, "level", levels[item->mode]);
    if (item->days[SENT])
        take_with(drafting, "forward", item->days[SENT], "agency", unit ? unit : drafting->district->code);
    if (item->days[ANSWERED])
        write_answer(drafting, item);
}
