/* src/reports/texts.h
 * What this room says to people, in one place for proof-reading.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#define TEXT_PERIOD_FORM                                                                                                            \
    "“%s” không phải là kỳ báo cáo; hãy ghi 2021-07 (tháng), 2021-W30 (tuần), 2021-Q3 (quý), 2021-H1 (6 tháng), " \
    "2021-9M, 2021 (năm) hoặc 2021-07-01..2021-07-31."
#define TEXT_PERIOD_EMPTY    "Chưa ghi kỳ báo cáo; ví dụ 2021-07."
#define TEXT_PERIOD_YEAR     "Năm %d của kỳ báo cáo phải trong khoảng %d–%d."
#define TEXT_PERIOD_MONTH    "Tháng %d không có; tháng từ 01 đến 12."
#define TEXT_PERIOD_WEEK     "Năm %d không có tuần %d; tuần từ 01 đến %d."
#define TEXT_PERIOD_QUARTER  "Quý %d không có; quý từ 1 đến 4."
#define TEXT_PERIOD_HALF     "Không có “H%d”: 6 tháng đầu năm là H1, 6 tháng cuối năm là H2."
#define TEXT_PERIOD_DAY      "“%s” không phải là ngày; hãy ghi kiểu 2021-07-31."
#define TEXT_PERIOD_REVERSED "Kỳ báo cáo kết thúc (%s) trước khi bắt đầu (%s)."
#define TEXT_PERIOD_OTHER    "Báo cáo này lập theo %s; “%s” là kỳ theo %s."

#define TEXT_FIGURE_UNKNOWN   "Không có số liệu tên “%s”; tên của các số liệu có trong phụ lục của báo cáo."
#define TEXT_FIGURE_MISSING   "không có số liệu"
#define TEXT_SENTENCE_MISSING "Trong kỳ chưa có số liệu: "
#define TEXT_FIGURE_DEEP      "Số liệu “%s” tính từ quá nhiều tầng số liệu khác."
#define TEXT_FIGURE_LARGE     "Số liệu “%s” vượt quá số lớn nhất tính được."
#define TEXT_CUTOFF_EARLY     "Ngày chốt số liệu (%s) trước ngày đầu kỳ (%s)."

#define TEXT_ITEMS_MANY    "%s: một danh mục của báo cáo có hơn %d mục; hãy thu hẹp truy vấn."
#define TEXT_DRAFT_DEEP    "Báo cáo có mục lồng nhau quá %d cấp (I. 1. 1.1. a)); hãy gộp bớt: “%s”."
#define TEXT_DRAFT_LETTERS "Mục “%s” có quá %d điểm a), b), c)…; hãy chia thành nhiều mục."
#define TEXT_DRAFT_MANY    "Báo cáo có quá %d phần lớn (I, II, III…)."
#define TEXT_DRAFT_PERIOD  "(Số liệu từ ngày %s đến ngày %s)"
#define TEXT_DRAFT_CUTOFF  "(Số liệu từ ngày %s đến ngày %s, chốt hết ngày %s)"
#define TEXT_DRAFT_ITEM    "Không đọc được câu mẫu của báo cáo"
#define TEXT_TREND_UP      "tăng"
#define TEXT_TREND_DOWN    "giảm"
#define TEXT_TREND_SAME    "không thay đổi"
#define TEXT_HALF_FIRST    "đầu"
#define TEXT_HALF_SECOND   "cuối"

#define TEXT_TABLE_LABEL  "Chỉ tiêu"
#define TEXT_TABLE_VALUE  "Số liệu"
#define TEXT_TABLE_CHANGE "Tăng, giảm"

#define TEXT_WORDS_RATIO     "%s chia cho %s"
#define TEXT_WORDS_CHANGE    "%s (%s) trừ %s (%s)"
#define TEXT_WORDS_PLUS      " + "
#define TEXT_WORDS_MINUS     " - "
#define TEXT_WORDS_OF_PERIOD "%s (%s)"
#define TEXT_WORDS_YEAR      "%s, lũy kế từ đầu năm"
#define TEXT_WORDS_ISSUED    "%s, cộng số liệu đã công bố từ đầu năm và của kỳ này"
#define TEXT_WORDS_EXTERNAL  "%s, số liệu của hệ thống khác"
#define TEXT_WORDS_BASELINE  "%s; kỳ trước ngày hệ thống bắt đầu có hồ sơ"
#define TEXT_WORDS_UNBOUND   "%s; kỳ này không phải tháng, quý hay năm"

#define TEXT_NO_MEMORY_FOR_DRAFT "Không đủ bộ nhớ để soạn báo cáo; thử lại sau ít phút"

#define SAY_BOARD_UNIT   "Đơn vị chủ trì"
#define SAY_BOARD_SUM    "Cộng"
#define SAY_BOARD_ORDER  "Ngày cuối trước ngày đầu"
#define SAY_BOARD_FUTURE "Ngày cuối sau hôm nay: chưa biết tình hình của ngày ấy"
#define SAY_BOARD_DAY    "“%s” không phải là ngày"

#define TEXT_ANNEX       "PHỤ LỤC"
#define TEXT_ANNEX_TITLE "SỐ LIỆU TRONG BÁO CÁO"
#define TEXT_ANNEX_ORDER "STT"
#define TEXT_ANNEX_LABEL "Chỉ tiêu"
#define TEXT_ANNEX_VALUE "Giá trị"
#define TEXT_ANNEX_WORDS "Cách tính"
#define TEXT_ANNEX_PARTS "Tử số/mẫu số"
#define TEXT_ANNEX_AS_OF "Chốt ngày"
