// SPDX-License-Identifier: Apache-2.0
// The week's calendar: units register their meetings and trips, the Office merges, a leader agrees, the clerk publishes, what is changed
// afterwards is marked and published anew; what is wanted twice at a time is told; who is on duty stands below. By form without JavaScript,
// API and command, on both databases.
// Planted and seen red, each alone (on SQLite): the rows of a week read without the reader's scope; a secret meeting in what is published;
// a changed one without its mark; hours that are apart told as a clash. Seen red of what was there: the form of a meeting whose title was
// not typed ended the program; a full week for which there was not enough memory; the last day that there is, refused with words about a
// character of a query;
// what was published of one week moved to another.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { sampleOffice } from "./helper.mjs";
import { programOf, serve } from "./serving.mjs";

const file = { after };
const office = sampleOffice(file);
const server = await serve(file, office);
const program = programOf(office, server, "lich.tuan", "thvx", "specialist,clerk");
const add = (register, values) => office.json(["add", register, ...Object.entries(values).map(([name, value]) => `${name}=${value}`), "--json"]).id;
const meeting = (values) => add("meeting", { held_on: "2021-08-17", part: "sang", unit: "thvx", ...values });
const rowsOf = (week, table = "work") => week.tables.find((one) => one.name === table).rows;

test("a week is registered, merged, agreed to, published; what changes is marked and published anew, and the old text stays", async () => {
    const first = meeting({ held_on: "2021-08-09", summary: "Giao ban đầu tuần", chair: "Chủ tịch", place: "Phòng họp số 1", preparer: "thvx", car: "66A-0001" });
    const second = meeting({ held_on: "2021-08-12", part: "chieu", hour: "14:00", summary: "Nghe báo cáo đầu tư công", chair: "Phó Chủ tịch A", place: "Phòng họp số 2" });
    add("trip", { held_on: "2021-08-10", until_on: "2021-08-11", action: "kiem-tra", leader: "Chủ tịch", partners: "Huyện Tân Hồng", summary: "Kiểm tra chốt biên giới", unit: "thvx" });
    meeting({ held_on: "2021-08-13", summary: "Họp kín", secrecy: "mat", issuer: "ubnd" });
    const specialist = await server.signIn("chuyen-vien"), clerk = await server.signIn("van-thu"), leader = await server.signIn("lanh-dao");
    const page = await clerk.get("/lich/tuan/2021-W32");
    assert.equal(page.status, 200, page.text);
    assert.match(page.text, /<h1>Tuần 32 năm 2021<\/h1>[^]*Từ Thứ Hai 09\/08\/2021 đến Chủ nhật 15\/08\/2021\. Chưa lập lịch tuần/);
    assert.doesNotMatch(page.text, /Họp kín/, "who may not see a meeting does not see it here");
    assert.match((await leader.get("/lich/tuan/2021-W32")).text, /Sáng\. Mật[^]*Họp kín/, "who sees it sees its mark");
    const make = page.text.match(/href="(\/lich\/tuan\/moi\?[^"]*)"/)[1].replaceAll("&amp;", "&");
    const form = await clerk.get(make);
    assert.match(form.text, /value="09\/08\/2021"[^]*value="Lịch công tác tuần 32 năm 2021"/);
    const wrong = await clerk.submit(form, "/lich/tuan/moi", { starts_on: "10/08/2021", summary: "Tuần 32", _urgency: "thuong", _secrecy: "thuong" });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /ngày đầu tuần phải là Thứ Hai/);
    const made = await clerk.submit(form, "/lich/tuan/moi", { starts_on: "09/08/2021", summary: "Lịch công tác tuần 32 năm 2021", _urgency: "thuong", _secrecy: "thuong" });
    assert.equal(made.status, 200, made.text);
    const [week] = office.json(["list", "week_calendar", "starts_on=2021-08-09", "--json"]).records;
    const take = async (visitor, step, fields = {}) => {
        const opened = await visitor.get(`/lich/tuan/${week.id}`);
        return visitor.submit(opened, `/lich/tuan/${week.id}/buoc/${step}`, { _on: "02/08/2021", ...fields });
    };
    const early = await program("POST", `/records/${week.id}/steps/publish`, { fields: {} });
    assert.equal(early.status, 409, JSON.stringify(early));
    await take(clerk, "merge");
    assert.equal((await program("POST", `/records/${week.id}/steps/agree`, { fields: {} })).status, 403, "only a leader agrees");
    await take(leader, "agree");
    const typed = await program("POST", `/records/${week.id}/steps/publish`, { fields: { published_text: "của tôi" } });
    assert.deepEqual([typed.status, typed.errors?.[0].field], [422, "published_text"], JSON.stringify(typed));
    await take(clerk, "publish");
    const published = office.json(["show", week.id, "--json"]);
    assert.equal(published.state, "published");
    assert.deepEqual(published.fields.published_text.split("\n").filter((line) => /^(Thứ|Chủ nhật)/.test(line)), [
        "Thứ Hai 09/08/2021 | Sáng | Chủ tịch | Giao ban đầu tuần | Phòng họp số 1 | Phòng Tổng hợp - Văn xã | 66A-0001 | –",
        "Thứ Ba 10/08/2021 | Cả ngày | Chủ tịch | Kiểm tra chốt biên giới | Huyện Tân Hồng | – | – | –",
        "Thứ Tư 11/08/2021 | Cả ngày | Chủ tịch | Kiểm tra chốt biên giới | Huyện Tân Hồng | – | – | –",
        "Thứ Năm 12/08/2021 | Chiều, 14:00 | Phó Chủ tịch A | Nghe báo cáo đầu tư công | Phòng họp số 2 | – | – | –",
    ]);
    assert.doesNotMatch((await specialist.get("/lich/tuan/2021-W32")).text, /Khác bản đã ban hành|thay đổi sau khi/);
    // what changes afterwards
    await program("POST", `/records/${first}/steps/move`, { fields: { part: "chieu", move_reason: "Chủ tịch bận" } });
    office.run(["step", second, "call-off", "end_reason=Hoãn do dịch"]);
    const marked = await specialist.get("/lich/tuan/2021-W32");
    assert.match(marked.text, /Đã ban hành\. Có 3 thay đổi sau khi ban hành/);
    assert.match(marked.text, /Giao ban đầu tuần<\/a><span class="sub">Khác bản đã ban hành/);
    assert.match(marked.text, /Không còn so với bản đã ban hành[^]*Nghe báo cáo đầu tư công/);
    await take(clerk, "adjust", { adjust_reason: "Chủ tịch bận, hoãn một cuộc họp" });
    await take(leader, "agree");
    office.run(["step", week.id, "publish"]); // by who sees the secret one, too
    const anew = office.json(["show", week.id, "--json"]);
    assert.deepEqual([anew.fields.adjusted_times, anew.fields.published_text.split("\n")[0]], [1, "Điều chỉnh lần 1"]);
    assert.doesNotMatch(anew.fields.published_text, /Họp kín/);
    const calm = await specialist.get("/lich/tuan/2021-W32");
    assert.match(calm.text, /Đã ban hành, điều chỉnh lần 1/);
    assert.doesNotMatch(calm.text, /Khác bản đã ban hành|Không còn so với/);
    const record = await specialist.get(`/lich/tuan/${week.id}`);
    assert.match(record.text, /Chiều \| Chủ tịch \| Giao ban đầu tuần[^]*Sáng \| Chủ tịch \| Giao ban đầu tuần/, "both published texts, the newer first");
    assert.match(record.text, /href="\/lich\/tuan\/2021-W32"[^>]*>(?:<svg[^]*?<\/svg>)?Bảng của tuần/);
    assert.match((await specialist.get(`/lich/${first}`)).text, /href="\/lich\/tuan\/2021-W32"/);
    const moved = await program("PATCH", `/records/${week.id}`, { version: anew.version, fields: { starts_on: "2021-08-30" } });
    assert.equal(moved.errors?.[0].field, "starts_on", JSON.stringify(moved));
    assert.match(office.run(["set", week.id, "starts_on=2021-08-30"], { expect: 1 }).stderr, /lịch đã ban hành không chuyển sang tuần khác/);
});

test("the page, the file, the API and the command tell the same rows, of all or of one leader", async () => {
    meeting({ held_on: "2021-08-23", summary: "Một", chair: "Chủ tịch" });
    meeting({ held_on: "2021-08-24", summary: "Hai", chair: "Phó Chủ tịch B" });
    const visitor = await server.signIn("chuyen-vien");
    const api = await program("GET", "/registers/week_calendar/weeks/2021-W34?who=ch%E1%BB%A7%20t%E1%BB%8Bch");
    assert.deepEqual([api.status, api.from, api.to, rowsOf(api).map((row) => row.values.content)], [200, "2021-08-23", "2021-08-29", ["Một"]]);
    const command = office.json(["week", "2021-08-25", "--json"]);
    assert.deepEqual(rowsOf(command).map((row) => [row.day, row.when, row.values.leader]), [["2021-08-23", "Sáng", "Chủ tịch"], ["2021-08-24", "Sáng", "Phó Chủ tịch B"]]);
    const page = await visitor.get("/lich/tuan/2021-34?who=Ph%C3%B3%20Ch%E1%BB%A7%20t%E1%BB%8Bch%20B");
    assert.match(page.text, /<option value="Phó Chủ tịch B" selected/);
    assert.match(page.text, />Hai<\/a>/);
    assert.doesNotMatch(page.text, />Một<\/a>/);
    assert.match(page.text, /href="\/lich\/tuan\/2021-W33\?who=[^"]*" rel="prev"[^]*href="\/lich\/tuan\/2021-W35\?who=[^"]*" rel="next"/);
    const csv = await visitor.get("/lich/tuan/2021-W34/csv");
    assert.match(csv.headers["content-disposition"], /2021-W34\.csv/);
    assert.equal(csv.text.replace(/^\uFEFF/, ""), office.run(["week", "2021-W34", "--format", "csv"]).stdout.replace(/^\uFEFF/, ""));
    assert.equal(csv.text.trim().split("\r\n").length, 3);
    assert.equal((await visitor.get("/lich/tuan/2021-W54")).status, 404);
    assert.equal((await program("GET", "/registers/week_calendar/weeks/2021-W54")).status, 422);
    assert.equal((await program("GET", "/registers/meeting/weeks/2021-W34")).status, 404);
    assert.match(office.run(["week", "tuần sau"], { expect: 1 }).stderr, /ghi năm và số tuần, 2021-W31/);
    assert.equal((await (await server.signIn("ke-toan")).get("/lich/tuan/2021-W34")).status, 403, "who does not read weeks");
});

test("the same room, chair or technician at one time is told while typing, on the record and in the week; apart in time it is not", async () => {
    const one = meeting({ summary: "Họp khối nội chính", chair: "Chủ tịch", place: "Phòng họp số 3", technician: "Kỹ thuật viên A", hour: "08:00", until_hour: "09:30" });
    const visitor = await server.signIn("chuyen-vien");
    const values = { held_on: "17/08/2021", part: "ca-ngay", hour: "", until_hour: "", form: "in-person", summary: "Họp khối kinh tế", chair: "Phó Chủ tịch A", place: "phòng họp số 3", technician: "Kỹ thuật viên A", _unit: "", _urgency: "thuong", _secrecy: "thuong" };
    const form = await visitor.get("/lich/moi");
    assert.match(form.text, /data-fills="[^"]*\bplace\b[^"]*"/);
    const checked = await visitor.submit(form, "/lich/moi", { ...values, check: "yes" });
    assert.match(checked.text, /Trùng địa điểm “phòng họp số 3”, kỹ thuật trực “Kỹ thuật viên A” với “Họp khối nội chính” \(Thứ Ba 17\/08\/2021, Sáng, 08:00–09:30\)/);
    const apart = await visitor.submit(form, "/lich/moi", { ...values, part: "chieu", check: "yes" });
    assert.doesNotMatch(apart.text, /Trùng địa điểm/);
    const other = await visitor.submit(form, "/lich/moi", values);
    assert.equal(other.status, 200, "it is told, not refused");
    assert.match(other.text, /role="status">Trùng địa điểm “phòng họp số 3”[^]*Họp khối nội chính/);
    assert.match((await visitor.get(`/lich/${one}`)).text, /role="status">Trùng địa điểm “Phòng họp số 3”[^]*“Họp khối kinh tế” \(Thứ Ba 17\/08\/2021, Cả ngày\)/);
    const later = meeting({ summary: "Họp sau", place: "Phòng họp số 3", hour: "09:30", until_hour: "11:00" });
    const clashes = Object.fromEntries(rowsOf(office.json(["week", "2021-W33", "--json"])).map((row) => [row.values.content, row.clash]));
    assert.match(clashes["Họp sau"], /với “Họp khối kinh tế”/);
    assert.doesNotMatch(clashes["Họp sau"], /nội chính/, "the hours are apart");
    office.run(["step", later, "call-off", "end_reason=không họp"]);
    assert.doesNotMatch((await visitor.get(`/lich/${later}`)).text, /Trùng địa điểm/);
    // a leader who travels is not at home
    add("trip", { held_on: "2021-08-16", until_on: "2021-08-18", action: "lam-viec", leader: "Chủ tịch", summary: "Đi Hà Nội", unit: "thvx" });
    assert.match((await visitor.get(`/lich/${one}`)).text, /trùng lãnh đạo, chủ trì “Chủ tịch” với “Đi Hà Nội”/i);
});

test("a week of more than anybody reads is still opened, and says so; what is no week is told alike", async () => {
    const lines = ["held_on,until_on,part,summary,action,leader,unit", ...Array.from({ length: 320 }, (_, at) => `2021-09-13,2021-09-19,sang,Đi công tác số ${at},lam-viec,Phó Chủ tịch C,thvx`)];
    writeFileSync(`${office.files}/trips.csv`, lines.join("\n"));
    office.run(["import", "trip", `${office.files}/trips.csv`]);
    const visitor = await server.signIn("chuyen-vien");
    const page = await visitor.get("/lich/tuan/2021-W37");
    assert.equal(page.status, 200, page.text);
    assert.match(page.text, /Bảng chỉ có 500 dòng đầu, của mỗi sổ 300 hồ sơ đầu/);
    const csv = await visitor.get("/lich/tuan/2021-W37/csv");
    assert.match(csv.text, /Bảng chỉ có 500 dòng đầu/, "a file that is cut says so, too");
    const api = await program("GET", "/registers/week_calendar/weeks/2021-W37");
    assert.deepEqual([rowsOf(api).length, api.tables[0].more], [500, true]);
    assert.match(office.run(["week", "2021-W37"]).stdout, /Bảng chỉ có 500 dòng đầu/);
    for (const name of ["9999-12-31", "3000-W01", "2021-W00", "2021-W+5"]) {
        assert.equal((await visitor.get(`/lich/tuan/${name}`)).status, 404, name);
        assert.match(office.run(["week", name], { expect: 1 }).stderr, /không phải một tuần/, name);
    }
    assert.equal((await visitor.get("/lich/tuan/1800-W02")).status, 200);
});

test("who is on duty stands in the week, day by day, with the telephone", async () => {
    const id = add("duty", { from_on: "2021-09-02", until_on: "2021-09-05", kind: "le-tet", officer: "Người trực một", phone: "0277 385 1431", leader: "Chánh Văn phòng", unit: "hcqt" });
    const visitor = await server.signIn("van-thu");
    const page = await visitor.get("/lich/tuan/2021-W35");
    assert.equal(page.text.match(/0277 385 1431/g)?.length, 4);
    assert.match(page.text, /Chủ nhật 05\/09\/2021[^]*Trực lễ, Tết[^]*Chánh Văn phòng[^]*Người trực một/);
    const refused = await program("POST", `/records/${id}/steps/swap`, { fields: { officer: "Người trực hai" } });
    assert.deepEqual([refused.status, refused.errors[0].field], [422, "swap_reason"]);
    office.run(["step", id, "swap", "officer=Người trực hai", "phone=0277 385 1432", "swap_reason=Ốm"]);
    assert.deepEqual(rowsOf(office.json(["week", "2021-W35", "--json"]), "duty").map((row) => row.values.officer), Array(4).fill("Người trực hai"));
    add("duty", { from_on: "2021-09-03", until_on: "2021-09-03", officer: "người trực hai", unit: "hcqt" });
    assert.match(rowsOf(office.json(["week", "2021-W35", "--json"]), "duty").find((row) => row.day === "2021-09-03").clash, /Trùng người trực/);
    assert.equal(JSON.parse(office.run(["history", "verify", "--json"]).stdout).ok ?? true, true);
});
