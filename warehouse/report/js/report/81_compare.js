// Compare: two successive texts side by side, paragraph by paragraph and word by word.

const CHANGES = { "=": "same", "~": "edited", "^": "moved", "-": "added" };
const MOST_PAIRS = 9e6; // of words of both sides: more would take the browser seconds
const COUNTED = ["edited", "moved", "added", "removed"];

async function drawCompare(main, places) {
  const pairs = records(await piece("view-compare")).map((each) => ({ ...each, changed: d3.sum(COUNTED, (name) => each[name]) / each.all }));
  const [id, previous] = route.args;
  if (id) {
    const of = pairs.filter((each) => documents[each.doc].id === id);
    const pair = of.find((each) => documents[each.previous].id === previous) ?? of[0];
    if (pair) await drawPair(main, pair, pairs);
    else main.append(h("h1", {}, t("compare.missing")));
    return;
  }
  const listed = newestFirst(pairs.filter((each) => places.has(each.doc)), (each) => each.doc);
  const [search, table] = searchable("find-pair", t("documents.find"), listed, (each) => `${pairName(each)} ${titleOf(documents[each.doc])}`,
    (some) => barTable(t("compare.title"), [t("compare.texts"), ...COUNTED.map((name) => t(`compare.${name}`))], some.map((each) => ({
      name: titleOf(documents[each.doc]), note: `${pairName(each)} · ${t("compare.share", { share: percent(each.changed) })}`, bar: each.changed,
      href: pairAddress(each), numbers: COUNTED.map((name) => each[name]),
    }))));
  main.append(heading("compare"), h("div", { class: "bar" }, search,
    csvButton("compare", ["previous", "current", "title", ...COUNTED, "paragraphs"], () => listed.map((each) => [
      shortName(documents[each.previous]), shortName(documents[each.doc]), titleOf(documents[each.doc]), ...COUNTED.map((name) => each[name]), each.all]))), table);
}

const pairName = (each) => `${shortName(documents[each.previous])} → ${shortName(documents[each.doc])}`;
const pairAddress = (each) => address("compare", [documents[each.doc].id, documents[each.previous].id]);
const percent = (share) => new Intl.NumberFormat(locale(), { style: "percent" }).format(share);

async function drawPair(main, pair, pairs) {
  const only = route.query.get("only") === "1";
  const [before, after] = [documents[pair.previous], documents[pair.doc]];
  const steps = [[pairs.find((each) => each.doc === pair.previous), "compare.earlier"], [pairs.find((each) => each.previous === pair.doc), "compare.later"]];
  const [olds, news] = await Promise.all([pair.previous, pair.doc].map(async (place) => new Map((await paragraphsOf(place)).map((each) => [each.number, each]))));
  const rows = inReadingOrder(pair.paragraphs.split(",").map((text) => {
    const [, was, sign, now] = text.match(/^(\d*)([=~^-])(\d*)$/);
    return { change: sign === "-" && !now ? "removed" : CHANGES[sign], old: olds.get(Number(was)), now: news.get(Number(now)) };
  }));
  const column = (each) => h("h2", {}, h("a", { href: address("document", [each.id]) }, shortName(each)), h("small", {}, dateText(each.date, 0, each.precision ?? "day")));
  main.append(
    h("p", { class: "kicker" }, h("a", { href: address("compare") }, `${TEXTS[lang].direction === "rtl" ? "→" : "←"} ${t("compare.title")}`)),
    h("h1", { lang: after.language }, titleOf(after)),
    h("p", { class: "caption" }, t("compare.share", { share: percent(pair.changed) }), " · ", COUNTED.map((name) => `${t(`compare.${name}`)}: ${number(pair[name])}`).join(" · ")),
    h("p", { class: "links" }, steps.map(([step, key]) => (step ? h("a", { href: pairAddress(step) }, t(key, { name: pairName(step) })) : null)),
      h("label", { class: "tick" }, h("input", { type: "checkbox", checked: only, onchange: (event) => requery({ only: event.target.checked ? "1" : "" }) }), t("compare.only"))),
    h("div", { class: only ? "compared only" : "compared" },
      h("div", { class: "both heads" }, column(before), column(after)), rows.map((row) => pairRow(row, before, after))));
}

/** Rows in the order of the later text; a paragraph that is gone stands after the one it came after. */
function inReadingOrder(rows) {
  const placed = rows.filter((row) => row.now);
  for (const gone of rows.filter((row) => !row.now).reverse()) {
    const above = d3.greatest(placed.filter((row) => row.old && row.change !== "moved" && row.old.number < gone.old.number), (row) => row.old.number);
    placed.splice(placed.indexOf(above) + 1, 0, gone);
  }
  return placed;
}

function pairRow({ change, old, now }, before, after) {
  const words = old && now && change !== "same" ? wordChanges(old.text, now.text) : null;
  const side = (each, paragraph, tag) => h("div", { class: `side ${tag}`, lang: each.language }, paragraph ? [
    h("a", { class: "at", lang, href: address("document", [each.id, paragraph.number]), "aria-label": `${shortName(each)}, ${t("document.numbered", { n: paragraph.number })}` }, paragraph.number),
    h("p", {}, words ? words.filter(([kind]) => kind === "same" || kind === tag).flatMap(([kind, text]) => [kind === "same" ? text : h(tag, {}, text), gapOf(paragraph.text)])
      : change === "same" ? paragraph.text : h(tag, {}, paragraph.text)),
  ] : null);
  return h("div", { class: `both ${change}` }, ["same", "edited"].includes(change) ? null : h("p", { class: "change" }, t(`compare.is_${change}`)), side(before, old, "del"), side(after, now, "ins"));
}

const gapOf = (text) => (HAN.test(text) ? "" : " "); // Chinese has no blanks: its characters are compared

/** What became of the words, as runs [same | del | ins, words]: the longest common subsequence stays. */
function wordChanges(old, now) {
  const gap = gapOf(now);
  const [a, b] = [old, now].map((text) => (gap ? text.split(/\s+/) : text.match(/\p{Script=Han}|[^\s\p{Script=Han}]+|\s+/gu)));
  if (a.length * b.length > MOST_PAIRS) return [["del", old], ["ins", now]];
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) longest[i][j] = a[i] === b[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
  }
  const runs = [];
  const add = (kind, text) => { if (runs.at(-1)?.[0] === kind) runs.at(-1)[1] += gap + text; else runs.push([kind, text]); };
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) { add("same", a[i]); i += 1; j += 1; }
    else if (j === b.length || (i < a.length && longest[i + 1][j] >= longest[i][j + 1])) add("del", a[i++]);
    else add("ins", b[j++]);
  }
  return runs;
}
