// SPDX-License-Identifier: Apache-2.0
// The monthly report of the sample: its sections, its files, and that the same office gives the same bytes.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { golden, sampleOffice, sharedSample } from "./helper.mjs";

const report = (office) => office.json(["report", "monthly", "2021-07", "--json"]);
const sha = (bytes) => createHash("sha256").update(bytes).digest("hex");

function written(office, ending, env) {
    const file = join(office.files, `report-${process.hrtime.bigint()}.${ending}`);
    office.run(["report", "monthly", "2021-07", "-o", file], { env });
    return readFileSync(file);
}

function inFolder(body) {
    const folder = mkdtempSync(join(tmpdir(), "congvu-docx-"));
    try {
        return body(folder);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

const walk = (sections, visit) => sections.forEach((section) => (visit(section), walk(section.sections, visit)));

test("the JSON has the shape that others rely on", () => {
    const office = sharedSample();
    const made = JSON.parse(written(office, "json"));
    assert.deepEqual(Object.keys(made), ["report", "period", "as_of", "figures", "sections"]);
    assert.deepEqual(made.period, { from: "2021-07-01", to: "2021-07-31" });
    for (const figure of made.figures)
        assert.deepEqual(Object.keys(figure),
            ["id", "label", "value", "display", "numerator", "denominator", "register", "query", "count"]);
    walk(made.sections, (section) => {
        assert.deepEqual(Object.keys(section), ["number", "title", "lines", "sections"]);
        for (const line of section.lines) assert.deepEqual(Object.keys(line), ["text", "figures", "records"]);
    });
    assert.deepEqual(report(office), made);
});

test("sections run I, II and never skip a number", () => {
    const made = JSON.parse(written(sharedSample(), "json"));
    assert.deepEqual(made.sections.map((section) => section.number), ["I", "II"]);
    const [first] = made.sections;
    assert.deepEqual(first.sections.map((section) => section.number), ["1", "2"]);
    assert.deepEqual(first.sections[0].sections.map((section) => section.number), ["1.1", "1.2", "1.3", "1.4", "1.5"]);
    assert.deepEqual(first.sections[1].sections.map((section) => section.number), ["2.1", "2.2", "2.3"]);
});

test("a record stands in at most one list of titles", () => {
    const seen = new Map();
    walk(JSON.parse(written(sharedSample(), "json")).sections, (section) => {
        for (const line of section.lines)
            if (line.figures.length === 0)
                for (const record of line.records) {
                    assert.ok(!seen.has(record), `${record} in ${seen.get(record)} and ${section.number}`);
                    seen.set(record, section.number);
                }
    });
    assert.ok(seen.size >= 60, `${seen.size} records in lists`);
});

test("no figure of the text is a number without records or reason", () => {
    const made = JSON.parse(written(sharedSample(), "json"));
    const known = new Map(made.figures.map((figure) => [figure.id, figure]));
    walk(made.sections, (section) => {
        for (const line of section.lines) for (const id of line.figures) {
            const figure = known.get(id);
            assert.ok(figure, `${id} is in no list of figures`);
            assert.ok(figure.count > 0 || figure.value === 0 || figure.display === "không có số liệu", `${id}: ${figure.display} without records`);
        }
    });
});

// Regression: these files say what the program wrote before, not what is true. What the figures must be stands in
// tests/contract.test.mjs.
test("regression: the text of the report is what it was", () => {
    golden("report/2021-07.txt", written(sharedSample(), "txt").toString("utf8"));
});

test("regression: the JSON of the report is what it was, on both databases", () => {
    golden("report/2021-07.json", written(sharedSample(), "json").toString("utf8"));
});

test("regression: the lists by number are what they were, on both databases", () => {
    const office = sharedSample();
    const digest = ["agenda", "body", "channel_metric", "dossier", "feedback", "incoming", "meeting", "outgoing", "personnel",
        "petition", "plan", "procedure", "publication", "reception", "sanction", "task", "trip"].map((register) =>
        `${register} ${sha(office.run(["list", register, "sort=number", "--format", "json"]).stdout)}`);
    golden("report/lists.txt", `${digest.join("\n")}\n`);
});

for (const ending of ["docx", "html", "json", "txt"])
    test(`the same office gives the same .${ending}, whatever the time zone, the language and the folder`, (t) => {
        const one = sharedSample(), two = sampleOffice(t);
        const first = sha(written(one, ending, { TZ: "America/New_York", LANG: "vi_VN.UTF-8", LC_ALL: "C" }));
        assert.equal(sha(written(two, ending, { TZ: "Asia/Tokyo", LANG: "C" })), first);
        assert.equal(sha(written(one, ending)), first);
    });

test("LibreOffice opens the .docx and its pages hold the report", () => inFolder((folder) => {
    const office = sharedSample();
    const file = join(folder, "report.docx");
    office.run(["report", "monthly", "2021-07", "-o", file]);
    const done = spawnSync("soffice", [`-env:UserInstallation=file://${folder}/profile`, "--headless", "--convert-to", "pdf",
        "--outdir", folder, file], { encoding: "utf8", timeout: 180000 });
    assert.equal(done.status, 0, done.stderr);
    assert.ok(existsSync(join(folder, "report.pdf")), done.stdout + done.stderr);
    const text = spawnSync("pdftotext", ["-layout", join(folder, "report.pdf"), "-"], { encoding: "utf8" }).stdout;
    for (const words of ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BÁO CÁO", "6.812", "95,33%", "Nơi nhận:", "./."])
        assert.ok(text.includes(words), `no “${words}” in the PDF`);
}));

test("the .docx carries its figures as content controls and as data", () => inFolder((folder) => {
    const office = sharedSample();
    const file = join(folder, "report.docx");
    office.run(["report", "monthly", "2021-07", "-o", file]);
    const part = (name) => spawnSync("unzip", ["-p", file, name], { encoding: "utf8", maxBuffer: 64 << 20 }).stdout;
    const body = part("word/document.xml");
    for (const id of ["petitions_by_post", "dossiers_received", "feedback_rate"])
        assert.match(body, new RegExp(`<w:tag w:val="${id}"/>`));
    assert.match(part("customXml/item1.xml"), /feedback_rate/);
    assert.match(body, /<w:pStyle w:val="Heading1"\/>/);
}));

test("a period, a report and a figure that are not there are refused", () => {
    const office = sharedSample();
    assert.match(office.run(["report", "monthly", "2021-13"], { expect: 2 }).stderr, /Tháng 13/);
    assert.match(office.run(["report", "khong-co", "2021-07"], { expect: null }).stderr, /khong-co/);
    assert.match(office.run(["figure", "monthly", "2021-07", "khong_co"], { expect: null }).stderr, /khong_co/);
});

test("a closed month says what was entered after its cut-off, and for which figures", (t) => {
    const office = sampleOffice(t);
    assert.equal(office.run(["report", "monthly", "2021-07"]).stderr, "");
    const id = office.run(["add", "petition", "source=buu-dien", "received_on=2021-07-30", "sender=A", "address=B", "signers=mot-nguoi", "summary=Đơn đến muộn"]).stdout.trim();
    const { stdout, stderr } = office.run(["report", "monthly", "2021-07"]);
    assert.match(stdout, /Tiếp nhận 63 đơn gửi qua bưu điện/);
    assert.match(stderr, /sau ngày chốt 31\/07\/2021 có 1 hồ sơ được vào sổ hoặc sửa/);
    assert.match(stderr, new RegExp(`petitions_by_post \\(Đơn gửi qua bưu điện\\): 1 hồ sơ: ${id}`));
    assert.doesNotMatch(stderr, /dossiers/);
    assert.equal(office.run(["report", "monthly", "2021-08"]).stderr, ""); // not over yet
    const first = office.json(["list", "petition", "received_on=2021-07-01..2021-07-20&source=buu-dien&page_size=1", "--json"]).records[0].id;
    office.run(["step", first, "cancel", "reason=trùng"]);
    const after = office.run(["report", "monthly", "2021-07"]);
    assert.match(after.stdout, /Tiếp nhận 62 đơn gửi qua bưu điện/);
    assert.match(after.stderr, /sau ngày chốt 31\/07\/2021 có 1 hồ sơ bị hủy, đến lúc chốt còn tính vào kỳ này/);
    assert.match(after.stderr, new RegExp(`petitions_by_post \\(Đơn gửi qua bưu điện\\): 1 hồ sơ: ${first}`));
});

// Seen red: states of the cut-off, so that what is accepted in August is not in the report of July.
test("units contribute the sentences that are no figures, and “không có phát sinh” is an answer", (t) => {
    const office = sampleOffice(t);
    const contribute = (section, unit, values, more) => office.run(["add", "contribution", "period=2021-07", `section=${section}`, `contributor=${unit}`, ...values], more);
    const words = { "tong-hop": "Chuẩn bị phiên họp thứ nhất", "kinh-te": "Theo dõi giá lúa", "dau-tu": "Kiểm tra công trình thứ hai", "noi-chinh": "Trực tiếp công dân ngày lễ",
        "thu-tuc": "Tập huấn phần mềm một cửa", "to-chuc": "Sắp xếp kho lưu trữ", "quan-tri": "Lập 12 chứng từ, giao dịch với Kho bạc", "truyen-thong": "Thay máy ảnh" };
    const ids = Object.entries(words).map(([section, text]) => contribute(section, "1022", [`text=${text}`]).stdout.trim());
    const silent = contribute("quan-tri", "nc", ["nothing_new=yes"]).stdout.trim();
    const back = contribute("quan-tri", "dtxd", ["text=Sửa nhà xe"]).stdout.trim();
    assert.match(contribute("quan-tri", "1022", ["text=Lần nữa"], { expect: 1 }).stderr, /Đơn vị này đã có đóng góp cho mục này trong kỳ/);
    assert.match(contribute("to-chuc", "nc", [], { expect: 1 }).stderr, /Thiếu “Nội dung in trong báo cáo”/);
    assert.doesNotMatch(office.run(["report", "monthly", "2021-07"]).stdout, /12 chứng từ/, "not before it is accepted");
    for (const id of [...ids, silent]) office.run(["step", id, "accept"]);
    office.run(["step", back, "return", "remark=Ghi rõ số tiền"]);
    const { stdout } = office.run(["report", "monthly", "2021-07"]);
    for (const text of Object.values(words)) assert.ok(stdout.includes(text), text);
    assert.doesNotMatch(stdout, /nhà xe/);
    office.run(["step", back, "resend", "text=Sửa nhà xe 5 triệu đồng"]);
    office.run(["step", back, "accept", "position=1"]);
    assert.match(office.run(["report", "monthly", "2021-07"]).stdout, /Sửa nhà xe 5 triệu đồng[^]*Lập 12 chứng từ/);
    assert.equal(office.json(["list", "contribution", "nothing_new=yes&period=2021-07&contributor=nc", "--json"]).total, 2);
});
