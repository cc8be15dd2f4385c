// Tables whose rows lead somewhere, with a bar under what each is called.

/** A table of rows as { name, note, href, chosen, bar, numbers }; `columns` has its heads, the name's first. */
function barTable(caption, columns, rows) {
  const most = d3.max(rows, (each) => each.bar) || 1;
  return h("table", { class: "counts" },
    h("caption", { class: columns ? "hidden" : null }, caption),
    columns ? h("thead", {}, h("tr", {}, columns.map((text, at) => h("th", { scope: "col", class: at ? "number" : null }, text)))) : null,
    h("tbody", {}, rows.map((each) => {
      const bar = h("span", { class: "bar-fill", "aria-hidden": "true" });
      bar.style.width = `${(100 * Math.max(0, each.bar)) / most}%`;
      return h("tr", { class: each.chosen ? "chosen" : null },
        h("th", { scope: "row" },
          each.href ? h("a", { href: each.href, "aria-current": each.chosen ? "true" : null }, each.name) : each.name,
          each.note ? h("small", {}, each.note) : null, bar),
        each.numbers.map((value) => h("td", { class: "number" }, typeof value === "number" ? number(value) : value)));
    })));
}

/** A table that begins with a few of its rows and has more when asked; `draw` makes it of the rows to show. */
function growing(rows, draw, shown = 25) {
  const box = h("div", { class: "table-box" });
  const paint = () => box.replaceChildren(draw(rows.slice(0, shown)), rows.length > shown
    ? h("button", { type: "button", class: "more", onclick: () => { shown *= 4; paint(); } }, t("counts.more", { n: rows.length - shown }))
    : "");
  paint();
  return box;
}

/** A list to choose from: entries as [value, text]; the choice goes into the address. */
function chooser(name, label, any, entries) {
  const select = h("select", { id: `choose-${name}`, onchange: (event) => requery({ [name]: event.target.value }) },
    h("option", { value: "" }, any), entries.map(([value, text]) => h("option", { value }, text)));
  select.value = route.query.get(name) ?? "";
  return h("label", { class: select.value ? "field set" : "field" }, h("span", {}, label), select);
}

/** A field that narrows rows down by the words typed, and the table of the rows that have them. */
function searchable(id, label, rows, textOf, draw, shown) {
  const box = h("div");
  const field = h("input", { type: "search", id, placeholder: label, "aria-label": label, autocomplete: "off" });
  const paint = () => {
    const wanted = folded(field.value.trim());
    const found = rows.filter((each) => !wanted || folded(textOf(each)).includes(wanted));
    box.replaceChildren(found.length ? growing(found, draw, shown) : h("p", { class: "quiet" }, t("counts.found", { n: 0 })));
    if (wanted) announce(t("counts.found", { n: found.length }));
  };
  field.addEventListener("input", paint);
  paint();
  return [field, box];
}
