/// The script of the pages: filters, orders and searches the embedded records, and shows one of them whole.
///
/// It reads records of the shape that ``ViewerRecord`` writes and the summary that ``ViewerData`` writes, touches the page only through
/// `textContent`, so that no record can become markup, and keeps what is shown in the address's fragment, so that a view can be linked.
enum PageScript {
    /// What the page may do: nothing but run this script and use its own style.
    static var policy: String {
        "default-src 'none'; style-src 'unsafe-inline'; script-src '\(digest)'; base-uri 'none'; form-action 'none'"
    }

    /// SHA-256 of ``source``; a test recomputes it.
    static let digest = "sha256-+xJvtv9cve7zJcQ8Yu1j11LMWPnDAQhgZKovDPSalTo="

    static let source: StaticString = #"""
        (() => {
          "use strict";
          const byId = (id) => document.getElementById(id);
          const make = (tag, className, text) => {
            const element = document.createElement(tag);
            if (className) element.className = className;
            if (text !== undefined) element.textContent = text;
            return element;
          };
          const source = byId("page-data");
          if (!source) return;
          const page = JSON.parse(source.textContent);
          const phone = () => matchMedia("(max-width: 760px)").matches;
          const step = phone() ? 25 : 100;

          // Records stay text until they are shown; their flags stand first on the line.
          const lines = [];
          const flags = [];
          for (const block of document.querySelectorAll('script[type="application/jsonl"]')) {
            for (const line of block.textContent.split("\n")) {
              if (!line) continue;
              lines.push(line);
              flags.push(parseInt(line, 10));
            }
          }
          const record = (index) => JSON.parse(lines[index].slice(lines[index].indexOf(" ") + 1));
          const has = (flag, state) => (state.bit === 0 ? flag === 0 : (flag & state.bit) !== 0);
          const rank = (flag) => page.states.findIndex((state) => has(flag, state));
          const escaped = (text) => JSON.stringify(text).slice(1, -1).replaceAll("<", "\\u003c");

          const view = { state: "", slice: "", q: "", order: "worst", sample: "" };
          let shown = [];
          let rendered = 0;
          let current = -1;

          const number = (value) => {
            const size = Math.abs(value);
            if (value !== 0 && size < 0.0005) return value.toExponential(1);
            return value.toFixed(size < 10 ? (Number.isInteger(value) ? 0 : 3) : size < 100 ? 2 : 1).replace(/\.0$/, "");
          };
          const valueText = (score) =>
            score.b !== undefined ? (score.b ? "pass" : "fail")
              : score.v !== undefined ? number(score.v)
              : score.t !== undefined ? score.t
              : score.e !== undefined ? "error" : "no value";
          const scoreTone = (score) =>
            score.e !== undefined || score.o === 0 ? "tone-bad" : score.o === 1 ? "tone-good"
              : score.v === undefined && score.b === undefined && score.t === undefined ? "tone-open" : "tone-none";
          const firstText = (part) => (Array.isArray(part[2]) ? part[2].map((each) => (Array.isArray(each) ? each[1] : each)).at(-1) : part[2]) ?? "";

          // Which records are shown, and in which order.
          function choose() {
            const state = page.states.find((each) => each.word === view.state);
            const slice = view.slice && '"' + escaped(view.slice) + '"';
            const query = escaped(view.q.trim()).toLowerCase();
            shown = [];
            for (let index = 0; index < lines.length; index += 1) {
              if (state && !has(flags[index], state)) continue;
              if (slice && !(lines[index].includes(slice) && (record(index).l ?? []).includes(view.slice))) continue;
              if (query && !lines[index].toLowerCase().includes(query)) continue;
              shown.push(index);
            }
            if (view.order === "worst") {
              const groups = page.states.map(() => []);
              for (const index of shown) groups[Math.max(0, rank(flags[index]))].push(index);
              shown = groups.flat();
            } else if (view.order.startsWith("low:") || view.order.startsWith("high:")) {
              const name = view.order.slice(view.order.indexOf(":") + 1);
              const sign = view.order.startsWith("low:") ? 1 : -1;
              const values = new Map(shown.map((index) => {
                const score = record(index).s.find((each) => each.k === name);
                return [index, score?.v ?? score?.b ?? NaN];
              }));
              const key = (index) => (Number.isNaN(values.get(index)) ? Infinity : sign * values.get(index));
              shown.sort((a, b) => (key(a) === key(b) ? a - b : key(a) - key(b)));
            }
          }

          function row(position) {
            const index = shown[position];
            const data = record(index);
            const state = page.states[Math.max(0, rank(flags[index]))];
            const button = make("button", "tone-" + state.tone);
            button.type = "button";
            const sign = make("span", "sign", state.sign);
            sign.setAttribute("aria-hidden", "true");
            const id = make("span", "id", data.i + (data.n ? " · epoch " + data.n : ""));
            id.dir = "auto";
            const spoken = make("span", "chip tone-" + state.tone, page.states.filter((each) => has(flags[index], each)).map((each) => each.word).join(", "));
            const chips = make("span", "chips");
            chips.append(spoken);
            for (const score of data.s.filter((each) => scoreTone(each) !== "tone-good").slice(0, 3)) {
              chips.append(make("span", "chip " + scoreTone(score), score.k + " " + valueText(score)));
            }
            const preview = make("span", "preview", data.p.length ? firstText(data.p[0]).slice(0, 240) : "");
            preview.dir = "auto";
            button.append(sign, id, preview, chips);
            button.addEventListener("click", () => choosePosition(position, { read: true }));
            const item = make("li");
            item.append(button);
            return item;
          }

          function render(count) {
            const list = byId("list");
            const part = document.createDocumentFragment();
            const end = Math.min(shown.length, Math.max(rendered, count));
            for (; rendered < end; rendered += 1) part.append(row(rendered));
            list.append(part);
            byId("more").hidden = rendered >= shown.length;
          }

          function refresh() {
            choose();
            byId("list").textContent = "";
            rendered = 0;
            current = -1;
            render(step);
            const noun = page.noun + (page.total === 1 ? "" : "s");
            byId("shown").textContent = shown.length === page.total
              ? "All " + page.total.toLocaleString("en") + " " + noun
              : shown.length.toLocaleString("en") + " of " + page.total.toLocaleString("en") + " " + noun;
            for (const button of byId("states").children) button.setAttribute("aria-pressed", String(button.dataset.state === view.state));
            const wanted = view.sample ? shown.findIndex((index) => key(record(index)) === view.sample) : -1;
            if (wanted >= 0 && wanted < 500) choosePosition(wanted, { read: !started });
            else if (wanted >= 0 && !started) show(shown[wanted]);
            else if (shown.length && !phone()) choosePosition(0, {});
            else { byId("detail").replaceChildren(make("p", "note", shown.length ? "Choose a " + page.noun + " to see it whole." : "Nothing matches; loosen the filters.")); remember(); }
          }
          const key = (data) => data.i + (data.n ? "#" + data.n : "");

          function choosePosition(position, { focus = false, read = false }) {
            if (position < 0 || position >= shown.length) return;
            if (position >= rendered) render(position + step);
            const buttons = byId("list").querySelectorAll("button");
            if (current >= 0) buttons[current]?.removeAttribute("aria-current");
            current = position;
            buttons[position].setAttribute("aria-current", "true");
            if (focus) {
              buttons[position].focus({ preventScroll: true });
              buttons[position].scrollIntoView({ block: "nearest" });
            }
            show(shown[position]);
            if (read && phone()) { document.body.classList.add("reading"); byId("detail").focus(); }
          }

          // One record whole.
          function show(index) {
            const data = record(index);
            view.sample = key(data);
            const detail = byId("detail");
            detail.scrollTop = 0;
            const header = make("header");
            const back = make("button", "back", "← List");
            back.type = "button";
            back.addEventListener("click", leave);
            const title = make("h3", "", data.i);
            title.dir = "auto";
            header.append(back, title);
            for (const state of page.states) if (has(flags[index], state)) header.append(make("span", "pill tone-" + state.tone, state.sign + " " + state.word));
            const steps = make("span", "steps");
            for (const [text, label, by] of [["↑", "Previous " + page.noun, -1], ["↓", "Next " + page.noun, 1]]) {
              const button = make("button", "", text);
              button.type = "button";
              button.setAttribute("aria-label", label);
              button.addEventListener("click", () => choosePosition(current + by, {}));
              steps.append(button);
            }
            header.append(steps);
            const facts = [...(data.n ? ["epoch " + data.n] : []), ...(data.l ?? []), ...callFacts(data.c)];
            const list = make("ul", "facts");
            for (const fact of facts) { const item = make("li", "", fact); item.dir = "auto"; list.append(item); }
            detail.replaceChildren(header, list);
            if (data.e !== undefined) { detail.append(make("h4", "", "Error"), block(data.e, "error")); }
            const marks = differences(data);
            for (const part of data.p) detail.append(...partElements(part, marks));
            if (data.s.length) {
              detail.append(make("h4", "", "Scores"));
              for (const score of data.s) detail.append(scoreElement(score));
            }
            remember();
          }

          function callFacts(calls) {
            if (!calls) return [];
            return [
              calls.c ? "from the journal" : undefined, calls.n > 1 ? calls.n + " attempts" : undefined, calls.s,
              calls.i !== undefined ? calls.i.toLocaleString("en") + " tokens in" : undefined,
              calls.o !== undefined ? calls.o.toLocaleString("en") + " out" : undefined, calls.d,
            ].filter((each) => each !== undefined);
          }

          function block(text, className, role) {
            const element = make("div", "block" + (className ? " " + className : ""));
            element.dir = "auto";
            if (role !== undefined) element.append(make("span", "role", role));
            if (Array.isArray(text)) element.append(...text); else element.append(text);
            return element;
          }

          function partElements([partKey, shape, content], marks) {
            const heading = make("h4", "", page.titles[partKey] ?? partKey);
            const marked = marks?.[partKey];
            if (marked && marked.note) heading.append(make("small", "", marked.note));
            if (shape === "p") return [heading, ...content.map(([role, text]) => block(text, "", role))];
            if (shape === "l") return [heading, ...content.map((text, place) => block(marked && marked.place === place ? marked.nodes : text, ""))];
            return [heading, block(marked ? marked.nodes : content, shape === "j" ? "json" : "")];
          }

          function scoreElement(score) {
            const element = make("div", "score");
            element.append(make("b", "", score.k), make("span", "pill " + scoreTone(score), valueText(score)));
            for (const [name, text] of [["Error", score.e], ["Reason", score.r], ["Rationale", score.w]]) {
              if (text === undefined) continue;
              const line = make("p");
              line.dir = "auto";
              line.append(make("span", "kind", name + ": "), text);
              element.append(line);
            }
            return element;
          }

          // Words that the two compared texts do not share, by the longest common subsequence.
          const pieces = (text) => {
            if (globalThis.Intl && Intl.Segmenter) return Array.from(new Intl.Segmenter(undefined, { granularity: "word" }).segment(text), (each) => each.segment);
            return text.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];
          };

          function common(a, b) {
            const width = b.length + 1;
            const table = new Uint16Array((a.length + 1) * width);
            for (let i = a.length - 1; i >= 0; i -= 1) {
              for (let j = b.length - 1; j >= 0; j -= 1) {
                table[i * width + j] = a[i] === b[j] ? table[(i + 1) * width + j + 1] + 1 : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
              }
            }
            const left = new Set();
            const right = new Set();
            for (let i = 0, j = 0; i < a.length && j < b.length;) {
              if (a[i] === b[j]) { left.add(i); right.add(j); i += 1; j += 1; }
              else if (table[(i + 1) * width + j] >= table[i * width + j + 1]) i += 1;
              else j += 1;
            }
            return { left, right };
          }

          function markNodes(words, kept, className) {
            const nodes = [];
            let run = "";
            const flush = () => { if (run) nodes.push(make("mark", className, run)); run = ""; };
            words.forEach((word, place) => {
              if (!kept.has(place) && (word.trim() || run)) run += word;
              else { flush(); nodes.push(document.createTextNode(word)); }
            });
            flush();
            return nodes;
          }

          function differences(data) {
            const [first, second] = page.compared.map((each) => data.p.find((part) => part[0] === each));
            if (!first || !second || first[1] !== "t" || !"tl".includes(second[1])) return undefined;
            const a = pieces(first[2]);
            if (a.length > 800) return undefined;
            let best;
            (second[1] === "l" ? second[2] : [second[2]]).forEach((text, place) => {
              const b = pieces(text);
              if (b.length > 800) return;
              const { left, right } = common(a, b);
              const words = (list) => list.filter((word) => word.trim()).length;
              const both = a.filter((word, at) => left.has(at) && word.trim()).length;
              const share = words(a) + words(b) ? (2 * both) / (words(a) + words(b)) : 1;
              if (!best || share > best.share) best = { share, place, b, left, right };
            });
            if (!best || best.share < 0.3) return undefined;
            const same = best.share === 1;
            const other = (page.titles[page.compared[1]] ?? "").toLowerCase();
            return {
              [page.compared[0]]: { nodes: markNodes(a, best.left, "one"), note: same ? "same as " + other : "underlined: not in " + other },
              [page.compared[1]]: { nodes: markNodes(best.b, best.right, "two"), place: best.place, note: same ? undefined : "dotted: not in " + (page.titles[page.compared[0]] ?? "").toLowerCase() },
            };
          }

          function leave() {
            document.body.classList.remove("reading");
            byId("list").querySelectorAll("button")[Math.max(0, current)]?.focus();
          }

          // The fragment holds the view.
          let started = false;
          function remember() {
            if (!started) return;
            const parts = new URLSearchParams();
            for (const [name, value] of Object.entries(view)) if (value && !(name === "order" && value === "worst")) parts.set(name, value);
            history.replaceState(null, "", "#" + (parts.toString() || byId("viewer").parentElement.id));
          }
          function recall() {
            const parts = new URLSearchParams(location.hash.slice(1));
            for (const name of Object.keys(view)) view[name] = parts.get(name) ?? (name === "order" ? "worst" : "");
            if (!page.states.some((state) => state.word === view.state)) view.state = "";
            byId("query").value = view.q;
            byId("slice").value = view.slice;
            if (byId("slice").selectedIndex < 0) { view.slice = ""; byId("slice").value = ""; }
            byId("order").value = view.order;
            if (byId("order").selectedIndex < 0) { view.order = "worst"; byId("order").value = "worst"; }
          }

          function option(select, value, text) {
            const element = make("option", "", text);
            element.value = value;
            byId(select).append(element);
          }
          for (const state of [{ word: "", count: page.total }, ...page.states]) {
            const button = make("button", "", state.word ? state.word[0].toUpperCase() + state.word.slice(1) : "All");
            button.type = "button";
            button.dataset.state = state.word;
            button.append(make("span", "", state.count.toLocaleString("en")));
            button.addEventListener("click", () => { view.state = state.word; refresh(); });
            byId("states").append(button);
          }
          option("slice", "", "All");
          for (const [name, count] of page.slices) option("slice", name, name + " (" + count.toLocaleString("en") + ")");
          byId("slice").parentElement.hidden = page.slices.length === 0;
          option("order", "worst", page.states[0].word[0].toUpperCase() + page.states[0].word.slice(1) + " first");
          option("order", "given", "As in the data");
          for (const name of page.scores) { option("order", "low:" + name, "Lowest " + name); option("order", "high:" + name, "Highest " + name); }

          byId("slice").addEventListener("change", (event) => { view.slice = event.target.value; refresh(); });
          byId("order").addEventListener("change", (event) => { view.order = event.target.value; refresh(); });
          let timer;
          byId("query").addEventListener("input", (event) => {
            clearTimeout(timer);
            timer = setTimeout(() => { view.q = event.target.value; refresh(); }, lines.length > 5000 ? 250 : 60);
          });
          byId("more").addEventListener("click", () => render(rendered + step));
          addEventListener("hashchange", () => { if (location.hash.includes("=")) { recall(); refresh(); } });
          addEventListener("keydown", (event) => {
            if (event.ctrlKey || event.metaKey || event.altKey) return;
            const target = event.target;
            const typing = target.matches("input, select, textarea");
            if (event.key === "Escape") {
              if (typing) target.blur();
              leave();
            } else if (typing) {
              if (event.key === "Enter" && target.id === "query") choosePosition(0, { focus: true });
            } else if (event.key === "j") choosePosition(current + 1, { focus: true });
            else if (event.key === "k") choosePosition(Math.max(0, current - 1), { focus: true });
            else if (event.key === "/") { event.preventDefault(); byId("query").focus(); }
            else if (event.key === "Enter" && target.closest("#list") && !phone()) { event.preventDefault(); byId("detail").focus(); }
          });

          byId("viewer").hidden = false;
          recall();
          refresh();
          started = true;
          if (location.hash.includes("=")) byId("viewer").scrollIntoView();
        })();
        """#
}
