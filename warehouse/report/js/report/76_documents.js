// The documents as a list, and one document with everything that was found in it marked.

const KINDS = ["date", "citation", "session", "item", "entity", "opening"];
const VALUES = "values"; // what was read, listed under each paragraph when it is wanted
const LISTED = 50;

function drawDocuments(main, places) {
  const list = newestFirst([...places]).map((place) => documents[place]);
  const [search, table] = searchable("find-document", t("documents.find"), list, (each) => `${each.symbol ?? ""} ${titleOf(each)} ${each.path}`, documentTable, LISTED);
  const download = csvButton("documents", ["date", "symbol", "title", "type", "session", "words", "path"],
    () => list.map((each) => [each.date === null ? "" : isoDay(each.date), each.symbol, each.title, each.type, each.session, each.words, each.path]));
  main.append(heading("documents"), h("div", { class: "bar" }, search, download), table);
}

function documentTable(list) {
  return h("table", { class: "documents" },
    h("caption", { class: "hidden" }, t("documents.title")),
    h("thead", {}, h("tr", {}, ["date", "symbol", "name", "kind", "words"].map((name) =>
      h("th", { scope: "col", class: name === "words" ? "number" : null }, t(`documents.${name}`))))),
    h("tbody", {}, list.map((each) => h("tr", {},
      h("td", { class: "date" }, dateText(each.date, 0, each.precision ?? "day", "short")),
      h("td", { class: "symbol" }, each.symbol ?? "–"),
      h("th", { scope: "row" }, h("a", { href: address("document", [each.id]) }, titleOf(each)), each.session ? h("small", {}, sessionName(each.session)) : null),
      h("td", {}, word("document_type", each.type)),
      h("td", { class: "number" }, number(each.words))))));
}

async function drawDocument(main) {
  const [id, wanted, start, end] = route.args;
  const each = byId.get(id);
  if (!each) {
    main.append(h("h1", {}, t("document.missing")));
    return;
  }
  const shown = new Set((remembered.get("kinds") ?? KINDS.join()).split(","));
  const text = h("article", { class: "text", lang: each.language });
  const mark = () => { for (const kind of [...KINDS, VALUES]) text.classList.toggle(`show-${kind}`, shown.has(kind)); };
  const legend = h("div", { class: "legend", role: "group", "aria-label": t("document.marks") }, [...KINDS, VALUES].map((kind) =>
    h("button", {
      type: "button", class: `kind kind-${kind}`, "aria-pressed": String(shown.has(kind)),
      onclick: (event) => {
        if (shown.has(kind)) shown.delete(kind); else shown.add(kind);
        event.currentTarget.setAttribute("aria-pressed", String(shown.has(kind)));
        remembered.set("kinds", [...shown].join());
        mark();
      },
    }, h("span", {}, t(`kinds.${kind}`)))));
  mark();
  const outline = h("nav", { class: "outline", "aria-label": t("document.outline") });
  const next = documents.find((one) => one.previous === each.id);
  main.append(
    h("p", { class: "kicker" }, [word("document_type", each.type), each.symbol, sessionName(each.session)].filter(Boolean).join(" · ")),
    h("h1", { lang: each.language }, titleOf(each)),
    h("div", { class: "document" }, text, h("aside", { class: "about", "aria-label": t("document.about") }, facts(each), h("p", { class: "links" },
      each.symbol ? h("a", { href: address("graph", [each.symbol]) }, t("document.graph")) : null,
      byId.has(each.previous) ? h("a", { href: address("document", [each.previous]) }, t("document.previous", { symbol: shortName(byId.get(each.previous)) })) : null,
      next ? h("a", { href: address("document", [next.id]) }, t("document.next", { symbol: shortName(next) })) : null,
      compareLinks(each)), legend,
    csvButton(nodeOf(each.place).replaceAll("/", "_"), ["paragraph", "part", "kind", "text", "value"], () => valuesOf(each)), outline)),
    pager(each));

  const place = wanted === undefined ? null : Number(wanted);
  let part = null;
  let outlined = null;
  for (const paragraph of await paragraphsOf(each.place)) {
    const entry = (name) => outline.append(h("a", { href: address("document", [each.id, paragraph.number]) }, name));
    if (paragraph.part !== part) {
      text.append(h("h2", { lang }, word("part", paragraph.part)));
    }
    if (paragraph.part !== "footnote" && paragraph.part !== outlined) { // notes stand between, at the end of a page
      outlined = paragraph.part;
      entry(word("part", outlined));
    }
    part = paragraph.part;
    if (paragraph.heading) {
      text.append(h("h3", {}, paragraph.heading));
      entry(paragraph.heading);
    }
    const target = paragraph.number === place;
    text.append(paragraphElement(each, paragraph, target ? [Number(start ?? -1), Number(end ?? -1)] : null));
  }
  const target = $("target");
  if (target) {
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  }
}

function facts(each) {
  const rows = [
    ["adopted", each.adopted !== null && dateText(each.adopted)],
    ["issued", each.issued !== null && dateText(each.issued)],
    ["date", each.date !== each.adopted && each.date !== each.issued && each.date !== null && dateText(each.date, 0, each.precision)],
    ["meeting", each.meeting && `${ordinal(each.meeting, "meeting")} · ${word("meeting_kind", each.meeting_kind)}`],
    ["outcome", word("vote_outcome", each.outcome)],
    ["votes", each.votes && t("document.ballots", { yes: each.votes[0], no: each.votes[1], abstain: each.votes[2] })],
    ["sender", each.sender], ["signatory", each.signatory],
    ["size", `${t("document.paragraphs", { n: each.paragraphs })} · ${t("document.words", { n: each.words })}`],
    ["issues", each.issues && h("a", { href: address("quality") }, number(each.issues))],
    ["superseded", each.superseded && (bySymbol.has(each.superseded) ? h("a", { href: address("document", [bySymbol.get(each.superseded)[0].id]) }, each.superseded) : each.superseded)],
    ["source", h("code", {}, each.path)],
    ["published", each.url && [h("a", { href: each.url, rel: "noreferrer" }, t("document.text")), each.record ? [" · ", h("a", { href: each.record, rel: "noreferrer" }, t("document.record"))] : []].flat()],
  ];
  return h("dl", { class: "facts" }, rows.filter(([, value]) => value).map(([name, value]) =>
    h("div", {}, h("dt", {}, t(`document.${name}`)), h("dd", {}, value))));
}

/** To the texts that it can be compared with. */
function compareLinks({ place }) {
  const { doc = [], previous } = index.pairs;
  return doc.flatMap((now, at) => (now === place || previous[at] === place ? [[documents[now], documents[previous[at]]]] : [])).map(([now, before]) =>
    h("a", { href: address("compare", [now.id, before.id]) }, t("document.compare", { symbol: shortName(now.place === place ? before : now) })));
}

/** The documents before and after it in the list that the reader has chosen. */
function pager(each) {
  const list = newestFirst([...chosen()]);
  const at = list.indexOf(each.place);
  return h("nav", { class: "pager", "aria-label": t("document.neighbours") }, [[at - 1, "newer", "prev"], [at + 1, "older", "next"]].map(([to, key, rel]) => {
    const other = at < 0 ? undefined : documents[list[to]];
    return other ? h("a", { href: address("document", [other.id]), rel }, h("small", {}, t(`document.${key}`)), titleOf(other)) : h("span");
  }));
}

/** What was read from each paragraph, as rows. */
async function valuesOf(each) {
  return (await paragraphsOf(each.place)).flatMap(({ number: at, part, text, mentions }) => mentions.filter(([kind]) => kind !== "note").map((one) =>
    [at, part, one[0], Array.from(text).slice(one[1], one[2]).join(""), one[0] === "date" ? one[4] : one[3]]));
}

/** How a passage is cited: its document, where it stands in it, and the release it was read in. */
function citationOf(each, paragraph) {
  const at = paragraph.label ? t("document.labelled", { part: word("part", paragraph.part).toLowerCase(), label: paragraph.label }) : t("document.numbered", { n: paragraph.number });
  return [each.symbol ? `${each.symbol}, ${titleOf(each)}` : titleOf(each), dateText(each.date, 0, each.precision ?? "day"), at,
    `Crónica, ${index.release}`].join(", ");
}

/** Buttons that copy a link to the passage and how to cite it. */
function copyButtons(each, paragraph) {
  const copy = (name, text) => h("button", {
    type: "button", onclick: async (event) => {
      const button = event.currentTarget;
      await navigator.clipboard.writeText(text);
      button.textContent = t("document.copied");
      announce(t("document.copied"));
    },
  }, t(`document.copy_${name}`));
  return h("p", { class: "copies", lang }, copy("link", location.href), copy("citation", citationOf(each, paragraph)));
}

function paragraphElement(each, paragraph, target) {
  const found = paragraph.mentions.filter((one) => one[0] !== "note" && one[0] !== "opening");
  return h("div", {
    class: `paragraph part-${paragraph.part} depth-${Math.min(paragraph.depth, 4)}${target ? " target" : ""}`,
    id: target ? "target" : null, tabindex: target ? "-1" : null,
  },
  h("a", { class: "at", href: address("document", [each.id, paragraph.number]), "aria-label": t("document.numbered", { n: paragraph.number }) }, paragraph.number),
  h("p", {}, marked(paragraph, target)),
  target ? copyButtons(each, paragraph) : null,
  found.length ? h("ul", { class: "found", lang }, found.map((one) =>
    h("li", { class: `kind-${one[0]}` }, h("b", {}, t(`kinds.${one[0]}`)), " ", meaning(one)))) : null);
}

/** The text of a paragraph, cut wherever a mention begins or ends. */
function marked(paragraph, target) {
  const letters = Array.from(paragraph.text);
  const spans = paragraph.mentions.filter((each) => each[2] > each[1]);
  const notes = d3.group(paragraph.mentions.filter((each) => each[0] === "note"), (each) => each[1]);
  const cuts = new Set([0, letters.length, ...spans.flatMap((each) => [each[1], each[2]]), ...notes.keys(), ...(target ?? [])]);
  const places = [...cuts].filter((each) => each >= 0 && each <= letters.length).sort((a, b) => a - b);
  const children = [];
  places.forEach((from, at) => {
    for (const note of notes.get(from) ?? []) children.push(h("sup", { class: "anchor" }, note[3]));
    const to = places[at + 1];
    if (to === undefined) return;
    const words = letters.slice(from, to).join("");
    const over = spans.filter((each) => each[1] <= from && each[2] >= to);
    const aimed = target && from >= target[0] && to <= target[1];
    if (!over.length && !aimed) { children.push(words); return; }
    const tips = over.filter((each) => each[0] !== "opening").map((each) => `${t(`kinds.${each[0]}`)}: ${plainMeaning(each)}`);
    children.push(h("mark", {
      class: [...new Set(over.map((each) => `kind-${each[0]}`)), aimed ? "aim" : ""].join(" ").trim(), title: tips.join("\n") || null,
    }, words));
  });
  return children;
}

/** What was read from a mention, leading to where else it is named. */
function meaning(each) {
  const [kind, , , key] = each;
  const text = plainMeaning(each);
  const dimension = kind === "date" ? "year" : kind;
  return key && values.get(dimension)?.has(key) ? h("a", { href: address("counts", [dimension, key]) }, text) : text;
}

function plainMeaning([kind, , , key, ...rest]) {
  switch (kind) {
    case "date": return `${rest[0]} · ${word("date_role", rest[1])} · ${word("origin", rest[2])}`;
    case "citation": return [rest[0], rest[3], word("citation_relation", rest[1])].filter(Boolean).join(" · ");
    case "session": return [sessionName(key), word("session_relation", rest[0])].filter(Boolean).join(" · ");
    case "item": return [valueName("item", key ?? "").name, word("agenda_relation", rest[0])].join(" · ");
    default: return entityName(key);
  }
}
