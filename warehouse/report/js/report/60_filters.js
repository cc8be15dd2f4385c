// The choices that hold for every view: kind of document, body, session, State.

function drawFilters() {
  const options = {
    type: d3.rollups(documents, (each) => each.length, (each) => each.type)
      .sort((a, b) => b[1] - a[1]).map(([value]) => [value, word("document_type", value)]),
    body: d3.rollups(documents, (each) => each.length, (each) => each.body ?? "?")
      .sort((a, b) => b[1] - a[1]).map(([value]) => [value, bodyName(value)]),
    session: [...new Set(documents.map((each) => each.session).filter(Boolean))]
      .sort((a, b) => b.localeCompare(a, "en", { numeric: true })).map((value) => [value, sessionName(value)]),
    state: (dimensions.get("entity") ?? []).filter((each) => names.get(each.key)?.type === "state")
      .map((each) => [each.key, entityName(each.key)]).sort((a, b) => a[1].localeCompare(b[1], lang)),
  };
  const fields = FILTERS.map((name) => {
    const select = h("select", { id: `filter-${name}`, onchange: (event) => requery({ [name]: event.target.value }) },
      h("option", { value: "" }, t(`filters.any_${name}`)),
      options[name].map(([value, text]) => h("option", { value }, text)));
    select.value = route.query.get(name) ?? "";
    select.disabled = !options[name].length;
    return h("label", { class: select.value ? "field set" : "field" }, h("span", {}, t(`filters.${name}`)), select);
  });
  const clear = h("button", {
    type: "button", class: "clear",
    onclick: () => requery(Object.fromEntries(FILTERS.map((name) => [name, ""]))),
  }, t("filters.clear"));
  clear.hidden = !isFiltered();
  $("filters").replaceChildren(...fields, clear);
}

function drawScope(places) {
  const text = isFiltered()
    ? t("filters.some", { n: places.size, of: documents.length })
    : t("filters.all", { n: documents.length });
  const shown = documents.length;
  const leftOut = index.left_out ? ` ${t("filters.left_out", { n: shown, of: shown + index.left_out })}` : "";
  $("scope").textContent = text + leftOut;
  const choices = [...document.querySelectorAll("#filters .field.set")].map((each) =>
    `${each.querySelector("span").textContent}: ${each.querySelector("select").selectedOptions[0].textContent}`);
  $("printed").textContent = [t("printed", { date: dateText(dayOfIso(index.created)) }), text, ...choices].join(" · ");
  announce(text);
}
