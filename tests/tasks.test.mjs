// SPDX-License-Identifier: Apache-2.0
// Tasks as the office follows them: progress line by line. By a form without JavaScript, by programs and on the command line, on both
// databases, and the history proves all of it.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sampleOffice } from "./helper.mjs";
import { ask, serve } from "./serving.mjs";

const file = { after };
const office = sampleOffice(file);
const server = await serve(file, office);

// A person of UNIT with ROLE, as a program.
function person(login, unit, role) {
    office.run(["user", "add", login, "name=Người Thử", `unit=${unit}`, `roles=${role}`]);
    const token = office.json(["user", "token", login, "chương trình thử", "--json"]).token;
    return async (method, path, json) => {
        const body = json === undefined ? undefined : JSON.stringify(json);
        const headers = { Authorization: `Bearer ${token}`, ...(body ? { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) } : {}) };
        const answer = await ask(server.port, method, `/api/v1${path}`, { headers, body });
        return { status: answer.status, ...(answer.text ? JSON.parse(answer.text) : {}) };
    };
}

const people = { health: person("vien.syt", "syt", "specialist"), money: person("vien.stc", "stc", "specialist"), leader: person("lanh.dao.thu", "vp", "leader") };

let made = 0;
const task = (...more) => office.json(["add", "task", "source=ubnd", `summary=Nhiệm vụ thử ${++made}`, "assigned_on=2021-07-01", "finish_by=2021-07-20", "unit=syt", ...more, "--json"]).id;

test("progress is kept line by line, by form, program and command", async () => {
    const record = task(), path = `/nhiem-vu/${record}`, visitor = await server.signIn("chuyen-vien");
    office.run(["step", record, "accept", "on=2021-07-02"]);
    office.run(["step", record, "update", "on=2021-07-05", "progress=Đã họp với các sở"]);
    const written = await people.health("POST", `/records/${record}/steps/update`, { on: "2021-07-12", fields: { progress: "Đang lấy ý kiến" } });
    assert.deepEqual([written.status, written.fields.progress], [200, "Đang lấy ý kiến"], JSON.stringify(written));
    const again = await people.health("POST", `/records/${record}/steps/update`, { on: "2021-07-13", fields: {} });
    assert.deepEqual(again.errors.map((one) => one.field), ["progress"]);
    office.run(["assign", record, "lead=chuyen-vien"]);
    const form = await visitor.get(path);
    assert.match(form.text, /name="progress"[^>]*>\s*<\/textarea>/, "the form of the step begins empty");
    const sent = await visitor.submit(form, `${path}/buoc/update`, { progress: "Sắp xong", _on: "14/07/2021", _reason: "" });
    assert.equal(sent.status, 200);
    const page = await visitor.get(path);
    const { lines } = await people.health("GET", `/records/${record}/lines`);
    assert.deepEqual(lines.map((one) => [one.field, one.on, one.by === "vien.syt", one.text]), [["progress", "2021-07-14", false, "Sắp xong"], ["progress", "2021-07-12", true, "Đang lấy ý kiến"], ["progress", "2021-07-05", false, "Đã họp với các sở"]]);
    assert.equal((await people.money("GET", `/records/${record}/lines`)).status, 404, "whose record it is not");
    assert.match(page.text, /<dt>Tiến độ<\/dt><dd>\s*<ul class="comments">\s*<li><p>Sắp xong[^]*?<li><p>Đang lấy ý kiến<\/p><span class="sub">12\/07\/2021, Người Thử<\/span><\/li>\s*<li><p>Đã họp với các sở<\/p>/);
    assert.doesNotMatch((await visitor.get(`${path}/sua`)).text, /name="progress"/, "no line is corrected");
    const set = office.run(["set", record, "progress=Khác"], { expect: 1 });
    assert.match(set.stderr, /“Tiến độ” ghi thành từng dòng/);
    assert.match(office.run(["show", record]).stdout, /05\/07\/2021 {2}Cập nhật tiến độ[^\n]*: Đã họp với các sở\n[^\n]*12\/07\/2021 {2}Cập nhật tiến độ[^\n]*: Đang lấy ý kiến/);
    const list = (await visitor.get(`/nhiem-vu?state=in_progress&q=${encodeURIComponent(`"Nhiệm vụ thử ${made}"`)}`)).text;
    assert.match(list, /Sắp xong/, list.match(/<main[^]*/)[0].slice(0, 9000));
});
