/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "sample/sample_internal.h"

enum {
    BY_POST_JULY = 62,
    BY_POST_JUNE = 55,
    OTHERS_JULY = 41,
    OTHERS_JUNE = 37,
    VISITS_JULY = 23, /* groups included */
    GROUPS_JULY = 2,
    VISITS_JUNE = 27,
    GROUPS_JUNE = 1,
    SANCTIONS_JULY = 12,
    SANCTIONS_JUNE = 9,
    SANCTIONS_OPEN = 4
};

/* item.days of a petition */
enum { SCREENED, HANDLED, VERIFYING, DECIDED, DISCLOSED };

enum { DISCLOSE_DAYS = 6 }; /* working days after the decision */
/* item.mode of a petition: what becomes of it */
enum { TO_FORWARD, TO_GUIDE, TO_SEND_BACK, TO_FILE, COMPLAINT, DENUNCIATION, PROPOSAL };
static const int course_weights[] = { 34, 20, 6, 9, 15, 5, 11 };

static const struct {
    const char *summary, *category, *sector;
    bool proposal; /* asks, does not complain */
} cases[] = {
    { "Khiếu nại bồi thường khi thu hồi đất tại {h}", "dat-dai-nha-cua", "dat-dai", false },
    { "Khiếu nại cấp giấy chứng nhận quyền sử dụng đất tại {h}", "dat-dai-nha-cua", "dat-dai", false },
    { "Tranh chấp ranh đất, lối đi chung tại {a}, {h}", "dat-dai-nha-cua", "dat-dai" },
    { "Đề nghị xem xét hỗ trợ tái định cư tại {h}", "dat-dai-nha-cua", "dat-dai", true },
    { "Chế độ người có công tại {h}", "che-do-chinh-sach", "bao-tro", true },
    { "Hỗ trợ do ảnh hưởng dịch Covid-19 tại {h}", "che-do-chinh-sach", "lao-dong", true },
    { "Xử phạt vi phạm hành chính tại {h}", "hanh-chinh-khac", "thanh-tra", false },
    { "Thi hành bản án đã có hiệu lực tại {h}", "tu-phap", "tu-phap", false },
    { "Xây dựng không phép tại {a}, {h}", "hanh-chinh-khac", "xay-dung", false },
};

static const char *const others[] = { "truc-tiep", "chuyen-den", "chuyen-den", "truc-tuyen" };

/* --- petitions ---------------------------------------------------------------------------------------------------- */

static void plan_petition(struct sample *sample, struct random_sequence *random, const struct month *month,
                          bool by_post)
{
    day_t day = work_any(sample, month, random), last = sample->july.until;
    struct item *item = item_add(sample, random, ITEM_PETITION, office_time(random, day));
    item->variant = (uint8_t)random_below(random, COUNT_OF(cases));
    item->part = by_post;
    item->mode = (uint8_t)weighted(random, course_weights, COUNT_OF(course_weights));
    day_t screened = work_after(sample, day, random_between(random, 0, 3));
    day_t handled = work_after(sample, screened, random_between(random, 0, 3));
    day_t verifying = work_after(sample, handled, random_between(random, 1, 4));
    day_t decided = work_after(sample, verifying, random_between(random, 6, 14));
    item->days[SCREENED] = screened <= last ? screened : 0;
    item->days[HANDLED] = handled <= last ? handled : 0;
    item->days[VERIFYING] = verifying <= last ? verifying : 0;
    item->days[DECIDED] = decided <= last ? decided : 0;
    day_t disclosed = work_after(sample, decided, DISCLOSE_DAYS);
    item->days[DISCLOSED] = disclosed <= last && item->mode != PROPOSAL ? disclosed : 0;
}

static int named_petitions(const struct sample *sample)
{
    int count = 0;
    for (size_t i = 0; i < sample->named.count; i++) {
        const struct draft *draft = sample->named.items[i];
        count += text_equal(draft->reg->name, "petition") && text_equal(named_value(draft, "source"), "buu-dien") &&
                 day_in(named_value(draft, "received_on"), &sample->july);
    }
    return count;
}

void plan_petitions(struct sample *sample)
{
    struct random_sequence random;
    random_seed(&random, SAMPLE_SEED + ITEM_PETITION);
    for (int n = BY_POST_JUNE; n > 0; n--)
        plan_petition(sample, &random, &sample->june, true);
    for (int n = OTHERS_JUNE; n > 0; n--)
        plan_petition(sample, &random, &sample->june, false);
    for (int n = BY_POST_JULY - named_petitions(sample); n > 0; n--)
        plan_petition(sample, &random, &sample->july, true);
    for (int n = OTHERS_JULY; n > 0; n--)
        plan_petition(sample, &random, &sample->july, false);
}

static void write_screening(struct drafting *drafting, const struct item *item)
{
    struct draft_step *screen = take(drafting, "screen", item->days[SCREENED]);
    bool competent = item->mode == COMPLAINT || item->mode == DENUNCIATION || item->mode == PROPOSAL;
    bool proposal = item->mode == PROPOSAL || (!competent && cases[item->variant].proposal);
    const char *kind = item->mode == DENUNCIATION ? "to-cao" : proposal ? "kien-nghi-phan-anh" : "khieu-nai";
    draft_step_set(drafting->mem, screen, "kind", kind);
    draft_step_set(drafting->mem, screen, "category", cases[item->variant].category);
    draft_step_set(drafting->mem, screen, "eligible",
                   item->mode == TO_SEND_BACK || item->mode == TO_FILE ? "no" : "yes");
    draft_step_set(drafting->mem, screen, "competent", competent ? "yes" : "no");
    if (text_equal(kind, "khieu-nai"))
        draft_step_set(drafting->mem, screen, "instance", "lan-dau");
    if (competent)
        draft_step_set(drafting->mem, screen, "complexity", chance(&drafting->random, 20) ? "complex" : "normal");
}

static void write_settlement(struct drafting *drafting, const struct item *item)
{
    take(drafting, item->mode == PROPOSAL ? "accept-proposal" : "accept", item->days[HANDLED]);
    if (item->days[VERIFYING])
        take(drafting, "verify", item->days[VERIFYING]);
    if (!item->days[DECIDED])
        return;
    static const char *const outcomes[] = { "sai", "sai", "dung-mot-phan", "dung" };
    struct draft_step *decide = take(drafting, "decide", item->days[DECIDED]);
    draft_step_set(drafting->mem, decide, "decision_document", document_of(drafting, "QĐ-UBND", 1400));
    draft_step_set(drafting->mem, decide, "outcome", PICK(drafting, outcomes));
    if (!item->days[DISCLOSED])
        return;
    struct draft_step *disclose = take(drafting, "disclose", item->days[DISCLOSED]);
    draft_step_set(drafting->mem, disclose, "disclosed_on", day_of(drafting, item->days[DISCLOSED]));
    draft_step_set(drafting->mem, disclose, "disclosed_where", "Niêm yết tại nơi tiếp công dân");
}

void write_petition(struct drafting *drafting, const struct item *item)
{
    day_t day = instant_local_day(item->at);
    bool many = chance(&drafting->random, 14);
    put(drafting, "unit", "tiep-dan");
    put(drafting, "received_on", day_of(drafting, day));
    put(drafting, "source", item->part ? "buu-dien" : PICK(drafting, others));
    put(drafting, "written_on", day_of(drafting, day - random_between(&drafting->random, 1, 9)));
    put(drafting, "sender", person(drafting));
    put(drafting, "address", address(drafting));
    put(drafting, "district", drafting->district->code);
    put(drafting, "signers", many ? "nhieu-nguoi" : "mot-nguoi");
    put_int(drafting, "persons", many ? random_between(&drafting->random, 2, 14) : 1);
    put(drafting, "summary", words(drafting, cases[item->variant].summary));
    put(drafting, "sector", cases[item->variant].sector);
    if (!item->days[SCREENED])
        return;
    write_screening(drafting, item);
    day_t on = item->days[HANDLED];
    if (!on)
        return;
    if (item->mode == TO_FORWARD)
        take_with(drafting, "forward", on, "forwarded_to", words(drafting, "Ủy ban nhân dân {h}"));
    else if (item->mode == TO_GUIDE)
        take(drafting, "guide", on);
    else if (item->mode == TO_SEND_BACK)
        take_with(drafting, "send-back", on, "end_reason", "Đơn không thuộc thẩm quyền, trả người gửi");
    else if (item->mode == TO_FILE)
        take_with(drafting, "file", on, "end_reason", "Đơn trùng nội dung đã trả lời, lưu theo dõi");
    else
        write_settlement(drafting, item);
}

/* --- receptions --------------------------------------------------------------------------------------------------- */

/* item.mode of a reception */
enum { REGULAR, PERIODIC, UNSCHEDULED };

static void plan_visit(struct sample *sample, struct random_sequence *random, day_t day, int mode, bool group)
{
    struct item *item = item_add(sample, random, ITEM_RECEPTION, office_time(random, day));
    item->mode = (uint8_t)mode;
    item->part = group;
    item->variant = (uint8_t)random_below(random, COUNT_OF(cases));
    day_t closed = work_after(sample, day, chance(random, 60) ? 0 : random_between(random, 2, 9));
    item->days[0] = closed <= sample->july.until ? closed : 0;
}

static void plan_visits(struct sample *sample, struct random_sequence *random, const struct month *month, int visits,
                        int groups)
{
    for (int n = 0; n < visits; n++)
        plan_visit(sample, random, work_any(sample, month, random), REGULAR, n < groups);
    for (int n = 0; n < 7; n++)
        plan_visit(sample, random, work_after(sample, month->from + (n < 4 ? 13 : 27), 0), PERIODIC, false);
    plan_visit(sample, random, work_any(sample, month, random), UNSCHEDULED, false);
}

void plan_receptions(struct sample *sample)
{
    struct random_sequence random;
    int visits = VISITS_JULY, groups = GROUPS_JULY;
    random_seed(&random, SAMPLE_SEED + ITEM_RECEPTION);
    for (size_t i = 0; i < sample->named.count; i++) {
        const struct draft *draft = sample->named.items[i];
        int64_t persons = 0;
        if (!text_equal(draft->reg->name, "reception") || !text_equal(named_value(draft, "kind"), "thuong-xuyen") ||
            !day_in(named_value(draft, "received_on"), &sample->july))
            continue;
        visits--;
        groups -= named_value(draft, "persons") && text_to_int(named_value(draft, "persons"), 5, 10000, &persons);
    }
    plan_visits(sample, &random, &sample->june, VISITS_JUNE, GROUPS_JUNE);
    plan_visits(sample, &random, &sample->july, visits, groups);
}

void write_reception(struct drafting *drafting, const struct item *item)
{
    static const char *const kinds[] = { "thuong-xuyen", "dinh-ky", "dot-xuat" };
    static const char *const results[] = { "huong-dan", "huong-dan", "nhan-don", "chuyen" };
    day_t day = instant_local_day(item->at);
    drafting->draft->by = "tiep-dan";
    put(drafting, "unit", "tiep-dan");
    put(drafting, "received_on", day_of(drafting, day));
    put(drafting, "kind", kinds[item->mode]);
    put(drafting, "receiver_kind", item->mode == REGULAR ? "can-bo" : "thu-truong");
    put(drafting, "visitor", person(drafting));
    put(drafting, "address", address(drafting));
    put(drafting, "district", drafting->district->code);
    put_int(drafting, "persons",
            item->part ? random_between(&drafting->random, 6, 14) : random_between(&drafting->random, 1, 3));
    if (item->part)
        put(drafting, "representatives", arena_printf(drafting->mem, "%s; %s", person(drafting), person(drafting)));
    put(drafting, "summary", words(drafting, cases[item->variant].summary));
    put(drafting, "topic_kind", item->part || chance(&drafting->random, 60) ? "khieu-nai" : "kien-nghi-phan-anh");
    put(drafting, "category", cases[item->variant].category);
    put(drafting, "repeated", chance(&drafting->random, 30) ? "yes" : "no");
    if (item->days[0] != day)
        take(drafting, "promise", day);
    if (item->days[0])
        take_with(drafting, "close", item->days[0], "result",
                  item->days[0] == day ? PICK(drafting, results) : "tra-loi");
}

/* --- sanctions ---------------------------------------------------------------------------------------------------- */

/* item.days of a sanction; decisions are issued in the order in which the files came, so numbers follow the days */
enum { DRAFTED, ISSUED, SERVED, PAID };

static const struct {
    const char *summary, *field, *type, *basis, *referrer;
    int millions;
} offences[] = {
    { "Khai thác cát không giấy phép trên sông tại {h}", "khoang-san", "tich-thu", "36/2020/NĐ-CP", "Công an Tỉnh",
      80 },
    { "Xả nước thải vượt quy chuẩn tại {h}", "moi-truong", "xu-phat", "155/2016/NĐ-CP", "Sở Tài nguyên và Môi trường",
      120 },
    { "Không thực hiện biện pháp phòng, chống dịch tại {h}", "y-te", "xu-phat", "117/2020/NĐ-CP", "Sở Y tế", 30 },
    { "Vận chuyển thuốc lá nhập lậu tại {h}", "thuong-mai", "tich-thu", "98/2020/NĐ-CP", "Cục Quản lý thị trường", 70 },
    { "Lấn, chiếm đất công tại {h}", "dat-dai", "khac-phuc", "91/2019/NĐ-CP", "Ủy ban nhân dân cấp huyện", 60 },
    { "Xây dựng sai giấy phép tại {h}", "xay-dung", "xu-phat", "139/2017/NĐ-CP", "Sở Xây dựng", 55 },
};

static void plan_sanction(struct sample *sample, struct random_sequence *random, day_t day, day_t issued)
{
    struct item *item = item_add(sample, random, ITEM_SANCTION, office_time(random, day));
    item->variant = (uint8_t)random_below(random, COUNT_OF(offences));
    item->mode = issued && issued - day > 3;
    item->days[DRAFTED] = work_after_until(sample, day, 1, issued ? issued : sample->july.until - 1);
    item->days[ISSUED] = issued;
    day_t served = issued ? work_after(sample, issued, 1) : 0, paid = issued ? work_after(sample, issued, 6) : 0;
    item->days[SERVED] = served <= sample->july.until ? served : 0;
    item->days[PAID] = paid <= sample->july.until && chance(random, 70) ? paid : 0;
}

static void plan_month_of_sanctions(struct sample *sample, struct random_sequence *random, const struct month *month,
                                    int count)
{
    for (int n = 0; n < count; n++) {
        size_t at = month->first_work + (size_t)n * (month->work_count - 3) / (size_t)count;
        plan_sanction(sample, random, sample->work[at], sample->work[at + 2]);
    }
}

void plan_sanctions(struct sample *sample)
{
    struct random_sequence random;
    int july = SANCTIONS_JULY;
    random_seed(&random, SAMPLE_SEED + ITEM_SANCTION);
    for (size_t i = 0; i < sample->named.count; i++)
        july -= text_equal(sample->named.items[i]->reg->name, "sanction") &&
                day_in(named_step(sample->named.items[i], "issue"), &sample->july);
    plan_month_of_sanctions(sample, &random, &sample->june, SANCTIONS_JUNE);
    plan_month_of_sanctions(sample, &random, &sample->july, july);
    for (int n = 0; n < SANCTIONS_OPEN; n++)
        plan_sanction(sample, &random, sample->july.until - 1 - n % 2, 0);
}

void write_sanction(struct drafting *drafting, const struct item *item)
{
    day_t day = instant_local_day(item->at), on = item->days[ISSUED];
    size_t offence = item->variant;
    bool is_company = chance(&drafting->random, 35);
    put(drafting, "unit", "nc");
    put(drafting, "received_on", day_of(drafting, day));
    put(drafting, "minutes_number", document_of(drafting, "BB-VPHC", 90));
    put(drafting, "minutes_on", day_of(drafting, work_after(drafting->sample, day - 2, 0)));
    put(drafting, "referrer", offences[offence].referrer);
    put(drafting, "offender_kind", is_company ? "to-chuc" : "ca-nhan");
    put(drafting, "offender", is_company ? company(drafting) : person(drafting));
    put(drafting, "address", address(drafting));
    put(drafting, "district", drafting->district->code);
    put(drafting, "summary", words(drafting, offences[offence].summary));
    put(drafting, "legal_basis", offences[offence].basis);
    put(drafting, "field", offences[offence].field);
    put(drafting, "type", offences[offence].type);
    put(drafting, "complexity", item->mode ? "complex" : "normal");
    struct draft_step *draft = take(drafting, "draft", item->days[DRAFTED]);
    draft_step_set(drafting->mem, draft, "fine",
                   arena_printf(drafting->mem, "%d000000",
                                offences[offence].millions + random_between(&drafting->random, 0, 9) * 5));
    if (!on)
        return;
    struct draft_step *issue = take(drafting, "issue", on);
    draft_step_set(drafting->mem, issue, "issued_on", day_of(drafting, on));
    draft_step_set(drafting->mem, issue, "signer", "Võ Nhất Huy");
    if (item->days[SERVED])
        take_with(drafting, "serve", item->days[SERVED], "served_on", day_of(drafting, item->days[SERVED]));
    if (item->days[SERVED] && item->days[PAID])
        take_with(drafting, "pay", item->days[PAID], "paid_on", day_of(drafting, item->days[PAID]));
}
