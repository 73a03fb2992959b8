/* src/web/admin_texts.h
 * What the pages of the administration and of the own account say beside their templates. Each may be a format.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#define SAY_ADMIN_FAILED     "Chưa lưu được, cần sửa %zu chỗ"
#define SAY_ADMIN_NO_VERSION "Biểu mẫu thiếu phiên bản của tài khoản; chưa có gì thay đổi. Tải lại trang rồi gửi lại"
#define SAY_ADMIN_STORED     "Đang lưu: %s"
#define SAY_ADMIN_NOTHING    "(trống)"
#define SAY_ADMIN_LOCAL                                                                                                                              \
    "Đang làm việc trực tiếp trên máy chủ, không qua tài khoản nào. Đăng nhập bằng tài khoản của mình để xem trang " \
    "này"

/* --- parts -----------------------------------------------------------------------------------------------------------
 */
#define SAY_ADMIN_TITLE   "Quản trị"
#define SAY_ADMIN_LEAD    "Người dùng, đơn vị, vai trò và tình trạng hệ thống"
#define SAY_PART_OVERVIEW "Tổng quan"
#define SAY_PART_USERS    "Người dùng"
#define SAY_PART_UNITS    "Đơn vị, chức vụ"
#define SAY_PART_ROLES    "Vai trò"
#define SAY_PART_SESSIONS "Phiên"
#define SAY_STEP_NAMES    "1. Soát tên cơ quan, ký hiệu, đơn vị"
#define SAY_STEP_NAMES_OWN                                                                                             \
    "Văn phòng này mang tên “%s”. Sửa tên, đơn vị trong thư mục định nghĩa riêng, rồi congvu check và congvu migrate."
#define SAY_STEP_NAMES_BUILT_IN                                                                                                                          \
    "Đang dùng bộ có sẵn: “%s”. Cơ quan khác thì tạo lại bằng congvu init --province … --name …, lệnh ấy viết sẵn bộ " \
    "định nghĩa riêng."
#define SAY_STEP_BOOKS "2. Ghi số bắt đầu của các sổ và ngày có đủ hồ sơ"
#define SAY_STEP_BOOKS_TEXT                                                                                            \
    "books.yaml (starts) và settings.yaml (records.from) của thư mục định nghĩa; sổ mới thì bỏ qua."
#define SAY_STEP_USERS      "3. Thêm người dùng"
#define SAY_STEP_USERS_TEXT "Từng người ở đây, hoặc cả danh sách: congvu user import people.csv."
#define SAY_STEP_POSITIONS  "4. Lập các chức vụ và giao cho người"
#define SAY_STEP_POSITIONS_TEXT                                                                                                                           \
    "Việc giao cho chức vụ thì người giữ chức vụ ấy nhận; lúc thay người không phải giao lại. Người ký văn bản: ghi " \
    "ở sổ "                                                                                                                                           \
    "Chức vụ, hoặc cả danh sách: congvu import post posts.csv."
#define SAY_STEP_ROLES      "5. Xem mỗi vai trò được làm gì"
#define SAY_STEP_ROLES_TEXT "Muốn thêm, bớt quyền thì sửa roles.yaml của thư mục định nghĩa."
#define SAY_PART_HISTORY    "Nhật ký"
#define SAY_USERS_TEXT      "%s tài khoản, %s đang khóa, %s chưa đổi mật khẩu lần đầu"
#define SAY_UNITS_TEXT      "%s đơn vị, %s chức vụ, %s chưa có người giữ"
#define SAY_ROLES_TEXT      "%s vai trò; xem mỗi vai trò được làm gì"
#define SAY_SESSIONS_TEXT   "%s phiên đang mở, %s mã truy cập của chương trình"
#define SAY_HISTORY_TEXT    "Ai làm gì, lúc nào, trên mọi sổ và mọi tài khoản"
#define SAY_FACT_VERSION    "Phiên bản"
#define SAY_FACT_DATABASE   "Cơ sở dữ liệu"
#define SAY_FACT_SQLITE     "SQLite, nhật ký ghi %s KB"
#define SAY_FACT_POSTGRES   "PostgreSQL"
#define SAY_FACT_SET        "Bộ định nghĩa"
#define SAY_FACT_SET_TEXT   "%.12s (%s sổ, %s báo cáo)"
#define SAY_FACT_SEAL       "Lịch sử"
#define SAY_FACT_CLOCK      "Đồng hồ"
#define SAY_FACT_CLOCK_SET  "%s, đặt để thử"
#define SAY_SEALED          "%s dòng đã niêm phong, không còn dòng nào chờ"
#define SAY_UNSEALED        "%s dòng đã niêm phong, %s dòng mới đang chờ niêm phong"
#define SAY_UNSEALED_MANY                                                                                                             \
    "%s dòng đã niêm phong, ít nhất %s dòng chờ niêm phong. Kiểm tra máy chủ có đang chạy không, hoặc chạy " \
    "congvu history verify"

/* --- users -----------------------------------------------------------------------------------------------------------
 */
#define SAY_USERS_LEAD                                                                                                 \
    "Mỗi người một tài khoản. Tài khoản không xóa, chỉ khóa: lịch sử gọi tên người bằng tên đăng nhập."
#define SAY_USERS_ADD         "Thêm người dùng"
#define SAY_USERS_CAPTION     "Người dùng, xếp theo tên"
#define SAY_USERS_RESULT      "%s người dùng"
#define SAY_USERS_RANGE       "%zu–%zu trong %s người dùng"
#define SAY_USERS_NONE        "Không có người dùng nào khớp điều kiện tìm"
#define SAY_USERS_CLEAR       "Bỏ điều kiện tìm"
#define SAY_USERS_ALL_UNITS   "Mọi đơn vị"
#define SAY_STATE_WORKING     "Đang dùng"
#define SAY_STATE_DISABLED    "Đã khóa"
#define SAY_STATE_MUST_CHANGE "Chưa đổi mật khẩu lần đầu"
#define SAY_COLUMN_NAME       "Họ tên"
#define SAY_COLUMN_UNIT       "Đơn vị"
#define SAY_COLUMN_ROLES      "Vai trò"
#define SAY_COLUMN_POSITIONS  "Chức vụ"
#define SAY_COLUMN_STATE      "Tình trạng"

#define SAY_USER_NEW      "Thêm người dùng"
#define SAY_USER_NEW_LEAD "Mật khẩu lần đầu do hệ thống đặt, hiện một lần sau khi tạo."
#define SAY_USER_FORM     "Thông tin và vai trò"
#define SAY_USER_LOGIN    "Tên đăng nhập"
#define SAY_USER_LOGIN_HINT                                                                                            \
    "2–40 chữ thường không dấu, số, dấu chấm, gạch ngang. Không đổi được và không cấp lại cho người khác"
#define SAY_USER_LOGIN_OWN    "Tên đăng nhập “moi” hệ thống dùng riêng; chọn tên khác"
#define SAY_USER_NAME         "Họ tên"
#define SAY_USER_UNIT         "Đơn vị"
#define SAY_USER_TITLE        "Chức danh"
#define SAY_USER_TITLE_HINT   "Ví dụ: Chuyên viên"
#define SAY_USER_ROLES        "Vai trò"
#define SAY_USER_ROLES_HINT   "Đổi vai trò thì các phiên của người này kết thúc"
#define SAY_USER_CREATE       "Tạo tài khoản"
#define SAY_USER_SAVE         "Lưu thay đổi"
#define SAY_USER_SAVED        "Đã lưu tài khoản %s"
#define SAY_USER_UNIT_NOT_SET "Chọn đơn vị"
#define SAY_USER_CONFLICT     "Tài khoản vừa được người khác sửa. Xem các ô có ghi “Đang lưu”, rồi lưu lại"
#define SAY_USER_NEW_PASSWORD "Cấp mật khẩu mới"
#define SAY_USER_PASSWORD_ASK "Cấp mật khẩu mới cho %s?"
#define SAY_USER_PASSWORD_TEXT                                                                                                                              \
    "Mật khẩu cũ hết hiệu lực, các phiên và mã truy cập của người này kết thúc. Mật khẩu mới hiện một lần; người " \
    "dùng "                                                                                                                                                \
    "phải đổi khi đăng nhập."
#define SAY_USER_LOCK     "Khóa tài khoản"
#define SAY_USER_LOCK_ASK "Khóa tài khoản của %s?"
#define SAY_USER_LOCK_TEXT                                                                                                                               \
    "Người này không đăng nhập được nữa, các phiên và mã truy cập kết thúc ngay. Việc đã giao vẫn còn ở tên người " \
    "này: "                                                                                                                                             \
    "giao lại cho người khác nếu cần. Mở khóa được bất cứ lúc nào."
#define SAY_USER_LOCK_SELF   "Đây là tài khoản đang dùng: khóa xong, trang này cũng không mở được nữa. "
#define SAY_USER_LOCKED      "Đã khóa tài khoản %s"
#define SAY_USER_UNLOCK      "Mở khóa tài khoản"
#define SAY_USER_UNLOCK_TEXT "Tài khoản đang khóa. Mở khóa thì đăng nhập lại được bằng mật khẩu cũ."
#define SAY_USER_UNLOCKED    "Đã mở khóa tài khoản %s"
#define SAY_USER_SESSIONS    "%zu phiên đang mở"
#define SAY_USER_END         "Kết thúc mọi phiên"
#define SAY_USER_END_ASK     "Kết thúc mọi phiên của %s?"
#define SAY_USER_END_TEXT                                                                                                                             \
    "Mọi phiên và mã truy cập của người này kết thúc ngay; nội dung đang soạn trên trình duyệt không mất, đăng nhập " \
    "lại để gửi."
#define SAY_USER_ENDED         "Đã kết thúc %zu phiên của %s"
#define SAY_USER_FROM          "Từ"
#define SAY_USER_SEEN          "Dùng gần nhất"
#define SAY_USER_SESSION_TABLE "Phiên của người này"
#define SAY_USER_PROGRAM       "Chương trình “%s”"

/* --- units and positions ---------------------------------------------------------------------------------------------
 */
#define SAY_UNITS_LEAD                                                                                                 \
    "Cây đơn vị đọc từ office/units.yaml: sửa tệp đó để đổi tên, tách, nhập đơn vị. Chức vụ đặt ở đây."
#define SAY_UNITS_DAY          "Theo ngày"
#define SAY_UNITS_SHOW         "Xem"
#define SAY_UNIT_FROM          "từ %s"
#define SAY_UNIT_UNTIL         "đến hết %s"
#define SAY_UNIT_BEFORE        "trước là %s"
#define SAY_UNIT_AFTER         "sau là %s"
#define SAY_UNIT_PEOPLE        "%zu người"
#define SAY_POSITIONS_CAPTION  "Chức vụ và người giữ hôm nay"
#define SAY_POSITION_HOLDER    "Người giữ"
#define SAY_POSITION_VACANT    "Chưa có người giữ"
#define SAY_POSITION_SINCE     "từ %s"
#define SAY_POSITION_GIVE      "Giao chức vụ"
#define SAY_POSITION_TEXT      "Việc đã giao cho chức vụ ở lại với chức vụ, không theo người."
#define SAY_POSITION           "Chức vụ"
#define SAY_POSITION_FROM      "Từ ngày"
#define SAY_POSITION_NOT_SET   "Chọn chức vụ"
#define SAY_POSITION_UNKNOWN   "Không có chức vụ mã “%.60s”"
#define SAY_POSITION_GIVEN     "Đã giao chức vụ %s cho %s từ ngày %s"
#define SAY_POSITION_LEFT      "Chức vụ %s không có người giữ từ ngày %s"
#define SAY_POSITION_ADD       "Thêm chức vụ"
#define SAY_POSITION_CODE      "Mã chức vụ"
#define SAY_POSITION_CODE_HINT "Chữ thường không dấu, số, gạch ngang; ví dụ truong-phong-nc. Không đổi được"
#define SAY_POSITION_TITLE     "Tên chức vụ"
#define SAY_POSITION_TAKEN     "Đã có chức vụ mã “%s”"
#define SAY_POSITION_ADDED     "Đã thêm chức vụ %s"

/* --- roles -----------------------------------------------------------------------------------------------------------
 */
#define SAY_ROLES_LEAD       "Ai được xem gì, làm gì, ở sổ nào. Bước nào của ai ghi ở từng sổ."
#define SAY_ROLE_DASHBOARD   "xem trang Điều hành"
#define SAY_ROLE_REPORTS     "lập báo cáo"
#define SAY_ROLE_ADMIN       "quản trị"
#define SAY_ROLE_AUDIT       "xem nhật ký"
#define SAY_ROLE_SEES_UNIT   "đơn vị mình"
#define SAY_ROLE_SEES_ISSUER "toàn cơ quan"
#define SAY_ROLE_SEES_ALL    "mọi cơ quan"
#define SAY_ROLE_SECRET      "cả hồ sơ mật"
#define SAY_ROLE_OWN_UNIT    "của đơn vị mình hoặc được giao"
#define SAY_ROLE_READS       "Xem"
#define SAY_ROLE_PERSONAL    "Dữ liệu cá nhân"
#define SAY_ROLE_CREATES     "Vào sổ"
#define SAY_ROLE_IMPORTS     "Nhập từ tệp"
#define SAY_ROLE_CHANGES     "Sửa"
#define SAY_ROLE_STEPS       "Làm bước"
#define SAY_ROLE_CANCELS     "Hủy"
#define SAY_ROLE_ASSIGNS     "Giao việc"
#define SAY_ROLE_ATTACHES    "Đính kèm"
#define SAY_ROLE_EXPORTS     "Xuất tệp"

/* --- sessions --------------------------------------------------------------------------------------------------------
 */
#define SAY_SESSIONS_LEAD    "%s phiên và mã truy cập chưa hết hạn, dùng gần nhất trước."
#define SAY_SESSIONS_NONE    "Không có phiên nào đang mở"
#define SAY_SESSION_ENDED_OF "Đã kết thúc phiên của %s"
#define SAY_SESSION_UNKNOWN  "Phiên này không còn mở"
#define SAY_SESSION_NO_AGENT "Không rõ thiết bị"
#define SAY_SESSION_PLACE    "%s, %s"
#define SAY_AGENT_ON         "%s trên %s"

/* --- the own account -------------------------------------------------------------------------------------------------
 */
#define SAY_ACCOUNT_TITLE    "Tài khoản"
#define SAY_ACCOUNT_PASSWORD "Đổi mật khẩu"
#define SAY_ACCOUNT_LOGIN    "Tên đăng nhập"
#define SAY_ACCOUNT_NONE     "không có"
#define SAY_TASTE            "Giao diện"
#define SAY_TASTE_NOTE       "Giữ trên trình duyệt này"
#define SAY_TASTE_THEME      "Màu nền"
#define SAY_TASTE_LIGHT      "Sáng"
#define SAY_TASTE_DARK       "Tối"
#define SAY_TASTE_SYSTEM     "Theo máy"
#define SAY_TASTE_DENSITY    "Danh sách"
#define SAY_TASTE_NORMAL     "Thường"
#define SAY_TASTE_COMPACT    "Gọn"
#define SAY_TASTE_KEYS       "Phím tắt một chữ"
#define SAY_TASTE_KEYS_HINT                                                                                            \
    "Ví dụ / để tìm, j và k để đi giữa các dòng. Tắt đi khi phím tắt gây vướng, chẳng hạn khi nhập bằng giọng nói"
#define SAY_TASTE_ON         "Bật"
#define SAY_TASTE_OFF        "Tắt"
#define SAY_TASTE_SAVE       "Lưu giao diện"
#define SAY_TASTE_SAVED      "Đã lưu giao diện"
#define SAY_TASTE_UNKNOWN    "Không có lựa chọn “%.20s”; chọn một trong các lựa chọn ở đây"
#define SAY_OWN_SESSIONS_END "Kết thúc các phiên khác"
#define SAY_OWN_SESSIONS_ASK "Kết thúc mọi phiên khác của tài khoản này?"
#define SAY_OWN_SESSIONS_TEXT                                                                                                                      \
    "Các máy khác đang đăng nhập bằng tài khoản này phải đăng nhập lại. Phiên này và các mã truy cập của chương " \
    "trình vẫn còn."
#define SAY_OWN_SESSIONS_ENDED "Đã kết thúc %zu phiên khác"
#define SAY_OWN_SESSION_ENDED  "Đã kết thúc một phiên"
#define SAY_OWN_TOKEN_ENDED    "Đã hủy mã truy cập “%s”"
#define SAY_TOKEN_FORM         "Tạo mã truy cập"
#define SAY_TOKEN_TEXT                                                                                                 \
    "Để một chương trình làm việc thay mình qua API, với đúng quyền của tài khoản này. Mã hiện một lần sau khi tạo."
#define SAY_TOKEN_LABEL      "Tên"
#define SAY_TOKEN_HINT       "Chương trình nào dùng, ví dụ: Đồng bộ trục liên thông"
#define SAY_TOKEN_DAYS_LABEL "Số ngày có hiệu lực"
#define SAY_TOKEN_DAYS_HINT  "Từ 1 đến 366"
#define SAY_TOKEN_CREATE     "Tạo mã truy cập"

/* --- the password ----------------------------------------------------------------------------------------------------
 */
#define SAY_PASSWORD_TITLE "Đổi mật khẩu"
#define SAY_PASSWORD_LEAD  "Đổi xong, các phiên khác và mã truy cập của tài khoản này kết thúc."
#define SAY_PASSWORD_MUST                                                                                              \
    "Mật khẩu đang dùng do người quản trị đặt. Đổi thành mật khẩu chỉ mình biết rồi mới làm việc tiếp được."
#define SAY_PASSWORD_NOW    "Mật khẩu hiện tại"
#define SAY_PASSWORD_NEW    "Mật khẩu mới"
#define SAY_PASSWORD_HINT   "Ít nhất 12 ký tự; một câu dài dễ nhớ là tốt nhất"
#define SAY_PASSWORD_AGAIN  "Nhập lại mật khẩu mới"
#define SAY_PASSWORD_DIFFER "Hai lần nhập mật khẩu mới không giống nhau: nhập lại cả hai ô"
#define SAY_PASSWORD_SAME   "Mật khẩu mới phải khác mật khẩu hiện tại"
#define SAY_PASSWORD_SAVE   "Đổi mật khẩu"
#define SAY_PASSWORD_FAILED "Chưa đổi được mật khẩu, cần sửa %zu chỗ"
#define SAY_PASSWORD_DONE   "Đã đổi mật khẩu"

/* --- history ---------------------------------------------------------------------------------------------------------
 */
#define SAY_HISTORY_TITLE    "Nhật ký"
#define SAY_HISTORY_LEAD     "Mọi việc đã làm với hồ sơ và tài khoản, mới nhất trước. Chỉ ghi thêm, không sửa được."
#define SAY_HISTORY_BY       "Người làm"
#define SAY_HISTORY_BY_HINT  "Tên đăng nhập"
#define SAY_HISTORY_REG      "Sổ"
#define SAY_HISTORY_ALL      "Mọi sổ và tài khoản"
#define SAY_HISTORY_ACCOUNTS "Tài khoản"
#define SAY_HISTORY_STEP     "Việc"
#define SAY_HISTORY_ANY      "Mọi việc"
#define SAY_HISTORY_FROM     "Từ ngày"
#define SAY_HISTORY_UNTIL    "Đến ngày"
#define SAY_HISTORY_CAPTION  "Nhật ký, mới nhất trước"
#define SAY_HISTORY_ROWS     "%zu dòng"
#define SAY_HISTORY_MORE     "%zu dòng, còn nữa"
#define SAY_HISTORY_STOPPED  "%zu dòng; đã tìm %d dòng lịch sử, đến %s. Bấm Trang sau để tìm tiếp"
#define SAY_HISTORY_NONE     "Không có dòng nào khớp điều kiện lọc"
#define SAY_HISTORY_NONE_YET "Không có dòng nào khớp trong phần đã tìm. Bấm Trang sau để tìm tiếp"
#define SAY_HISTORY_CLEAR    "Bỏ lọc"
#define SAY_HISTORY_EMPTY    "Chưa có việc nào được ghi"
#define SAY_HISTORY_HIDDEN   "Hồ sơ ngoài phạm vi được xem"
#define SAY_HISTORY_FOR      "thay %s"
#define SAY_HISTORY_ON       "ngày thực hiện %s"
#define SAY_HISTORY_ACCOUNT  "Tài khoản %s"
#define SAY_HISTORY_NO_STEP  "Không có việc “%.60s”"
#define SAY_HISTORY_NO_REG   "Không có sổ “%.60s”"
#define SAY_HISTORY_DAYS     "Đến ngày phải từ ngày %s trở đi"
#define SAY_HISTORY_FAILED   "Chưa lọc được, cần sửa %zu chỗ"
