/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/text.h"
#include "records/judge.h"
#include "sample/sample_internal.h"

/* No surname, middle and given name from here make a person the source report names: their given names are not here. */
static const char *const surnames[] = {
    "Nguyễn", "Trần",   "Lê", "Phạm", "Huỳnh", "Võ",  "Đặng", "Bùi", "Đỗ",   "Hồ",    "Ngô", "Dương", "Lý",
    "Phan",   "Trương", "Tô", "Lâm",  "Châu",  "Cao", "Thái", "Tạ",  "Đinh", "Lương", "Mai", "Hà",
};
static const char *const women_middles[] = { "Thị",  "Thị Mỹ",   "Thị Kim", "Thị Bích", "Ngọc",
                                             "Thúy", "Thị Hồng", "Kim",     "Thanh" };
static const char *const women_given_names[] = {
    "An",  "Chi", "Cúc",  "Dung", "Đào",  "Giang", "Hạnh", "Hiền", "Huệ",   "Lan",  "Liên", "Linh",  "Loan",
    "Mai", "Nga", "Ngân", "Nhi",  "Oanh", "Quyên", "Thảo", "Thu",  "Trang", "Uyên", "Vân",  "Xuyến", "Yến",
};
static const char *const men_middles[] = { "Văn", "Hữu", "Minh", "Hoàng", "Phước", "Quốc",
                                           "Tấn", "Gia", "Đức",  "Xuân",  "Thành" };
static const char *const men_given_names[] = {
    "Bình",  "Duy",  "Đạt",  "Hải", "Hậu",   "Hòa",  "Hưng", "Khoa", "Khôi", "Lâm",  "Long", "Nhân",
    "Khiêm", "Phúc", "Quân", "Sơn", "Thịnh", "Tiến", "Trí",  "Tú",   "Toàn", "Vinh", "Vũ",   "Luân",
};
static const char *const company_names[] = {
    "An Phú",    "Tân Thuận", "Phú Long", "Hòa Hưng",  "Thuận Phát", "Đại Lợi",
    "Sông Tiền", "Tháp Xanh", "Sen Hồng", "Nam Thành", "Vạn Lộc",    "Minh Tân"
};

#define THINGS(...) (const char *const[]){ __VA_ARGS__ }, sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *)

const struct subject subjects[] = {
    { "covid-19", "thvx", "syt",
      THINGS("phòng, chống dịch Covid-19 tại {h}", "thiết lập chốt kiểm soát dịch tại {h}",
             "tiếp nhận người về từ vùng dịch", "cách ly y tế tập trung tại {h}", "xét nghiệm sàng lọc tại {h}",
             "bảo đảm hàng hóa trong thời gian giãn cách", "tiêm vắc-xin phòng Covid-19 đợt {n}",
             "vận chuyển hàng hóa qua chốt kiểm soát", "hỗ trợ lực lượng tuyến đầu tại {h}",
             "phong tỏa tạm thời {a}, {h}"),
      20 },
    { "y-te", "thvx", "syt",
      THINGS("mua sắm vật tư y tế {m}", "hoạt động của cơ sở khám, chữa bệnh tại {h}",
             "phòng, chống sốt xuất huyết tại {h}", "an toàn thực phẩm bếp ăn tập thể",
             "bổ sung nhân lực y tế cho {h}"),
      6 },
    { "giao-duc", "thvx", "sgddt",
      THINGS("kỳ thi tốt nghiệp trung học phổ thông năm 2021", "tuyển sinh đầu cấp tại {h}",
             "sửa chữa trường học tại {h}", "biên chế giáo viên năm học 2021–2022", "dạy học trực tuyến"),
      5 },
    { "lao-dong", "thvx", "sldtbxh",
      THINGS("hỗ trợ người lao động gặp khó khăn do dịch", "chi trả trợ cấp người có công tại {h}",
             "hỗ trợ hộ nghèo tại {h}", "xuất khẩu lao động {m}", "bảo hiểm thất nghiệp {m}"),
      7 },
    { "van-hoa", "thvx", "svhttdl",
      THINGS("tạm dừng hoạt động du lịch tại {h}", "bảo tồn di tích tại {h}",
             "phong trào toàn dân đoàn kết xây dựng đời sống văn hóa", "giải thể thao các huyện, thành phố"),
      3 },
    { "thong-tin", "thvx", "stttt",
      THINGS("chuyển đổi số trong cơ quan nhà nước", "an toàn thông tin mạng {m}", "kết nối trục liên thông văn bản",
             "nâng cấp phòng họp trực tuyến tại {h}"),
      4 },
    { "tong-hop", "thvx", "skhdt",
      THINGS("tình hình kinh tế - xã hội {m}", "chương trình công tác quý III năm 2021", "chuẩn bị phiên họp thường kỳ",
             "kết quả thực hiện nhiệm vụ được giao {m}"),
      7 },
    { "nong-nghiep", "kt", "snnptnt",
      THINGS("phòng, chống dịch bệnh trên gia súc, gia cầm tại {h}", "tiêu thụ nông sản tại {h}",
             "sản xuất vụ Hè Thu tại {h}", "nông thôn mới tại {h}", "kiểm soát giống, vật tư nông nghiệp",
             "hỗ trợ hộ chăn nuôi bị thiệt hại tại {h}"),
      9 },
    { "tai-nguyen", "kt", "stnmt",
      THINGS("giao đất, cho thuê đất tại {h}", "xử lý chất thải rắn tại {h}", "giá đất bồi thường dự án tại {h}",
             "quan trắc môi trường {m}", "gia hạn thời gian sử dụng đất của doanh nghiệp tại {h}",
             "đăng ký biến động đất đai của tổ chức tại {h}"),
      9 },
    { "khoa-hoc", "kt", "skhcn",
      THINGS("nghiệm thu đề tài cấp tỉnh", "hỗ trợ nhãn hiệu nông sản {h}", "hoạt động sáng kiến năm 2021"), 2 },
    { "tai-chinh", "kt", "stc",
      THINGS("bổ sung kinh phí cho {h}", "tạm ứng kinh phí phòng, chống dịch", "thu ngân sách {m}",
             "mua sắm tài sản công", "quyết toán dự án hoàn thành tại {h}", "thu hồi tạm ứng vốn đầu tư tại {h}"),
      7 },
    { "doanh-nghiep", "kt", "skhdt",
      THINGS("tháo gỡ khó khăn cho doanh nghiệp tại {h}", "phương án sản xuất “ba tại chỗ” của doanh nghiệp tại {h}",
             "phát triển hợp tác xã tại {h}", "sắp xếp doanh nghiệp nhà nước"),
      5 },
    { "cong-thuong", "dtxd", "sct",
      THINGS("cung ứng hàng hóa thiết yếu tại {h}", "hoạt động chợ truyền thống tại {h}", "cụm công nghiệp tại {h}",
             "quản lý thị trường {m}"),
      4 },
    { "dau-tu", "dtxd", "skhdt",
      THINGS("giải ngân vốn đầu tư công {m}", "chủ trương đầu tư công trình tại {h}",
             "giải phóng mặt bằng dự án tại {h}", "điều chỉnh thời gian thực hiện dự án tại {h}",
             "lựa chọn nhà thầu công trình tại {h}"),
      8 },
    { "xay-dung", "dtxd", "sxd",
      THINGS("quy hoạch khu dân cư tại {h}", "trật tự xây dựng tại {h}", "phát triển nhà ở tại {h}",
             "nâng loại đô thị tại {h}"),
      5 },
    { "giao-thong", "dtxd", "sgtvt",
      THINGS("vận tải hành khách trong thời gian giãn cách", "sửa chữa cầu, đường tại {h}", "bến đò ngang tại {h}",
             "luồng xanh vận chuyển hàng hóa"),
      5 },
    { "khoang-san", "dtxd", "stnmt",
      THINGS("khai thác cát sông tại {h}", "trữ lượng mỏ cát tại {h}", "kiểm tra bến bãi cát tại {h}"), 2 },
    { "thuy-loi", "dtxd", "snnptnt",
      THINGS("sạt lở bờ sông tại {h}", "nạo vét kênh thủy lợi tại {h}", "phòng, chống lũ, ngập úng tại {h}"), 3 },
    { "an-ninh", "nc", "cat",
      THINGS("bảo đảm trật tự, an toàn giao thông {m}", "phòng, chống tội phạm tại {h}", "tuyển quân năm 2022 tại {h}",
             "phòng cháy, chữa cháy tại {h}"),
      4 },
    { "bien-gioi", "nc", "bdbp",
      THINGS("kiểm soát biên giới {m}", "phòng, chống xuất nhập cảnh trái phép", "hoạt động cửa khẩu {m}"), 2 },
    { "phap-luat", "nc", "stp",
      THINGS("kiểm tra văn bản quy phạm pháp luật {m}", "hòa giải ở cơ sở tại {h}", "trợ giúp pháp lý {m}"), 3 },
    { "tthc", "ksttthc", "stttt",
      THINGS("công bố danh mục thủ tục hành chính", "giải quyết thủ tục hành chính tại {h}",
             "số hóa kết quả thủ tục hành chính", "dịch vụ công trực tuyến mức độ 4"),
      4 },
    { "to-chuc", "hcqt", "snv",
      THINGS("chế độ, chính sách của công chức, viên chức", "thi đua, khen thưởng {m}", "lịch trực cơ quan {m}"), 3 },
    { "quan-tri", "hcqt", "stc", THINGS("sử dụng xe công {m}", "sửa chữa trụ sở", "văn phòng phẩm {m}"), 1 },
};
const size_t subject_count = COUNT_OF(subjects);

size_t subject_any(struct random_sequence *random)
{
    static int total;
    if (!total)
        for (size_t i = 0; i < subject_count; i++)
            total += subjects[i].weight;
    int left = (int)random_below(random, (uint32_t)total);
    size_t at = 0;
    while (left >= subjects[at].weight)
        left -= subjects[at++].weight;
    return at;
}

/* --- the drafting ------------------------------------------------------------------------------------------------- */

struct drafting drafting_for(const struct sample *sample, struct arena *mem, const struct item *item, const char *by)
{
    struct drafting drafting = { .sample = sample, .mem = mem, .draft = draft_new(mem, sample->registers[item->kind]) };
    random_seed(&drafting.random, ((uint64_t)item->kind << 32) + item->seed);
    drafting.draft->at = item->at;
    drafting.draft->by = by;
    drafting.carried = instant_local_day(item->at) < sample->june.from;
    if (drafting.carried)
        put(&drafting, CONFIRM_VALUE, CONFIRM_OLD_DATE);
    drafting.district = &sample->districts[random_below(&drafting.random, SAMPLE_DISTRICTS)];
    return drafting;
}

const char *day_of(const struct drafting *drafting, day_t day)
{
    int at = day - drafting->sample->first;
    if (at >= 0 && at < DAY_TEXTS)
        return drafting->sample->day_text[at];
    char text[DATE_SIZE];
    day_print(day, text);
    return arena_strdup(drafting->mem, text);
}

const char *minute_of(struct drafting *drafting, instant_t at)
{
    char text[MINUTE_SIZE];
    minute_print(instant_local_day(at), instant_local_minute(at), text);
    return arena_strdup(drafting->mem, text);
}

void put(struct drafting *drafting, const char *field, const char *text)
{
    draft_set(drafting->mem, drafting->draft, field, text);
}

void put_int(struct drafting *drafting, const char *field, int64_t value)
{
    put(drafting, field, arena_printf(drafting->mem, "%lld", (long long)value));
}

struct draft_step *take(struct drafting *drafting, const char *step, day_t on)
{
    struct draft_step *taken = draft_add_step(drafting->mem, drafting->draft, step, day_of(drafting, on));
    if (drafting->carried)
        draft_step_set(drafting->mem, taken, CONFIRM_VALUE, CONFIRM_OLD_DATE);
    return taken;
}

void take_with(struct drafting *drafting, const char *step, day_t on, const char *field, const char *text)
{
    draft_step_set(drafting->mem, take(drafting, step, on), field, text);
}

/* --- words -------------------------------------------------------------------------------------------------------- */

/* Cities have wards, districts communes. */
static const char *hamlet(const struct drafting *drafting)
{
    return text_starts(drafting->district->name, "thành phố") ? "khóm" : "ấp";
}

static void add_place(struct text *out, struct drafting *drafting, char place)
{
    switch (place) {
    case 'h':
        text_add(out, drafting->district->name);
        break;
    case 'm': {
        struct civil date = civil_from_day(instant_local_day(drafting->draft->at));
        text_printf(out, "tháng %d năm %d", date.month - 1, date.year);
        break;
    }
    case 'n':
        text_int(out, random_between(&drafting->random, 2, 9));
        break;
    case 's':
        text_int(out, random_between(&drafting->random, 11, 499));
        break;
    case 'a':
        text_printf(out, "%s %d", hamlet(drafting), random_between(&drafting->random, 1, 8));
        break;
    default:
        break;
    }
}

const char *words(struct drafting *drafting, const char *pattern)
{
    if (!strchr(pattern, '{'))
        return pattern;
    struct text out;
    text_init(&out, drafting->mem, TEXT_MAX_LINE);
    for (const char *at = pattern; *at;) {
        size_t plain = strcspn(at, "{");
        text_add_bytes(&out, at, plain);
        at += plain;
        if (at[0] == '{' && at[1] && at[2] == '}') {
            add_place(&out, drafting, at[1]);
            at += 3;
        }
    }
    return out.data;
}

const char *person(struct drafting *drafting)
{
    const char *surname = PICK(drafting, surnames);
    if (chance(&drafting->random, 50))
        return arena_printf(drafting->mem, "%s %s %s", surname, PICK(drafting, women_middles),
                            PICK(drafting, women_given_names));
    return arena_printf(drafting->mem, "%s %s %s", surname, PICK(drafting, men_middles),
                        PICK(drafting, men_given_names));
}

const char *company(struct drafting *drafting)
{
    return arena_printf(drafting->mem, "Công ty TNHH %s", PICK(drafting, company_names));
}

/* 0100… is given to nobody. */
const char *phone(struct drafting *drafting)
{
    return arena_printf(drafting->mem, "0100%06u", random_below(&drafting->random, 1000000));
}

const char *address(struct drafting *drafting)
{
    return arena_printf(drafting->mem, "Số %d, %s %d, %s", random_between(&drafting->random, 1, 480), hamlet(drafting),
                        random_between(&drafting->random, 1, 9), drafting->district->name);
}

const char *document_of(struct drafting *drafting, const char *symbol, int most)
{
    return arena_printf(drafting->mem, "%d/%s", random_between(&drafting->random, 1, most), symbol);
}
