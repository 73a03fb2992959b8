/* src/documents/texts.h
 * What this room says to people, in one place for proof-reading.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#define TEXT_ZIP_FAILED      "Không ghi được tệp nén: %s."
#define TEXT_PAPER_TOO_LARGE "Văn bản quá dài để ghi ra tệp; hãy chia nhỏ hoặc bỏ bớt phụ lục."

#define TEXT_CSV_TOO_LARGE "Tệp dài hơn %d MB; hãy chia thành nhiều tệp."
#define TEXT_CSV_EMPTY     "Tệp không có dòng nào; dòng đầu phải là tên các cột."
#define TEXT_CSV_UTF16     "Tệp không phải UTF-8 (có vẻ là UTF-16); trong Excel hãy lưu lại theo kiểu “CSV UTF-8”."
#define TEXT_CSV_NUL       "Dòng %zu, cột %zu: có ký tự NUL; tệp này không phải CSV."
#define TEXT_CSV_ENCODING  "Dòng %zu, cột %zu: chữ không phải UTF-8; hãy lưu lại tệp theo kiểu “CSV UTF-8”."
#define TEXT_CSV_QUOTE_INSIDE                                                                                                                           \
    "Dòng %zu, cột %zu: dấu nháy kép đứng giữa ô; ô có dấu nháy phải nằm trọn trong hai dấu nháy kép và dấu nháy bên " \
    "trong viết hai lần."
#define TEXT_CSV_AFTER_QUOTE "Dòng %zu, cột %zu: có chữ đứng sau dấu nháy kép đóng ô."
#define TEXT_CSV_QUOTE_OPEN  "Dòng %zu, cột %zu: ô mở bằng dấu nháy kép nhưng đến hết tệp vẫn chưa đóng."
#define TEXT_CSV_FIELD_LONG  "Dòng %zu, cột %zu: ô dài hơn %d KB."
#define TEXT_CSV_COLUMNS     "Dòng %zu: có hơn %d cột."
#define TEXT_CSV_WIDTH       "Dòng %zu: có %zu cột, dòng tiêu đề có %zu cột; hãy xem lại dấu phân cách “%c” và dấu nháy kép."
