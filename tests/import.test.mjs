// SPDX-License-Identifier: Apache-2.0
// import and export: all or nothing, every fault with its line and column, and what is exported can be imported again.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { emptyOffice } from "./helper.mjs";
import { top } from "./tree.mjs";

const header = "received_on,source,sender,address,signers,summary";
const row = (n, day = "2021-07-10") => `${day},buu-dien,Người ${n},Xã Thử,mot-nguoi,Đơn số ${n}`;
const listAll = (office, register = "petition") => office.run(["list", register, "cancelled=any&sort=id", "--json"]).stdout;

function file(office, name, ...lines) {
    const path = join(office.files, name);
    writeFileSync(path, Buffer.isBuffer(lines[0]) ? lines[0] : lines.join("\n") + "\n");
    return path;
}

// The file is refused with exit 1 and a message like each of MESSAGES, with --dry-run and without, and changes nothing.
function refuses(office, path, ...messages) {
    const before = listAll(office);
    for (const more of [["--dry-run"], []]) {
        const { stdout, stderr } = office.run(["import", "petition", path, ...more], { expect: 1 });
        assert.equal(stdout, "");
        for (const message of messages) assert.match(stderr, message);
        assert.equal(listAll(office), before);
    }
}

test("rows become records in the order of the file, with numbers, history and counts", (t) => {
    const office = emptyOffice(t);
    const { stdout } = office.run(["import", "petition", file(office, "good.csv", header, row(1), row(2), row(3))]);
    assert.match(stdout, /3 hồ sơ/);
    const { records } = office.json(["list", "petition", "sort=number", "--json"]);
    assert.deepEqual(records.map((record) => [record.number, record.title]), [["1/2021/ĐT", "Đơn số 1"], ["2/2021/ĐT", "Đơn số 2"], ["3/2021/ĐT", "Đơn số 3"]]);
    assert.equal(records[0].fields.sender, "Người 1");
    office.run(["numbers", "check"]);
    office.run(["history", "verify"]);
});

test("headings may be Vietnamese labels, with marks or without, and dates as people write them", (t) => {
    const office = emptyOffice(t);
    office.run(["import", "petition", file(office, "labels.csv", "Ngày nhận;nguon don;Người gửi;Địa chỉ;Người đứng tên;Nội dung tóm tắt",
        "10/7/2021;Bưu điện;A;B;Một người đứng tên;Đơn, có dấu phẩy")]);
    const [record] = office.json(["list", "petition", "--json"]).records;
    assert.equal(record.fields.received_on, "2021-07-10");
    assert.equal(record.fields.source, "buu-dien");
    assert.equal(record.title, "Đơn, có dấu phẩy");
});

test("lists by a text are in Vietnamese order, whatever the order of the file", (t) => {
    const office = emptyOffice(t);
    const names = ["An", "Ánh", "Ân", "Bình", "Dung", "Đặng", "Em", "Ư"];
    const rows = [3, 7, 0, 5, 2, 6, 1, 4].map((at) => `2021-07-10,truc,${names[at]},cv,${names[at]},xu-ly`);
    office.run(["import", "incoming", file(office, "sort.csv", "received_on,arrival,author,type,summary,handling", ...rows)]);
    const listed = (sort) => office.json(["list", "incoming", `sort=${sort}`, "--json"]).records;
    for (const sort of ["author", "summary", "title"]) {
        assert.deepEqual(listed(sort).map((record) => record.fields.author), names);
        assert.deepEqual(listed(`-${sort}`).map((record) => record.title), [...names].reverse());
    }
});

test("a byte-order mark, CRLF and quoted line breaks are read", (t) => {
    const office = emptyOffice(t);
    const path = file(office, "excel.csv", Buffer.from(`\ufeff${header},against\r\n${row(1)},"dòng một và ""nháy"""\r\n`));
    office.run(["import", "petition", path]);
    assert.equal(office.json(["list", "petition", "--json"]).records[0].fields.against, 'dòng một và "nháy"');
});

test("step columns take the steps on their days", (t) => {
    const office = emptyOffice(t);
    office.run(["import", "petition", file(office, "steps.csv", `${header},kind,competent,step.accept,step.screen`,
        `${row(1, "2021-07-05")},khieu-nai,yes,2021-07-09,2021-07-07`)]);
    const [record] = office.json(["list", "petition", "--json"]).records;
    assert.equal(record.state, "accepted");
    assert.equal(record.original_due, "2021-08-09T17:00"); // of the clock that runs, not that of the acceptance
    assert.equal(record.due, "2021-08-09T17:00"); // thirty days end on Sunday 8 August
    assert.equal(office.json(["list", "petition", "entered.screened=2021-07-07..2021-07-07", "--json"]).total, 1);
});

test("--dry-run says what would be read and writes nothing", (t) => {
    const office = emptyOffice(t);
    const before = listAll(office);
    const path = file(office, "good.csv", header, row(1), row(2));
    assert.match(office.run(["import", "petition", path, "--dry-run"]).stdout, /2 hồ sơ.*--dry-run/);
    assert.deepEqual(office.json(["import", "petition", path, "--dry-run", "--json"]), { rows: 2, imported: 0, faults: [] });
    assert.equal(listAll(office), before);
    assert.deepEqual(office.json(["import", "petition", path, "--json"]), { rows: 2, imported: 2, faults: [] });
});

test("every fault is named by line and column, and one bad row keeps all out", (t) => {
    const office = emptyOffice(t);
    const path = file(office, "bad.csv", header, row(1), "2021-02-30,buu-dien,A,B,mot-nguoi,x", "2021-07-01,bo-cau,A,B,mot-nguoi,x", "2021-07-01,buu-dien,A,B,mot-nguoi,", row(2));
    refuses(office, path, /bad\.csv:3: cột “received_on”: .*2021-02-30/, /bad\.csv:4: cột “source”: .*bo-cau/, /bad\.csv:5: .*Nội dung tóm tắt/, /3 lỗi/);
    const faults = JSON.parse(office.run(["import", "petition", path, "--json"], { expect: 1 }).stdout);
    assert.equal(faults.imported, 0);
    assert.deepEqual(faults.faults.map((fault) => [fault.line, fault.column]), [[3, "received_on"], [4, "source"], [5, "summary"]]);
    assert.deepEqual(Object.keys(faults.faults[0]), ["line", "column", "text"]);
});

test("a column is named in faults as the header writes it", (t) => {
    const office = emptyOffice(t);
    refuses(office, file(office, "labels.csv", "Ngày nhận,Nguồn đơn,Người gửi,Địa chỉ,Người đứng tên,Nội dung tóm tắt", "2021-07-01,bo-cau,A,B,mot-nguoi,x"), /:2: cột “Nguồn đơn”/);
});

test("a malformed file is refused with its place", (t) => {
    const office = emptyOffice(t);
    office.run(["import", "petition", file(office, "good.csv", header, row(1))]);
    refuses(office, file(office, "quote.csv", header, '2021-07-01,buu-dien,"A,B,mot-nguoi,x'), /quote\.csv/, /[Dd]òng 2/);
    refuses(office, file(office, "width.csv", header, `${row(1)},thừa`), /[Dd]òng 2/);
    refuses(office, file(office, "column.csv", `${header},mau_sac`, `${row(1)},đỏ`), /[Dd]òng 1.*mau_sac/);
    refuses(office, file(office, "twice.csv", `${header},summary`, `${row(1)},x`), /hai lần/);
    refuses(office, file(office, "label-twice.csv", `${header},Nguồn đơn`, `${row(1)},buu-dien`), /hai lần/);
    refuses(office, file(office, "empty.csv", Buffer.from("")), /empty\.csv/);
    refuses(office, file(office, "utf16.csv", Buffer.from("\ufeffa,b\n", "utf16le")), /UTF-8|UTF-16/);
    refuses(office, file(office, "bytes.csv", Buffer.concat([Buffer.from(`${header}\n2021-07-01,buu-dien,`), Buffer.from([0xff, 0xfe]), Buffer.from(",B,mot-nguoi,x\n")])), /[Dd]òng 2/);
    refuses(office, file(office, "nul.csv", Buffer.from(`${header}\n2021-07-01,buu-dien,A\0,B,mot-nguoi,x\n`)), /[Dd]òng 2/);
    refuses(office, file(office, "step.csv", `${header},step.fly`, `${row(1)},2021-07-12`), /step\.fly/);
});

test("steps out of turn, in the future or before one another are faults of their row", (t) => {
    const office = emptyOffice(t);
    const steps = (name, ...rows) => file(office, name, `${header},kind,competent,step.screen,step.accept`, ...rows);
    refuses(office, steps("future.csv", `${row(1)},khieu-nai,yes,2021-09-01,`), /:2: .*01\/09\/2021/);
    refuses(office, steps("turn.csv", `${row(1)},khieu-nai,yes,2021-07-20,2021-07-12`), /:2: .*Thụ lý/);
    refuses(office, steps("needs.csv", `${row(1)},,,2021-07-20,`), /:2: .*Loại đơn/);
    refuses(office, steps("rule.csv", `${row(1)},khieu-nai,no,2021-07-20,2021-07-21`), /:2: .*thẩm quyền/);
    refuses(office, steps("day.csv", `${row(1)},khieu-nai,yes,sớm,`), /:2: cột “step\.screen”: .*sớm/);
});

test("what cannot be imported says so: no such file, another ending, .xlsx is not there yet", (t) => {
    const office = emptyOffice(t);
    const before = listAll(office);
    assert.match(office.run(["import", "petition", join(office.files, "none.csv")], { expect: 1 }).stderr, /none\.csv/);
    assert.match(office.run(["import", "petition", file(office, "a.xlsx", "x")], { expect: 3 }).stderr, /chưa có/);
    assert.match(office.run(["import", "petition", file(office, "a.txt", "x")], { expect: 2 }).stderr, /\.csv/);
    assert.match(office.run(["import", "petition"], { expect: 2 }).stderr, /Cách dùng/);
    assert.match(office.run(["import", "nothing", file(office, "b.csv", header)], { expect: 2 }).stderr, /nothing/);
    assert.equal(listAll(office), before);
});

test("a file of more faults than are listed says that there are more", (t) => {
    const office = emptyOffice(t);
    const rows = Array.from({ length: 300 }, (_, n) => `hỏng ${n},buu-dien,A,B,mot-nguoi,x`);
    const { stderr } = office.run(["import", "petition", file(office, "many.csv", header, ...rows)], { expect: 1 });
    assert.ok(stderr.split("\n").length < 250);
    assert.match(stderr, /200 lỗi đầu/);
});

test("export and import again give the same list in another office", (t) => {
    const office = emptyOffice(t);
    office.run(["import", "petition", file(office, "first.csv", `${header},against,kind,competent,forwarded_to,step.screen,step.accept,step.forward`,
        `${row(1)},"nhiều dòng, ""nháy"", =1+1",khieu-nai,yes,,2021-07-12,2021-07-15,`,
        `${row(2)},-5,to-cao,no,Thanh tra,2021-07-13,,2021-07-14`,
        `${row(3)},'=A1,,,,,,`)]);
    office.run(["set", "3/2021/ĐT", "persons=12", "unit=vp"]);
    const exported = join(office.files, "out.csv");
    for (const page of ["page_size=1", "sort=number&after=1", "before=1&persons=any"]) {
        assert.match(office.run(["export", "petition", page, "-o", exported], { expect: 2 }).stderr, /cả danh sách, không theo trang: bỏ “(page_size|after|before)”/);
        assert.ok(!existsSync(exported), page);
    }
    const { stdout, stderr } = office.run(["export", "petition", "-o", exported]);
    assert.equal(stdout, "");
    assert.match(stderr, /3 hồ sơ/);
    const other = emptyOffice(t);
    other.run(["import", "petition", exported]);
    const content = (place) => place.json(["list", "petition", "sort=number", "--json"]).records.map(({ id, version, ...rest }) => rest);
    assert.deepEqual(content(other), content(office));
    assert.equal(content(other)[0].fields.against, 'nhiều dòng, "nháy", =1+1');
    assert.equal(content(other)[2].fields.persons, 12);
    const again = join(other.files, "again.csv");
    other.run(["export", "petition", "-o", again]);
    assert.equal(readFileSync(again, "utf8"), readFileSync(exported, "utf8"));
    assert.equal(readFileSync(exported).subarray(0, 3).toString("hex"), "efbbbf"); // Excel needs the mark to see Vietnamese
});

test("a cell that a spreadsheet would run is protected in the file", (t) => {
    const office = emptyOffice(t);
    office.run(["add", "petition", "source=buu-dien", "sender=A", "address=B", "signers=mot-nguoi", "summary==HYPERLINK(1)"]);
    const path = join(office.files, "out.csv");
    office.run(["export", "petition", "-o", path]);
    assert.match(readFileSync(path, "utf8"), /,'=HYPERLINK\(1\),/);
});

test("export takes a query, and list --format csv prints the same rows", (t) => {
    const office = emptyOffice(t);
    office.run(["import", "petition", file(office, "good.csv", header, row(2, "2021-06-10"), row(1), row(3))]);
    const path = join(office.files, "july.csv");
    office.run(["export", "petition", "received_on=2021-07-01..2021-07-31", "-o", path]);
    const text = readFileSync(path, "utf8");
    assert.equal(text.trimEnd().split("\r\n").length, 3);
    const { stdout } = office.run(["list", "petition", "received_on=2021-07-01..2021-07-31&sort=number", "--format", "csv"]);
    assert.equal(text, `\ufeff${stdout}`);
});

test("a refused export leaves no file", (t) => {
    const office = emptyOffice(t);
    assert.match(office.run(["export", "petition", "nothing=1", "-o", join(office.files, "a.csv")], { expect: 2 }).stderr, /nothing/);
    assert.match(office.run(["export", "petition"], { expect: 2 }).stderr, /-o/);
    assert.match(office.run(["export", "petition", "-o", join(office.files, "a.xlsx")], { expect: 3 }).stderr, /chưa có/);
    assert.match(office.run(["export", "petition", "-o", join(office.files, "a.pdf")], { expect: 2 }).stderr, /\.csv/);
    office.run(["export", "petition", "-o", join(office.files, "no-folder/a.csv")], { expect: 1 });
    assert.deepEqual(readdirSync(office.files), []);
    assert.ok(!existsSync(join(office.files, "a.csv")));
});

// The files of tests/cases/ are as offices really send them.
const sent = (name) => join(top, "tests/cases", `${name}.csv`);

test("what a spreadsheet adds is no fault: empty rows and columns, a sep= line, tabs, a column of row numbers", (t) => {
    const office = emptyOffice(t);
    for (const name of ["excel-blank-rows", "excel-blank-columns", "excel-sep", "excel-stt"]) {
        const { stdout, stderr } = office.run(["import", "petition", sent(name)]);
        assert.match(stdout, /1 hồ sơ/, name);
        if (name === "excel-stt") assert.match(stderr, /Bỏ qua cột “STT”/);
    }
    office.run(["import", "petition", file(office, "tabs.csv", header.replaceAll(",", "\t"), row(7).replaceAll(",", "\t"))]);
    assert.equal(office.json(["list", "petition", "--json"]).records.length, 5);
    refuses(office, file(office, "nameless.csv", `${header},`, `${row(1)},lạc`), /thứ 7 không có tên.*“lạc”/);
    const { stderr } = office.run(["import", "petition", file(office, "unknown.csv", `${header},mau,size`, `${row(1)},a,b`)], { expect: 1 });
    assert.match(stderr, /“mau”, “size”/);
});

test("a time of the hotline's sheet is its minute, a line break in a title a blank", (t) => {
    const office = emptyOffice(t);
    office.run(["import", "feedback", sent("hotline-excel")]);
    const { records } = office.json(["list", "feedback", "sort=number", "--json"]);
    assert.deepEqual(records.map((record) => record.fields.received_on), ["2021-07-31T08:05:00+07:00", "2021-07-31T14:30:00+07:00"]);
    office.run(["import", "petition", sent("multiline-title")]);
    assert.equal(office.json(["list", "petition", "--json"]).records[0].title, "Đơn dòng 1 Dòng 2");
});

test("a date ahead gets no number, one before the records begin is asked about, and every fault of a row is told", (t) => {
    const office = emptyOffice(t);
    refuses(office, sent("future-date"), /:2: cột “received_on”: .*10\/07\/2031.*tương lai/, /:3: .*10\/07\/2012.*\(old-date\)/);
    refuses(office, file(office, "many.csv", `${header},at,step.screen`, "2031-07-10,cho,A,B,mot-nguoi,,hôm nay,32/7/2021"),
        /received_on.*tương lai/, /source/, /summary/, /cột “at”/, /cột “step.screen”/);
    assert.equal(office.json(["list", "petition", "cancelled=any", "--json"]).total, 0);
});

test("a district is found by the name of its area, with marks and kind or without; two of one name are told", (t) => {
    const office = emptyOffice(t);
    office.run(["import", "petition", sent("district-names")]);
    const { records } = office.json(["list", "petition", "sort=number", "--json"]);
    assert.deepEqual(records.map((record) => record.fields.district), ["866", "872", "872", "872", "872", "872"]);
    const { stderr } = office.run(["add", "petition", "source=buu-dien", "signers=mot-nguoi", "summary=Đơn", "district=cao lanh"], { expect: 1 });
    assert.match(stderr, /\(866\).*\(873\)/);
});
