// SPDX-License-Identifier: Apache-2.0
// The desks of July 2021: what waits for a step of theirs stands in “Việc của tôi”, on the dashboard and in the menu.
// Seen red: on what was there before (five desks with an empty inbox, 28 documents to sign in none).
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sharedSample } from "./helper.mjs";
import { hrefs } from "./page-kinds.mjs";
import { serve } from "./serving.mjs";

const file = { after };
const server = await serve(file, sharedSample());
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
});

test("every desk has its queues, and only those", async () => {
    const expected = {
        "van-thu": [/^(register|submit) of incoming$|^(number|issue) of outgoing$|^serve of sanction$|^hold of meeting$/, 0],
        "chuyen-vien": [/^/, 1], "truong-phong": [/^/, 1],
        "lanh-dao": [/^(sign of outgoing|assign of incoming|send of agenda|complete of task|issue of sanction|close of reception|(accept|accept-second|accept-denunciation|accept-proposal|decide) of petition)$/, 3],
        "mot-cua": [/ of dossier$/, 3], "tong-dai": [/ of feedback$/, 1], "tiep-dan": [/ of (petition|reception)$/, 2],
        "thanh-tra": [/^verify of petition$/, 1], "tong-hop": [/^finish of plan$/, 1], "ke-toan": [/^$/, 0], "quan-tri": [/^$/, 0],
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
