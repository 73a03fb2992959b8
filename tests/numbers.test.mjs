// SPDX-License-Identifier: Apache-2.0
// Official numbers under load: eight clients draw them from a server that is killed with -9 in the middle, again and
// again. None is drawn twice, none is missing without a reason, and what was acknowledged stands.
//
// Planted and seen red: every hundredth number passed over (store/change.c).
//
// CONGVU_NUMBERS is how many, 20000 without it (script/bench numbers: 200000); CONGVU_NUMBERS_KILLS how often it is killed.
import assert from "node:assert/strict";
import { connect } from "node:net";
import { test } from "node:test";
import { emptyOffice } from "./helper.mjs";
import { serve } from "./serving.mjs";

const NUMBERS = Number(process.env.CONGVU_NUMBERS ?? 20_000);
const KILLS = Number(process.env.CONGVU_NUMBERS_KILLS ?? 4);
const CLIENTS = 8;
const LIMIT = { timeout: 3_600_000 };

// Draws on one connection, one number after the other, until WANTED says no or the server is gone. The requests are
// written by hand: eight clients shall keep the server busy, not themselves.
function draw(port, token, name, wanted, take) {
    return new Promise((resolve) => {
        const socket = connect(port, "127.0.0.1");
        let count = 0, answer = "";
        const ask = () => {
            if (!wanted()) return socket.end();
            const body = JSON.stringify({ fields: { received_on: "2021-08-01T10:00", channel: "phone", kind: "phan-anh", summary: `thử ${name} ${count++}`, sector: "dat-dai" } });
            socket.write(`POST /api/v1/registers/feedback/records HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
        };
        socket.setEncoding("latin1");
        socket.on("connect", ask);
        socket.on("data", (bytes) => {
            answer += bytes;
            const end = answer.indexOf("\r\n\r\n"), length = Number(answer.match(/content-length: (\d+)/i)?.[1]);
            if (end < 0 || answer.length < end + 4 + length) return;
            const status = Number(answer.slice(9, 12)), number = answer.match(/"number":"([^"]*)"/)?.[1], id = answer.match(/"id":"([^"]*)"/)?.[1];
            if (status === 201) take(number, id);
            else take(null, `${status} ${answer.slice(end)}`);
            answer = "";
            ask();
        });
        socket.on("error", () => {});
        socket.on("close", resolve);
    });
}

test(`${NUMBERS} numbers drawn by ${CLIENTS} clients from a server killed ${KILLS} times`, LIMIT, async (t) => {
    const office = emptyOffice(t), drawn = new Map(), refused = [];
    office.run(["user", "add", "ghi.nv", "name=Ghi", "unit=nc", "roles=operator"]);
    const { token } = office.json(["user", "token", "ghi.nv", "thử", "--json"]);
    let twice = 0;
    for (let round = 0; round <= KILLS; round++) {
        const server = await serve(null, office), goal = Math.ceil((NUMBERS * (round + 1)) / (KILLS + 1));
        const killed = new Promise((resolve) => server.child.once("exit", resolve));
        let going = true;
        const take = (number, id) => {
            if (number === null) return refused.push(id);
            if (drawn.has(number)) twice++;
            drawn.set(number, id);
            if (drawn.size < goal || !going) return;
            going = round < KILLS; // all go on while it is killed
            if (round < KILLS) server.child.kill("SIGKILL");
        };
        await Promise.all(Array.from({ length: CLIENTS }, (_, at) => draw(server.port, token, `${round}-${at}`, () => going && refused.length === 0, take)));
        if (round === KILLS) await server.stop();
        await killed;
        assert.deepEqual(refused, []);
    }
    assert.equal(twice, 0);
    assert.ok(drawn.size >= NUMBERS);
    const said = office.json(["numbers", "check", "--json"]);
    assert.deepEqual(said.faults, []);
    const highest = Math.max(...[...drawn.keys()].map((number) => Number(number.match(/\d+/)[0])));
    assert.ok(said.checked >= drawn.size && said.checked >= highest, `${said.checked} checked, ${drawn.size} drawn, the highest is ${highest}`);
    t.diagnostic(`${drawn.size} acknowledged, ${said.checked - drawn.size} written without an answer`);
    for (const [number, id] of [...drawn].filter((_, at) => at % Math.ceil(drawn.size / 5) === 0))
        assert.equal(office.json(["show", id, "--json"]).number, number);
});
