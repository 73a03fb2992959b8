/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "sample/sample_internal.h"

/* July, as column (3) of form II.06a: carried over and accepted = resolved on time + open; none late, none overdue. */
enum {
    RECEIVED_JULY = 6812,
    ON_TIME_JULY = 5418,
    ACCEPTED_JUNE = 4870,
    ACCEPTED_MAY_A_DAY = 215,
    LATE_JUNE = 9,
    REFUSED = 38,
    NOT_ACCEPTED_YET = 21
};

/* item.mode */
enum { NORMAL, WITHDRAWN, TO_REFUSE, TO_ACCEPT };
/* item.days */
enum { DUE, FINISHED, RETURNED };

static const char *const channels[] = { "counter", "online", "post", "home" };
static const int channel_weights[] = { 55, 34, 9, 2 };

static const char *const subjects_of_land[] = { "thửa số {s}, tờ bản đồ {n}, {h}", "thửa số {s}, {a}, {h}",
                                                "{a}, {h}" };
static const char *const subjects_of_others[] = { "{h}", "{a}, {h}", "nộp tại {h}", "hồ sơ của người dân {h}" };

static const char *const by_login = "mot-cua";

static size_t any_procedure(struct sample *sample, struct random_sequence *random)
{
    int left = (int)random_below(random, (uint32_t)sample->procedure_weights);
    size_t at = 0;
    while (left >= sample->procedures[at].weight)
        left -= sample->procedures[at++].weight;
    return at;
}

/* Accepted on DAY, due as the deadline rules say for working days, finished when it comes easily: never after it is
 * due. */
static struct item *plan_one(struct sample *sample, struct random_sequence *random, day_t day)
{
    struct item *item = item_add(sample, random, ITEM_DOSSIER, office_time(random, day));
    item->variant = (uint8_t)any_procedure(sample, random);
    item->part = (uint8_t)weighted(random, channel_weights, COUNT_OF(channels));
    int limit = sample->procedures[item->variant].days;
    int took = chance(random, 24) ? limit : limit * random_between(random, 25, 95) / 100;
    item->days[DUE] = work_after(sample, day, limit);
    item->days[FINISHED] = work_after(sample, day, took);
    item->mode = random_below(random, 200) == 0 ? WITHDRAWN : NORMAL;
    return item;
}

/* What was accepted in May and is still open on 1 June: the rest is in the old book. */
static void plan_may(struct sample *sample, struct random_sequence *random)
{
    for (size_t i = 0; i < sample->may.work_count; i++)
        for (int n = ACCEPTED_MAY_A_DAY * sample->scale; n > 0; n--) {
            const struct item *item = plan_one(sample, random, sample->work[sample->may.first_work + i]);
            if (item->days[FINISHED] < sample->june.from)
                sample->items.count--;
        }
}

static void plan_june(struct sample *sample, struct random_sequence *random)
{
    int late = LATE_JUNE * sample->scale;
    for (int n = ACCEPTED_JUNE * sample->scale; n > 0; n--) {
        struct item *item = plan_one(sample, random, work_any(sample, &sample->june, random));
        day_t after = work_after(sample, item->days[DUE], 1);
        if (late > 0 && item->mode == NORMAL && after <= sample->june.until) {
            item->days[FINISHED] = after;
            late--;
        }
    }
}

/* Finishes a dossier earlier or leaves it open, never against its due day, until exactly WANTED are resolved in July.
 */
static void settle_july(struct sample *sample, size_t first, int resolved, int wanted)
{
    day_t last = sample->work[sample->july.first_work + sample->july.work_count - 1];
    for (int back = 0; resolved != wanted && back < (int)sample->july.work_count; back++) {
        day_t finish_day = sample->work[sample->july.first_work + sample->july.work_count - 1 - (size_t)back];
        for (size_t i = first; i < sample->items.count && resolved != wanted; i++) {
            struct item *item = &sample->items.items[i];
            bool open = item->days[FINISHED] > sample->july.until;
            day_t accepted = instant_local_day(item->at);
            if (resolved < wanted && open && accepted <= finish_day && item->days[FINISHED] <= last + back + 4) {
                item->days[FINISHED] = last;
                resolved++;
            } else if (resolved > wanted && item->days[FINISHED] == finish_day &&
                       item->days[DUE] > sample->july.until) {
                item->days[FINISHED] = item->days[DUE];
                resolved--;
            }
        }
    }
}

static void plan_aside(struct sample *sample, struct random_sequence *random, int mode, int count)
{
    for (; count > 0; count--) {
        struct item *item = plan_one(
            sample, random, mode == TO_ACCEPT ? sample->july.until - 1 : work_any(sample, &sample->july, random));
        item->mode = (uint8_t)mode;
        if (mode == TO_ACCEPT)
            item->part = 1;
    }
}

static void plan_returns(struct sample *sample, struct random_sequence *random, size_t first)
{
    for (size_t i = first; i < sample->items.count; i++) {
        struct item *item = &sample->items.items[i];
        if (item->days[FINISHED] > sample->july.until)
            item->days[FINISHED] = 0;
        if (!item->days[FINISHED] || !chance(random, 88))
            continue;
        day_t on = work_after(sample, item->days[FINISHED], random_between(random, 0, 3));
        item->days[RETURNED] = on <= sample->july.until ? on : 0;
    }
}

void plan_dossiers(struct sample *sample)
{
    struct random_sequence random;
    size_t first = sample->items.count;
    int carried = 0, resolved = 0;
    random_seed(&random, SAMPLE_SEED + ITEM_DOSSIER);
    plan_may(sample, &random);
    plan_june(sample, &random);
    for (size_t i = first; i < sample->items.count; i++)
        carried += sample->items.items[i].days[FINISHED] >= sample->july.from;
    for (int n = RECEIVED_JULY * sample->scale - carried; n > 0; n--)
        plan_one(sample, &random, work_any(sample, &sample->july, &random));
    for (size_t i = first; i < sample->items.count; i++)
        resolved += sample->items.items[i].days[FINISHED] >= sample->july.from &&
                    sample->items.items[i].days[FINISHED] <= sample->july.until;
    settle_july(sample, first, resolved, ON_TIME_JULY * sample->scale);
    plan_returns(sample, &random, first);
    plan_aside(sample, &random, TO_REFUSE, REFUSED * sample->scale);
    plan_aside(sample, &random, TO_ACCEPT, NOT_ACCEPTED_YET * sample->scale);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static void put_applicant(struct drafting *drafting, const struct sample_procedure *procedure)
{
    const char *applicant = person(drafting);
    put(drafting, "applicant", applicant);
    put(drafting, "owner",
        text_equal(procedure->sector, "doanh-nghiep") || chance(&drafting->random, 80) ? applicant : person(drafting));
    put(drafting, "identity", arena_printf(drafting->mem, "000%09u", random_below(&drafting->random, 1000000000)));
    put(drafting, "address", address(drafting));
    put(drafting, "phone", phone(drafting));
}

static void write_course(struct drafting *drafting, const struct item *item, day_t day)
{
    day_t last = drafting->sample->july.until - 1, finished = item->days[FINISHED];
    day_t process =
        work_after_until(drafting->sample, day, chance(&drafting->random, 60) ? 0 : 1, finished ? finished : last);
    if (finished && item->mode == WITHDRAWN) {
        take_with(drafting, "withdraw", finished, "end_reason", "Người nộp xin rút hồ sơ");
        return;
    }
    if (!finished && random_below(&drafting->random, 40) == 0) {
        take_with(drafting, "request-supplement", process, "supplement", "Bản sao giấy tờ có chứng thực");
        return;
    }
    if (finished || chance(&drafting->random, 85))
        take(drafting, "process", process);
    if (finished)
        take(drafting, "finish", finished);
    if (finished && item->days[RETURNED])
        take(drafting, "return", item->days[RETURNED]);
}

void write_dossier(struct drafting *drafting, const struct item *item)
{
    const struct sample_procedure *procedure = &drafting->sample->procedures[item->variant];
    bool province = text_equal(procedure->tier, "tinh"), land = text_equal(procedure->sector, "dat-dai");
    day_t day = instant_local_day(item->at);
    drafting->draft->by = by_login;
    put(drafting, "procedure", procedure->code);
    put(drafting, "subject",
        arena_printf(drafting->mem, "%s, %s", procedure->name,
                     words(drafting, land ? PICK(drafting, subjects_of_land) : PICK(drafting, subjects_of_others))));
    put(drafting, "sector", procedure->sector);
    put(drafting, "channel", channels[item->part]);
    put(drafting, "unit", province ? procedure->unit : drafting->district->code);
    put(drafting, "reception_unit", province ? "ksttthc" : drafting->district->code);
    put(drafting, "district", drafting->district->code);
    put(drafting, "submitted_on", day_of(drafting, day));
    put_applicant(drafting, procedure);
    if (procedure->fee)
        put(drafting, "fee", procedure->fee);
    put(drafting, "return_by", item->part == 2 || chance(&drafting->random, 12) ? "post" : "counter");
    if (item->mode == TO_ACCEPT)
        return;
    if (item->mode == TO_REFUSE) {
        take_with(drafting, "refuse", day, "refusal_reason", "Hồ sơ không thuộc phạm vi giải quyết");
        return;
    }
    struct draft_step *accept = take(drafting, "accept", day);
    draft_step_set(drafting->mem, accept, "accepted_on", minute_of(drafting, item->at));
    draft_step_set(drafting->mem, accept, "time_limit", procedure->time_limit);
    write_course(drafting, item, day);
}
