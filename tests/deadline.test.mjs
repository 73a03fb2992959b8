// SPDX-License-Identifier: Apache-2.0
// `congvu deadline`: the worked examples of the rules, told day by day, and what it refuses.
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { run } from "./helper.mjs";

const deadline = (from, length, options) => JSON.parse(run(["deadline", from, length, "--json"], options).stdout);

test("deadline --json gives the due minute and the account of each day", () => {
    const answer = deadline("2021-08-31T15:00", "3 ngày làm việc");
    assert.deepEqual(Object.keys(answer), ["due", "account"]);
    assert.equal(answer.due, "2021-09-07T15:00"); // 2 and 3 September are days off in 2021
    for (const line of answer.account) assert.deepEqual(Object.keys(line), ["day", "counted", "why"]);
    assert.deepEqual(answer.account.filter((line) => line.counted).map((line) => line.day), ["2021-09-01", "2021-09-06", "2021-09-07"]);
    assert.match(answer.account.find((line) => line.day === "2021-09-02").why, /Quốc khánh/);
    assert.deepEqual(answer.account.map((line) => line.day), [...answer.account.map((line) => line.day)].sort());
});

test("all five ways of writing a length are read", () => {
    assert.equal(deadline("2021-07-26T10:00", "2 ngày làm việc").due, "2021-07-28T10:00");
    assert.equal(deadline("2021-07-26T10:00", "30 ngày").due, "2021-08-25T17:00");
    assert.equal(deadline("2021-07-26T10:00", "24 giờ").due, "2021-07-27T10:00");
    assert.equal(deadline("2021-07-26T10:00", "8 giờ làm việc").due, "2021-07-27T10:00");
    assert.equal(deadline("2021-01-29", "1 tháng").due, "2021-03-01T17:00"); // 28 February is a Sunday
});

test("a length is read without regard to capitals and composed letters", () => {
    const { due } = deadline("2021-08-31T15:00", "3 ngày làm việc");
    assert.equal(deadline("2021-08-31T15:00", "03 Ngày  Làm Việc").due, due);
    assert.equal(deadline("2021-08-31T15:00", "3 ngày làm việc".normalize("NFD")).due, due);
});

test("without --json the date comes first and then the account, a line a day", () => {
    const lines = run(["deadline", "2021-08-31T15:00", "3 ngày làm việc"]).stdout.trimEnd().split("\n");
    assert.match(lines[0], /15:00 ngày 07\/09\/2021/);
    assert.equal(lines.length, 1 + deadline("2021-08-31T15:00", "3 ngày làm việc").account.length);
    assert.match(lines.find((line) => line.includes("02/09/2021")), /Quốc khánh/);
});

test("a malformed date or length is told by its words and exits 2", () => {
    const cases = [
        [["2021-02-30", "3 ngày"], /2021-02-30/],
        [["hôm qua", "3 ngày"], /hôm qua/],
        [["2021-08-31T25:00", "3 ngày"], /2021-08-31T25:00/],
        [["2021-08-31", "ba ngày"], /ngày làm việc/],
        [["2021-08-31", "0 ngày"], /./],
        [["2021-08-31", "-3 ngày"], /./],
        [["2021-08-31", "99999999999 ngày"], /./],
        [["2021-08-31", ""], /./],
        [["9999-12-31", "3 ngày"], /./],
    ];
    for (const [args, message] of cases) {
        const { stdout, stderr } = run(["deadline", ...args], { expect: 2 });
        assert.equal(stdout, "");
        assert.match(stderr, message, args.join(" "));
        assert.ok(stderr.startsWith("congvu: "));
    }
});

test("deadline wants exactly two arguments and says how it is used", () => {
    for (const args of [[], ["2021-08-31"], ["2021-08-31", "3", "ngày"]])
        assert.match(run(["deadline", ...args], { expect: 2 }).stderr, /Cách dùng: congvu deadline/);
});

test("deadline needs no office and makes none", (t) => {
    const cwd = mkdtempSync(join(tmpdir(), "congvu-deadline-"));
    t.after(() => rmSync(cwd, { recursive: true }));
    run(["deadline", "2021-08-31T15:00", "3 ngày làm việc"], { cwd });
    run(["deadline", "2021-08-31", "3 ngày", "--data", join(cwd, "office")]);
    assert.deepEqual(readdirSync(cwd), []);
});
