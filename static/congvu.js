// SPDX-License-Identifier: Apache-2.0
// Improvements only: without this file every page works. No eval, no innerHTML, no inline handlers.
(function () {
    "use strict";
    const KEEP_MS = 12 * 3600 * 1000, GO_MS = 1200, NOTE_DELAY_MS = 400, PICK_MS = 150;
    const body = document.body, all = (selector, from) => Array.from((from || document).querySelectorAll(selector));
    const one = (selector, from) => (from || document).querySelector(selector);

    // make("a", { href: "/" }, "text", child…)
    function make(name, attributes, ...children) {
        const element = document.createElement(name);
        for (const key in attributes) element.setAttribute(key, attributes[key]);
        element.append(...children);
        return element;
    }

    // --- errors, printing, ticks ---
    const summary = one(".error-summary");
    if (summary) summary.focus();
    all("[data-print]").forEach((button) => {
        button.hidden = false;
        button.addEventListener("click", () => window.print());
    });
    all("[data-tick-all]").forEach((box) => {
        const boxes = all(".tick input", box.closest("table")).filter((other) => other !== box);
        const show = () => {
            const ticked = boxes.filter((other) => other.checked).length;
            box.checked = ticked > 0 && ticked === boxes.length;
            box.indeterminate = ticked > 0 && ticked < boxes.length;
        };
        box.hidden = false;
        box.addEventListener("change", () => boxes.forEach((other) => { other.checked = box.checked; }));
        boxes.forEach((other) => other.addEventListener("change", show));
        show();
    });
    all("[data-submit-on-change]").forEach((select) => select.addEventListener("change", () => select.form.submit()));

    // --- menus close with Escape and by a click elsewhere ---
    const menus = () => all("details[data-menu][open]");
    document.addEventListener("click", (event) => menus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; }));

    // --- one press, one request; the page that comes back by "Back" can send again ---
    document.addEventListener("submit", (event) => {
        const form = event.target;
        if (form.method !== "post") return;
        if (form.dataset.sent) { event.preventDefault(); return; }
        form.dataset.sent = "1";
        all("button", form).forEach((button) => button.setAttribute("aria-disabled", "true"));
    });
    window.addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => {
        delete form.dataset.sent;
        all("button", form).forEach((button) => button.removeAttribute("aria-disabled"));
    }));

    // --- what is typed is kept in this tab for its one form, until that is sent, given up or its person signs out:
    // forms with data-draft="key". What was sent and led on to another page is done, whoever fetched the page's cookies.
    const mine = "draft:" + (body.dataset.user || "") + ":";
    const stored = (key, value) => {
        try {
            if (value === undefined) return JSON.parse(sessionStorage.getItem(key));
            if (value === null) sessionStorage.removeItem(key);
            else sessionStorage.setItem(key, JSON.stringify(value));
        } catch { /* no storage, or it is full: nothing is kept */ }
        return null;
    };
    const drop = (which) => {
        try {
            Object.keys(sessionStorage).filter((key) => key.startsWith("draft:") && which(key, stored(key))).forEach((key) => sessionStorage.removeItem(key));
        } catch { /* no storage */ }
    };
    const kept = (form) => Array.from(form.elements)
        .filter((field) => field.name && field.name[0] !== "_" && !/^(password|file|hidden|submit|button|fieldset)$/.test(field.type));
    function read(form) {
        return kept(form).map((field) => [field.name, /^(checkbox|radio)$/.test(field.type) ? field.checked : field.value]);
    }
    function write(form, values) {
        kept(form).forEach((field, at) => {
            if (!values[at] || values[at][0] !== field.name) return;
            if (typeof values[at][1] === "boolean") field.checked = values[at][1];
            else field.value = values[at][1];
        });
    }
    function restored(form, first, key) {
        const away = make("button", { type: "button", class: "button" }, "Bỏ phần đã giữ");
        const note = make("div", { class: "notice", role: "status" }, "Đã lấy lại nội dung đang soạn dở trên máy này.", away);
        away.addEventListener("click", () => {
            write(form, first);
            stored(key, null);
            note.remove();
        });
        form.before(note);
    }
    if (body.dataset.draftDone) stored(mine + body.dataset.draftDone, null);
    const entry = performance.getEntriesByType("navigation")[0];
    if (entry && entry.type === "navigate" && !one(".message, .sign-in, form[data-failed]")) drop((key, draft) => draft && draft.sent);
    all('form[action="/dang-xuat"]').forEach((form) => form.addEventListener("submit", () => drop(() => true)));
    all("form[data-draft]").forEach((form) => {
        const key = mine + form.dataset.draft, first = read(form), draft = stored(key), cancel = one("[data-draft-drop]", form);
        let timer;
        const keep = (sent) => {
            clearTimeout(timer);
            stored(key, { at: Date.now(), sent, values: read(form) });
        };
        if (draft && Date.now() - draft.at < KEEP_MS && JSON.stringify(draft.values) !== JSON.stringify(first) && !form.dataset.failed) {
            write(form, draft.values);
            restored(form, first, key);
        }
        form.addEventListener("input", () => {
            clearTimeout(timer);
            timer = setTimeout(() => keep(false), NOTE_DELAY_MS);
        });
        form.addEventListener("submit", () => keep(true));
        if (cancel) cancel.addEventListener("click", () => {
            clearTimeout(timer);
            stored(key, null);
        });
    });

    // --- a report: a click on a figure shows beside the paper where it comes from, a second one opens its page ---
    const figures = () => all("article.paper a.figure[data-figure]");
    const choose = (id) => figures().forEach((link) => {
        if (link.dataset.figure === id) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
    });
    function fill(link) {
        const ask = new XMLHttpRequest(), address = location.pathname + "?figure=" + encodeURIComponent(link.dataset.figure);
        const page = () => { location.href = link.href; };
        ask.open("GET", address);
        ask.responseType = "document"; // parsed by the browser: no text of ours becomes markup
        ask.onload = () => {
            const found = ask.status === 200 && ask.response && one("[data-source]", ask.response);
            if (!found) return page();
            one("[data-source]").replaceChildren(...document.adoptNode(found).childNodes);
            choose(link.dataset.figure);
            history.replaceState(null, "", address);
        };
        ask.onerror = page;
        ask.send();
    }
    if (one("[data-source]")) {
        choose(new URLSearchParams(location.search).get("figure"));
        document.addEventListener("click", (event) => {
            const link = event.target.closest("article.paper a.figure[data-figure]");
            if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link.hasAttribute("aria-current")) return;
            event.preventDefault();
            fill(link);
        });
    }

    // A field that names a record fills what is blank and says the due date at once, as the check button does.
    all("button[data-fills]").forEach((button) => {
        const form = button.form, said = make("p", { class: "muted", role: "status" });
        button.closest(".buttons").before(said);
        button.dataset.fills.split(" ").filter((name) => form.elements[name]).forEach((name) => form.elements[name].addEventListener("change", () => {
            const data = new URLSearchParams(new FormData(form)), ask = new XMLHttpRequest();
            data.set("check", "yes");
            ask.open("POST", form.action);
            ask.responseType = "document"; // parsed by the browser: no text of ours becomes markup
            ask.onload = () => {
                if (!ask.response) return;
                all("form.form input:not([type=hidden]), form.form select, form.form textarea", ask.response).forEach((theirs) => {
                    const own = theirs.name && form.elements[theirs.name];
                    if (own && own.value === "" && /text|select|textarea/.test(own.type)) own.value = theirs.value;
                });
                const notice = one(".notice", ask.response);
                said.textContent = notice ? notice.textContent.trim() : "";
            };
            ask.send(data);
        }));
    });

    // --- a control that chooses: the server is asked while one types, only its newest answer counts ---
    all("input[data-pick]").forEach((input) => {
        const list = make("ul", { id: input.id + "-list", role: "listbox", "aria-label": one("label[for='" + input.id + "']").textContent, hidden: "" }),
            said = make("div", { class: "hidden", role: "status" }), box = input.parentNode;
        let timer, asked, at = -1;
        all("button", box).forEach((button) => button.remove());
        box.append(list, said);
        const mark = (to) => {
            at = to;
            Array.from(list.children).forEach((item, place) => item.setAttribute("aria-selected", place === at));
            if (at < 0) return input.removeAttribute("aria-activedescendant");
            input.setAttribute("aria-activedescendant", list.children[at].id);
            list.children[at].scrollIntoView({ block: "nearest" });
        };
        const open = (is) => {
            list.hidden = !is;
            input.setAttribute("aria-expanded", is);
            mark(-1);
        };
        const close = () => {
            clearTimeout(timer);
            if (asked) asked.abort();
            open(false);
        };
        const choose = (item) => {
            input.value = item.textContent;
            close();
            ["input", "change"].forEach((name) => input.dispatchEvent(new Event(name, { bubbles: true })));
        };
        const find = () => {
            const day = input.dataset.day && input.form.elements[input.dataset.day];
            if (asked) asked.abort();
            asked = new AbortController();
            fetch(input.dataset.pick + "&" + new URLSearchParams({ q: input.value, on: day ? day.value : "" }), { signal: asked.signal }).then((answer) => answer.json()).then((found) => {
                list.replaceChildren(...found.items.map((text, place) => make("li", { id: list.id + "-" + place, role: "option" }, text)));
                open(found.items.length > 0);
                said.textContent = found.items.length ? found.items.length + " kết quả" + (found.more ? ", gõ thêm để thu hẹp" : "") : "Không tìm thấy";
            }).catch(() => {});
        };
        for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" })) input.setAttribute(name, value);
        input.addEventListener("input", (event) => {
            if (!event.isTrusted) return;
            clearTimeout(timer);
            timer = setTimeout(find, PICK_MS);
        });
        input.addEventListener("blur", close);
        input.addEventListener("keydown", (event) => {
            const count = list.hidden ? 0 : list.children.length, key = event.key;
            const to = { ArrowDown: (at + 1) % count, ArrowUp: (at < 1 ? count : at) - 1, Home: at < 0 ? NaN : 0, End: at < 0 ? NaN : count - 1 }[key];
            if (event.isComposing || event.altKey || event.ctrlKey) return;
            if (!count) return key === "ArrowDown" ? find() : undefined;
            if (to >= 0) mark(to);
            else if (key === "Escape") close();
            else if (key === "Enter" && (at >= 0 || count === 1)) choose(list.children[Math.max(at, 0)]);
            else return;
            event.preventDefault();
        });
        list.addEventListener("mousedown", (event) => event.preventDefault());
        list.addEventListener("click", (event) => {
            const item = event.target.closest("li");
            if (item) choose(item);
        });
    });

    // --- keys ---
    if (body.dataset.keys === "off") return;
    const typing = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(checkbox|radio|submit|button)$/.test(target.type);
    const rows = () => all("tr[data-row]");
    let current = -1, going = 0;
    function move(step) {
        const list = rows();
        if (!list.length) return;
        if (list[current]) list[current].removeAttribute("data-current");
        current = Math.min(list.length - 1, Math.max(0, current + step));
        list[current].setAttribute("data-current", "");
        list[current].scrollIntoView({ block: "nearest" });
        const link = one("a", list[current]);
        if (link) link.focus({ preventScroll: true });
    }
    const turn = (rel) => { const link = one("main a[rel=" + rel + "]"); if (link) link.click(); };
    function help() {
        const list = make("dl", { class: "keys" });
        const add = (key, text) => list.append(make("dt", {}, ...key.split(" ").map((part) => make("kbd", {}, part))), make("dd", {}, text));
        add("/", "Tìm kiếm");
        all(".rail a[data-go]").forEach((link) => add("g " + link.dataset.go, one(".name", link).textContent));
        add("j k", "Dòng sau, dòng trước");
        if (one("main a[rel=prev], main a[rel=next]")) add("[ ]", "Trang trước, trang sau");
        add("Enter", "Mở dòng đang chọn");
        add("x", "Đánh dấu dòng đang chọn");
        add("?", "Danh sách phím này");
        const close = make("button", { class: "button button--primary", autofocus: "" }, "Đóng");
        const dialog = make("dialog", { class: "dialog", "aria-labelledby": "keys-title" }, make("h2", { id: "keys-title" }, "Phím tắt"), list,
            make("form", { method: "dialog", class: "buttons" }, close, make("a", { class: "button button--plain", href: "/tai-khoan" }, "Tắt phím trong Tài khoản")));
        dialog.addEventListener("close", () => dialog.remove());
        body.append(dialog);
        dialog.showModal();
    }
    const acts = {
        "/": () => { const field = one("#q"); if (field && field.offsetParent) { field.focus(); field.select(); } else location.href = "/tim-kiem"; },
        "?": help,
        j: () => move(1),
        k: () => move(-1),
        "[": () => turn("prev"),
        "]": () => turn("next"),
        x: () => { const box = rows()[current] && one(".tick input", rows()[current]); if (box) box.click(); },
        g: () => { going = Date.now(); },
    };
    document.addEventListener("keydown", (event) => {
        if (event.key === "Escape") {
            menus().forEach((menu) => {
                menu.open = false;
                one("summary", menu).focus();
            });
            return;
        }
        if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented || typing(event.target) || one("dialog[open]")) return;
        const link = Date.now() - going < GO_MS && all(".rail a[data-go]").find((item) => item.dataset.go === event.key);
        going = 0;
        if (link) {
            event.preventDefault();
            location.href = link.href;
        } else if (Object.hasOwn(acts, event.key)) {
            event.preventDefault();
            acts[event.key]();
        }
    });
})();
