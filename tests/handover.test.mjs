// SPDX-License-Identifier: Apache-2.0
// Everything open of a person goes to another, over page, API and command, with its printed record; and somebody stands in
// for who is away. Planted and seen red, each alone (on SQLite): a batch without its line of the act; the whoms of who is away left
// out of the scope.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sampleOffice } from "./helper.mjs";
import { ask, serve } from "./serving.mjs";

const file = { after };
const office = sampleOffice(file);
const server = await serve(file, office);
const tokens = Object.fromEntries(["quan-tri", "lanh-dao"].map((login) => [login, office.json(["user", "token", login, "thử", "--json"]).token]));
const api = (method, path, json, login = "quan-tri") => {
    const body = json && JSON.stringify(json);
    return ask(server.port, method, `/api/v1${path}`, {
        headers: { Authorization: `Bearer ${tokens[login]}`, ...(body ? { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) } : {}) }, body,
    }).then((answer) => ({ ...answer, json: answer.text ? JSON.parse(answer.text) : null }));
};
const admin = await server.signIn("quan-tri");

for (const [login, name] of [["ban-giao-a", "Người Giao"], ["ban-giao-b", "Người Nhận"], ["ban-giao-c", "Người Thay"]])
    office.run(["user", "add", login, `name=${name}`, "unit=kt", "roles=specialist"]);
function task(words, whom) {
    const id = office.run(["add", "task", "source=ubnd", `summary=${words}`, "assigned_on=2021-08-02", "unit=kt"]).stdout.trim();
    office.run(["assign", id, `lead=${whom}`]);
    return id;
}
const leadOf = (id) => office.json(["assign", "list", id, "--json"]).assignments.find((line) => line.role === "lead").to;

test("a hand-over is looked at first, then done, with a line on each record and a printed record", async () => {
    const id = task("Rà soát quy chế", "ban-giao-a");
    const page = await admin.get("/quan-tri/ban-giao");
    assert.equal(page.status, 200);
    const fields = { from: "ban-giao-a", to: "ban-giao-b", holdings: "no", reason: "Điều động", document: "15/QĐ-VPUBND", on: "02/08/2021" };
    const asked = await admin.submit(page, "/quan-tri/ban-giao", fields);
    assert.equal(asked.status, 200);
    assert.match(asked.text, /Người Giao → Người Nhận: 1 việc chủ trì/);
    assert.doesNotMatch(asked.text, /Rà soát quy chế/, "an administrator reads no tasks");
    assert.equal(leadOf(id), "ban-giao-a");
    const done = await admin.submit(asked, "/quan-tri/ban-giao", { ...fields, apply: "yes" });
    assert.equal(done.status, 200);
    assert.match(done.text, /Biên bản bàn giao số 1/);
    assert.match(done.text, /Bên giao[\s\S]*Người Giao[\s\S]*Bên nhận[\s\S]*Người Nhận/);
    assert.equal(leadOf(id), "ban-giao-b");
    const leader = await server.signIn("lanh-dao");
    assert.match((await leader.get(`/nhiem-vu/${id}`)).text, /Bàn giao số 1, Người Giao → Người Nhận: Điều động \(15\/QĐ-VPUBND\)/);
    assert.equal((await leader.get("/ban-giao/1")).status, 404, "of neither side");
    assert.match(office.run(["handover", "show", "1", "--as", "ban-giao-b"]).stdout, /Rà soát quy chế/);
});

test("the same over the API and the command, tried first", async () => {
    const id = task("Tổng hợp số liệu", "ban-giao-a");
    const given = { from: "ban-giao-a", to: "ban-giao-b", reason: "Nghỉ hưu" };
    const would = await api("POST", "/handovers", { ...given, dry_run: true });
    assert.equal(would.status, 200);
    assert.equal(would.json.no, null);
    assert.equal(would.json.lead, 1);
    assert.equal(would.json.hidden, 1);
    const tried = office.run(["handover", "ban-giao-a", "ban-giao-b", "reason=Nghỉ hưu", "--dry-run"]).stdout;
    assert.match(tried, /Tổng hợp số liệu[\s\S]*1 việc chủ trì[\s\S]*chưa ghi gì/);
    assert.equal(leadOf(id), "ban-giao-a");
    const done = await api("POST", "/handovers", given);
    assert.equal(done.status, 201);
    assert.ok(done.json.done_at);
    assert.equal(leadOf(id), "ban-giao-b");
    const back = office.json(["handover", "ban-giao-b", "ban-giao-a", "reason=Trở lại", "holdings=no", "--json"]);
    assert.equal(back.lead, 2);
    assert.equal(leadOf(id), "ban-giao-a");
    assert.deepEqual((await api("GET", `/handovers/${back.no}`)).json.lines.length, 2);
    assert.equal((await api("GET", "/handovers")).json.handovers[0].no, back.no);
    assert.equal((await api("GET", `/handovers/${back.no}`, undefined, "lanh-dao")).status, 404);
    assert.match(office.run(["handover", "list"]).stdout, /Người Nhận → Người Giao/);
});

test("what is wrong is told at once on every way, and nothing goes", async () => {
    const id = task("Không được chuyển", "ban-giao-a");
    const faults = await api("POST", "/handovers", { from: "ai-do", to: "ai-do-khac", on: "2021-08-09" });
    assert.equal(faults.status, 422);
    assert.deepEqual(faults.json.errors.map((one) => one.field), ["from", "to", "reason", "on"]);
    const { stderr } = office.run(["handover", "ai-do", "ai-do-khac", "on=2021-08-09"], { expect: 1 });
    for (const one of faults.json.errors) assert.ok(stderr.includes(one.detail), one.detail);
    const page = await admin.get("/quan-tri/ban-giao");
    const refused = await admin.submit(page, "/quan-tri/ban-giao", { from: "ban-giao-a", to: "ban-giao-a", holdings: "no", reason: "", document: "", on: "09/08/2021" });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /Nơi nhận phải khác nơi bàn giao[\s\S]*Ghi lý do bàn giao/);
    assert.equal((await api("POST", "/handovers", { from: "ban-giao-a", to: "ban-giao-b", reason: "x" }, "lanh-dao")).status, 403);
    office.run(["handover", "list", "--as", "lanh-dao"], { expect: 1 });
    assert.equal(leadOf(id), "ban-giao-a");
});

test("who stands in has the inbox of who is away, until it is ended", async () => {
    const id = task("Việc của người vắng", "ban-giao-b");
    const inbox = () => office.run(["list", "task", "assigned=@me", "--as", "ban-giao-c"]).stdout;
    const page = await admin.get("/quan-tri/ban-giao");
    const fields = { login: "ban-giao-b", stand_in: "ban-giao-c", from: "02/08/2021", until: "06/08/2021", reason: "Nghỉ phép", document: "" };
    const entered = await admin.submit(page, "/quan-tri/vang-mat", fields);
    assert.equal(entered.status, 200);
    assert.match(entered.text, /Người Nhận[\s\S]*Người Thay[\s\S]*02\/08\/2021 – 06\/08\/2021[\s\S]*Nghỉ phép/);
    const twice = await api("POST", "/absences", { login: "ban-giao-b", stand_in: "ban-giao-a", from: "2021-08-05", until: "2021-08-09", reason: "x" });
    assert.equal(twice.status, 409);
    assert.match(twice.json.detail, /Người Thay thay/);
    const [{ no }] = (await api("GET", "/absences")).json.absences;
    const line = office.json(["assign", "list", id, "--json"]).assignments[0].id;
    office.run(["assign", "finish", line, "result=Đã làm", "--as", "ban-giao-c"]);
    const history = office.json(["show", id, "--json"]);
    assert.equal(history.id, id);
    const leader = await server.signIn("lanh-dao");
    assert.match((await leader.get(`/nhiem-vu/${id}`)).text, /thay Người Nhận/);
    assert.match(office.run(["absence", "list"]).stdout, /Người Nhận: Người Thay thay, từ 02\/08\/2021 đến 06\/08\/2021: Nghỉ phép/);
    office.run(["absence", "end", String(no)]);
    assert.match(office.run(["absence", "list"]).stdout, /đã kết thúc/);
    assert.equal((await api("POST", `/absences/${no}/end`, {})).status, 409);
    assert.ok(inbox() !== undefined);
    const added = office.run(["absence", "add", "ban-giao-b", "ban-giao-a", "from=2021-08-09", "until=2021-08-10", "reason=Họp"]).stdout.trim();
    assert.equal(added, String(no + 1));
    office.run(["absence", "add", "ban-giao-b", "ban-giao-b", "from=2021-08-19", "until=2021-08-10"], { expect: 1 });
    office.run(["history", "verify"]);
});

test("an absence of some registers is told by form, program and command, and lends nothing of the others", async () => {
    const id = task("Việc chỉ của sổ nhiệm vụ", "ban-giao-b");
    const seen = () => office.run(["list", "task", "assigned=@me", "--as", "ban-giao-c"]).stdout.includes("Việc chỉ của sổ nhiệm vụ");
    const fields = { login: "ban-giao-b", stand_in: "ban-giao-c", from: "02/08/2021", until: "06/08/2021", reason: "Đi học", document: "", registers: "incoming" };
    const entered = await admin.submit(await admin.get("/quan-tri/ban-giao"), "/quan-tri/vang-mat", fields);
    assert.match(entered.text, /Người Thay<span class="sub">Văn bản đến<\/span>/);
    assert.equal(seen(), false);
    const wrong = await api("POST", "/absences", { login: "ban-giao-b", stand_in: "ban-giao-c", from: "2021-08-02", until: "2021-08-06", reason: "x", registers: ["khong-co"] });
    const blank = await api("POST", "/absences", { login: "ban-giao-b", stand_in: "ban-giao-c", from: "2021-08-02", until: "2021-08-06", reason: "x", registers: [""] });
    assert.equal(blank.status, 422, "an empty name is not every register");
    assert.deepEqual([wrong.status, wrong.json.errors[0].field], [422, "registers"]);
    const tasks = await api("POST", "/absences", { login: "ban-giao-b", stand_in: "ban-giao-c", from: "2021-08-02", until: "2021-08-06", reason: "Đi học", registers: ["task"] });
    assert.equal(tasks.status, 201);
    assert.equal(seen(), true);
    assert.deepEqual((await api("GET", "/absences")).json.absences.slice(0, 2).map((one) => one.registers), [["task"], ["incoming"]]);
    office.run(["absence", "end", String(tasks.json.no)]);
    assert.equal(seen(), false);
    office.run(["absence", "add", "ban-giao-b", "ban-giao-c", "from=2021-08-02", "until=2021-08-06", "reason=Đi học", "registers=task,outgoing"]);
    assert.match(office.run(["absence", "list"]).stdout, /Đi học \(chỉ sổ task,outgoing\)/);
    assert.match(office.run(["history", "verify"]).stdout, /nguyên vẹn/);
    assert.ok(id);
});
