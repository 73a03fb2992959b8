// SPDX-License-Identifier: Apache-2.0
// What must not be is refused alike by form, program and command: the same status, field and rule, in Vietnamese; and nothing has
// changed, neither the records and their lines, nor any list, nor the history of the office by one line. On both databases.
//
// Seen red on what was there: a signature without its day, by whoever has no delegation, was taken; the approval of a version that
// has changed named no field.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { sampleOffice } from "./helper.mjs";
import { programOf, serve } from "./serving.mjs";

const file = { after };
const office = sampleOffice(file);
const server = await serve(file, office);
const api = programOf(office, server, "thu.moi.vai", "nc", "leader,clerk,unit_head,desk,specialist,administrator");
const tried = (login) => api("POST", "/users", { login, name: `Người ${login}`, unit: "kt", roles: ["specialist"] });
for (const login of ["da.nghi", "dang.lam"]) assert.equal((await tried(login)).status, 201);
const people = {};
for (const login of ["lanh-dao", "truong-phong", "mot-cua", "quan-tri"]) people[login] = await server.signIn(login);
await people["quan-tri"].submit(await people["quan-tri"].get("/quan-tri/nguoi-dung/da.nghi"), "/quan-tri/nguoi-dung/da.nghi/khoa", {});

const add = (register, ...values) => office.json(["add", register, ...values, "--json"]).id;
const take = (id, step, ...values) => office.run(["step", id, step, ...values]);
const task = add("task", "source=ubnd", "summary=Việc thử từ chối", "assigned_on=2021-08-02", "finish_by=2021-08-20");
office.run(["assign", task, "lead=unit:syt"]);
const letter = add("outgoing", "type=cv", "summary=Văn bản thử từ chối", "unit=kt", "issuer=ubnd", "drafted_on=2021-07-29");
take(letter, "submit");
const draft = add("outgoing", "type=cv", "summary=Dự thảo thử từ chối", "unit=nc", "issuer=van-phong", "drafted_on=2021-07-29");
const [old, now] = ["một", "hai"].map((words) => {
    const path = join(office.files, `${words}.txt`);
    writeFileSync(path, `Dự thảo ${words}\n`);
    office.run(["draft", "add", draft, path]);
    const { versions, approvals } = office.json(["draft", "list", draft, "--json"]);
    return { sha256: versions.at(-1).sha256, line: approvals.find((line) => line.draft === versions.length && line.kind === "content-initialled").id };
});
const complaint = add("petition", "received_on=2021-07-01", "source=buu-dien", "signers=mot-nguoi", "summary=Đơn thử từ chối", "confirm=back-dated");
take(complaint, "screen", "on=2021-07-02", "kind=khieu-nai", "competent=yes");
take(complaint, "accept", "on=2021-07-09", "acceptance_document=15/TB-UBND");
const dossier = add("dossier", "procedure=1.000656", "subject=Hồ sơ thử từ chối", "channel=counter", "submitted_on=2021-08-02");
const away = { login: "dang.lam", stand_in: "thu.moi.vai", reason: "Nghỉ phép" };
const off = { day: "2021-08-27", kind: "off", reason: "Phun khử khuẩn", decision: "2/QĐ-VP" };
const steps = (id, path, who, name, fields, on) => ({
    api: [`/records/${id}/steps/${name}`, { fields, ...(on ? { on } : {}) }],
    form: [who, `${path}/${id}/buoc/${name}`, { ...fields, _on: on ?? "2021-08-02", _reason: "" }],
    command: ["step", id, name, ...Object.entries(fields).map(([field, value]) => `${field}=${value}`), ...(on ? [`on=${on}`] : [])],
});
const decision = (what, line, rule) => ({
    what, status: 409, field: "sha256", rule,
    api: [`/approvals/${line}/decide`, { decision: "agreed", sha256: old.sha256 }],
    form: ["truong-phong", `/van-ban/di/${draft}/duyet/${line}/dong-y`, { sha256: old.sha256, words: "" }, `/van-ban/di/${draft}`],
    command: ["approve", line, `sha256=${old.sha256}`, "--as", "thu.moi.vai"],
});
const handing = (what, status, field, rule, given) => ({
    what, status, field, rule, api: [`/records/${task}/hand-out`, given],
    form: ["lanh-dao", `/nhiem-vu/${task}/giao`, { lead: given.lead ?? "", "support-1": given.support?.[0] ?? "", due: given.due ?? "", opinion: "" }],
    command: ["assign", task, ...Object.entries(given).map(([name, value]) => `${name}=${value}`)],
});

const cases = [
    handing("a second lead", 409, "lead", /Mỗi cấp chỉ có một nơi chủ trì, cấp này đã có Sở Y tế/, { lead: "unit:stc" }),
    handing("a date beyond the upper one", 422, "due", /Hạn 30\/08\/2021 sau hạn của cấp trên \(20\/08\/2021, 17:00\)/, { support: ["unit:stc"], due: "2021-08-30" }),
    { what: "a signature without a valid delegation", status: 422, field: "signer", rule: /TUQ\.: phải có ủy quyền bằng văn bản còn hiệu lực vào ngày ký.*không ghi “Mai Đình Kha”/,
        ...steps(letter, "/van-ban/di", "lanh-dao", "sign", { authority: "tuq", signer: "Mai Đình Kha", signed_on: "2021-08-02" }) },
    { what: "a signature without the day on which it would be valid", status: 422, field: "signed_on", rule: /Thiếu “Ngày ký”|Nhập ngày ký/,
        ...steps(letter, "/van-ban/di", "lanh-dao", "sign", { authority: "tuq", signer: "Mai Đình Kha", signed_on: "" }) },
    decision("the approval of a version that has changed", old.line, /Dự thảo đã có phiên bản 2 từ khi bạn xem/),
    decision("the approval of the new version by who saw the old one", now.line, /Mã băm của tệp đã xem không phải của phiên bản 2/),
    { what: "a pause before the start", status: 422, field: "on", rule: /Ngày 05\/07\/2021 trước bước liền trước \(09\/07\/2021\)/,
        ...steps(complaint, "/don-thu", "lanh-dao", "suspend", { end_reason: "Chờ giám định", suspension_document: "20/QĐ-UBND" }, "2021-07-05") },
    { what: "a negative number of days", status: 422, field: "time_limit", rule: /Thời hạn “-5 ngày làm việc” không đọc được; cần dạng/,
        ...steps(dossier, "/mot-cua/ho-so", "mot-cua", "accept", { accepted_on: "2021-08-02T08:00", time_limit: "-5 ngày làm việc" }) },
    { what: "no day at all", status: 422, field: "time_limit", rule: /Thời hạn tính theo ngày làm việc phải từ 1 đến/,
        ...steps(dossier, "/mot-cua/ho-so", "mot-cua", "accept", { accepted_on: "2021-08-02T08:00", time_limit: "0 ngày làm việc" }) },
    { what: "an absence that ends before it begins", status: 422, field: "until", rule: /Ngày cuối trước ngày đầu/,
        api: ["/absences", { ...away, from: "2021-08-09", until: "2021-08-05" }],
        form: ["quan-tri", "/quan-tri/vang-mat", { ...away, from: "09/08/2021", until: "05/08/2021", document: "" }, "/quan-tri/ban-giao"],
        command: ["absence", "add", away.login, away.stand_in, "from=2021-08-09", "until=2021-08-05", `reason=${away.reason}`] },
    { what: "a day of the calendar by a decision that is still to come", status: 422, field: "decided_on", rule: /Ngày 03\/08\/2021 ở trong tương lai/,
        api: ["/calendar", { ...off, decided_on: "2021-08-03" }],
        form: ["quan-tri", "/quan-tri/lich", { ...off, decided_on: "03/08/2021", apply: "yes" }],
        command: ["calendar", "set", off.day, off.kind, `reason=${off.reason}`, `decision=${off.decision}`, "decided_on=2021-08-03"] },
    { what: "a hand-over to a closed account", status: 422, field: "to", rule: /Tài khoản của Người da\.nghi đã đóng; hãy giao cho người khác/,
        api: ["/handovers", { from: "dang.lam", to: "da.nghi", reason: "Điều động" }],
        form: ["quan-tri", "/quan-tri/ban-giao", { from: "dang.lam", to: "da.nghi", holdings: "no", reason: "Điều động", document: "", on: "02/08/2021", apply: "yes" }],
        command: ["handover", "dang.lam", "da.nghi", "reason=Điều động"] },
];

// All that any of the cases could have touched.
async function everything() {
    const records = [];
    for (const id of [task, letter, draft, complaint, dossier])
        for (const part of ["", "/history", "/lines", "/deadline"]) {
            const { instance, ...answer } = await api("GET", `/records/${id}${part}`);
            records.push([id, part, JSON.stringify(answer)]);
        }
    const rest = [];
    for (const path of ["/handovers", "/absences", "/calendar?year=2021"]) rest.push(JSON.stringify(await api("GET", path)));
    const journal = (await people["quan-tri"].get("/nhat-ky")).text.match(/data-row[^]*before=\d+-\d+/)[0]; // the newest lines, to the number of the last
    return { records, rest, journal, drafts: office.run(["draft", "list", draft]).stdout, tree: office.run(["assign", "list", task]).stdout };
}
const controls = (html) => html.match(/error-summary[^]*?<\/ul>/)?.[0] ?? "";

// Opened once: what a page notes of its reader is no change of what it shows.
const forms = new Map();
for (const { form: [who, path, , on] } of cases) forms.set(path, await people[who].get(on ?? path));

for (const { what, status, field, rule, ...ways } of cases)
    test(`${what} is refused by form, program and command, and nothing changes`, async () => {
        const before = await everything();
        const answer = await api("POST", ...ways.api);
        assert.equal(answer.status, status, JSON.stringify(answer));
        assert.deepEqual(answer.errors?.map((one) => one.field), [field], JSON.stringify(answer));
        assert.match(answer.detail, rule);
        const [who, path, fields] = ways.form;
        const page = await people[who].submit(forms.get(path), path, fields);
        assert.equal(page.status, status, page.text.match(/<h1[^]*?<\/h1>[^]{0,600}/)?.[0]);
        const text = controls(page.text) || page.text;
        assert.match(text.replaceAll("&quot;", '"'), rule);
        const command = office.run(ways.command, { expect: 1 });
        assert.match(command.stderr, rule);
        assert.equal(command.stdout, "");
        assert.deepEqual(await everything(), before);
    });

test("the draft is told alike by program and command", async () => {
    const { status, ...told } = await api("GET", `/records/${draft}/draft`);
    assert.equal(status, 200);
    assert.deepEqual(office.json(["draft", "list", draft, "--json"]), told);
});
