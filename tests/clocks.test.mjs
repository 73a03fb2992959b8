// SPDX-License-Identifier: Apache-2.0
// What a procedure gives a dossier, and which procedure is refused, over form, command line and import of the sample office.
// Seen red: on what was there before (a dossier typed by hand ended without a due date, 9.999999 got a number).
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { sampleOffice } from "./helper.mjs";
import { ask, serve } from "./serving.mjs";

const file = { after };
const office = sampleOffice(file);
const server = await serve(file, office);
const form = { subject: "Cấp phép", channel: "counter", return_by: "counter", copies: "1", submitted_on: "02/08/2021", sector: "", papers: "", fee: "" };

test("a form is shown with the procedure's values before it is saved, and saved with them", async () => {
    const desk = await server.signIn("mot-cua");
    const blank = await desk.get("/mot-cua/ho-so/moi");
    const checked = await desk.submit(blank, "/mot-cua/ho-so/moi", { ...form, procedure: "1.000656", check: "yes" });
    assert.equal(checked.status, 200);
    assert.match(checked.text, /Chưa lưu/);
    assert.match(checked.text, /<option value="[\w-]+" selected>[^<]*<\/option>[\s\S]*name="channel"/, "its sector is chosen");
    const saved = await desk.submit(blank, "/mot-cua/ho-so/moi", { ...form, procedure: "1.000656" });
    assert.equal(saved.status, 200);
    const path = saved.from.headers.location, step = await desk.get(`${path}/buoc/accept`);
    assert.match(step.text, /name="time_limit"[^>]*value="\d+ ngày làm việc"/);
    assert.match(step.text, /Ngày hẹn trả kết quả: \d\d\/\d\d\/2021(?! \d\d:)/);
    const accepted = await desk.submit(step, `${path}/buoc/accept`, { accepted_on: "02/08/2021 08:00", time_limit: "", _on: "02/08/2021", _reason: "" });
    assert.equal(accepted.status, 200);
    assert.doesNotMatch(accepted.text, /Không đặt hạn/);
    assert.match(accepted.text, /<dt>Ngày hẹn trả kết quả/);
});

test("a procedure that is not there is refused in the same words by form, command and import", async () => {
    const desk = await server.signIn("mot-cua"), said = /không có “9\.999999” trong sổ “Thủ tục hành chính”/;
    const blank = await desk.get("/mot-cua/ho-so/moi");
    for (const check of ["", "yes"]) {
        const refused = await desk.submit(blank, "/mot-cua/ho-so/moi", { ...form, procedure: "9.999999", check });
        assert.equal(refused.status, 422);
        assert.match(refused.text, said);
    }
    assert.match(office.run(["add", "dossier", "procedure=9.999999", "subject=Cấp phép"], { expect: 1 }).stderr, said);
    const csv = join(process.env.CONGVU_TEST_WORK ?? "/tmp", `dossiers-${process.pid}.csv`);
    writeFileSync(csv, "procedure,subject\n9.999999,Cấp phép\n");
    const answer = office.run(["import", "dossier", csv], { expect: 1 });
    assert.match(answer.stderr + answer.stdout, said);
});

// A complaint accepted on 09/07: thirty days, Monday 09/08.
function complaint(summary) {
    const { stdout } = office.run(["add", "petition", "received_on=2021-07-01", "source=buu-dien", "signers=mot-nguoi", `summary=${summary}`, "confirm=back-dated"]);
    const id = stdout.trim();
    office.run(["step", id, "screen", "on=2021-07-02", "kind=khieu-nai", "competent=yes"]);
    office.run(["step", id, "accept", "on=2021-07-09", "acceptance_document=15/TB-UBND"]);
    return id;
}
const token = office.json(["user", "token", "lanh-dao", "thử", "--json"]).token;
const api = (method, path, json) => {
    const body = json && JSON.stringify(json);
    return ask(server.port, method, `/api/v1${path}`, {
        headers: { Authorization: `Bearer ${token}`, ...(body ? { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) } : {}) }, body,
    }).then((answer) => ({ ...answer, json: JSON.parse(answer.text) }));
};

test("a clock stands still by form, goes on by API, and every way tells its life and its verdict of any day", async () => {
    const id = complaint("Tạm dừng"), leader = await server.signIn("lanh-dao"), path = `/don-thu/${id}`;
    const form = await leader.get(`${path}/buoc/suspend`);
    const still = await leader.submit(form, `${path}/buoc/suspend`, { end_reason: "Chờ giám định", suspension_document: "20/QĐ-UBND", _on: "20/07/2021", _reason: "" });
    assert.equal(still.status, 200);
    assert.match(still.text, /Tạm dừng từ 20\/07\/2021/);
    assert.match(still.text, /Tính tiếp hôm nay thì hạn 23\/08\/2021; hạn ban đầu 09\/08\/2021/); // 22/08 is a Sunday
    assert.match(office.run(["show", id]).stdout, /tạm dừng từ 20\/07\/2021/);
    assert.equal(office.json(["list", "petition", `verdict=in-time&q="Tạm dừng"`, "--json"]).total, 1);
    const paused = (await api("GET", `/records/${id}`)).json;
    assert.equal(paused.due, null);
    assert.equal(paused.paused_on, "2021-07-20");
    const before = (await api("GET", `/records/${id}/deadline`)).json;
    assert.deepEqual([before.paused_on, before.clocks[0].resumed_due, before.clocks[0].verdict], ["2021-07-20", "2021-08-23T17:00", "in-time"]);
    const resumed = await api("POST", `/records/${id}/steps/resume`, { on: "2021-07-26", reason: "Đã có kết quả" });
    assert.equal(resumed.json.due, "2021-08-16T17:00");
    assert.equal(resumed.json.original_due, "2021-08-09T17:00");
    const clocks = office.json(["deadline", "of", id, "2021-08-17", "--json"]);
    assert.deepEqual(clocks.map((clock) => [clock.clock, clock.verdict]), [["settle", "overdue"], ["acceptance", "early"]]);
    assert.deepEqual(clocks[0].events.map((event) => [event.event, event.on, event.words]), [
        ["start", "2021-07-09", "Văn bản thụ lý: 15/TB-UBND"], ["pause", "2021-07-20", "Lý do: Chờ giám định; Quyết định tạm đình chỉ: 20/QĐ-UBND"],
        ["resume", "2021-07-26", "Lý do: Đã có kết quả"]]);
    assert.deepEqual(clocks[0].account.find((line) => line.until), {
        day: "2021-07-20", until: "2021-07-25", counted: false,
        why: "Tạm dừng tính thời hạn. Lý do: Chờ giám định; Quyết định tạm đình chỉ: 20/QĐ-UBND (6 ngày không tính)" });
    assert.match(office.run(["deadline", "of", id]).stdout, /20\/07\/2021 +đến 25\/07\/2021: Tạm dừng/);
    const page = await leader.get(`${path}/thoi-han?as_of=22/07/2021`);
    assert.match(page.text, /Hạn giải quyết: Tạm dừng/);
    assert.match(page.text, /<dt>Đánh giá<\/dt><dd>trong hạn/);
    assert.match(page.text, /20\/07\/2021 – 25\/07\/2021/);
});

test("what does not fit a clock is 422 with its field on form, API, command and import, and changes nothing", async () => {
    const id = complaint("Không khớp"), leader = await server.signIn("lanh-dao");
    office.run(["set", id, "kind=to-cao", "reason=Đọc lại đơn"]);
    const due = office.json(["show", id, "--json"]);
    for (const [values, field, said] of [[{ extended_to: "2021-09-30" }, "reason", /hãy ghi lý do/], [{ extended_to: "2021-07-20", reason: "Phức tạp" }, "extended_to", /sớm hơn hạn đang có, 09\/08\/2021/]]) {
        const { reason, ...fields } = values;
        const refused = await api("POST", `/records/${id}/steps/extend`, { fields, ...(reason ? { reason } : {}) });
        assert.equal(refused.status, 422);
        assert.ok(refused.json.errors.some((error) => error.field === field && said.test(error.detail ?? error.text ?? JSON.stringify(error))), refused.text);
        assert.match(office.run(["step", id, "extend", ...Object.entries(values).map(([name, text]) => `${name}=${text}`)], { expect: 1 }).stderr, said);
        const form = await leader.get(`/don-thu/${id}/buoc/extend`);
        const shown = await leader.submit(form, `/don-thu/${id}/buoc/extend`, { ...fields, _on: "02/08/2021", _reason: reason ?? "" });
        assert.equal(shown.status, 422);
        assert.match(shown.text, said);
    }
    assert.deepEqual(office.json(["show", id, "--json"]), due);
    assert.equal((await api("POST", `/records/${id}/steps/extend`, { fields: { extended_to: "2021-09-08" }, reason: "Phức tạp" })).json.due, "2021-09-08T17:00");
});

test("an import takes pauses and extensions with their reasons, or says which row does not fit", () => {
    const csv = (name, ...lines) => {
        const path = join(process.env.CONGVU_TEST_WORK ?? "/tmp", `${name}-${process.pid}.csv`);
        writeFileSync(path, ["received_on,source,signers,summary,kind,competent,end_reason,extended_to,reason,confirm,step.screen,step.accept,step.suspend,step.resume,step.extend", ...lines].join("\n") + "\n");
        return path;
    };
    const row = (summary, kind, ...rest) => ["2021-07-01", "buu-dien", "mot-nguoi", summary, kind, "yes", ...rest].join(",");
    office.run(["import", "petition", csv("good", row("Nhập một", "khieu-nai", "Chờ giám định", "", "Theo hồ sơ giấy", "back-dated", "2021-07-02", "2021-07-09", "2021-07-20", "2021-07-26", ""),
        row("Nhập hai", "to-cao", "", "2021-09-08", "Phức tạp", "back-dated", "2021-07-02", "2021-07-09", "", "", "2021-07-30"))]);
    const due = (summary) => office.json(["list", "petition", `summary="${summary}"`, "--json"]).records[0].due;
    assert.equal(due("Nhập một"), "2021-08-16T17:00");
    assert.equal(due("Nhập hai"), "2021-09-08T17:00");
    const bad = office.run(["import", "petition", csv("bad", row("Nhập ba", "to-cao", "", "2021-07-20", "", "back-dated", "2021-07-02", "2021-07-09", "", "", "2021-07-30"))], { expect: 1 });
    assert.match(bad.stderr, /2.*reason.*hãy ghi lý do/);
    assert.match(bad.stderr, /2.*extended_to.*sớm hơn hạn đang có/);
    assert.equal(office.json(["list", "petition", `summary="Nhập ba"`, "--json"]).total, 0);
});
