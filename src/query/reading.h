/* src/query/reading.h
 * What the history says of a reading of personal data: one line an act, whatever number of records it shows.
 *
 * A list, a page of the API or an export that shows personal fields unmasked is a reading (Luật Bảo vệ dữ liệu cá nhân:
 * who saw it, when, what was asked, how many). What shows none leaves no line. The line says what was asked in words,
 * but not the values that were asked of personal fields: it stands in a history that is never erased. Who shows it
 * writes it with account_note_reading (people/account.h), in one change of the group commit.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/record.h"

struct personal_note;
struct query;

enum { READING_WORDS_MAX = 400 }; /* bytes, cut on a character */

/* In how many of RECORDS a personal value is read that SCOPE may read; of the fields in COLUMNS, NULL: of all. */
size_t reading_count(struct record *const *records, size_t count, const struct scope *scope,
                     const struct text_list *columns);

/* "Danh sách Đơn thư: 50 hồ sơ; Nguồn đơn: Bưu điện; tìm theo Người gửi". HOW is its first word. Lives in MEM. */
const char *reading_words(struct arena *mem, const char *how, const struct query *query, size_t count);

/* The same with how personal data was searched (personal_search.h), and that alone where COUNT is 0. NULL: nothing of
 * it was read or searched. */
const char *reading_line(struct arena *mem, const char *how, const struct query *query, size_t count,
                         const struct personal_note *searched);
