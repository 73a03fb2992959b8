// SPDX-License-Identifier: Apache-2.0
// A meeting's life: invited by a document that is entered from its page, who comes and the papers line by line, moved with a reason,
// held, concluded by a notice within its own clock. By form without JavaScript, API, import and command, on both databases.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { sampleOffice } from "./helper.mjs";
import { programOf, serve } from "./serving.mjs";

const file = { after };
const office = sampleOffice(file);
const server = await serve(file, office);
const program = programOf(office, server, "chuyen.vien.hop", "thvx", "specialist,clerk");
const meeting = (more = {}) => {
    const values = { held_on: "2021-08-05", summary: "Họp về tiêm vắc-xin", topic: "covid-19", unit: "thvx", ...more };
    return office.json(["add", "meeting", ...Object.entries(values).map(([name, value]) => `${name}=${value}`), "--json"]).id;
};

test("the page of a meeting offers its invitation, whose form begins with the meeting and what it is about", async () => {
    const id = meeting(), visitor = await server.signIn("chuyen-vien"), page = await visitor.get(`/lich/${id}`);
    const href = page.text.match(/<a href="([^"]*)">Lập giấy mời<\/a>/)?.[1]?.replaceAll("&amp;", "&");
    assert.equal(href, `/van-ban/di/moi?meeting=${id}&type=gm`);
    assert.match(page.text, /Ghi thành phần dự họp[^]*Giao chuẩn bị tài liệu/);
    assert.doesNotMatch(page.text, /Lập thông báo kết luận/, "not before it was held");
    const form = await visitor.get(href);
    assert.match(form.text, new RegExp(`name="meeting"[^>]*value="[^"]*${id}"`));
    assert.match(form.text, /<option value="gm" selected/);
    const sent = await visitor.submit(form, "/van-ban/di/moi", { meeting: id, type: "gm", summary: "", drafted_on: "02/08/2021", _unit: "", _urgency: "thuong", _secrecy: "thuong", wait: "" });
    assert.equal(sent.status, 200, sent.text);
    const [letter] = office.json(["list", "outgoing", `meeting=${id}`, "--json"]).records;
    assert.deepEqual([letter.title, letter.fields.topic, letter.fields.type], ["Họp về tiêm vắc-xin", "covid-19", "gm"]);
    assert.match((await visitor.get(`/lich/${id}`)).text, new RegExp(`href="/van-ban/di/${letter.id}"`));
    assert.doesNotMatch((await visitor.get(`/lich/moi?meeting=${id}&chair=X`)).text, /value="X"/, "another field is not begun with");
});

test("who is invited answers in a line of their own; each paper has its own day and is seen to be late", async () => {
    const id = meeting({ held_on: "2021-08-10" });
    const guest = office.json(["add", "meeting_guest", `meeting=${id}`, "guest_name=Giám đốc Sở Y tế", "--json"]);
    assert.equal(guest.fields.meeting_subject, "Họp về tiêm vắc-xin");
    assert.match(office.run(["add", "meeting_guest", `meeting=${id}`, "guest_name=giám đốc sở y tế"], { expect: null }).stderr, /Đã có trong thành phần/);
    const refused = await program("POST", `/records/${guest.id}/steps/send-deputy`, { fields: {} });
    assert.deepEqual([refused.status, refused.errors.map((one) => one.field)], [422, ["deputy"]]);
    const deputy = await program("POST", `/records/${guest.id}/steps/send-deputy`, { fields: { deputy: "Phó Giám đốc" } });
    assert.deepEqual([deputy.status, deputy.state], [200, "deputised"], JSON.stringify(deputy));
    const comes = await program("POST", `/records/${guest.id}/steps/attend`, { fields: {} });
    assert.deepEqual([comes.state, comes.fields.deputy], ["attends", null]);
    const path = join(office.files, "tai-lieu.csv");
    writeFileSync(path, `meeting,summary,preparer,asked_on,hand_in_by\n${id},Báo cáo tiêm,syt,2021-07-20,2021-07-28\n${id},Dự toán,stc,2021-07-20,2021-07-28\n${id},Kế hoạch,skhdt,2021-07-20,2021-08-06\n`);
    office.run(["import", "meeting_paper", path]);
    const papers = (query) => office.json(["list", "meeting_paper", `meeting=${id}&${query}`, "--json"]).records.map((one) => one.fields.preparer).sort();
    assert.deepEqual([papers("verdict=overdue"), papers("verdict=in-time")], [["stc", "syt"], ["skhdt"]]);
    const [late] = office.json(["list", "meeting_paper", `meeting=${id}&preparer=syt`, "--json"]).records;
    office.run(["step", late.id, "hand-in", "handed_in_on=2021-07-30", "document=12/BC-SYT"]);
    const [punctual] = office.json(["list", "meeting_paper", `meeting=${id}&preparer=stc`, "--json"]).records;
    office.run(["step", punctual.id, "hand-in", "handed_in_on=2021-07-28"]);
    assert.deepEqual([papers("verdict=late"), papers("verdict=early,on-time"), papers("verdict=overdue")], [["syt"], ["stc"], []]);
    const page = (await (await server.signIn("chuyen-vien")).get(`/lich/${id}`)).text;
    assert.match(page, /Tài liệu họp[^]*Báo cáo tiêm[^]*Đã nộp/);
});

test("a meeting is moved with a reason each time, and history keeps from which day to which", async () => {
    const id = meeting();
    const refused = await program("POST", `/records/${id}/steps/move`, { fields: { held_on: "2021-08-06" } });
    assert.deepEqual([refused.status, refused.errors.map((one) => one.field)], [422, ["move_reason"]]);
    await program("POST", `/records/${id}/steps/move`, { fields: { held_on: "2021-08-06", move_reason: "Chủ trì đi công tác" } });
    office.run(["step", id, "move", "held_on=2021-08-09", "part=chieu", "move_reason=Phòng họp bận"]);
    const { fields } = office.json(["show", id, "--json"]);
    assert.deepEqual([fields.held_on, fields.part, fields.moved_times, fields.move_reason], ["2021-08-09", "chieu", 2, "Phòng họp bận"]);
    const shown = office.run(["show", id]).stdout;
    assert.match(shown, /Chủ trì đi công tác[^]*Phòng họp bận/);
    const page = (await (await server.signIn("chuyen-vien")).get(`/lich/${id}`)).text;
    assert.match(page, /06\/08\/2021[^]*09\/08\/2021/);
});

test("a notice is due five working days from the day of the meeting, or none is", async () => {
    const id = meeting({ held_on: "2021-07-29" }), quiet = meeting({ held_on: "2021-07-29" });
    const held = await program("POST", `/records/${id}/steps/hold`, { on: "2021-08-02", fields: { concludes: true } });
    assert.deepEqual([held.status, held.state, held.due?.slice(0, 10)], [200, "held", "2021-08-05"], JSON.stringify(held));
    office.run(["step", quiet, "hold"]);
    assert.equal(office.json(["show", quiet, "--json"]).due, null);
    const conferences = office.json(["list", "meeting", "form=online&held_on=2021-07-01..2021-07-31&group=resolved", "--json"]).total;
    assert.equal(conferences, 48, "the sample's conferences are as many as the report prints");
    assert.equal(JSON.parse(office.run(["history", "verify", "--json"]).stdout).ok ?? true, true);
});

test("an agenda item has a clock for each stage, and is withdrawn, put off or added only with a leader's word", async () => {
    const item = (more = {}) => {
        const values = { forum: "council", session: "kỳ họp thứ 3", summary: "Nghị quyết về đất đai", kind: "nghi-quyet", normative: "yes", registered_on: "2021-07-05", unit: "thvx", office_by: "2021-07-20", appraisal_by: "2021-07-22", committee_by: "2021-08-10", send_by: "2021-08-20", ...more };
        return office.json(["add", "agenda", ...Object.entries(values).map(([name, value]) => `${name}=${value}`), "--json"]).id;
    };
    const id = item(), step = (name, fields = {}, on) => program("POST", `/records/${id}/steps/${name}`, { fields, ...(on ? { on } : {}) });
    await step("draft", {}, "2021-07-06");
    assert.equal((await step("send-office", { office_sent_on: "2021-07-21" }, "2021-07-21")).status, 200);
    assert.equal((await step("appraise", {}, "2021-07-22")).state, "appraised");
    const account = await program("GET", `/records/${id}/deadline`);
    assert.match(JSON.stringify(account), /Hạn trình Ủy ban nhân dân Tỉnh[^]*Hạn gửi Văn phòng|Hạn gửi Văn phòng[^]*Hạn trình Ủy ban nhân dân Tỉnh/);
    const page = (await (await server.signIn("chuyen-vien")).get(`/ky-hop/${id}/thoi-han`)).text;
    assert.match(page, /(?=[^]*Hạn gửi Văn phòng[^]*20\/07\/2021)(?=[^]*Hạn gửi thẩm định[^]*22\/07\/2021)/);
    const withdraw = await step("withdraw", { end_reason: "Chưa đủ căn cứ" });
    assert.equal(withdraw.status, 403, "the unit does not withdraw");
    assert.deepEqual((await step("propose", { proposal: "lui" })).errors.map((one) => one.field), ["proposal_reason"]);
    assert.equal((await step("propose", { proposal: "lui", proposal_reason: "Chờ ý kiến Bộ" })).status, 200);
    const leader = await server.signIn("lanh-dao");
    assert.match((await leader.get("/viec-cua-toi?register=agenda&step=postpone")).text, /Nghị quyết về đất đai/);
    office.run(["step", id, "refuse-proposal", "refusal=Giữ kế hoạch"]);
    const kept = office.json(["show", id, "--json"]);
    assert.deepEqual([kept.state, kept.fields.proposal, kept.fields.committee_by], ["appraised", null, "2021-08-10"]);
    await step("propose", { proposal: "lui", proposal_reason: "Bộ chưa trả lời" });
    office.run(["step", id, "postpone", "end_reason=Bộ chưa trả lời"]);
    const shown = await (await server.signIn("chuyen-vien")).get(`/ky-hop/${id}`);
    assert.match(shown.text, new RegExp(`href="/ky-hop/moi\\?moved_from=${id}">Đăng ký lại ở kỳ sau`));
    const kept_on = office.json(["list", "agenda", "state=drafting", "--json"]).records[0].id;
    assert.match(JSON.stringify(await program("POST", "/registers/agenda/records", { fields: { moved_from: kept_on, registered_on: "2021-08-02" } })), /moved_from[^}]*chưa được lùi/);
    const again = await program("POST", "/registers/agenda/records", { fields: { moved_from: id, forum: "council", kind: "nghi-quyet", summary: "Nghị quyết về đất đai", session: "kỳ họp thứ 4", registered_on: "2021-08-02" } });
    assert.deepEqual([again.status, again.fields?.moved_from], [201, id], JSON.stringify(again));
    const added = item({ off_programme: "yes", summary: "Nội dung bổ sung" });
    const early = await program("POST", `/records/${added}/steps/draft`, { fields: {} });
    assert.deepEqual([early.status >= 400, (await program("POST", `/records/${added}/steps/draft-added`, { fields: {} })).status], [true, 422]);
    assert.match((await leader.get("/viec-cua-toi?register=agenda&step=approve-addition")).text, /Nội dung bổ sung/);
    office.run(["step", added, "approve-addition"]);
    assert.equal((await program("POST", `/records/${added}/steps/draft-added`, { fields: {} })).state, "drafting");
});
