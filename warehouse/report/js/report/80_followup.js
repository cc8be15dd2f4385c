// Follow-up: what is due in which session or year, from whom; each leads to the sentence that asks for it.

const NOBODY = "-"; // nobody is named: the body itself decided it

async function drawFollowup(main, places) {
  const rows = records(await piece("view-followup")).filter((each) => places.has(each.doc)).map((each) => ({
    ...each, addressee: each.addressee ?? NOBODY, due: each.session === null ? String(each.year ?? "?") : `${each.body ?? "?"} ${each.session}`,
  }));
  const { what, whom } = Object.fromEntries(route.query);
  const asked = rows.filter((each) => (!what || each.deliverable === what) && (!whom || each.addressee === whom));
  const open = route.args[0];
  const shown = asked.filter((each) => !open || each.due === open);
  const options = (list, of, name) => d3.rollups(list, (some) => some.length, of).sort((a, b) => b[1] - a[1]).map(([value, count]) => [value, `${name(value)} (${number(count)})`]);
  const dues = d3.rollups(asked, (some) => some, (each) => each.due).sort((a, b) => (b[1][0].year ?? 0) - (a[1][0].year ?? 0) || d3.descending(a[0], b[0]));
  const anyAnswer = rows.some((each) => each.answer);
  main.append(heading("followup"), h("div", { class: "bar" },
    h("div", { class: "filters" },
      chooser("what", t("followup.what"), t("followup.any_what"), options(rows.filter((each) => !whom || each.addressee === whom), (each) => each.deliverable, (value) => word("deliverable", value))),
      chooser("whom", t("followup.whom"), t("followup.any_whom"), options(rows.filter((each) => !what || each.deliverable === what), (each) => each.addressee, addresseeName))),
    csvButton("followup", ["due", "due_by", "deliverable", "addressee", "recipient", "symbol", "title", "paragraph", "answered_by"], () => shown.map((each) => [
      each.due, each.day === null ? "" : isoDay(each.day), each.deliverable, each.addressee === NOBODY ? "" : addresseeName(each.addressee), each.recipient === null ? "" : addresseeName(each.recipient),
      documents[each.doc].symbol, titleOf(documents[each.doc]), each.par, answerOf(each)?.symbol]))));
  if (!asked.length) {
    main.append(h("p", { class: "quiet" }, t("followup.none")));
    return;
  }
  main.append(h("div", { class: "panes with-detail" },
    h("section", { class: "pane" }, growing(dues, (some) => barTable(t("followup.title"), [t("followup.due"), t("followup.asked"), ...anyAnswer ? [t("followup.answered")] : []], some.map(([due, list]) => ({
      name: dueName(due), note: list[0].session === null ? null : [due, list[0].year].filter(Boolean).join(" · "), chosen: due === open, bar: list.length,
      href: address("followup", due === open ? [] : [due], { what, whom }), numbers: [list.length, ...anyAnswer ? [list.filter((each) => each.answer).length] : []],
    }))))),
    h("section", { class: open ? "pane detail asks" : "pane asks", id: open ? "detail" : null, tabindex: open ? "-1" : null, "aria-label": t("followup.all") },
      h("h2", {}, open ? dueName(open) : t("followup.all"), h("small", {}, t("followup.requests", { n: shown.length }))),
      passageList(passagesDue(shown)))));
}

const dueName = (due) => (due === "?" ? t("undated") : due.includes(" ") ? sessionName(due) : due);
const addresseeName = (key) => (key === NOBODY ? t("followup.nobody") : entityName(key));
const answerOf = (each) => byId.get(each.answer);

/** The sentences that ask, the latest due first, in the order of the text. */
async function* passagesDue(rows) {
  for (const each of rows.slice().sort((a, b) => (b.year ?? 0) - (a.year ?? 0) || a.doc - b.doc || a.par - b.par || a.start - b.start)) {
    const paragraph = (await paragraphsOf(each.doc)).find((one) => one.number === each.par);
    const due = each.day === null ? dueName(each.due) : dateText(each.day);
    const answer = answerOf(each);
    yield {
      doc: each.doc, paragraph, start: each.start, end: each.end,
      note: [word("deliverable", each.deliverable), addresseeName(each.addressee), due].join(" · "),
      more: answer ? h("a", { href: address("document", [answer.id]) }, t("followup.answered_by", { symbol: shortName(answer) })) : null,
    };
  }
}
