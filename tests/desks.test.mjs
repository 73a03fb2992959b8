// SPDX-License-Identifier: Apache-2.0
// The desks of July 2021: what waits for a step of theirs stands in “Việc của tôi”, on the dashboard and in the menu.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sampleOffice } from "./helper.mjs";
import { hrefs } from "./page-kinds.mjs";
import { readDefinitions } from "./rights.mjs";
import { ask, serve } from "./serving.mjs";

const file = { after };
const office = sampleOffice(file);
const server = await serve(file, office);
const rows = (page) => (page.text.match(/<tr role="row" data-row/g) ?? []).length;
const number = (text) => Number(text.replaceAll(".", ""));

// "sign of outgoing" → how many, as the links above the table say.
function queuesOf(page) {
    const links = page.text.matchAll(/<a href="\/viec-cua-toi\?register=(\w+)&amp;step=([\w-]+)"[^>]*>[^<]*<span[^>]*>([\d.]+)<\/span>/g);
    return new Map([...links].map(([, register, step, count]) => [`${step} of ${register}`, number(count)]));
}

test("a leader sees the 28 documents to sign", async () => {
    const leader = await server.signIn("lanh-dao");
    const inbox = await leader.get("/viec-cua-toi");
    assert.equal(queuesOf(inbox).get("sign of outgoing"), 28);
    const queue = await leader.get("/viec-cua-toi?register=outgoing&step=sign");
    assert.equal(rows(queue), 28);
    const board = await leader.get("/dieu-hanh");
    assert.match(board.text, /register=outgoing&amp;step=sign">28</);
    assert.match(inbox.text, /Chờ tôi: Ký – Văn bản đi \(10 đầu trong 28\)/);
    // seen red: what is only to be known stood before all that waits
    assert.ok(inbox.text.indexOf("Nhận để biết (") > inbox.text.lastIndexOf("Chờ tôi: "), "what is only to be known stands last");
});

test("every desk has its queues, and only those", async () => {
    const expected = {
        "van-thu": [/^(register|submit) of incoming$|^(number|issue) of outgoing$|^serve of sanction$|^hold of meeting$/, 0],
        "chuyen-vien": [/^/, 1], "truong-phong": [/^/, 1],
        "lanh-dao": [/^(sign of outgoing|assign of incoming|send of agenda|complete of task|agree of submission|issue of sanction|close of reception|(accept|accept-proposal|decide) of petition)$/, 3],
        "mot-cua": [/ of dossier$/, 3], "tong-dai": [/ of feedback$/, 1], "tiep-dan": [/ of (petition|reception)$/, 2],
        "thanh-tra": [/^(verify|disclose) of petition$/, 1], "tong-hop": [/^finish of plan$/, 1], "ke-toan": [/^$/, 0], "quan-tri": [/^$/, 0],
    };
    for (const [login, [allowed, least]] of Object.entries(expected)) {
        const queues = queuesOf(await (await server.signIn(login)).get("/viec-cua-toi"));
        for (const name of queues.keys()) assert.match(name, allowed, login);
        assert.ok(queues.size >= least, `${login}: ${[...queues].join("; ")}`);
    }
});

test("a queue is read to its end, and none of another desk", async () => {
    const desk = await server.signIn("mot-cua");
    const total = queuesOf(await desk.get("/viec-cua-toi")).get("return of dossier");
    let page = await desk.get("/viec-cua-toi?register=dossier&step=return"), seen = 0;
    for (let pages = 0; pages < 100; pages++) {
        seen += rows(page);
        const next = hrefs(page.text, /register=dossier&(amp;)?step=return&(amp;)?after=/).at(-1);
        if (!next) break;
        page = await desk.get(next.replaceAll("&amp;", "&"));
    }
    assert.equal(seen, total);
    assert.equal((await desk.get("/viec-cua-toi?register=outgoing&step=sign")).status, 404);
    assert.equal((await desk.get("/viec-cua-toi?register=dossier&step=khong-co")).status, 404);
});

// A specialist of UNIT as a program; what the API answers.
function clerkOf(login, unit) {
    office.run(["user", "add", login, "name=Người Thử", `unit=${unit}`, "roles=specialist"]);
    const token = office.json(["user", "token", login, "chương trình thử", "--json"]).token;
    return async (path) => JSON.parse((await ask(server.port, "GET", `/api/v1${path}`, { headers: { Authorization: `Bearer ${token}` } })).text);
}

// A ticket of level 2 from the hotline to the district: its operator forwards, which is the assignment; the district reads where the
// rubbish lies, and answering ends the work. Who is given it for support reads the place, not who called.
test("an assigned district reads the place of the rubbish, and its reading is in the history", async () => {
    const place = "Ấp 4 xã Tân Thuận Tây, cạnh chợ", caller = "Trần Thị Gọi Thử", phone = "0909000123";
    const told = { kind: "phan-anh", channel: "phone", summary: "Bãi rác tự phát", sector: "moi-truong", district: "866", address: place, caller, phone, unit: "866" };
    const id = office.json(["add", "feedback", ...Object.entries(told).map(([name, value]) => `${name}=${value}`), "--json"]).id;
    office.run(["step", id, "classify", "level=level-2"]);
    const asDistrict = clerkOf("moi-truong.cl", "866"), asOther = clerkOf("ho-tro.hn", "867");
    assert.equal((await asDistrict(`/records/${id}`)).fields.address, "***", "of its unit, and not given to anybody");
    assert.equal(office.run(["step", id, "forward"], { expect: 1 }).status, 1, "forwarding names the agency");
    assert.match(office.run(["step", id, "forward", "agency=ubnd"], { expect: 1 }).stderr, /không thuộc loại đơn vị/);
    office.run(["step", id, "forward", "agency=866"]);
    const given = (await asDistrict("/inbox")).assignments.find((one) => one.record === id);
    assert.deepEqual([given.to, given.role], ["unit:866", "lead"]);
    const { fields } = await asDistrict(`/records/${id}`);
    assert.deepEqual([fields.address, fields.caller, fields.phone], [place, caller, phone]);
    const history = await (await server.signIn("quan-tri")).get("/nhat-ky?register=@account");
    assert.match(history.text, /Đọc dữ liệu cá nhân/);
    office.run(["step", id, "answer", "answer=Đã thu gom rác trong ngày"]);
    assert.ok(!(await asDistrict("/inbox")).assignments.some((one) => one.record === id), "answering closes it");
    assert.equal((await asDistrict(`/records/${id}`)).fields.phone, "***", "and closes what was open to read");
    assert.equal((await asOther(`/records/${id}`)).status, 404);
    assert.match(office.run(["history", "verify"]).stdout, /./);
});

// Every step that ends a record without its result says why, and is nobody's first button. What recalls a document is a document that
// says why.
test("a step that gives up a record asks for the reason and is never the first button", () => {
    const ends = new Set(["withdraw", "stop", "recall", "suspend"]);
    let steps = 0;
    for (const register of readDefinitions().registers.values()) {
        const group = new Map(register.states.map((state) => [state.name, state.group]));
        for (const step of register.steps ?? []) {
            const leaves = group.get(step.to) === "uncounted" && (step.from ?? []).some((state) => group.get(state) !== "uncounted");
            if (!(leaves || ends.has(step.name))) continue;
            steps++;
            const asked = step.needs ?? [], where = `${register.register}: ${step.name}`;
            assert.ok(step.quiet, where);
            assert.ok(asked.some((field) => /reason|result$|duplicate_of|^recalled_by$/.test(field)), where);
        }
    }
    console.log(`${steps} steps that give up a record`);
    assert.ok(steps >= 15);
});

// Planted and seen red: the step and the handing on both called “Phân công”.
test("what may be done with a record has a name of its own, in every state, whoever looks", async () => {
    let pages = 0;
    for (const steps of [["register"], ["register", "submit"]]) { // the sample has none that waits for the word
        const id = office.run(["add", "incoming", "received_on=2021-08-02", "author=Bộ Nội vụ", "type=cv", "unit=kt", `summary=Chờ ${steps.length}`]).stdout.trim();
        for (const step of steps) office.run(["step", id, step]);
    }
    for (const login of ["lanh-dao", "truong-phong", "tong-dai"]) {
        const visitor = await server.signIn(login);
        for (const register of readDefinitions().registers.values()) {
            if (!(register.steps ?? []).some((step) => step.assigns)) continue;
            for (const { name } of register.states) {
                const list = await visitor.get(`/${register.slug}?state=${name}&page_size=1`);
                const record = list.text.match(new RegExp(`href="(/${register.slug}/[0-9a-z]{13})"`))?.[1];
                if (!record) continue;
                const steps = (await visitor.get(record)).text.match(/<h2 id="steps">[^]*?<\/section>/)?.[0] ?? "";
                const names = [...steps.matchAll(/(?:<summary><svg[^]*?<\/svg>|<a class="button[^>]*>)([^<]+)</g)].map(([, text]) => text);
                const twice = names.filter((text, i) => names.indexOf(text) < i);
                assert.deepEqual(twice, [], `${login} ${record}, ${name}: ${names.join(" · ")}`);
                pages += names.length > 0;
            }
        }
    }
    assert.ok(pages >= 10, `${pages} pages`);
    console.log(`${pages} records with something to do`);
});
