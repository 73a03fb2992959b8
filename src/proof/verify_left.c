/* SPDX-License-Identifier: Apache-2.0 */
/* Accounts, roles, positions, units, definitions and reserved numbers against what the newest line of account_history
 * says that each act left (people/left.h). */
#include "proof/verify_internal.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "people/left.h"

void verification_remember_left(struct verification *verification, const char *after, instant_t at, bool begun)
{
    struct arena *mem = verification->mem;
    for (const char *line = after; *line;) {
        size_t length = strcspn(line, "\n");
        char *text = arena_strndup(mem, line, length);
        char *hash = strrchr(text, ' ');
        if (hash && !text_starts(text, LEFT_ACT " ")) {
            *hash++ = '\0';
            *ARRAY_ADD(mem, &verification->left) =
                (struct past_left){ text, hash, at, verification->left.count, begun, false };
        }
        line += length + (line[length] == '\n');
    }
}

static int compare(const void *a, const void *b)
{
    const struct past_left *one = a, *other = b;
    int names = strcmp(one->name, other->name);
    return names ? names : (one->order > other->order) - (one->order < other->order);
}

/* The newest of each name, in their order. */
static void keep_newest(struct verification *verification)
{
    struct past_left *items = verification->left.items;
    size_t count = verification->left.count, kept = 0;
    if (count > 1)
        qsort(items, count, sizeof items[0], compare);
    for (size_t i = 0; i < count; i++)
        if (i + 1 == count || strcmp(items[i].name, items[i + 1].name) != 0)
            items[kept++] = items[i];
    verification->left.count = kept;
}

static struct past_left *find(struct verification *verification, const char *name)
{
    size_t low = 0, high = verification->left.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(verification->left.items[middle].name, name);
        if (order == 0)
            return &verification->left.items[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static void left_fault(struct verification *verification, const char *thing, const char *key, const char *what)
{
    verification_fault(verification, 0, 0, arena_printf(verification->mem, "%s “%s” %s", thing, key, what));
}

static void hear(void *arg, const struct left_kind *kind, const char *key, const char *hex)
{
    struct verification *verification = arg;
    struct past_left *told = find(verification, arena_printf(verification->mem, "%s %s", kind->kind, key));
    if (told)
        told->seen = true;
    if (!told)
        left_fault(verification, kind->thing, key, "không có trong nhật ký");
    else if (!text_equal(told->hash, hex))
        left_fault(verification, kind->thing, key, "khác với nhật ký");
}

/* What a line says that there is, and is not. */
static void check_gone(struct verification *verification, const struct left_kind *kind)
{
    size_t length = strlen(kind->kind);
    for (size_t i = 0; i < verification->left.count; i++) {
        const struct past_left *told = &verification->left.items[i];
        if (!told->seen && strncmp(told->name, kind->kind, length) == 0 && told->name[length] == ' ' &&
            !text_equal(told->hash, LEFT_NOTHING) && !kind->ends)
            left_fault(verification, kind->thing, told->name + length + 1, "không còn, nhưng nhật ký ghi là có");
    }
}

/* The lines that were written before there were commitments. */
static bool check_before(struct verification *verification, struct err *err)
{
    char hex[HASH_HEX_SIZE];
    int64_t count;
    if (!left_before(verification->db, verification->mem, hex, &count, err))
        return false;
    const struct past_left *told = find(verification, arena_printf(verification->mem, LEFT_BEFORE " %" PRId64, count));
    if (count > 0 && (!told || !text_equal(told->hash, hex)))
        verification_fault(verification, 0, 0, "Nhật ký tài khoản có dòng không cam kết đã bị thêm, sửa hoặc xóa");
    for (size_t i = 0; count == 0 && i < verification->left.count; i++)
        if (text_starts(verification->left.items[i].name, LEFT_BEFORE " ") &&
            !text_equal(verification->left.items[i].name, LEFT_BEFORE " 0"))
            verification_fault(verification, 0, 0, "Nhật ký tài khoản thiếu các dòng cũ");
    return true;
}

/* A number still reserved is as it was when it was reserved. */
static bool check_reserved(struct verification *verification, struct err *err)
{
    struct arena *mem = verification->mem;
    struct rows *rows =
        db_rows(verification->db, mem,
                SQL("select book || '/' || series || '/' || cast(seq as text), changed_at from number where state = "
                    "'reserved' and record = 0 and printed = '' and reason = ''"),
                DB_NONE, err);
    int64_t all, whole = 0;
    for (; rows && rows_next(rows); whole++) {
        const struct past_left *told = find(verification, arena_printf(mem, LEFT_RESERVED " %s", rows_text(rows, 0)));
        if (told && told->at != rows_int(rows, 1) && !told->begun)
            left_fault(verification, "Số giữ trước", rows_text(rows, 0), "ghi lúc giữ khác với nhật ký");
    }
    if (!rows || !rows_end(rows, err) ||
        !db_one_int(verification->db, SQL("select count(*) from number where state = 'reserved'"), DB_NONE, 0, &all,
                    err))
        return false;
    if (all != whole)
        verification_fault(verification, 0, 0, "Có số giữ trước đã mang hồ sơ hoặc lý do");
    return true;
}

bool verification_check_left(struct verification *verification, struct err *err)
{
    struct left_kind kind;
    keep_newest(verification);
    for (size_t i = 0; left_kind_at(i, &kind); i++) {
        if (!left_read(verification->db, verification->mem, &kind, hear, verification, err))
            return false;
        check_gone(verification, &kind);
    }
    return check_before(verification, err) && check_reserved(verification, err);
}
