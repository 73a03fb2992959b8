// SPDX-License-Identifier: Apache-2.0
// add, set, show, step and list: what they write, what they print, and that a refusal changes nothing.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { database, emptyOffice, program } from "./helper.mjs";

const petition = (more = {}) => Object.entries({
    source: "buu-dien", sender: "Nguyễn Văn Thử", address: "Xã Thử, huyện Thử", signers: "mot-nguoi", summary: "Khiếu nại về đất đai", ...more,
}).map(([name, value]) => `${name}=${value}`);
const addPetition = (office, more) => office.run(["add", "petition", ...petition(more)]).stdout.trim();
const listAll = (office, register = "petition") => office.run(["list", register, "cancelled=any", "--json"]).stdout;

// The command is refused with STATUS and a message like MESSAGE, prints no result and leaves the register as it was.
function refuses(office, args, status, message, register = "petition") {
    const before = listAll(office, register);
    const { stdout, stderr } = office.run(args, { expect: status });
    assert.match(stderr, message, args.join(" "));
    assert.match(stderr, /^congvu: /);
    assert.equal(stdout, "");
    assert.equal(listAll(office, register), before, `${args.join(" ")} changed something`);
}

// The program in the background: { status, stdout, stderr } once it has ended.
const start = (office, args) => new Promise((resolve) => {
    const child = spawn(program, [...args, ...office.place], { env: { ...process.env, CONGVU_NOW: "2021-08-02T08:00" } });
    const result = { stdout: "", stderr: "" };
    child.stdout.on("data", (text) => { result.stdout += text; });
    child.stderr.on("data", (text) => { result.stderr += text; });
    child.on("close", (status) => resolve({ status, ...result }));
});

// Another process that holds the lock of an office, as a writer does.
const holdLock = (path) => new Promise((resolve) => {
    const child = spawn("flock", ["--no-fork", path, "sh", "-c", "echo held; exec sleep 60"], { stdio: ["ignore", "pipe", "inherit"] });
    const gone = new Promise((done) => child.on("close", done));
    child.stdout.once("data", () => resolve({ kill: () => child.kill(), gone }));
});

test("add prints the id; show --json gives the record in the agreed shape", (t) => {
    const office = emptyOffice(t);
    const id = addPetition(office);
    assert.match(id, /^[0-9a-hjkmnp-tv-z]{13}$/);
    const record = office.json(["show", id, "--json"]);
    assert.deepEqual(Object.keys(record), ["id", "register", "number", "title", "state", "due", "original_due", "finished", "version", "fields"]);
    assert.deepEqual({ ...record, fields: null }, {
        id, register: "petition", number: "1/2021/ĐT", title: "Khiếu nại về đất đai", state: "received", due: "2021-08-12T17:00",
        original_due: "2021-08-12T17:00", finished: null, version: 1, fields: null,
    });
    assert.equal(record.fields.received_on, "2021-08-02");
    assert.equal(record.fields.source, "buu-dien");
    assert.equal(record.fields.kind, null);
    assert.equal(record.fields.persons, 1);
});

test("add --json prints the record", (t) => {
    const office = emptyOffice(t);
    const record = office.json(["add", "petition", ...petition(), "--json"]);
    assert.deepEqual(office.json(["show", record.id, "--json"]), record);
});

test("choices are entered by code or label, days as people or machines write them", (t) => {
    const office = emptyOffice(t);
    const a = office.json(["add", "petition", ...petition({ source: "Bưu điện", received_on: "1/7/2021" }), "--json"]);
    assert.equal(a.fields.source, "buu-dien");
    assert.equal(a.fields.received_on, "2021-07-01");
});

test("text is kept composed, however it is typed", (t) => {
    const office = emptyOffice(t);
    const id = addPetition(office, { summary: "Khiếu nại về hoà giải".normalize("NFD") });
    assert.equal(office.json(["show", id, "--json"]).title, "Khiếu nại về hoà giải".normalize("NFC"));
});

test("a record is found by its number; several are printed and exit 1; none is exit 1", (t) => {
    const office = emptyOffice(t);
    const id = addPetition(office);
    assert.equal(office.json(["show", "1/2021/ĐT", "--json"]).id, id);
    const numbers = ["2020-12-30", "2021-07-01"].map((on) => office.run(["add", "incoming", `received_on=${on}`, "author=Sở", "type=cv",
        "summary=Thư", "confirm=old-date"]).stdout.trim());
    for (const number of numbers) office.run(["step", number, "register"]);
    const { stdout } = office.run(["show", "1", "--json"], { expect: 1 });
    assert.deepEqual(JSON.parse(stdout).map((record) => record.id).sort(), numbers.sort());
    const { stderr } = office.run(["step", "1", "cancel", "reason=trùng"], { expect: 1 });
    for (const number of numbers) assert.ok(stderr.includes(number), "the ids to choose from are listed");
    assert.match(office.run(["show", "77/2021/ĐT"], { expect: 1 }).stderr, /77\/2021\/ĐT/);
    assert.match(office.run(["show", "0000000000000"], { expect: 1 }).stderr, /0000000000000/);
});

test("show tells the record in words, with what happened to it", (t) => {
    const office = emptyOffice(t);
    const id = addPetition(office);
    office.run(["step", id, "screen", "kind=khieu-nai", "competent=yes"]);
    const { stdout } = office.run(["show", id]);
    assert.match(stdout, /Nguồn đơn: +Bưu điện/);
    assert.match(stdout, /Trạng thái: +Đã phân loại/);
    assert.match(stdout, /Diễn biến:\n +02\/08\/2021 .*\n +02\/08\/2021 +Phân loại/);
});

test("set changes fields and raises the version; what is not given stays", (t) => {
    const office = emptyOffice(t);
    const id = addPetition(office);
    const { stdout, stderr } = office.run(["set", id, "summary=Tố cáo về xây dựng", "persons=3"]);
    assert.equal(stdout, "");
    assert.ok(stderr.includes(id));
    const record = office.json(["show", id, "--json"]);
    assert.equal(record.version, 2);
    assert.equal(record.title, "Tố cáo về xây dựng");
    assert.equal(record.fields.persons, 3);
    assert.equal(record.fields.source, "buu-dien");
    office.run(["set", id, "persons="]);
    assert.equal(office.json(["show", id, "--json"]).fields.persons, null);
});

test("a step moves the record on its day, starts its clock, and the next may not come before it", (t) => {
    const office = emptyOffice(t);
    const id = addPetition(office, { received_on: "2021-07-20" });
    office.run(["step", id, "screen", "on=2021-08-02", "kind=khieu-nai", "competent=yes"]);
    const screened = office.json(["show", id, "--json"]);
    assert.equal(screened.state, "screened");
    assert.equal(screened.due, "2021-07-30T17:00"); // ten days from the day it was received
    refuses(office, ["step", id, "accept", "on=2021-08-01"], 1, /02\/08\/2021/);
    office.run(["step", id, "accept", "on=02/08/2021"]);
    const accepted = office.json(["show", id, "--json"]);
    assert.equal(accepted.state, "accepted");
    assert.equal(accepted.due, "2021-09-01T17:00");
    assert.equal(accepted.original_due, "2021-09-01T17:00"); // of the same clock as the date beside it
    assert.equal(accepted.finished, null);
    office.run(["step", id, "decide"], { expect: 1 });
    office.run(["step", id, "decide", "decision_document=12/QĐ-UBND", "outcome=dung"]);
    assert.equal(office.json(["show", id, "--json"]).finished, "2021-08-02");
});

// Planted and seen red, each alone: condition_allows without `otherwise`; the second condition taken out of petition.yaml.
test("each condition of a step refuses with its own words", (t) => {
    const office = emptyOffice(t);
    const id = addPetition(office);
    office.run(["step", id, "screen", "kind=to-cao"]);
    refuses(office, ["step", id, "accept"], 1, /chưa được ghi là thuộc thẩm quyền; xem lại khi phân loại/);
    refuses(office, ["set", id, "kind=kien-nghi-phan-anh"], 1, /hãy ghi lý do/); // seven working days become ten days
    office.run(["set", id, "kind=kien-nghi-phan-anh", "reason=Đọc lại đơn"]);
    refuses(office, ["step", id, "accept"], 1, /không phải là khiếu nại, tố cáo; kiến nghị, phản ánh thì tiếp nhận bằng bước dành cho loại đơn/);
    office.run(["set", id, "kind=khieu-nai", "instance=lan-hai", "competent=yes"]);
    office.run(["step", id, "accept"]);
    refuses(office, ["step", id, "decide", "decision_document=12/QĐ-UBND", "outcome=dung"], 1, /phải đối thoại rồi ra quyết định giải quyết lần hai/);
});

test("steps are refused out of turn, unknown, without what they need, with foreign fields, in the future", (t) => {
    const office = emptyOffice(t);
    const id = addPetition(office);
    refuses(office, ["step", id, "decide"], 1, /Mới nhận/);
    refuses(office, ["step", id, "frobnicate"], 1, /frobnicate/);
    refuses(office, ["step", id, "screen"], 1, /Loại đơn/);
    refuses(office, ["step", id, "screen", "kind=khieu-nai", "outcome=dung"], 1, /./);
    refuses(office, ["step", id, "screen", "kind=khieu-nai", "on=2021-08-03"], 1, /03\/08\/2021/);
    refuses(office, ["step", id, "screen", "kind=khieu-nai", "on=ngày mai"], 1, /ngày mai/);
    refuses(office, ["step", id, "screen", "kind=khong-co"], 1, /khong-co/);
});

test("cancel needs a reason, keeps the number, and takes the record out of lists", (t) => {
    const office = emptyOffice(t);
    const id = addPetition(office);
    addPetition(office);
    refuses(office, ["step", id, "cancel"], 1, /reason=/);
    office.run(["step", id, "cancel", "reason=ghi trùng"]);
    assert.equal(office.json(["list", "petition", "--json"]).total, 1);
    assert.equal(office.json(["list", "petition", "cancelled=yes", "--json"]).records[0].number, "1/2021/ĐT");
    refuses(office, ["step", id, "cancel", "reason=lần nữa"], 1, /hủy/);
    refuses(office, ["set", id, "summary=x"], 1, /hủy/);
    assert.equal(office.json(["add", "petition", ...petition(), "--json"]).number, "3/2021/ĐT");
    office.run(["numbers", "check"]);
});

test("add refuses missing, unknown and ill-formed values by name", (t) => {
    const office = emptyOffice(t);
    addPetition(office);
    refuses(office, ["add", "petition"], 1, /Nguồn đơn|Nội dung/);
    refuses(office, ["add", "petition", ...petition({ source: "bo-cau" })], 1, /bo-cau/);
    refuses(office, ["add", "petition", ...petition({ received_on: "31/02/2021" })], 1, /31\/02\/2021/);
    refuses(office, ["add", "petition", ...petition({ persons: "nhiều" })], 1, /nhiều/);
    refuses(office, ["add", "petition", ...petition({ mau: "đỏ" })], 1, /mau/);
    refuses(office, ["add", "petition", ...petition({ unit: "khong-co" })], 1, /khong-co/);
    refuses(office, ["add", "petition", ...petition({ kind: "khieu-nai" })], 1, /Phân loại/);
    refuses(office, ["add", "petition", ...petition(), "summary"], 2, /summary/);
    refuses(office, ["add", "petition", ...petition(), "source=truc-tiep"], 2, /source/);
    refuses(office, ["add", "petitions", ...petition()], 2, /petition”\?/);
    refuses(office, ["set", "0000000000000", "summary=x"], 1, /0000000000000/);
});

test("arguments that are not UTF-8 are refused", (t) => {
    const office = emptyOffice(t);
    const before = listAll(office);
    const done = spawnSync("sh", ["-c", "exec \"$@\" \"summary=$(printf 'a\\377')\"", "sh", program, "add", "petition", ...petition({ summary: "x" }).slice(0, 4), ...office.place], { encoding: "utf8" });
    assert.equal(done.status, 2);
    assert.match(done.stderr, /UTF-8/);
    assert.equal(listAll(office), before);
});

test("list --format json has records, total, total_is and next", (t) => {
    const office = emptyOffice(t);
    const empty = office.json(["list", "petition", "--format", "json"]);
    assert.deepEqual(empty, { records: [], total: 0, total_is: "exact", next: null });
    const ids = [1, 2, 3].map(() => addPetition(office));
    const all = office.json(["list", "petition", "sort=id", "--format", "json"]);
    assert.deepEqual(Object.keys(all), ["records", "total", "total_is", "next"]);
    assert.deepEqual(all.records.map((record) => record.id), ids);
    assert.deepEqual(all.records[0], office.json(["show", ids[0], "--json"]));
    assert.equal(all.total, 3);
    assert.equal(all.total_is, "exact");
    assert.equal(all.next, null);
    assert.deepEqual(office.json(["list", "petition", "sort=id", "--json"]), all);
    assert.deepEqual(office.json(["list", "don-thu", "sort=id", "--json"]), all);
});

test("page_size gives a page and next the one after it; without it everything is listed", (t) => {
    const office = emptyOffice(t);
    const ids = [1, 2, 3, 4, 5].map(() => addPetition(office));
    const seen = [];
    let after = "";
    for (let page = 0; page < 3; page++) {
        const { records, total, next } = office.json(["list", "petition", `sort=id&page_size=2${after}`, "--json"]);
        assert.equal(total, 5);
        seen.push(...records.map((record) => record.id));
        assert.equal(next, page < 2 ? seen.at(-1) : null);
        after = `&after=${next}`;
    }
    assert.deepEqual(seen, ids);
    assert.equal(office.json(["list", "petition", "--json"]).records.length, 5);
});

test("more records than a page has are all listed and counted", (t) => {
    const office = emptyOffice(t);
    const file = join(office.files, "many.csv");
    const rows = Array.from({ length: 700 }, (_, n) => `2021-07-${String(Math.floor(n / 25) + 1).padStart(2, "0")},buu-dien,A,B,mot-nguoi,Đơn ${n}`);
    writeFileSync(file, ["received_on,source,sender,address,signers,summary", ...rows, ""].join("\n"));
    office.run(["import", "petition", file]);
    const { records, total } = office.json(["list", "petition", "--json"]);
    assert.equal(records.length, 700);
    assert.equal(total, 700);
    assert.equal(new Set(records.map((record) => record.id)).size, 700);
    assert.equal(office.run(["list", "petition"]).stdout.trimEnd().split("\n").length, 1 + 700 + 2);
});

test("list without a format is a table for people; by= counts groups", (t) => {
    const office = emptyOffice(t);
    addPetition(office);
    addPetition(office, { source: "truc-tiep" });
    addPetition(office, { source: "truc-tiep" });
    const { stdout } = office.run(["list", "petition"]);
    assert.match(stdout.split("\n")[0], /^Mã +Số +Ngày nhận/);
    assert.match(stdout, /1\/2021\/ĐT +02\/08\/2021 +Bưu điện/);
    assert.match(stdout, /3 hồ sơ\n$/);
    assert.match(office.run(["list", "petition", "by=source"]).stdout, /Trực tiếp +2\n/);
    assert.deepEqual(office.json(["list", "petition", "by=source", "--json"]), {
        groups: [{ value: "buu-dien", label: "Bưu điện", count: 1 }, { value: "truc-tiep", label: "Trực tiếp", count: 2 }], total: 3, total_is: "exact",
    });
});

test("lists filter by fields, days, states and words, with marks and without", (t) => {
    const office = emptyOffice(t);
    const a = addPetition(office, { received_on: "2021-07-10", summary: "Tranh chấp ranh giới thửa đất" });
    const b = addPetition(office, { received_on: "2021-08-01", summary: "Chậm cấp giấy chứng nhận" });
    office.run(["step", b, "screen", "kind=to-cao"]);
    const found = (query) => office.json(["list", "petition", query, "--json"]).records.map((record) => record.id).sort();
    assert.deepEqual(found("received_on=2021-07-01..2021-07-31"), [a]);
    assert.deepEqual(found("state=screened"), [b]);
    assert.deepEqual(found("kind=none"), [a]);
    assert.deepEqual(found("source=buu-dien&kind=!to-cao"), [a]);
    assert.deepEqual(found("q=ranh giới"), [a]);
    assert.deepEqual(found("q=ranh gioi thua dat"), [a]);
    assert.deepEqual(found("q=giay chung nhan"), [b]);
    assert.deepEqual(found("open_at=2021-07-31"), [a]);
    for (const nothing of [["list", "petition", "q=khongcogi"], ["search", "khongcogi"]]) // before: 0 hồ sơ, and no word of the rest
        assert.match(office.run(nothing).stderr, /Chưa tìm trong: .*nội dung tệp đính kèm/);
    assert.equal(office.run(["list", "petition", "state=accepted"]).stderr, "");
    assert.match(office.run(["show", b]).stdout, /^Hạn: +\d\d\/\d\d\/2021$/m); // days, not minutes
});

test("a malformed query names the place and exits 2", (t) => {
    const office = emptyOffice(t);
    addPetition(office);
    for (const [query, message] of [
        ["receved_on=2021-07-01", /Ký tự 1: .*received_on/], ["source=buu-dien&state=xyz", /Ký tự 23.*xyz/], ["source", /Ký tự 1/],
        ["source=buu-dien&&state=received", /Ký tự/], ["received_on=2021-02-30", /2021-02-30/], ["received_on=2021-08-01..2021-07-01", /Ký tự/],
        ["source=@period", /@period/], ["source=\"buu-dien", /nháy/], ["page_size=0", /./], ["page_size=many", /./], ["sort=nothing", /nothing/],
        ["after=zzz", /zzz/], ["as_of=hôm nay", /hôm nay/],
    ]) refuses(office, ["list", "petition", query], 2, message);
    refuses(office, ["list", "petition", "source=" + "x,".repeat(300) + "x"], 2, /./);
    refuses(office, ["list", "petition", "q=" + "x".repeat(5000)], 2, /./);
    refuses(office, ["list", "petition", "--format", "xml"], 2, /xml/);
    refuses(office, ["list", "petition", "--format", "csv", "--json"], 2, /--json/);
    refuses(office, ["list", "petition", "by=source", "--format", "csv"], 2, /by=/);
    refuses(office, ["list", "nothing"], 2, /nothing/);
});

test("personal fields are shown to the administrator and masked for a role", (t) => {
    const office = emptyOffice(t);
    const id = addPetition(office);
    assert.equal(office.json(["show", id, "--json"]).fields.sender, "Nguyễn Văn Thử");
    for (const args of [["show", id, "--json"], ["show", id], ["list", "petition"], ["list", "petition", "--json"], ["list", "petition", "--format", "csv"]]) {
        const { stdout } = office.run([...args, "--as", "chuyen-vien"]);
        assert.ok(!stdout.includes("Nguyễn Văn Thử"), args.join(" "));
        assert.ok(stdout.includes("***"), args.join(" "));
    }
});

test("--as acts with one role: its steps are allowed, others refused, unknown names are usage", (t) => {
    const office = emptyOffice(t);
    const id = addPetition(office);
    office.run(["step", id, "screen", "kind=khieu-nai", "competent=yes", "--as", "chuyen-vien"]);
    refuses(office, ["step", id, "accept", "--as", "tiep-dan"], 1, /không được/);
    refuses(office, ["step", id, "accept", "--as", "van-thu"], 1, /Không có hồ sơ/); // does not see petitions at all
    refuses(office, ["list", "petition", "--as", "khong-ai"], 2, /khong-ai/);
    office.run(["step", id, "accept", "--as", "lanh-dao"]);
    assert.match(office.run(["show", id]).stdout, /Thụ lý.*\(lanh-dao\)/);
});

test("secret records are not listed, counted or shown for a role", (t) => {
    const office = emptyOffice(t);
    const id = addPetition(office, { secrecy: "mat" });
    addPetition(office);
    assert.equal(office.json(["list", "petition", "--json"]).total, 2);
    const seen = office.json(["list", "petition", "--json", "--as", "chuyen-vien"]);
    assert.equal(seen.total, 1);
    assert.ok(seen.records.every((record) => record.id !== id));
    office.run(["show", id, "--as", "chuyen-vien"], { expect: 1 });
    office.run(["show", "1/2021/ĐT", "--as", "chuyen-vien"], { expect: 1 });
});

test("--now says when it is: ids, initial days and the future follow it", (t) => {
    const office = emptyOffice(t);
    const record = office.json(["add", "petition", ...petition(), "--json", "--now", "2021-09-15T10:30"]);
    assert.equal(record.fields.received_on, "2021-09-15");
    office.run(["step", record.id, "screen", "kind=khieu-nai", "on=2021-09-20", "--now", "2021-09-20"]);
    refuses(office, ["list", "petition", "--now", "20/13/2021"], 2, /20\/13\/2021/);
});

test("a second writer waits five seconds for the first and then says that the office is busy", async (t) => {
    const office = emptyOffice(t);
    addPetition(office);
    if (database === "postgres") { // writers wait for each other's rows there: both succeed
        const results = await Promise.all([1, 2, 3, 4].map(() => start(office, ["add", "petition", ...petition()])));
        assert.deepEqual(results.map((result) => result.status), [0, 0, 0, 0]);
        assert.equal(office.json(["list", "petition", "--json"]).total, 5);
        return;
    }
    const before = listAll(office);
    const holder = await holdLock(join(office.folder, "lock"));
    t.after(() => holder.kill());
    const began = Date.now();
    const { stderr } = office.run(["add", "petition", ...petition()], { expect: 3 });
    const took = Date.now() - began;
    assert.ok(took >= 4900 && took < 15000, `${took} ms`);
    assert.match(stderr, /đang được một tiến trình khác ghi/);
    assert.equal(office.json(["list", "body", "--json"]).total, 0); // reading goes on meanwhile
    assert.equal(office.run(["list", "petition", "--json"], { expect: 3 }).stdout, ""); // of personal data: it cannot be noted
    holder.kill();
    await holder.gone;
    assert.equal(listAll(office), before);
    addPetition(office);
    assert.equal(office.json(["list", "petition", "--json"]).total, 2);
});

test("four writers at once all get their own number", async (t) => {
    const office = emptyOffice(t);
    const results = await Promise.all([1, 2, 3, 4].map(() => start(office, ["add", "petition", ...petition(), "--json"])));
    assert.deepEqual(results.map((result) => result.status), [0, 0, 0, 0]);
    const numbers = results.map((result) => JSON.parse(result.stdout).number).sort();
    assert.deepEqual(numbers, ["1/2021/ĐT", "2/2021/ĐT", "3/2021/ĐT", "4/2021/ĐT"]);
    office.run(["numbers", "check"]);
    office.run(["history", "verify"]);
});
