// Items: an agenda item has another number in every session; its title leads from one to the next.

async function drawItems(main, places) {
  const all = records(await piece("view-items")).map((each) => ({
    ...each, labels: each.sessions.split(",").map((text) => text.match(/^(\S+) (.*)$/).slice(1)),
  }));
  const keyOf = (each, [session, label]) => `${each.body} ${session} ${label}`;
  const docsOf = (each) => each.labels.flatMap((one) => heldUnder(keyOf(each, one), places));
  const open = all.find((each) => each.labels.some((one) => keyOf(each, one) === route.args[0]));
  const rows = all.map((each) => ({ ...each, docs: new Set(docsOf(each)).size })).filter((each) => each.docs)
    .sort((a, b) => d3.ascending(a.body, b.body) || Number(b.labels.at(-1)[0]) - Number(a.labels.at(-1)[0])
      || a.labels.at(-1)[1].localeCompare(b.labels.at(-1)[1], "en", { numeric: true }));
  const sessions = open ? [] : [...new Set(rows.flatMap((each) => each.labels.map(([session]) => Number(session))))].sort((a, b) => a - b);
  const first = (each) => keyOf(each, each.labels.at(-1));
  const [search, table] = searchable("find-item", t("items.find"), rows, (each) => `${each.title} ${each.labels.map(([, label]) => label).join(" ")}`,
    (some) => h("table", { class: "matrix" },
      h("caption", { class: "hidden" }, t("items.title")),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("items.item")), sessions.map((each) => h("th", { scope: "col", class: "number" }, each)))),
      h("tbody", {}, some.map((each) => h("tr", { class: each.title === open?.title ? "chosen" : null },
        h("th", { scope: "row" }, h("a", { href: address("items", [first(each)]), "aria-current": each.title === open?.title ? "true" : null }, each.title)),
        sessions.map((session) => h("td", { class: "number" }, each.labels.filter(([one]) => Number(one) === session).map((one) =>
          (heldUnder(keyOf(each, one), places).length ? h("b", {}, one[1]) : one[1])).flatMap((one, at) => (at ? [", ", one] : [one])))))))));
  main.append(heading("items"), h("div", { class: "bar" }, search,
    csvButton("items", ["body", "session", "label", "title", "documents"], () => rows.flatMap((each) => each.labels.map((one) => [
      each.body, one[0], one[1], each.title, heldUnder(keyOf(each, one), places).length])))),
  h("div", { class: open ? "panes with-detail" : "panes" }, h("section", { class: "pane" }, table), open ? itemPane(open, keyOf, places) : null));
}

/** The chosen documents that stand under an item or name it. */
const heldUnder = (key, places) => (values.get("item")?.get(key)?.docs ?? []).filter((place) => places.has(place));

function itemPane(open, keyOf, places) {
  const numbers = open.labels.map(([session]) => Number(session));
  const gaps = d3.range(d3.min(numbers), d3.max(numbers)).filter((each) => !numbers.includes(each));
  return h("section", { class: "pane detail", id: "detail", tabindex: "-1", "aria-label": open.title },
    h("h2", {}, open.title, h("small", {}, `${bodyName(open.body)} · ${t("items.sessions", { n: new Set(numbers).size })}`)),
    h("p", { class: "caption" }, t("items.span", { first: String(numbers[0]), last: String(numbers.at(-1)) }), gaps.length ? ` ${t("items.gaps", { sessions: gaps.join(", ") })}` : ""),
    h("ol", { class: "steps" }, open.labels.toReversed().map((one) => {
      const key = keyOf(open, one);
      const held = heldUnder(key, places);
      return h("li", {}, h("h3", {}, sessionName(`${open.body} ${one[0]}`), " · ", held.length ? h("a", { href: address("counts", ["item", key]) }, t("item", { label: one[1] })) : t("item", { label: one[1] })),
        held.length ? h("ul", {}, newestFirst(held).map((place) => h("li", {}, h("a", { href: address("document", [documents[place].id]) }, shortName(documents[place])), " ", titleOf(documents[place]))))
          : h("p", { class: "quiet" }, t("items.no_documents")));
    })));
}
