/* src/definitions/texts.h
 * Every Vietnamese sentence of this room's faults, in one place to be proof-read.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* --- the file ----------------------------------------------------------------------------------------------------- */
#define TEXT_FILE_EMPTY     "tệp rỗng: hãy viết nội dung hoặc bỏ tệp"
#define TEXT_FILE_TOO_LARGE "tệp lớn hơn 1 MB"
#define TEXT_FILE_NOT_UTF8  "tệp không phải UTF-8"
#define TEXT_FILE_UNKNOWN   "không biết tệp này dùng để làm gì; các tệp được đọc: %s"
#define TEXT_SYNTAX         "không đúng cú pháp YAML: %s"
#define TEXT_DOCUMENTS      "một tệp chỉ có một tài liệu: bỏ dấu ---"
#define TEXT_ANCHOR         "không dùng neo (&) trong tệp định nghĩa: hãy viết đủ nội dung"
#define TEXT_ALIAS          "không dùng bí danh (*) trong tệp định nghĩa: hãy viết đủ nội dung"
#define TEXT_TAG            "không dùng thẻ kiểu (%s) trong tệp định nghĩa"
#define TEXT_DEPTH          "lồng nhau quá %d mức"
#define TEXT_ITEMS          "có quá %d mục"
#define TEXT_KEY_NOT_TEXT   "tên mục phải là một dòng chữ"
#define TEXT_KEY_TWICE      "“%s” đã có ở dòng %d: bỏ một trong hai"
#define TEXT_CONTROL        "có ký tự điều khiển (U+%04X): hãy bỏ đi"
#define TEXT_ROOT           "tệp phải bắt đầu bằng các mục “tên: giá trị”"

/* --- values ------------------------------------------------------------------------------------------------------- */
#define TEXT_KEY_UNKNOWN  "không có mục “%s” trong %s; các mục được dùng: %s"
#define TEXT_KEY_NEAREST  "không có mục “%s” trong %s; có phải “%s”?"
#define TEXT_KEY_MISSING  "%s thiếu mục “%s”"
#define TEXT_WANT_TEXT    "“%s” phải là một dòng chữ, ở đây là %s"
#define TEXT_WANT_VALUE   "“%s” chưa có giá trị: hãy điền hoặc bỏ cả dòng"
#define TEXT_WANT_LIST    "“%s” phải là một danh sách, ở đây là %s"
#define TEXT_WANT_LIST_OF "“%s” phải là một danh sách: viết [%s]"
#define TEXT_WANT_MAP     "%s phải gồm các mục “tên: giá trị”, ở đây là %s"
#define TEXT_WANT_INT     "“%s” phải là số nguyên, không phải “%s”"
#define TEXT_WANT_YES_NO  "“%s” phải là true hoặc false, không phải “%s”"
#define TEXT_WANT_DATE    "“%s” phải là ngày dạng 2021-07-29, không phải “%s”"
#define TEXT_WANT_WORD    "“%s” không nhận “%s”; chọn một trong: %s"
#define TEXT_WORD_NEAREST "“%s” không nhận “%s”; có phải “%s”?"
#define TEXT_ITEM_TWICE   "“%s” có hai lần trong “%s”"

/* --- settings ----------------------------------------------------------------------------------------------------- */
#define TEXT_WANT_SETTING    "“%s” phải là %s, không phải “%s”"
#define TEXT_SETTING_SERVER  "máy chủ thư dạng smtp://mail.coquan.gov.vn:587 hoặc smtps://mail.coquan.gov.vn:465"
#define TEXT_SETTING_ADDRESS "địa chỉ thư điện tử dạng ten@coquan.gov.vn"
#define TEXT_SETTING_TLS     "required, offered hoặc none"
#define TEXT_SETTING_TIME    "giờ dạng 07:00"
#define TEXT_SETTING_COUNT   "một số nguyên từ 1 đến 100000"
#define TEXT_SETTING_COUNTS  "các số nguyên từ 1, cách nhau dấu phẩy, nhiều nhất 5 số"
#define TEXT_NEEDS_FROM      "“mail.server” cần thêm thiết lập “mail.from”: địa chỉ người gửi"

/* --- the set ------------------------------------------------------------------------------------------------------ */
#define TEXT_NO_FOLDER     "không có thư mục %s"
#define TEXT_FAULTS        "các tệp định nghĩa có %zu lỗi"
#define TEXT_DEFINED_TWICE "“%s” đã được định nghĩa ở %s"
#define TEXT_TAKES_NOTHING "“%s”: bộ có sẵn không có “%s” để bỏ"
#define TEXT_TAKES_NEAREST "“%s”: bộ có sẵn không có “%s” để bỏ; có phải “%s”?"
#define TEXT_TAKES_SEVERAL "“%s” có ở nhiều danh sách: ghi rõ, ví dụ “%s/%s”"

/* --- names -------------------------------------------------------------------------------------------------------- */
#define TEXT_NO_SUCH         "không có %s “%s”"
#define TEXT_NO_SUCH_NEAREST "không có %s “%s”; có phải “%s”?"
#define TEXT_TWICE           "%s “%s” đã có ở %s:%d"
#define TEXT_NOT_IDENTIFIER  "tên “%s” phải gồm chữ thường không dấu, số và dấu _, bắt đầu bằng chữ, không quá 41 ký tự"
#define TEXT_NOT_CODE        "mã “%s” phải gồm chữ thường không dấu, số, dấu - và _, không quá 60 ký tự"
#define TEXT_RESERVED_TABLE  "“%s” là tên bảng của hệ thống: hãy đặt tên khác cho sổ"
#define TEXT_RESERVED_FIELD  "“%s” là tên dành cho hệ thống: hãy đặt tên khác cho trường"
#define TEXT_NOT_SLUG        "đường dẫn “%s” phải gồm chữ thường không dấu, số, dấu - và /"
#define TEXT_NOT_FILE_NAME   "tên tệp “%s” phải gồm chữ thường không dấu, số và dấu -"
#define TEXT_NOT_KEY         "phím tắt “%s” phải là một chữ thường không dấu, trừ b, c, d của báo cáo, việc của tôi, điều hành"
#define TEXT_UNUSED          "%s “%s” không được dùng ở đâu"
#define TEXT_EMPTY_LIST      "“%s” phải có ít nhất một mục"

/* --- the office --------------------------------------------------------------------------------------------------- */
#define TEXT_UNIT_CYCLE       "đơn vị “%s” là cấp trên của chính nó"
#define TEXT_AREA_CYCLE       "địa bàn “%s” là cấp trên của chính nó"
#define TEXT_DATES_CROSSED    "“until” (%s) trước “from” (%s)"
#define TEXT_WORD_IS_NAME     "“%s” có thể là một tên của định nghĩa: từ thay thế phải có chữ hoa, dấu hoặc dấu cách"
#define TEXT_LAW_NOT_YET      "“%s” có hiệu lực từ %s nhưng được viện dẫn cho ngày %s"
#define TEXT_LAW_NO_MORE      "“%s” chỉ có hiệu lực đến %s nhưng được viện dẫn cho cả sau ngày đó"
#define TEXT_LAW_NONE         "“%s”: không văn bản nào ở đây có hiệu lực ngày %s"
#define TEXT_LAW_WITHOUT_DAYS "văn bản “%s” không ghi “from” hay “until”"
#define TEXT_LIMITS_CROSS     "hai dòng thời hạn “%s” cùng có hiệu lực: từ %s và từ %s"
#define TEXT_PATTERN_BRACE    "mẫu số “%s” thiếu dấu { hoặc }"
#define TEXT_PATTERN_NAME                                                                                               \
    "mẫu số không nhận {%s}; được dùng: {seq}, {seq:N}, {year}, {date:yymmdd}, {agency}, {issuer.symbol}, " \
    "{unit.short}, {TRƯỜNG}, {TRƯỜNG.short}"
#define TEXT_PATTERN_SEQ    "mẫu số “%s” phải có đúng một {seq}"
#define TEXT_PATTERN_BY     "“patterns” cần “by” để biết trường nào quyết định mẫu"
#define TEXT_BOOK_START     "“start” phải từ 1 trở lên"
#define TEXT_BOOK_NOT_DRAWN "sổ “%s” không lấy số từ sổ số này: thêm “number: %s” vào định nghĩa của sổ"
#define TEXT_GRANT_NOT_READ "“%s”: vai trò “%s” không được xem sổ “%s”: thêm sổ vào “reads” hoặc bỏ ở đây"
#define TEXT_GRANT_ALL_AND  "“all” đã là tất cả: bỏ các tên khác trong “%s”"
#define TEXT_STEP_UNREAD    "vai trò “%s” không được xem sổ “%s” nên không làm được bước này: thêm quyền trong roles.yaml"
#define TEXT_DAY_OUTSIDE    "ngày %s ở ngoài lịch (%s đến %s)"
#define TEXT_NO_CALENDAR    "thời hạn cần lịch ngày nghỉ: thêm một tệp vào calendars/"
#define TEXT_ONE_CALENDAR   "chỉ có một lịch, đã ở %s: ghi thêm ngày vào đó hoặc ghi lại tên lịch đó trong thư mục riêng"

/* --- a register --------------------------------------------------------------------------------------------------- */
#define TEXT_WAS_TAKEN        "“was: %s” trùng với một tên đang dùng"
#define TEXT_FIELD_CHOICES    "trường “%s” kiểu %s phải có đúng một trong hai: “choices” hoặc “list”"
#define TEXT_FIELD_NO_CHOICES "trường “%s” kiểu %s không dùng “choices” hay “list”"
#define TEXT_FIELD_LINK       "trường “%s” kiểu link phải có “register: TÊN SỔ”"
#define TEXT_FIELD_NO_LINK    "trường “%s” kiểu %s không dùng “register”"
#define TEXT_COPIES_TYPE      "“copies”: trường “%s” kiểu %s không chép được sang trường “%s” kiểu %s"
#define TEXT_COPIES_OF        "trường “%s” không dùng “copies”: chỉ trường link, và trường procedure khi có sổ thủ tục"
#define TEXT_FIELD_OPENS_TO   "“opens_to” không nhận “%s”; được dùng: %s"
#define TEXT_FIELD_NOT_PERSONAL                                                                                        \
    "“opens_to” chỉ dùng ở trường dữ liệu cá nhân; trường “%s” ai xem được hồ sơ cũng đọc được"
#define TEXT_FIELD_NO_UNITS    "trường “%s” kiểu %s không dùng “units”"
#define TEXT_FIELD_BOUNDS      "trường “%s”: “min” lớn hơn “max”"
#define TEXT_FIELD_NO_BOUNDS   "trường “%s” kiểu %s không dùng “min”, “max”"
#define TEXT_FIELD_INITIAL     "giá trị ban đầu “%s” không hợp với trường kiểu %s"
#define TEXT_TASKS_TWICE       "Chỉ một sổ ghi nhiệm vụ theo ý kiến chỉ đạo (carries_out): đã có “%s”, không thêm “%s” được"
#define TEXT_FIELD_TYPE        "“%s” phải là trường kiểu %s; “%s” có kiểu %s"
#define TEXT_PERSONAL          "trường “%s” là dữ liệu cá nhân, không dùng trong %s"
#define TEXT_STEP_RESERVED     "bước “%s” có sẵn ở mọi hồ sơ: hãy đặt tên khác"
#define TEXT_EARLIER_DAY_FIELD "bước “%s” có “earlier_day” thì phải có “day_field”"
#define TEXT_EARLIER_DAY_LEFT                                                                                          \
    "bước “%s” có “earlier_day” và đưa đến “%s”, nơi bước “%s” còn đưa đi tiếp: chỉ giữ được một ngày xong"
#define TEXT_STEP_CLEARS   "bước “%s” không xóa được “%s”: mục này bắt buộc, hoặc do chính bước đó ghi"
#define TEXT_STEP_NUMBERS  "“numbers: true” cần sổ có “number: SỔ SỐ”"
#define TEXT_ENTRY_FROM    "bước “%s” có “with_entry” thì “from” phải có trạng thái đầu tiên “%s”"
#define TEXT_ENTRY_NEEDS   "bước “%s” có “with_entry” nên không được cần “%s”: mục này không có trên biểu mẫu vào sổ"
#define TEXT_ENTRY_TWO     "hai bước “%s”, “%s” cùng có “with_entry”: mỗi sổ chỉ một"
#define TEXT_ALONG_MANY    "bước “%s” kéo theo nhiều nhất %d hồ sơ (takes_along)"
#define TEXT_ALONG_CHAIN   "“takes_along” không nối tiếp được: bước “%s” cũng kéo theo bước khác"
#define TEXT_MAKES_MIRROR  "“makes” không lập được hồ sơ của sổ “%s”: sổ này chỉ đọc (mirror)"
#define TEXT_MAKES_FIELD   "“makes.field” phải là trường kiểu link của phiếu nhập, trỏ về sổ này; “%s” không trỏ về “%s”"
#define TEXT_MAKES_VALUE   "phiếu nhập của sổ “%s” không nhận “%s” là “%s”"
#define TEXT_ALONG_SETS    "bước “%s” không ghi trường “%s”: thêm “set_by”, hoặc “sets” của bước"
#define TEXT_ALONG_NEEDS   "bước “%s” cần “%s” nên không làm theo bước khác được: chỉ được cần mục ghi ở “sets”"
#define TEXT_PRINT_EMPTY   "bản in “%s” không có dòng nào (lines, parts)"
#define TEXT_PRINT_STAMP   "bản in “%s” là khung dấu (form: stamp) nên chỉ có “lines”, không có “parts”"
#define TEXT_PRINT_FIELD   "bản in không in được trường “%s” kiểu %s"
#define TEXT_PRINT_BLANK   "“blank” là số dòng để trống, từ 0 đến %d"
#define TEXT_STEP_NO_QUERY "“only_if” phải là điều kiện trên các trường của hồ sơ, như “kind=khieu-nai”; ở đây là “%s”"
#define TEXT_STATE_AWAITS  "trạng thái “%s” không chờ bước “%s” được: bước này không làm từ đó (thêm vào “from”)"
#define TEXT_STATE_AWAITS_TWO                                                                                          \
    "bước “%s” được chờ với hai điều kiện khác nhau: hàng chờ của một bước chỉ có một “only_if”"
#define TEXT_STATE_AWAITS_PERIOD                                                                                       \
    "hàng chờ xem ở một ngày, không ở một kỳ: dùng @today, @me, @my-unit, không dùng @period, @before, @cutoff"
#define TEXT_STATE_UNREACHABLE "không bước nào đưa đến trạng thái “%s”"
#define TEXT_STEP_UNREACHABLE  "không bao giờ thực hiện được bước “%s”: không đến được trạng thái nào trong “from”"
#define TEXT_DEADLINE_ONE_OF                                                                                           \
    "thời hạn “%s” phải có đúng một trong: limits, length, length_field, date_field (đang có %d)"
#define TEXT_DEADLINE_TWICE                                                                                                                                    \
    "thời hạn “%s” bắt đầu cùng hồ sơ (begins: entry), bước “%s” không bắt đầu nó lần nữa: bỏ “starts” hoặc dùng " \
    "“restarts”"
#define TEXT_DEADLINE_ONE_ENTRY "thời hạn “%s” và “%s” cùng bắt đầu với hồ sơ: mỗi hồ sơ chỉ có một thời hạn đang chạy"
#define TEXT_DEADLINE_BESIDE                                                                                           \
    "thời hạn “%s” chạy bên cạnh thời hạn của hồ sơ (beside): bước “%s” chỉ bắt đầu (starts) hoặc kết thúc (ends) nó"
#define TEXT_DEADLINE_BY      "“limits_by” chỉ dùng cùng “limits”"
#define TEXT_DEADLINE_VARIANT "“variant” chỉ dùng cùng “limits”"
#define TEXT_DEADLINE_NORMAL  "bảng thời hạn “%s” không có dòng “normal”: thêm dòng đó hoặc ghi “variant: TRƯỜNG”"
#define TEXT_STEP_TIMES_ALONE "bước “%s” có “times” mà không gia hạn thời hạn nào (“extends”)"
#define TEXT_STEP_TIMES       "bước “%s”: “times” là số lần gia hạn nhiều nhất, từ 1 đến %d"
#define TEXT_STEP_EXTENDS                                                                                                                                 \
    "bước “%s” gia hạn thời hạn “%s” mà không ghi ngày gia hạn: thời hạn phải có “extension_field”, bước phải ghi " \
    "trường đó"
#define TEXT_STEP_REAPPOINTS                                                                                                                                 \
    "bước “%s” hẹn lại thời hạn “%s” mà không bắt buộc ghi ngày hẹn lại: thêm “reappointed_field” ở thời hạn, và " \
    "trường "                                                                                                                                             \
    "đó ở “needs” của bước"
#define TEXT_DEADLINE_UNEXTENDED "thời hạn “%s” có “extension_field” mà không bước nào gia hạn nó (“extends”)"
#define TEXT_STEP_CLOCK          "bước “%s” không bao giờ làm được ở trạng thái “%s”: ở đó thời hạn “%s” luôn %s"
#define TEXT_CLOCK_NOT_STARTED   "chưa bắt đầu tính"
#define TEXT_CLOCK_STANDS        "đang tạm dừng"
#define TEXT_CLOCK_RUNS          "đang tính, không tạm dừng"
#define TEXT_LENGTH              "độ dài “%s” phải dạng: N ngày làm việc, N ngày, N giờ làm việc, N giờ, N tháng"
#define TEXT_BOOK_OF_OTHER       "sổ số “%s” phục vụ sổ “%s”, không phải sổ này"

/* --- what records keep to (check_rules.c) ------------------------------------------------------------------------- */
#define TEXT_NOT_A_DAY                                                                                                 \
    "trường “%s” kiểu %s không có ngày: “not_before”, “within”, “future”, “past” chỉ dùng cho date, date-time"
#define TEXT_BEFORE_ITSELF "trường “%s” không thể đứng trước chính nó"
#define TEXT_COUNTS                                                                                                    \
    "“counts” của bước “%s”: “%s” phải là trường kiểu number do chính bước đó ghi (set_by), không có trong “needs”"
#define TEXT_BOARD_FIGURE   "“%s” không phải chỉ tiêu đếm hồ sơ (count: records) của sổ “%s”"
#define TEXT_BOARD_WHOSE    "bảng theo dõi “%s” phải có đúng một trong “under”, “outside”"
#define TEXT_BOARD_NAME     "tên bảng theo dõi “%s” phải gồm chữ thường, số, -"
#define TEXT_BOARD_PARTS    "“parts” của bảng theo dõi có từ 1 đến %d chỉ tiêu"
#define TEXT_WEEK_ONE       "đã có sổ “%s” ghi các tuần: một cơ quan chỉ có một sổ có “week”"
#define TEXT_WEEK_NAME      "tên bảng của tuần “%s” phải gồm chữ thường, số, -"
#define TEXT_WEEK_MANY      "“%s” của tuần có từ 1 đến %d mục"
#define TEXT_WEEK_COLUMN    "không có cột “%s” trong bảng “%s”"
#define TEXT_WEEK_FIELD     "bảng của tuần không in được trường “%s” kiểu %s"
#define TEXT_WEEK_DAY       "ngày của bảng tuần phải là trường “date” của sổ được gom: “%s” không phải, ở sổ “%s”"
#define TEXT_WEEK_MONDAY    "“week.day” (%s) phải là trường “date” của sổ, kiểu date, không trùng nhau (unique)"
#define TEXT_WEEK_KEPT      "“week.kept” (%s) phải là trường long-text có lines: true và set_by, không phải dữ liệu cá nhân"
#define TEXT_WEEK_TIMES     "“week.times”: không bước nào đếm (counts) trường “%s”"
#define TEXT_OPENS_CODE     "“every”: “%s” có lựa chọn “%s”; chỉ có week, month, quarter, half, nine-months, year"
#define TEXT_OPENS_STEP     "bước “%s” của “opens” không cần mục nào ngoài “%s” (needs), và không đổi trạng thái"
#define TEXT_OPENS_NEXT     "“next” phải là trường date do bước “%s” ghi (set_by), có thể sau hôm nay (future)"
#define TEXT_OPENS_LINK     "“%s” phải là trường link tới sổ “%s”"
#define TEXT_OPENS_FORM     "“%s” của sổ “%s” không ở trên phiếu vào sổ (set_by): khi mở không ghi được"
#define TEXT_OPENS_COPY     "“copies”: “%s” (%s) không chép được sang “%s” (%s)"
#define TEXT_OPENS_ONCE     "sổ “%s” thiếu “unique” gồm đúng [%s, %s]: mỗi lần chỉ mở một hồ sơ"
#define TEXT_OPENS_DUE      "“days” và “due” phải có cả hai"
#define TEXT_URGES_QUERY    "“urges.query” không phải truy vấn: %s"
#define TEXT_URGES_STEP     "bước “%s” của “urges” không cần mục nào ngoài “%s” (needs), và không đổi trạng thái"
#define TEXT_URGES_DOCUMENT "“document” phải là trường link tới sổ “%s”, do bước “%s” ghi (set_by)"
#define TEXT_URGES_FIELD    "sổ “%s” của văn bản đôn đốc không có trường “%s” trên phiếu vào sổ"
#define TEXT_URGES_WORD     "văn bản đôn đốc không có từ “%s”: chỉ có %s"
#define TEXT_URGES_COLUMNS  "bảng của văn bản đôn đốc có từ 1 đến %d cột, không có dữ liệu cá nhân"
#define TEXT_LINES_NOT_TEXT "trường “%s” kiểu %s không ghi thành dòng (lines) được: chỉ text, long-text"
#define TEXT_LINES_WITH                                                                                                                         \
    "trường “%s” ghi thành dòng (lines) thì phải có “set_by”, và không là personal, unique, required, tiêu đề, không " \
    "có initial, "                                                                                                                             \
    "không bị bước nào xóa (clears), không lấy từ trường khác (copies)"
#define TEXT_RECIPIENTS_FIELD                                                                                          \
    "trường “%s” ghi nơi nhận (recipients) phải là long-text, không là personal, lines, tiêu đề"
#define TEXT_RECIPIENTS_UNSENT                                                                                         \
    "“recipients” phải là tên một trường number có “set_by”, không personal, không có initial; “%s” thì không"
#define TEXT_PRINT_RECIPIENTS "“%s” không phải trường ghi nơi nhận (recipients)"
#define TEXT_DELIVERS_FIELD   "bước “%s”: “%s” không phải trường ghi nơi nhận (recipients)"
#define TEXT_DELIVERS_TO      "bước “%s”: “to” phải là trường ghi thành dòng (lines) mà bước này ghi; “%s” thì không"
#define TEXT_DELIVERS_WAY     "bước “%s”: “way” phải là trường choice mà bước này ghi, chỉ khi “as: sent”; “%s” thì không"
#define TEXT_PAST_ELSEWHERE   "“past” chỉ dùng cho trường “date” của sổ, không dùng cho “%s”"
#define TEXT_RULE_NO_QUERY    "phải là điều kiện trên các trường của hồ sơ, như “kind=khieu-nai”; ở đây là “%s”"
#define TEXT_UNIQUE_MANY      "“fields” của “unique” có nhiều nhất %d trường"
#define TEXT_SECRET_TITLE     "“secret_keeps” không giữ được “%s”: đó là tiêu đề, hồ sơ mật ở sổ này chỉ còn một dòng"
#define TEXT_BACKED_FORCE     "“backed_by”: sổ “%s” chưa có “in_force”, nên không biết hồ sơ nào còn hiệu lực"
#define TEXT_BACKED_TYPE      "“backed_by”: trường “%s” (kiểu %s) không đối chiếu được với trường “%s” (kiểu %s) của sổ “%s”"
#define TEXT_DRAFTS_NONE      "sổ “%s” chưa có “drafts”, nên hồ sơ của sổ không có dự thảo để duyệt"
#define TEXT_DRAFTS_RETURN    "“returned”: bước “%s” không làm được từ trạng thái nào trong “states” của “drafts”"
#define TEXT_DRAFTS_ASKS                                                                                                                                            \
    "“returned”: bước “%s” đòi trường, điều kiện hoặc duyệt; trả lại dự thảo chỉ có lý do, nên bước này không được " \
    "đòi gì"
#define TEXT_DRAFTS_DELEGATED "“delegated”: không mục nào của “backed_by” có “when” là “%s”"
#define TEXT_DRAFTS_STEP                                                                                               \
    "bước “%s” là một lần duyệt (“approves”) nên phải bắt đầu từ trạng thái trong “states” của “drafts”"
#define TEXT_ROUTE_FIRST "tuyến duyệt phải bắt đầu bằng đúng một chặng “drafted”, đứng riêng một “order”"
#define TEXT_ROUTE_ORDER "“order” phải là số từ 1, chặng sau không nhỏ hơn chặng trước"
#define TEXT_ROUTE_LAST  "chặng “signed” phải có “order” lớn nhất: ký sau khi đã duyệt xong"
#define TEXT_ROUTE_NOBODY                                                                                              \
    "chặng “drafted” là của người đưa phiên bản lên, không ghi “position”, “role”, “of” hay “unit”"
#define TEXT_ROUTE_WHO "chặng “%s” phải ghi ai duyệt: “position”, “unit”, hoặc “role” (thêm “of” hoặc “unit” nếu cần)"
#define TEXT_ROUTE_UNREAD                                                                                              \
    "vai trò “%s” không được xem sổ “%s” nên không duyệt được ở chặng này: thêm quyền trong roles.yaml"
#define TEXT_UNIQUE_MIRROR "sổ chép từ hệ thống khác không có “unique”: hồ sơ ở đó không do chương trình ghi"
#define TEXT_BOOK_DATED    "“dated” phải là trường kiểu date hoặc date-time, “%s” là kiểu %s"

/* --- figures and reports ------------------------------------------------------------------------------------------ */
#define TEXT_KIND_NEEDS       "%s “%s” kiểu %s phải có “%s”"
#define TEXT_KIND_NO          "%s “%s” kiểu %s không dùng “%s”"
#define TEXT_FIGURE_OWNER     "chỉ tiêu “%s” kiểu %s đếm hồ sơ nên phải đặt trong định nghĩa của sổ"
#define TEXT_FIGURE_SUM       "trường “%s” kiểu %s không cộng được: cần kiểu number hoặc money"
#define TEXT_FIGURE_CYCLE     "chỉ tiêu “%s” tính từ chính nó"
#define TEXT_PART_ONE_OF      "đoạn phải có đúng một trong: line, text, titles, table, texts, plan (đang có %d)"
#define TEXT_SENTENCE         "câu mẫu sai: %s"
#define TEXT_SENTENCE_NAME    "không có chỉ tiêu hay từ của kỳ tên “%s”"
#define TEXT_SENTENCE_NEAR    "không có chỉ tiêu hay từ của kỳ tên “%s”; có phải “%s”?"
#define TEXT_SENTENCE_HEDGE   "không có cách in “%s”; được dùng: %s"
#define TEXT_SENTENCE_PARTIAL "câu mẫu không dùng {{>%s}}"
#define TEXT_LIMIT_NEGATIVE   "“limit” phải từ 0 trở lên"
#define TEXT_SECTION_EMPTY    "mục “%s” không có “parts” hay “sections”"

/* --- the dashboard ------------------------------------------------------------------------------------------------ */
#define TEXT_DASHBOARD_REGISTERS "“registers” có nhiều nhất %d sổ"
#define TEXT_DASHBOARD_SOON      "“soon” là số ngày làm việc, từ 1 đến %d"
#define TEXT_PANEL_WIDTH         "ô “%s”: “width” là một trong: 4, 6, 8, 12 (của 12 cột)"
#define TEXT_PANEL_LIMIT         "ô “%s”: “limit” phải từ 0 đến %d"
#define TEXT_PANEL_WORD          "không có từ “%s”; ở đây được dùng: %s"
#define TEXT_PANEL_FIGURES       "ô “%s” có nhiều nhất %d số liệu"
#define TEXT_PANEL_CHANGE        "“change” phải là chỉ tiêu kiểu change, ở ô kiểu figures; ở đây là “%s”"
#define TEXT_PANEL_NOT_PRINTED   "báo cáo “%s” không in chỉ tiêu “%s” nên trang Điều hành không hiện: thêm vào “annex”"
#define TEXT_PANEL_DAYS          "sổ “%s” xếp theo kỳ, không theo ngày: ô kiểu days không vẽ được"
#define TEXT_PANEL_NO_REGISTERS  "ô “%s” kiểu %s cần “registers” ở đầu tệp"

/* --- what the program does not do yet (check_undone.c) ------------------------------------------------------------ */
#define TEXT_UNDONE_STEP_WAS "“was: %s” của bước chưa có tác dụng: lịch sử vẫn ghi tên cũ"
#define TEXT_UNDONE_ISSUED   "“from: issued” luôn thiếu số của các kỳ trước: chương trình chưa ban hành được báo cáo"
#define TEXT_UNDONE_EXTERNAL "chỉ tiêu “%s” kiểu external luôn thiếu: chương trình chưa có sổ số liệu từ bên ngoài"
#define TEXT_UNDONE_SETTING  "không có gì đọc thiết lập “%s”"
#define TEXT_UNDONE_NEAREST  "không có gì đọc thiết lập “%s”; có phải “%s”?"
