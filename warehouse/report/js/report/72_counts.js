// How often: one table a dimension, and beside it the sentences of the value that was chosen.

const UNITED_NATIONS = "UN"; // its id: named in nearly every document, it dwarfs the others

function drawCounts(main, places) {
  const [dimension, key] = [DIMENSIONS.includes(route.args[0]) ? route.args[0] : DIMENSIONS[0], route.args[1]];
  const orders = ["mentions", "documents", ...(dimension === "term" ? ["distinct"] : [])];
  const by = orders.includes(route.query.get("by")) ? route.query.get("by") : orders.at(dimension === "term" ? -1 : 0);
  const withoutUn = dimension === "entity" && route.query.get("un") === "0";
  const rows = tally(dimension, places, by).filter((each) => !withoutUn || each.key !== UNITED_NATIONS);
  const tabs = h("nav", { class: "tabs", "aria-label": t("counts.dimensions") }, DIMENSIONS.map((name) =>
    h("a", { href: address("counts", [name]), "aria-current": name === dimension ? "true" : null }, t(`counts.${name}`))));
  const named = rows.map((each) => ({ ...each, ...valueName(dimension, each.key) }));
  const [search, table] = searchable("find-value", t("counts.find"), named, (each) => `${each.name} ${each.note}`,
    (some) => countTable(dimension, some, key, by));
  const order = h("select", { "aria-label": t("counts.order"), onchange: (event) => requery({ by: event.target.value }) },
    orders.map((name) => h("option", { value: name }, t(`counts.by_${name}`))));
  order.value = by;
  const un = h("label", { class: "tick" },
    h("input", { type: "checkbox", checked: withoutUn, onchange: (event) => requery({ un: event.target.checked ? "0" : "" }) }), t("counts.without_un"));
  const download = csvButton(dimension, [dimension, "name", "mentions", "documents"],
    () => named.map((each) => [each.key, each.name, each.mentions, each.documents]));
  const left = h("section", { class: "pane" },
    h("div", { class: "bar" }, search, dimension === "entity" ? un : null, dimension === "year" ? null : order, download), table);
  main.append(heading("counts"), tabs);
  if (!rows.length) {
    main.append(h("p", { class: "quiet" }, t("counts.none")));
    return;
  }
  main.append(h("div", { class: key ? "panes with-detail" : "panes" }, left, key ? valuePane(dimension, key, places) : null));
}

function countTable(dimension, rows, key, by, leadsTo = (value) => address("counts", [dimension, value], { by: route.query.get("by"), un: route.query.get("un") })) {
  return barTable(t(`counts.${dimension}`), [t(`counts.one_${dimension}`), t("counts.mentions"), t("counts.documents")], rows.map((each) => ({
    name: each.name, note: each.note, href: leadsTo(each.key), chosen: each.key === key, bar: each[by], numbers: [each.mentions, each.documents],
  })));
}

/** What is known of one value, and where it is named. */
function valuePane(dimension, key, places) {
  const { name, note } = valueName(dimension, key);
  const row = tally(dimension, places).find((each) => each.key === key) ?? { mentions: 0, documents: 0 };
  const held = dimension === "citation" ? bySymbol.get(key) ?? [] : [];
  return h("section", { class: "pane detail", id: "detail", tabindex: "-1", "aria-label": name },
    h("h2", {}, name, note ? h("small", {}, note) : null),
    h("p", { class: "caption" }, t("counts.summary", { n: row.mentions }), " · ", t("filters.all", { n: row.documents })),
    h("p", { class: "links" },
      held.map((each) => h("a", { href: address("document", [each.id]) }, t("counts.open_document"))),
      dimension === "citation" ? h("a", { href: address("graph", [key]) }, t("counts.in_graph")) : null,
      dimension === "entity" && names.get(key)?.type === "state"
        ? h("a", { href: address("timeline", [], { state: key }) }, t("counts.filter_state")) : null,
      dimension === "session" && documents.some((each) => each.session === key)
        ? h("a", { href: address("timeline", [], { session: key }) }, t("counts.filter_session")) : null),
    dimension === "term" ? h("p", { class: "quiet" }, t("counts.terms_note")) : null,
    passageList(passagesOf(dimension, key, places)));
}
