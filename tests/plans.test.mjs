// SPDX-License-Identifier: Apache-2.0
// How both databases read every list, for every role, in an office of 570,000 records: no table as a whole, no sort of more
// than a thousand rows. The walk is that of src/query/page_plan_test.c, on an office that is there; its head lists what
// PostgreSQL still does otherwise.
//
// SQLite plans without looking at rows: the plans of the sample are those of an office twenty times as large, as long as
// nothing keeps statistics. Compared once with `sample --scale 20`: 8,125 statements, all plans the same.
// PostgreSQL looks, so that the office is grown here to the size of `sample --scale 20` in what lists read: the registers
// that this multiplies, their records and due dates, each row twenty times. Indexes are as loose as those of an office
// that was filled record by record. Compared once with such an office: of 5,484 statements 3,118 have the same plan in
// every line, the others other joins or indexes; what is read as a whole or sorted is nearly the same lists.
// Seen red: an index that the lists need is dropped in the second test itself; an index of a text's order over another
// expression.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { database, program, rowsOf, sampleOffice } from "./helper.mjs";
import { top } from "./tree.mjs";

const TIMES = 20;
const MANY = 300; // records of a register that `sample --scale` multiplies
const walks = [dirname(program), join(top, "build-asan")].map((folder) => join(folder, "src/query_page_plan_test"));
const office = sampleOffice({ after });

// Behind the program's back.
function change(statements) {
    const [tool, ...args] = database === "postgres" ? ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", office.place[1]] : ["sqlite3", "-bail", join(office.folder, "congvu.db")];
    const done = spawnSync(tool, args, { input: statements, encoding: "utf8" });
    assert.equal(done.status, 0, done.stderr);
}

const namesOf = (statement) => rowsOf(office, statement).map(({ name }) => name);

function grow() {
    const registers = namesOf(`select register as name from record group by register having count(*) > ${MANY}`);
    const tables = ["record", "due_span", ...registers];
    const listed = tables.map((table) => `'${table}'`).join(", ");
    const copied = { id: "id + k * 1000", record: "record + k * 1000", number: "number || '.' || k", source_code: "source_code || '.' || k",
        number_key: "case when number_key = '' then '' else number_key || '.' || lpad(k::text, 2, '0') end" };
    const rows = (table) => {
        const columns = namesOf(`select column_name as name from information_schema.columns where table_schema = 'public' and table_name = '${table}' order by ordinal_position`);
        const values = columns.map((name) => `${(table === "record" || /^(id|record)$/.test(name) ? copied[name] : undefined) ?? `"${name}"`} as "${name}"`);
        const again = table === "record" ? `register in (${registers.map((name) => `'${name}'`).join(", ")}) or k = 0` : "true";
        return `create temp table grown as select ${values.join(", ")} from "${table}", generate_series(0, ${TIMES - 1}) as k where ${again} order by 1;
            truncate "${table}"; insert into "${table}" select * from grown; drop table grown;`;
    };
    // in the database, where no character of a definition is lost
    const each = (act) => `do $$ declare x record; begin for x in select * from again loop execute ${act}; end loop; end $$;`;
    change(["set maintenance_work_mem = '256MB';",
        `create temp table again as select indexname as name, indexdef as definition, case when indexname ~ '_by_(finish|stay)$' then 'fillfactor = 100, deduplicate_items = off'
            when indexname like 'record_%' then 'fillfactor = 56, deduplicate_items = off' when indexname like '%_in_order_of_%' then 'fillfactor = 52' else 'fillfactor = 90' end as how
            from pg_indexes where schemaname = 'public' and tablename in (${listed}) and indexname !~ '_pkey$';`,
        each("format('drop index %I', x.name)"), ...tables.map(rows),
        each("regexp_replace(x.definition, '( WHERE .*)?$', ' WITH (' || x.how || ')\\1')"), "vacuum analyze;"].join("\n"));
}

// The walk's exit status and what it printed; over one register where REGISTER is given.
function walk(register = "") {
    const binary = walks.find((path) => existsSync(path));
    assert.ok(binary, `${walks.join(" or ")} is not built`);
    return spawnSync(binary, { encoding: "utf8", maxBuffer: 64 << 20,
        env: { ...process.env, CONGVU_PLAN_OFFICE: database === "postgres" ? office.place[1] : office.folder, CONGVU_PLAN_REGISTER: register } });
}

test("no list of any role reads a whole table or sorts more than a thousand rows of a large office", () => {
    if (database === "postgres") {
        grow();
        const [{ records }] = rowsOf(office, "select count(*) as records from record");
        const [{ estimated }] = rowsOf(office, "select reltuples as estimated from pg_class where relname = 'record'");
        assert.ok(records > 560_000 && records < 580_000 && Math.abs(estimated - records) < records / 100, `${records} records, ${estimated} estimated`);
    } else {
        assert.deepEqual(namesOf("select name from sqlite_master where name like 'sqlite_stat%'"), [], "SQLite has statistics");
    }
    const { status, stdout, stderr } = walk();
    assert.equal(status, 0, stdout + stderr);
    const [, pages, statements] = (stdout + stderr).match(/^(\d+) pages, (\d+) statements/m);
    assert.ok(pages > 20_000 && statements > 4_000, `${pages} pages, ${statements} statements`);
});

test("an index that is missing there is seen", () => {
    change("drop index record_by_state_and_date;");
    const { status, stdout, stderr } = walk("dossier");
    assert.equal(status, 1, stdout + stderr);
    assert.match(stdout + stderr, /dossier\?.*sort=/);
});
