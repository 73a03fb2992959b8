// SPDX-License-Identifier: Apache-2.0
// node tests/count-units.mjs TESTLOG [SUFFIX]
// Reads what `meson test` noted of cmocka programs that spoke TAP; prints a line a room: name and SUFFIX, passed, failed, skipped,
// seconds. A program that ended badly without a failed test (a crash, a sanitizer's finding, a time limit) is a failed
// test. The output of what failed goes to stderr.
import { existsSync, readFileSync } from "node:fs";

const rooms = new Map();
const [, , log, suffix = ""] = process.argv;
const lines = existsSync(log) ? readFileSync(log, "utf8").split("\n").filter(Boolean) : [];
for (const line of lines) {
    const test = JSON.parse(line);
    const name = (test.name.match(/^(?:[^:]*:)?(\S+) \/ /) ?? [, test.name])[1];
    const room = rooms.get(name) ?? { passed: 0, failed: 0, skipped: 0, seconds: 0 };
    rooms.set(name, room);
    const count = { passed: 0, failed: 0, skipped: 0 };
    for (const [, not, rest] of (test.stdout ?? "").matchAll(/^(not )?ok \d+(.*)$/gm))
        count[/# skip/i.test(rest) ? "skipped" : not ? "failed" : "passed"]++;
    const bad = !["OK", "EXPECTEDFAIL", "SKIP"].includes(test.result);
    if (bad && count.failed === 0) count.failed = 1;
    if (!bad && count.passed + count.failed + count.skipped === 0) count.passed = 1;
    if (count.failed) process.stderr.write(`${test.name}: ${test.result}\n${test.stdout ?? ""}${test.stderr ?? ""}\n`);
    for (const key of Object.keys(count)) room[key] += count[key];
    room.seconds += test.duration;
}
if (rooms.size === 0) console.log(`unit${suffix} 0 1 0 0`);
for (const [name, r] of [...rooms].sort())
    console.log(`${name}${suffix} ${r.passed} ${r.failed} ${r.skipped} ${Math.round(r.seconds)}`);
