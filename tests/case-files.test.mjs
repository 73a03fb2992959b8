// SPDX-License-Identifier: Apache-2.0
// A case file's life: in the year's list, opened with its unit's number, documents put in from their own pages, closed when its work
// is done, handed to the archive within a year, given out as a package. By form without JavaScript, API and command, both databases.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { sampleOffice } from "./helper.mjs";
import { csrfOf, programOf, serve } from "./serving.mjs";

const file = { after };
const office = sampleOffice(file);
const server = await serve(file, office);
const program = programOf(office, server, "chuyen.vien.hs", "nc", "specialist");
const caseFile = (more = {}, steps = ["step=open-file"]) => {
    const values = { listed_on: "2021-08-02", list_year: "2021", title_text: "Hồ sơ về tiêm vắc-xin năm 2021", retention: "10-nam", keeper: "chuyen-vien", unit: "nc", ...more };
    return office.json(["add", "case_file", ...Object.entries(values).map(([name, value]) => `${name}=${value}`), ...steps, "--json"]);
};
let letters = 100;
const letter = (more = {}) => {
    const values = { received_on: "2021-07-20", author: "Sở Y tế", document_number: `${letters++}/BC-SYT`, dated_on: "2021-07-19", type: "bc", summary: "Báo cáo tiêm vắc-xin đợt 3", ...more };
    return office.json(["add", "incoming", ...Object.entries(values).map(([name, value]) => `${name}=${value}`), "--json"]).id;
};
const task = (more = {}) => {
    const values = { source: "van-phong", summary: "Tổng hợp kết quả tiêm", assigned_on: "2021-07-21", finish_by: "2021-08-20", unit: "nc", ...more };
    return office.json(["add", "task", ...Object.entries(values).map(([name, value]) => `${name}=${value}`), "--json"]).id;
};
const held = (id) => office.json(["file", "list", id, "--json"]).contents.map((one) => one.title);

test("a unit's files are numbered for themselves, and anew in the next year's list", () => {
    const numbers = [caseFile(), caseFile({ title_text: "Việc khác" }), caseFile({ unit: "kt" }), caseFile({ list_year: "2022" }, [])].map((one) => one.number);
    assert.match(numbers[0], /^\d\d\.\S+$/);
    const [first, second, other, next] = numbers.map((one) => [Number(one.split(".")[0]), one.split(".")[1]]);
    assert.deepEqual([second[0] - first[0], second[1], other[1] === first[1], next], [1, first[1], false, [1, first[1]]]);
    assert.match(office.run(["add", "case_file", "list_year=2021-07", "title_text=X", "unit=kt", "retention=10-nam", "keeper=chuyen-vien"], { expect: 1 }).stderr, /không phải một năm/, "another series would have the same numbers again");
    assert.match(office.run(["add", "case_file", "list_year=2021", "title_text=X", "unit=thvx"], { expect: null }).stderr, /Thời hạn bảo quản/);
});

test("documents are put in from their pages without JavaScript, in the order of their days, and taken out", async () => {
    const one = caseFile({ title_text: "Hồ sơ theo trang" }), visitor = await server.signIn("chuyen-vien");
    assert.match((await visitor.get(`/ho-so-cong-viec/${one.id}/in/muc-luc`)).text, /Chưa có văn bản nào trong hồ sơ/, "an empty index says so");
    const early = letter({ dated_on: "2021-07-01", summary: "Văn bản sớm" }), late = letter({ summary: "Văn bản muộn" });
    for (const id of [late, early]) {
        const page = await visitor.get(`/van-ban/den/${id}`);
        assert.match(page.text, new RegExp(`href="/van-ban/den/${id}/vao-ho-so">Đưa vào hồ sơ`));
        const form = await visitor.get(`/van-ban/den/${id}/vao-ho-so`);
        assert.match(form.text, /Mở hồ sơ mới[^]*<input[^]*name="file"/);
        const sent = await visitor.submit(form, `/van-ban/den/${id}/vao-ho-so`, { file: `Hồ sơ theo trang · ${one.id}` });
        assert.match(sent.text, /Đã đưa [^]* vào hồ sơ/, sent.text);
        assert.match(sent.text, new RegExp(`Nằm trong hồ sơ[^]*/ho-so-cong-viec/${one.id}`));
    }
    const page = (await visitor.get(`/ho-so-cong-viec/${one.id}`)).text;
    assert.match(page, /Văn bản trong hồ sơ<\/h2><p>2 văn bản[^]*\d+\/BC-SYT: <a[^>]*>Văn bản sớm[^]*Văn bản muộn/);
    assert.match(page, /Liên kết[^]*Văn bản trong hồ sơ [^]*Văn bản sớm/, "history names it");
    assert.doesNotMatch(page.replace(/<[^>]*>/g, ""), /Người lập hồ sơ:?\s*chuyen-vien/, "a person in the history has a name");
    const print = (await visitor.get(`/ho-so-cong-viec/${one.id}/in/muc-luc`)).text;
    assert.match(print, /MỤC LỤC VĂN BẢN TRONG HỒ SƠ[^]*\d+\/BC-SYT[^]*01\/07\/2021[^]*Văn bản sớm[^]*Sở Y tế[^]*Văn bản muộn/);
    assert.match((await visitor.get(`/ho-so-cong-viec/${one.id}/in/bien-ban`)).text, /BIÊN BẢN GIAO NHẬN HỒ SƠ[^]*Văn bản muộn/);
    const empty = await visitor.submit(await visitor.get(`/van-ban/den/${early}/vao-ho-so`), `/van-ban/den/${early}/vao-ho-so`, { file: "" });
    assert.deepEqual([empty.status, /Chọn “Hồ sơ công việc”/.test(empty.text)], [422, true]);
    const ask = await visitor.get(`/ho-so-cong-viec/${one.id}/bo-ra/${late}`);
    assert.match((await visitor.submit(ask, `/ho-so-cong-viec/${one.id}/bo-ra/${late}`, { reason: "Bản trùng" })).text, /Đã bỏ [^]* khỏi hồ sơ/);
    assert.deepEqual(held(one.id), ["Văn bản sớm"]);
    assert.match(office.run(["show", one.id]).stdout, /Bản trùng/);
});

test("what may not lie in a file is refused with its reason and nothing is put in", async () => {
    const one = caseFile({ title_text: "Hồ sơ từ chối" }), secret = task({ secrecy: "mat", summary: "Kín" }), good = letter({ summary: "Được" });
    const trip = office.json(["list", "trip", "", "--json"]).records[0].id;
    const answer = await program("POST", `/records/${one.id}/contents`, { records: [good, trip] });
    assert.deepEqual([answer.status, answer.errors?.map((fault) => fault.field)], [422, ["records"]], JSON.stringify(answer));
    assert.match(JSON.stringify(answer.errors), /không giữ hồ sơ của sổ/);
    assert.match(office.run(["file", "put", one.id, `${good},${secret}`], { expect: null }).stderr, /độ mật/);
    assert.match(office.run(["file", "put", good, one.id], { expect: null }).stderr, /không phải sổ hồ sơ/);
    assert.equal((await program("POST", `/records/${one.id}/contents`, { records: [secret] })).status, 404, "what is not seen");
    assert.equal((await program("POST", `/records/${one.id}/contents`, { records: [] })).status, 422);
    assert.deepEqual(held(one.id), []);
    const linked = await program("POST", `/records/${one.id}/links`, { kind: "holds", to: trip });
    assert.equal(linked.status, 422, "a link by its name has the same rules");
    const put = await program("POST", `/records/${one.id}/contents`, { records: [good] });
    assert.deepEqual([put.status, put.contents.map((line) => [line.order, line.register, line.day, line.written_by])], [200, [[1, "incoming", "2021-07-19", "Sở Y tế"]]]);
    const version = office.json(["show", one.id, "--json"]).version;
    assert.equal((await program("POST", `/records/${one.id}/contents`, { records: [good] })).status, 200, "once more changes nothing");
    assert.equal(office.json(["show", one.id, "--json"]).version, version);
    const out = await program("POST", `/records/${one.id}/contents/take-out`, { records: [good], reason: "Nhầm" });
    assert.deepEqual([out.status, out.contents], [200, []]);
    assert.equal((await program("POST", `/records/${one.id}/contents/take-out`, { records: [good] })).status, 404);
    for (const path of ["contents", "package"])
        assert.match(JSON.stringify(await program("GET", `/records/${good}/${path}`)), /404.*not-found.holds.*không phải sổ hồ sơ/, "a letter is no file");
    office.run(["file", "put", one.id, `${good}, ${good}`]);
    office.run(["step", good, "cancel", "reason=nhập nhầm"]);
    assert.deepEqual((await program("GET", `/records/${one.id}/contents`)).contents.map((line) => line.cancelled), [true]);
    assert.match(office.run(["file", "list", one.id]).stdout, /đã hủy/);
    assert.match(office.run(["file", "list", caseFile().id]).stderr, /chưa có văn bản nào/, "an empty file says so");
    const foreign = caseFile({ title_text: "Của phòng khác", unit: "kt" });
    assert.equal((await program("POST", `/records/${foreign.id}/contents`, { records: [good] })).status, 404);
});

test("a file closes when its work is done, is due at the archive a year later, and then takes nothing more", async () => {
    const one = caseFile({ title_text: "Hồ sơ đến lưu trữ" });
    const early = await program("POST", `/records/${one.id}/steps/close`, { fields: { ended_on: "2021-08-02" } });
    assert.deepEqual([early.status, early.code ?? early.errors?.[0]?.code], [409, "conflict.file-empty"], JSON.stringify(early));
    const open = task();
    office.run(["file", "put", one.id, open]);
    const busy = await program("POST", `/records/${one.id}/steps/close`, { fields: { ended_on: "2021-08-02" } });
    assert.match(JSON.stringify(busy), /còn việc chưa xong: Nhiệm vụ/);
    office.run(["step", open, "cancel", "reason=nhập nhầm"]);
    const none = await program("POST", `/records/${one.id}/steps/close`, { fields: { ended_on: "2021-08-02" } });
    assert.deepEqual([none.status, none.code], [409, "conflict.file-empty"], "what was cancelled is no paper of it");
    office.run(["file", "put", one.id, letter()]);
    const closed = await program("POST", `/records/${one.id}/steps/close`, { fields: { ended_on: "2021-08-02", sheets: 12 } });
    assert.deepEqual([closed.status, closed.state, closed.due?.slice(0, 10)], [200, "closed", "2022-08-02"], JSON.stringify(closed));
    const put = await program("POST", `/records/${one.id}/contents`, { records: [letter()] });
    assert.deepEqual([put.status, /không thêm, không bỏ/.test(JSON.stringify(put))], [409, true]);
    const [inside] = (await program("GET", `/records/${one.id}/contents`)).contents, ask = await (await server.signIn("chuyen-vien")).get(`/ho-so-cong-viec/${one.id}/bo-ra/${inside.id}`);
    assert.deepEqual([ask.status, /mở lại hồ sơ trước/.test(ask.text)], [409, true], "no form for what will be refused");
    await program("POST", `/records/${one.id}/steps/hand`, { fields: { handed_on: "2021-08-02" } });
    office.run(["step", one.id, "give-back", "return_reason=Thiếu mục lục"]);
    await program("POST", `/records/${one.id}/steps/hand`, { fields: { handed_on: "2021-08-02" } });
    office.run(["step", one.id, "archive", "archived_on=2021-08-02", "shelf=Hộp 12"]);
    const record = office.json(["show", one.id, "--json"]);
    assert.deepEqual([record.state, record.finished, record.fields.shelf], ["archived", "2021-08-02", "Hộp 12"]);
    const building = caseFile({ title_text: "Xây trụ sở", kind: "xay-dung" }), reopened = letter({ summary: "Quyết toán" });
    office.run(["file", "put", building.id, reopened]);
    assert.equal(office.json(["step", building.id, "close", "ended_on=2021-08-02", "--json"]).due.slice(0, 10), "2021-11-02", "three months for construction");
    office.run(["step", building.id, "reopen", "reopen_reason=Còn văn bản"]);
    office.run(["file", "put", building.id, letter({ summary: "Còn lại" })]);
    assert.deepEqual([held(building.id).length, office.json(["show", building.id, "--json"]).state], [2, "compiling"]);
});

test("work that is done and lies in no file is proposed the file of what it is linked with", async () => {
    const one = caseFile({ title_text: "Hồ sơ được đề nghị" });
    caseFile({ title_text: "Hồ sơ mới hơn của đơn vị" });
    const source = letter({ summary: "Văn bản giao việc" }), done = task({ unit: "nc" }), visitor = await server.signIn("chuyen-vien");
    office.run(["file", "put", one.id, source]);
    await program("POST", `/records/${done}/links`, { kind: "results-in", to: source });
    assert.doesNotMatch((await visitor.get(`/nhiem-vu/${done}`)).text, /chưa nằm trong hồ sơ nào/, "not before it is done");
    for (const step of [["accept"], ["report", "result_document=9/BC", "result_on=2021-08-02"], ["complete"]])
        office.run(["step", done, ...step]);
    const page = await visitor.get(`/nhiem-vu/${done}`);
    assert.match(page.text, new RegExp(`chưa nằm trong hồ sơ nào[^]*name="file" value="${one.id}">Đưa vào`), office.run(["show", done]).stdout);
    const sent = await visitor.submit(page, `/nhiem-vu/${done}/vao-ho-so`, { file: one.id });
    assert.match(sent.text, /Đã đưa [^]* vào hồ sơ/);
    assert.doesNotMatch(sent.text, /chưa nằm trong hồ sơ nào/);
    assert.deepEqual(held(one.id).length, 2);
    office.run(["step", one.id, "cancel", "reason=lập nhầm"]);
    assert.match((await visitor.get(`/nhiem-vu/${done}`)).text, /chưa nằm trong hồ sơ nào/, "a cancelled file holds nothing");
});

test("the package has the index and the files of what its reader sees, and nothing else", async () => {
    const one = caseFile({ title_text: "Hồ sơ trọn gói", secrecy: "mat" }), plain = letter({ summary: "=Công khai" }), secret = task({ secrecy: "mat", summary: "Kín" });
    const clerk = await server.signIn("van-thu"), visitor = await server.signIn("chuyen-vien"), page = await clerk.get(`/van-ban/den/${plain}`);
    const body = ["_csrf", "_key"].map((name) => `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${name === "_csrf" ? csrfOf(page.text) : "k1"}\r\n`).join("") +
        '--B\r\nContent-Disposition: form-data; name="file"; filename="báo cáo.txt"\r\nContent-Type: text/plain\r\n\r\nđã tiêm 100 người\r\n--B--\r\n';
    const sent = await clerk.ask("POST", `/van-ban/den/${plain}/tep`, { headers: { "Content-Type": "multipart/form-data; boundary=B", "Content-Length": Buffer.byteLength(body), Origin: server.url, "Sec-Fetch-Site": "same-origin" }, body });
    assert.equal(sent.status, 303, sent.text);
    office.run(["file", "put", one.id, `${plain},${secret}`]);
    const other = caseFile({ title_text: "Hồ sơ của chuyên viên" }), zip = join(office.files, "goi.zip");
    office.run(["file", "put", other.id, plain]);
    assert.equal((await visitor.get(`/ho-so-cong-viec/${one.id}/tron-goi`)).status, 404);
    const answer = await visitor.get(`/ho-so-cong-viec/${other.id}/tron-goi`);
    assert.deepEqual([answer.status, answer.headers["content-type"]], [200, "application/zip"], answer.text.slice(0, 2000));
    writeFileSync(zip, answer.bytes);
    const python = (code) => execFileSync("python3", ["-c", code, zip], { encoding: "utf8" });
    assert.equal(python("import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);assert z.testzip() is None;print(sorted(z.namelist()))").trim(), "['001/báo cáo.txt', 'muc-luc-tep.csv', 'muc-luc.csv']");
    const index = python("import sys,zipfile;print(zipfile.ZipFile(sys.argv[1]).read('muc-luc.csv').decode())");
    assert.match(index, /STT,"?Số, ký hiệu"?[^]*1,\d+\/BC-SYT,2021-07-19,'=Công khai/);
    assert.equal((await program("GET", `/records/${one.id}/package`)).status, 404);
    const whole = office.json(["file", "list", one.id, "--json"]).contents.length, seen = (await clerk.get(`/ho-so-cong-viec/${one.id}`)).text;
    assert.deepEqual([whole, /1 văn bản</.test(seen), /Kín/.test(seen)], [2, true, false], "the clerk reads no tasks");
});

test("figures count what was opened, closed and archived in a period, and the office proves whole", () => {
    const got = office.json(["list", "case_file", "entered.archived=2021-08-01..2021-08-31", "--json"]).records;
    assert.equal(got.length, 1);
    const proof = office.run(["history", "verify"], { expect: null });
    assert.equal(proof.status, 0, proof.stdout + proof.stderr);
});
