// SPDX-License-Identifier: Apache-2.0
// A reporter for Node's test runner: prints what failed or was skipped, and writes "passed failed skipped" into the
// file $CONGVU_TEST_COUNT. A test that has tests inside counts only when it failed by itself.
import { writeFileSync } from "node:fs";

export default async function* report(events) {
    const count = { passed: 0, failed: 0, skipped: 0 };
    const inside = []; // by nesting: whether a test ended there since the last one above it did
    for await (const { type, data } of events) {
        if (type === "test:stderr") yield data.message;
        if (type !== "test:pass" && type !== "test:fail") continue;
        const isGroup = inside[data.nesting + 1];
        inside[data.nesting + 1] = false;
        inside[data.nesting] = true;
        const error = type === "test:fail" ? data.details.error : null;
        if (error && !(isGroup && error.failureType === "subtestsFailed")) {
            count.failed++;
            yield `not ok: ${data.name}\n${describe(error)}\n`;
        } else if (!isGroup && (data.skip !== undefined || data.todo !== undefined)) {
            count.skipped++;
            yield `skipped: ${data.name}\n`;
        } else if (!isGroup) {
            count.passed++;
        }
    }
    if (process.env.CONGVU_TEST_COUNT)
        writeFileSync(process.env.CONGVU_TEST_COUNT, `${count.passed} ${count.failed} ${count.skipped}`);
    else yield `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`;
}

function describe(error) {
    const cause = error.cause ?? error;
    const lines = String(cause?.stack ?? cause?.message ?? cause).split("\n");
    return lines.filter((line) => !/^\s+at .*\(?node:/.test(line)).map((line) => `    ${line}`).join("\n");
}
