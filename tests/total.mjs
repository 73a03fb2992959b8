// SPDX-License-Identifier: Apache-2.0
// node tests/total.mjs RESULTS SECONDS
// Adds up the suites (a line each: name, passed, failed, skipped, seconds), prints them beside their budgets of seconds,
// then the SECONDS of the whole run, and ends with "N passed, N failed". A file of whole-program tests must have run the
// same number of tests on both databases. Exit status 1 when anything failed.
import { readFileSync } from "node:fs";

const budgets = { clang: 180, release: 240, sanitized: 240, format: 20, house: 60, rooms: 20 };
const unitBudget = 60;
const programBudget = 150;

const total = { passed: 0, failed: 0, skipped: 0 };
const counts = new Map(); // file → tests by database
const row = (name, passed, failed, skipped, seconds, budget) =>
    console.log(`${name.padEnd(28)} ${[passed, failed, skipped].map((n) => String(n).padStart(8)).join("")} ${String(seconds).padStart(8)} ${String(budget).padStart(7)}`);

console.log();
row("suite", "passed", "failed", "skipped", "seconds", "budget");
for (const line of readFileSync(process.argv[2], "utf8").trim().split("\n")) {
    const [name, ...numbers] = line.split(" ");
    const [passed, failed, skipped, seconds] = numbers.map(Number);
    const [file, database] = name.split("/");
    const budget = budgets[name] ?? (database ? programBudget : unitBudget);
    row(name, passed, failed, skipped, seconds, seconds > budget ? `${budget} !` : budget);
    if (database) counts.set(file, { ...counts.get(file), [database]: passed + failed + skipped });
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
}
row("all", total.passed, total.failed, total.skipped, process.argv[3], "");
for (const [file, { sqlite, postgres }] of counts) {
    if (sqlite === postgres) continue;
    console.log(`${file}: ${sqlite} tests on SQLite, ${postgres} on PostgreSQL`);
    total.failed++;
}
if (process.env.CI === "true" && total.skipped > 0) {
    console.log(`${total.skipped} skipped: with CI=true each is a failure`);
    total.failed += total.skipped;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
