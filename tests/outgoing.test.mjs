// SPDX-License-Identifier: Apache-2.0
// What leaves the office: the signature block of up to three lines, copies of what was issued or came in, publication. By form
// without JavaScript, API, command and file, on both databases. Planted and seen red, each alone (on SQLite): a document that was
// recalled copied; an extract without its part; a secret document copied, of either book; a secret one published; a day of publication
// that need not be.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { sampleOffice } from "./helper.mjs";
import { programOf, serve } from "./serving.mjs";

const file = { after };
const office = sampleOffice(file);
const server = await serve(file, office);
const chief = programOf(office, server, "ky.van.ban", "vp", "leader,clerk");
const editor = programOf(office, server, "dang.van.ban", "vp", "editor");
const posts = join(office.files, "posts.csv");
writeFileSync(posts, "issuer,unit,holder,post_title,rank,from_on\nubnd,vp,Lâm Ái Vân,Phó Chánh Văn phòng,pho-don-vi,2018-02-12\n");
office.run(["import", "post", posts]);

const add = (register, values) => office.json(["add", register, ...Object.entries(values).map(([name, value]) => `${name}=${value}`), "--json"]);
const outgoing = (more = {}) => add("outgoing", { type: "cv", summary: "Về việc thử ký", unit: "kt", issuer: "ubnd", drafted_on: "2021-07-29", ...more }).id;
const step = (id, name, fields = {}, on = "2021-08-02") => chief("POST", `/records/${id}/steps/${name}`, { on, fields });

async function issue(id) {
    office.run(["step", id, "submit"]);
    for (const [name, fields] of [["sign", { authority: "tm-kt", signer: "Mai Đình Kha" }], ["number", {}], ["issue", {}]]) {
        const done = await step(id, name, fields);
        assert.equal(done.status, 200, JSON.stringify(done));
    }
    return id;
}

test("three lines are signed by form, each held that day; page, print, program, command and history show them", async () => {
    const id = outgoing(), path = `/van-ban/di/${id}`, leader = await server.signIn("lanh-dao");
    office.run(["step", id, "submit"]);
    const post = office.json(["list", "post", "rank=pho-don-vi&q=\"Lâm Ái Vân\"", "--json"]).records[0];
    const found = await leader.get(`/van-ban/di/chon?field=signer_post&q=${encodeURIComponent("lam ai van")}`);
    assert.match(found.text, /Lâm Ái Vân/, "who signs is found by typing");
    const form = await leader.get(`${path}/buoc/sign`);
    const values = { authority: "tl-kt", signer_post: post.id, signer: "", signer_title: "", acting_for: "", signature: "", signed_on: "02/08/2021", _on: "02/08/2021", _reason: "" };
    const wrong = await leader.submit(form, `${path}/buoc/sign`, { ...values, signature: "TL. CHỦ TỊCH\nPHÓ CHÁNH VĂN PHÒNG" });
    assert.match(wrong.text, /TL\. CHỦ TỊCH \/ KT\. CHÁNH VĂN PHÒNG \/ PHÓ CHÁNH VĂN PHÒNG/, "the form says which lines it has");
    assert.equal(office.json(["show", id, "--json"]).state, "for_signature");
    const signed = await leader.submit(wrong, `${path}/buoc/sign`, values);
    assert.match(signed.text, /Đã ký/, signed.text.match(/field-error[^>]*>([^<]*)/)?.[1]);
    const block = "TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG";
    const { fields } = await chief("GET", `/records/${id}`);
    assert.deepEqual([fields.signature, fields.signer, fields.signer_title, fields.acting_for], [block, "Lâm Ái Vân", "Phó Chánh Văn phòng", "Hồ Trọng Nhân"]);
    const print = (await leader.get(`${path}/in/dau-cuoi-van-ban`)).text;
    assert.match(print, new RegExp(block.split("\n").map((line) => `<p class="authority centre">${line}</p>`).join("\\s*") + '\\s*<p class="signer centre">Lâm Ái Vân</p>'));
    assert.match(office.run(["show", id]).stdout, /KT\. CHÁNH VĂN PHÒNG/);
    const page = (await leader.get(path)).text;
    assert.match(page, /Khối chữ ký[^]*TL\. CHỦ TỊCH[^]*KT\. CHÁNH VĂN PHÒNG/);
    assert.match(JSON.stringify(await chief("GET", `/records/${id}/history`)), /signature[^}]*KT\. CHÁNH VĂN PHÒNG/, "the history says it");
    const list = office.run(["list", "outgoing", `q="Về việc thử ký"&authority=tl-kt`, "--format", "csv"]).stdout;
    assert.match(list, /Lâm Ái Vân/);
});

test("a level that nobody holds, and one without a delegation, is refused alike and changes nothing", async () => {
    const id = outgoing();
    office.run(["step", id, "submit"]);
    const refused = async (fields, field, why) => {
        const answer = await step(id, "sign", fields), said = answer.errors?.find((one) => one.field === field);
        assert.deepEqual([answer.status, Boolean(said)], [422, true], JSON.stringify(answer));
        assert.match(said.detail ?? said.message ?? said.text, why);
        const typed = office.run(["step", id, "sign", ...Object.entries(fields).map(([name, value]) => `${name}=${value}`)], { expect: 1 });
        assert.match(typed.stderr, why);
    };
    await refused({ authority: "tuq", signer: "Mai Đình Kha" }, "signer", /TUQ\.: phải có ủy quyền bằng văn bản/);
    await refused({ authority: "tl-kt", signer: "Hồ Trọng Nhân" }, "signer", /phải là cấp phó một đơn vị/);
    await refused({ authority: "kt", signer: "Mai Đình Kha", signer_title: "Chủ tịch" }, "signer_title", /không ghi “Mai Đình Kha” giữ chức vụ “Chủ tịch”/);
    await refused({ authority: "tm-kt", signer: "Mai Đình Kha", signature: "TM. UBND\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nMAI" }, "signature", /TM\. ỦY BAN NHÂN DÂN \/ KT\. CHỦ TỊCH \/ PHÓ CHỦ TỊCH/);
    assert.equal(office.json(["show", id, "--json"]).version, 2);
});

test("a copy is made from the page of an issued document, signed, numbered in one series, printed and sent", async () => {
    const id = await issue(outgoing({ summary: "Về việc được sao", recipients: "Sở Y tế" }));
    const clerk = await server.signIn("van-thu"), page = await clerk.get(`/van-ban/di/${id}`);
    const href = page.text.match(/<a href="([^"]*)">Sao văn bản<\/a>/)?.[1]?.replaceAll("&amp;", "&");
    assert.equal(href, `/van-ban/ban-sao/moi?outgoing=${id}`);
    const form = await clerk.get(href);
    assert.match(form.text, /value="Về việc được sao"/, "what is copied is named");
    const sent = await clerk.submit(form, "/van-ban/ban-sao/moi", { kind: "sy", outgoing: id, incoming: "", summary: "", source_on: "", copies: "5", recipients: "Sở Y tế (để thực hiện)\nLưu: VT", _unit: "", _urgency: "thuong", _secrecy: "thuong" });
    assert.equal(sent.status, 200, sent.text.match(/field-error[^>]*>([^<]*)/)?.[1]);
    const [first] = office.json(["list", "document_copy", `outgoing=${id}`, "--json"]).records;
    assert.deepEqual([first.title, first.number, first.fields.source_on], ["Về việc được sao", null, "2021-08-02"]);
    const second = add("document_copy", { kind: "trs", outgoing: id, part: "Điều 2", copies: 1, issuer: "van-phong" });
    const came = office.json(["list", "incoming", "state=in_progress&secrecy=thuong", "--json"]).records[0];
    const third = add("document_copy", { kind: "sl", incoming: came.id, copy_number: "12/SY-BYT", copies: 2, issuer: "van-phong" });
    assert.equal(third.title, came.title);
    const numbers = [];
    for (const one of [first, second, third]) {
        office.run(["set", one.id, "issuer=van-phong"], { expect: null });
        const done = await step(one.id, "sign", { authority: "kt", signer: "Lâm Ái Vân" });
        assert.deepEqual([done.status, done.fields?.signature], [200, "KT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG"], JSON.stringify(done));
        numbers.push((await step(one.id, "number")).number);
    }
    assert.deepEqual(numbers, ["01/SY-VPUBND", "02/TrS-VPUBND", "03/SL-VPUBND"]);
    const print = (await clerk.get(`/van-ban/ban-sao/${first.id}/in/ban-sao`)).text;
    assert.match(print, /<b>VĂN PHÒNG<\/b>[^]*SAO Y<\/h2>[^]*01\/SY-VPUBND[^]*Đồng Tháp, ngày 02 tháng 8 năm 2021[^]*KT\. CHÁNH VĂN PHÒNG[^]*Lâm Ái Vân[^]*Sở Y tế \(để thực hiện\)/);
    assert.doesNotMatch(print, /Phần trích sao/);
    assert.match((await clerk.get(`/van-ban/ban-sao/${second.id}/in/ban-sao`)).text, /TRÍCH SAO<\/h2>[^]*Điều 2/);
    assert.equal((await step(first.id, "send", { sent_way: "giay" })).fields.unsent, null);
    assert.match((await clerk.get(`/van-ban/di/${id}`)).text, new RegExp(`/van-ban/ban-sao/${first.id}`), "the document shows its copies");
});

test("no copy of a draft, of a recalled or a secret document, of two documents; an extract says its part", async () => {
    const draft = outgoing(), secret = outgoing({ secrecy: "mat", summary: "", drafted_on: "2021-08-02" });
    const issued = await issue(outgoing({ summary: "Về việc sẽ thu hồi" })), asked = add("document_copy", { kind: "sy", outgoing: issued, copies: 1, issuer: "van-phong" }).id;
    const recalls = await issue(outgoing({ recalls: issued, summary: "Thu hồi" }));
    assert.equal(office.json(["show", issued, "--json"]).state, "recalled");
    const late = await step(asked, "sign", { authority: "kt", signer: "Lâm Ái Vân" });
    assert.deepEqual([late.status, late.errors?.map((one) => one.field)], [422, ["outgoing"]], "what was recalled meanwhile is not copied");
    assert.match(office.run(["step", asked, "sign", "authority=kt", "signer=Lâm Ái Vân"], { expect: 1 }).stderr, /chưa bị thu hồi/);
    office.run(["step", asked, "refuse", "end_reason=Văn bản đã thu hồi"]);
    const refused = async ({ secrecy, ...values }, field, why) => {
        const answer = await chief("POST", "/registers/document_copy/records", { secrecy, fields: { kind: "sy", copies: 1, ...values } });
        assert.deepEqual([answer.status, answer.errors?.some((one) => one.field === field)], [422, true], JSON.stringify(answer));
        assert.match(JSON.stringify(answer), why);
        assert.match(office.run(["add", "document_copy", ...Object.entries({ kind: "sy", copies: 1, ...(secrecy ? { secrecy } : {}), ...values }).map(([name, value]) => `${name}=${value}`)], { expect: 1 }).stderr, why);
    };
    await refused({ outgoing: draft }, "outgoing", /chỉ sao văn bản đã phát hành/);
    await refused({ outgoing: issued }, "outgoing", /chưa bị thu hồi/);
    await refused({ outgoing: secret }, "outgoing", /Luật Bảo vệ bí mật nhà nước 2018 Điều 11/);
    const received = add("incoming", { received_on: "2021-08-02", arrival: "buu-dien", secrecy: "mat" }).id;
    await refused({ incoming: received }, "incoming", /Luật Bảo vệ bí mật nhà nước 2018 Điều 11/);
    await refused({ outgoing: recalls, kind: "trs" }, "part", /phải ghi phần được trích/);
    await refused({ outgoing: recalls, kind: "sl", copy_number: "1/SY" }, "kind", /Sao lục là sao từ bản sao y/);
    await refused({ summary: "Không của văn bản nào" }, "incoming", /nêu văn bản đi hoặc văn bản đến/);
    await refused({ outgoing: recalls, secrecy: "mat" }, "secrecy", /Bản sao tài liệu mật/);
    const blind = await editor("POST", "/registers/document_copy/records", { fields: { kind: "sy", copies: 1, outgoing: recalls } });
    assert.equal(blind.status, 403);
    const clerk = await server.signIn("van-thu");
    for (const id of [draft, issued, secret]) assert.doesNotMatch((await clerk.get(`/van-ban/di/${id}`)).text, />Sao văn bản</);
    const offered = await clerk.get(`/van-ban/ban-sao/chon?field=outgoing&q=${encodeURIComponent("Về việc sẽ thu hồi")}`);
    assert.doesNotMatch(offered.text, /Về việc sẽ thu hồi ·/);
});

test("what has to be published waits until it is, is taken down with a reason, and is never a secret one", async () => {
    const id = await issue(outgoing({ summary: "Về việc công khai", to_publish: "yes" })), other = await issue(outgoing({ summary: "Không công khai" }));
    const waits = async () => JSON.stringify((await editor("GET", "/inbox?page_size=200")));
    const queue = async () => office.json(["list", "outgoing", "group=resolved&to_publish=yes", "--json"]).records.map((one) => one.id);
    assert.ok((await queue()).includes(id) && !(await queue()).includes(other));
    assert.match(await waits(), /publish/);
    const desk = await server.signIn("bien-tap");
    assert.match((await desk.get("/viec-cua-toi?register=outgoing&step=publish")).text, /Về việc công khai/);
    const early = await editor("POST", `/records/${id}/steps/publish`, { fields: { published_on: "2021-08-01" } });
    assert.deepEqual([early.status, early.errors?.[0].field], [422, "published_on"]);
    const dayless = await editor("POST", `/records/${id}/steps/publish`, { fields: { published_on: "" } });
    assert.deepEqual([dayless.status, dayless.errors?.[0].field], [422, "published_on"], JSON.stringify(dayless));
    const done = await editor("POST", `/records/${id}/steps/publish`, { fields: { published_on: "2021-08-02" } });
    assert.deepEqual([done.status, done.fields.published_on, done.fields.to_publish], [200, "2021-08-02", null], JSON.stringify(done));
    assert.ok(!(await queue()).includes(id));
    assert.equal((await editor("POST", `/records/${other}/steps/unpublish`, { fields: { unpublish_reason: "Nhầm" } })).status, 422, "it is not published");
    const down = await editor("POST", `/records/${id}/steps/unpublish`, { fields: { unpublish_reason: "Đăng nhầm bản cũ" } });
    assert.deepEqual([down.status, down.fields.published_on, down.fields.unpublish_reason], [200, null, "Đăng nhầm bản cũ"], JSON.stringify(down));
    assert.match(office.run(["show", id]).stdout, /Đăng nhầm bản cũ/);
    assert.match(office.run(["add", "outgoing", "type=cv", "secrecy=mat", "to_publish=yes"], { expect: 1 }).stderr, /Cần đăng Cổng Thông tin/);
});

test("the history proves all of it", () => {
    office.run(["history", "verify"]);
    office.run(["tally", "check"]);
});
