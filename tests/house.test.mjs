// SPDX-License-Identifier: Apache-2.0
// The manners of the house that a program can check. What is excepted stands here with its reason.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { filesBelow, readSource, top, withoutTexts } from "./tree.mjs";

const FUNCTION_LINES_MAX = 60;
const FILE_LINES_MAX = 700;

// Test files that try the promises of others than their namesake: test → the C files, those of another room with its
// name. (paper_docx.c may do with paper_test.c, without being named here.)
const TESTS_ALSO = {
    "src/query/counts_test.c": ["kept_count"],
    "src/people/account_test.c": ["position"],
    "src/people/session_test.c": ["csrf", "sign_in"],
    "src/people/visit_test.c": ["service"],
    "src/handling/assignment_test.c": ["inbox"],
    "src/handling/links_test.c": ["../query/record_filter"],
    "src/proof/verify_test.c": ["compare", "past_spans", "past_things", "../records/history"],
    "src/query/finder_test.c": ["../fields/record"],
    "src/query/page_plan_test.c": ["page_keys"],
    "src/records/numbers_test.c": ["../fields/number_text"],
    "src/records/write_test.c": ["draft", "office", "history_steps", "../fields/register_sql", "../query/search"],
    "src/store/change_test.c": ["postgres_batcher", "postgres_changes", "postgres_pipeline", "queue", "after_writers", "sqlite_writer", "sqlite_change_rows", "sqlite_sums"],
    "src/store/store_test.c": ["deferred_indexes", "failures", "lock", "migrate", "postgres", "rows", "sqlite", "statement", "statement_cache"],
    "src/template/template_test.c": ["parse", "render", "value"],
    "src/viet/fold_test.c": ["letters"],
};
const alsoTested = Object.entries(TESTS_ALSO).flatMap(([test, names]) => names.map((name) => join(test, "..", `${name}.c`)));

// Functions and files longer than the house allows: "path" or "path:function" → the reason.
const LONG_WITH_A_REASON = {};

// Functions that no other file of the program uses: the reason → their names. What has no reason goes.
const UNUSED_WITH_A_REASON = {
    "the tests set the clock, and see how much an arena holds": ["clock_fix", "clock_reset", "arena_used"],
    "the tests hold it against another computation": ["calendar_until", "lunar_from_day", "lunar_to_day", "lunar_leap_month", "record_count_is_kept", "viet_tokens_of", "id_instant"],
    "the tests ask the databases how they would answer": ["db_prepare", "record_plan", "pick_plan", "inbox_sql", "tally_forgetting", "work_queues_find", "calendar_moves_query"],
    "the tests see one part of a file alone": ["attachment_open", "body_parse", "api_route_doc", "csv_separator", "docx_write", "draft_cache_made", "explain_figure", "figure_form", "history_verify",
        "personal_field_is_indexed", "query_check_use", "reading_words", "report_draft_make", "tally_size", "viet_tokens_at", "viet_tokens_are_cut", "viet_tokens_count"],
    // what waits: docs/architecture.md says for which use
    "waits": ["document_number_parse", "document_type_is_known", "history_values_erase", "record_unlink", "session_end_all", "template_int", "viet_money_words"],
};

// Words of the program that an office's register or role has for its name, too: the file → the words.
const WORDS_OF_THE_PROGRAM = {
    "src/api/body.c": ["body"], // of a request
    "src/api/jobs.c": ["waiting"], // the state of a mail
    "src/definitions/build.c": ["summary"], // `title: summary` makes the field (docs/definitions.md)
    "src/definitions/check_figures.c": ["plan"], // the key of a share
    "src/definitions/shapes_register.c": ["dossier", "plan", "procedure"], // a kind of verdict, the key of a share, a type of field
    "src/definitions/shapes_report.c": ["plan"], // a kind of part
    "src/exchange/mail_queue.c": ["waiting"], // the state of a mail
    "src/fields/field_type.c": ["procedure"], // the type of field
    "src/main/record_acts.c": ["on"], // of a step that is typed: its day
    "src/people/password_words.c": ["administrator"], // what everybody guesses
};

// Words that are the program's own though an office names a field, a step or another thing so: what they are → the words.
const OWN_WORDS = {
    "keys of the definitions and their values (docs/definitions.md)": ["address", "against", "agency", "answers", "assigned", "authority", "code", "copies", "document", "done", "drafted", "ended", "every", "extend", "field", "form", "issued",
        "kind", "lead", "level", "name", "note", "number", "on", "period", "phone", "phrase", "place", "position", "procedure", "received", "recipients", "refused", "register", "replace", "report", "result",
        "resume", "returned", "series", "signed", "signer", "source", "start", "stop", "subject", "summary", "text", "type", "value", "waiting"],
    "tables of the database and columns of its rows": ["decided_on", "from_on", "holder", "session", "until_on"],
    "members of the API and inputs of forms": ["action", "content", "decision", "draft", "file", "head", "identity", "instance", "opinion", "outcome", "purpose", "received_on", "returned_on", "sent_on", "tasks", "url"],
    "kinds of links between records": ["replaces"],
    "how an assignment, an approval, a mail ended": ["closed", "decided", "replaced", "sent", "withdrawn"],
    "commands, acts and the operations of the API": ["assign", "decide", "finish", "return", "send-back", "serve", "urge", "verify", "withdraw"],
    "parts of pages, of their templates and signs": ["accept", "actions", "close", "confirm", "first", "given", "left", "moved", "new", "passed", "send", "sign", "submit"],
    "kinds of refusal": ["answer", "invalid", "rate", "repeated"],
    "of HTTP and the log": ["forwarded", "people"],
    "what everybody guesses for a password": ["ubnd"],
    "in an example of a paper, which tests alone read": ["petitions_by_post"],
};

const UNTESTED_ROOMS = ["main", "web", "api"]; // tested as a whole program
const BANNED = ["sprintf", "vsprintf", "strcpy", "strcat", "stpcpy", "strncpy", "atoi", "atol", "atof", "strtok", "alloca", "system", "gets"];

const sources = [...filesBelow("src", [".c", ".h"]), ...filesBelow("fuzz", [".c", ".h"]), ...filesBelow("tools", [".c", ".h"])];
const isTest = (path) => path.endsWith("_test.c");
const program = sources.filter((path) => path.startsWith("src/") && !path.startsWith("src/sample/") && !isTest(path) && !/(^|_)testing[_.]/.test(path.split("/").at(-1)));

// Fails with a line for each of FOUND.
const none = (found) => assert.ok(found.length === 0, found.join("\n"));

// Every text file that is part of the project: what git knows, or all outside build folders where there is no git.
function committed() {
    const git = spawnSync("git", ["-c", `safe.directory=${top}`, "ls-files", "--cached", "--others", "--exclude-standard", "-z"], { cwd: top, encoding: "utf8" });
    const paths = git.status === 0 ? git.stdout.split("\0").filter(Boolean)
        : filesBelow(".", [""]).filter((path) => !/^(\.git|build|build-[^/]*|data|out|node_modules)\//.test(path));
    return paths.filter((path) => existsSync(join(top, path)));
}
const tracked = committed();
const isBinary = (path) => /\.(png|ico|woff2|docx|xlsx|pdf|zip)$/.test(path) || path.startsWith("fuzz/corpus/");
const texts = tracked.filter((path) => !isBinary(path));

test("every source names its licence", () => {
    const without = texts.filter((path) => /\.(c|h|mjs|js|css|sh)$|^(script|\.ci)\/|^meson\.build$|\/meson\.build$/.test(path))
        .filter((path) => !readSource(path).split("\n").slice(0, 40).some((line) => line.includes("SPDX-License-Identifier: Apache-2.0")));
    none(without);
});

test("no banned function is called", () => {
    const pattern = new RegExp(`(?<![\\w.>])(${BANNED.join("|")})\\s*\\(`, "g");
    const found = sources.flatMap((path) => withoutTexts(readSource(path)).split("\n")
        .flatMap((line, at) => [...line.matchAll(pattern)].map(([, name]) => `${path}:${at + 1}: ${name}`)));
    none(found);
});

// "a/paper_docx.c" → a/paper_docx_test.c, a/paper_test.c
function testsOf(path) {
    const names = [];
    for (let stem = path.replace(/\.c$/, ""); ; stem = stem.replace(/_[^_/]*$/, "")) {
        names.push(`${stem}_test.c`);
        if (!/_[^_/]*$/.test(stem)) return names;
    }
}

test("each C file has its test beside it", () => {
    const without = sources.filter((path) => path.startsWith("src/") && path.endsWith(".c") && !isTest(path))
        .filter((path) => !UNTESTED_ROOMS.includes(path.split("/")[1]))
        .filter((path) => !alsoTested.includes(path) && !testsOf(path).some((name) => sources.includes(name)));
    none(without);
});

// The functions that headers of the program declare and no file uses but the one with the function: [name, header].
function unusedFunctions(files, read = readSource) {
    const isOfTests = (path) => isTest(path) || /(^|_)testing[_.]/.test(path.split("/").at(-1));
    const users = new Map(), declared = new Map();
    for (const path of files.filter((path) => path.startsWith("src/") && !isOfTests(path))) {
        const plain = withoutTexts(read(path));
        const defined = new Set([...plain.matchAll(/^[A-Za-z_](?:[^;{}\n]|\n(?! *[{}]))*?\b(\w+)\((?:[^;{}])*\)[^;{}()]*\n\{/gm)].map(([, name]) => name));
        const names = plain.match(/[A-Za-z_]\w*/g) ?? [];
        if (path.endsWith(".h"))
            for (const [, name] of plain.replace(/^[ \t]*#(?:[^\n]*\\\n)*[^\n]*/gm, "").matchAll(/^(?!static\b|typedef\b)[A-Za-z_][\w \t*]*?[\s*](\w+)\([^;{}]*;/gm)) declared.set(name, path);
        const often = new Map();
        for (const name of names) often.set(name, (often.get(name) ?? 0) + 1);
        for (const [name, times] of often)
            if (!defined.has(name) && !(declared.get(name) === path && times === 1)) users.set(name, [...(users.get(name) ?? []), path]);
    }
    return [...declared].filter(([name]) => !users.has(name));
}

// Planted and seen red: a function that was declared and called by its test alone; a name of the list that is used.
test("a function that no other file of the program uses has its reason", () => {
    const reasons = Object.values(UNUSED_WITH_A_REASON).flat(), unused = unusedFunctions(sources);
    none(unused.filter(([name]) => !reasons.includes(name)).map(([name, header]) => `${header}: no other file of the program uses ${name}`));
    none(reasons.filter((name) => !unused.some(([found]) => found === name)).map((name) => `${name} is used, or gone: no reason is needed`));
    const waits = readSource("docs/architecture.md");
    none(UNUSED_WITH_A_REASON.waits.filter((name) => !waits.includes(`\`${name}\``)).map((name) => `docs/architecture.md does not say what ${name} waits for`));
    const files = { "src/a/a.h": "int used(int x);\nint idle(int x);\n", "src/a/a.c": "int used(int x)\n{\n    return x;\n}\n\nint idle(int x)\n{\n    return used(x);\n}\n", "src/a/b.c": "int c = used;\n", "src/a/a_test.c": "int d = idle;\n" };
    assert.deepEqual(unusedFunctions(Object.keys(files), (path) => files[path]), [["idle", "src/a/a.h"]]);
});

// The stops of the newcomer's walk: files with the function to open there, in order of the text.
function stopsOf(page) {
    const walk = page.slice(page.indexOf("\n## One petition"), page.indexOf("\n## One change"));
    return [...walk.matchAll(/`((?:office\/)?[\w/-]+\.(?:c|yaml))`(?:\s+\(`(\w+)`\))?/g)].map(([, file, name]) => [file.endsWith(".c") ? `src/${file}` : file, name]);
}

// Planted and seen red: a function that is not there; a stop that is named twice.
test("the newcomer's walk names each stop once, and each is there", () => {
    const stops = stopsOf(readSource("docs/architecture.md")), files = stops.map(([file]) => file);
    assert.ok(stops.length >= 30, `${stops.length} stops`);
    none(files.filter((file, at) => files.indexOf(file) !== at).map((file) => `${file} stands there twice`));
    none(files.filter((file) => !existsSync(join(top, file))).map((file) => `${file} is not there`));
    const defines = (file, name) => new RegExp(`^[A-Za-z_](?:[^;{}\\n]|\\n(?! *[{}]))*?\\b${name}\\([^;{}]*\\)[^;{}()]*\\n\\{`, "m").test(withoutTexts(readSource(file)));
    none(stops.filter(([file, name]) => file.endsWith(".c") && file !== "src/web/routes.c" && !name).map(([file]) => `${file}: which function?`));
    none(stops.filter(([file, name]) => name && !defines(file, name)).map(([file, name]) => `${file} has no ${name}`));
});

test("each test file is built and run", () => {
    const missing = sources.filter(isTest).filter((path) => {
        const [, room, name] = path.match(/^src\/([^/]+)\/(.*)$/);
        return !readSource(`src/${room}/meson.build`).includes(name.replace(/\.c$/, ""));
    });
    none(missing);
});

test("each fuzz target is built, and has inputs to replay", () => {
    const targets = filesBelow("fuzz", [".c"]).filter((path) => path !== "fuzz/replay.c").map((path) => path.slice(5, -2));
    const build = readSource("fuzz/meson.build");
    none(targets.filter((name) => !build.includes(`'${name}':`)));
    none(targets.filter((name) => filesBelow(`fuzz/corpus/${name}`, [""]).length === 0));
});

test("the exceptions name files that are there", () => {
    const gone = [...Object.keys(TESTS_ALSO), ...alsoTested, ...Object.keys(LONG_WITH_A_REASON).map((key) => key.split(":")[0])]
        .filter((path) => !sources.includes(path));
    none(gone);
});

// LINES without the static tables that begin in them: data, not code.
function withoutTables(lines) {
    const kept = [];
    for (let at = 0; at < lines.length; at++) {
        if (!/^ {4}static /.test(lines[at])) {
            kept.push(lines[at]);
            continue;
        }
        for (let depth = 0; at < lines.length; at++) {
            depth += lines[at].split("{").length - lines[at].split("}").length;
            if (depth === 0 && lines[at].endsWith(";")) break;
        }
    }
    return kept;
}

// The names that an office gives: registers and roles of office/.
const namesOfOffice = () => [
    ...filesBelow("office/registers", [".yaml"]).map((path) => readSource(path).match(/^register: (\S+)/m)[1]),
    ...[...readSource("office/roles.yaml").matchAll(/^  - name: (\S+)/gm)].map(([, name]) => name),
];

// What it names within: fields, steps, states, figures and clocks of its registers, its lists, reports, books, units and
// issuers.
function namesWithin() {
    const all = (folder) => filesBelow(folder, [".yaml"]).map((path) => parse(readSource(path))), one = (path) => parse(readSource(path));
    const registers = all("office/registers"), units = one("office/units.yaml");
    const named = ["fields", "steps", "states", "figures", "deadlines"].flatMap((key) => registers.flatMap((register) => register[key] ?? []));
    return new Set([...named, ...one("office/books.yaml").books].map(({ name }) => name).concat(all("office/lists").map(({ list }) => list),
        all("office/reports").map(({ report }) => report), [...units.units, ...units.issuers].map(({ code }) => code)));
}

// The calls that look a thing of the office up by its name, or compare such a name: nothing of the program's own is found so.
const LOOKS_UP = /\b(?:register_(?:field|state|step|deadline|group)|definitions_\w+|field_choice|run_register|record_value|cell_\w+|named_(?:value|step)|draft_set|draft_step_set|draft_add_step|condition_asks|printed_query|record_in_force|change_want_numbers|write_plan_act)\((?:[^;"()]|\([^()]*\))*$|\b(?:text_equal|strcmp)\([^;"]*->(?:name|code|unit|issuer|step|state|book|title|list|report)\s*,\s*$/;

// C without its comments.
const withoutComments = (source) => source.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"/g, (text) => text[0] === '"' ? text : text.replace(/[^\n]/g, " "));

// The literals of C that are one of NAMES, with their lines.
function literals(source, names) {
    return withoutComments(source).split("\n").flatMap((line, at) => [...line.matchAll(/"((?:\\.|[^"\\])*)"/g)].filter(([, text]) => names.has(text)).map(([, text]) => [text, at + 1]));
}

// Those that a thing of the office is looked up by: [name, line].
function lookedUp(source, names) {
    const plain = withoutComments(source);
    return [...plain.matchAll(/"((?:\\.|[^"\\\n])*)"/g)].filter(([, text]) => names.has(text))
        .filter(({ index }) => LOOKS_UP.test(plain.slice(Math.max(plain.lastIndexOf(";", index), plain.lastIndexOf("{", index), plain.lastIndexOf("}", index)) + 1, index)))
        .map(({ 1: text, index }) => [text, plain.slice(0, index).split("\n").length]);
}

// Planted and seen red: text_equal(reg->name, "petition").
test("no register or role of the office is named in C", () => {
    const names = new Set(namesOfOffice());
    assert.ok(names.size >= 25, `${names.size} names`);
    assert.deepEqual(literals('a = "x"; /* "dossier" */\nb = "dossier";', new Set(["dossier"])), [["dossier", 2]]);
    const found = program.flatMap((path) => literals(readSource(path), names).map(([name, line]) => ({ path, name, line })));
    none(found.filter(({ path, name }) => !WORDS_OF_THE_PROGRAM[path]?.includes(name)).map(({ path, name, line }) => `${path}:${line}: “${name}” is the office's word: let a definition say it`));
    none(Object.entries(WORDS_OF_THE_PROGRAM).flatMap(([path, words]) => words.filter((word) => literals(readSource(path), new Set([word])).length === 0).map((word) => `${path} does not say “${word}”`)));
});

// Planted and seen red: const char *u = "thvx"; text_equal(u, "received_on"); record_value(r, "summary");
// text_equal(field->name, "kind").
test("no field, step, state, figure, clock, list, report, book, unit or issuer of the office is named in C", () => {
    const names = namesWithin(), own = Object.values(OWN_WORDS).flat();
    assert.ok(names.size >= 400, `${names.size} names`);
    assert.deepEqual(lookedUp('f("kind"); x = register_field(reg,\n  "kind"); if (text_equal(field->name, "code")) { g("code"); }', new Set(["kind", "code"])), [["kind", 2], ["code", 2]]);
    const found = program.flatMap((path) => literals(readSource(path), names).map(([name, line]) => ({ path, name, line })));
    none(found.filter(({ name }) => !own.includes(name)).map(({ path, name, line }) => `${path}:${line}: “${name}” is the office's word: let a definition say it`));
    none(own.filter((name, at) => own.indexOf(name) !== at || !found.some((each) => each.name === name)).map((name) => `“${name}” stands there twice, or no C says it`));
    none(program.flatMap((path) => lookedUp(readSource(path), names).filter(([name]) => !WORDS_OF_THE_PROGRAM[path]?.includes(name)).map(([name, line]) => `${path}:${line}: “${name}” is looked up by the office's word`)));
});

// Lines from the "{" to the "}" of each function of a formatted file, without its tables: [name, lines].
function functions(source) {
    const lines = withoutTables(withoutTexts(source).split("\n").map((line) => line.trimEnd()));
    const found = [];
    for (let at = 1; at < lines.length; at++) {
        if (lines[at] !== "{") continue;
        let head = at - 1;
        while (head > 0 && /^\s/.test(lines[head])) head--;
        const end = lines.indexOf("}", at);
        const [, name] = lines.slice(head, at).join(" ").match(/(\w+)\s*\(/) ?? [, "?"];
        found.push([name, end - at + 1]);
    }
    return found;
}

test("functions fit a screen", () => {
    const long = sources.flatMap((path) => functions(readSource(path))
        .filter(([name, lines]) => lines > FUNCTION_LINES_MAX && !(isTest(path) && name === "main") && !(`${path}:${name}` in LONG_WITH_A_REASON))
        .map(([name, lines]) => `${path}: ${name} has ${lines} lines`));
    none(long);
});

test("files can be held in the head", () => {
    const long = sources.filter((path) => !(path in LONG_WITH_A_REASON))
        .map((path) => [path, readSource(path).split("\n").length - 1])
        .filter(([, lines]) => lines > FILE_LINES_MAX).map(([path, lines]) => `${path} has ${lines} lines`);
    none(long);
});

test("a long function is seen", () => {
    const body = "    x++;\n".repeat(FUNCTION_LINES_MAX);
    assert.deepEqual(functions(`static int f(int x,\n             int y)\n{\n${body}}\n`), [["f", FUNCTION_LINES_MAX + 2]]);
    assert.deepEqual(functions("void g(void)\n{\n    static const int table[] = {\n        1,\n        2,\n    };\n    h(table);\n}\n"), [["g", 3]]);
});

test("each header compiles alone", () => {
    const libraries = ["libcrypto", "libzip", "sqlite3", "libpq", "yaml-0.1", "icu-uc", "jansson", "expat", "libxml-2.0", "libdeflate", "cmocka"];
    const flags = execFileSync("pkg-config", ["--cflags", ...libraries], { encoding: "utf8" }).trim().split(/\s+/).filter(Boolean);
    const headers = sources.filter((path) => path.startsWith("src/") && path.endsWith(".h"));
    // -w: the only warning would be that a header with #pragma once is the main file
    const gcc = spawnSync("gcc", ["-std=gnu17", "-D_GNU_SOURCE", "-fsyntax-only", "-w", `-DSOURCE_FOLDER="${top}"`, "-Isrc", ...flags, "-x", "c", ...headers], { cwd: top, encoding: "utf8" });
    assert.equal(gcc.stderr, "");
    assert.equal(gcc.status, 0);
});

test("headers say what they promise before they say anything else", () => {
    const without = sources.filter((path) => path.endsWith(".h") && !readSource(path).startsWith(`/* ${path}\n * `));
    none(without);
});

test("no unfinished word stands in the sources", () => {
    const words = ["TO" + "DO", "FIX" + "ME", "X" + "XX"];
    const pattern = new RegExp(`\\b(${words.join("|")})\\b`);
    none(texts.filter((path) => pattern.test(readSource(path))));
});

test("nothing generated is committed", () => {
    const generated = tracked.filter((path) => /^(build|build-[^/]*|data|out)\/|(^|\/)node_modules\/|\.(o|a|so|db|db-wal|db-shm|pyc|gcda|gcno)$/.test(path));
    none(generated);
    const large = tracked.filter((path) => statSync(join(top, path)).size > 1 << 20);
    none(large.map((path) => `${path} is larger than 1 MiB`));
});

const digest = (text) => createHash("sha256").update(text).digest("hex").slice(0, 16);
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");

// What must not stand in the project is known here by its hash only, so that it does not stand here either.
const NAMES_OF_PERSONS = new Set(["cfd8ff8bc98d744b", "415d942c665cdef4", "a652bc3ac3f797e3"]); // of the source report
const FOREIGN_WORDS = new Set(["c857d09db23e6822", "c70eca6b0f88f44d", "7d3194f79e645c42", "60965168ce762e94", "3ea125d0bff386e6", // tools
    "0dc11026ac75c015", "a4aa2ac280bb8d1a", "c899567ee9068517", "e680c440a2e92079", "2e97613f5a81eaa4", "3d01f3609be82d98", // hosts of
    "00a7dc5a0cc38858", "4a8b734fb5be77bc"]); // package registries

function namesIn(text, hashes = NAMES_OF_PERSONS) {
    const words = folded(text).split(/[^a-z]+/);
    return words.map((_, at) => words.slice(at, at + 3).join(" ")).filter((name) => hashes.has(digest(name)));
}

function foreignIn(text, hashes = FOREIGN_WORDS) {
    const words = new Set(text.toLowerCase().match(/[a-z0-9]+(?:[.-][a-z0-9]+)*/g) ?? []);
    return [...words].flatMap((word) => [word, ...word.split(/[.-]/)]).filter((word) => hashes.has(digest(word)));
}

test("no person of the source report is named", () => {
    none(texts.filter((path) => namesIn(readSource(path)).length > 0));
});

test("no tool, package registry or folder of a workshop is named", () => {
    const workshop = new RegExp(["", "work", "(main|shared|wt)\\b"].join("/"));
    none(texts.filter((path) => foreignIn(readSource(path)).length > 0 || workshop.test(readSource(path))));
});

test("names are found with and without marks, words in addresses and in compounds", () => {
    assert.equal(namesIn("bà LÊ THỊ Đỗ, và le thi do", new Set([digest("le thi do")])).length, 2);
    const hosts = new Set([digest("packages.example.org"), digest("helper")]);
    assert.equal(foreignIn("https://packages.example.org/x", hosts).length, 1);
    assert.equal(foreignIn("my-helper.yaml", hosts).length, 1);
});
