// How often: one table a dimension, and beside it the sentences of the value that was chosen.

const FIRST_ROWS = 25;
const UNITED_NATIONS = "UN"; // its id: named in nearly every document, it dwarfs the others

function drawCounts(main, places) {
  const [dimension, key] = [DIMENSIONS.includes(route.args[0]) ? route.args[0] : DIMENSIONS[0], route.args[1]];
  const orders = ["mentions", "documents", ...(dimension === "term" ? ["distinct"] : [])];
  const by = orders.includes(route.query.get("by")) ? route.query.get("by") : orders.at(dimension === "term" ? -1 : 0);
  const withoutUn = dimension === "entity" && route.query.get("un") === "0";
  const rows = tally(dimension, places, by).filter((each) => !withoutUn || each.key !== UNITED_NATIONS);
  const tabs = h("nav", { class: "tabs", "aria-label": t("counts.dimensions") }, DIMENSIONS.map((name) =>
    h("a", { href: address("counts", [name]), "aria-current": name === dimension ? "true" : null }, t(`counts.${name}`))));
  const table = h("div", { class: "table-box" });
  const search = h("input", { type: "search", id: "find-value", placeholder: t("counts.find"), "aria-label": t("counts.find"), autocomplete: "off" });
  const order = h("select", { "aria-label": t("counts.order"), onchange: (event) => requery({ by: event.target.value }) },
    orders.map((name) => h("option", { value: name }, t(`counts.by_${name}`))));
  order.value = by;
  const un = h("label", { class: "tick" },
    h("input", { type: "checkbox", checked: withoutUn, onchange: (event) => requery({ un: event.target.checked ? "0" : "" }) }), t("counts.without_un"));
  const download = csvButton(dimension, [dimension, "name", "mentions", "documents"],
    () => rows.map((each) => [each.key, valueName(dimension, each.key).name, each.mentions, each.documents]));
  let shown = FIRST_ROWS;
  const paint = () => {
    const wanted = folded(search.value.trim());
    const named = rows.map((each) => ({ ...each, ...valueName(dimension, each.key) }))
      .filter((each) => !wanted || folded(`${each.name} ${each.note}`).includes(wanted));
    table.replaceChildren(countTable(dimension, named.slice(0, shown), key, by), named.length > shown
      ? h("button", { type: "button", class: "more", onclick: () => { shown *= 4; paint(); } }, t("counts.more", { n: named.length - shown }))
      : "");
    if (wanted) announce(t("counts.found", { n: named.length }));
  };
  search.addEventListener("input", paint);

  const left = h("section", { class: "pane" },
    h("div", { class: "bar" }, search, dimension === "entity" ? un : null, dimension === "year" ? null : order, download), table);
  main.append(heading("counts"), tabs);
  if (!rows.length) {
    main.append(h("p", { class: "quiet" }, t("counts.none")));
    return;
  }
  main.append(h("div", { class: key ? "panes with-detail" : "panes" }, left, key ? valuePane(dimension, key, places) : null));
  paint();
}

function countTable(dimension, rows, key, by, leadsTo = (value) => address("counts", [dimension, value], { by: route.query.get("by"), un: route.query.get("un") })) {
  const most = d3.max(rows, (each) => each[by]) ?? 1;
  const width = d3.scaleLinear([0, most], [0, 100]);
  return h("table", { class: "counts" },
    h("caption", { class: "hidden" }, t(`counts.${dimension}`)),
    h("thead", {}, h("tr", {},
      h("th", { scope: "col" }, t(`counts.one_${dimension}`)),
      h("th", { scope: "col", class: "number" }, t("counts.mentions")),
      h("th", { scope: "col", class: "number" }, t("counts.documents")))),
    h("tbody", {}, rows.map((each) => {
      const bar = h("span", { class: "bar-fill", "aria-hidden": "true" });
      bar.style.width = `${width(Math.max(0, each[by]))}%`;
      return h("tr", { class: each.key === key ? "chosen" : null },
        h("th", { scope: "row" },
          h("a", { href: leadsTo(each.key), "aria-current": each.key === key ? "true" : null }, each.name),
          each.note ? h("small", {}, each.note) : null, bar),
        h("td", { class: "number" }, number(each.mentions)),
        h("td", { class: "number" }, number(each.documents)));
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
