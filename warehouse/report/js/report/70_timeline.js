// Dated facts over time: columns a reader narrows down from centuries to days, each leading to its sentences.

const UNITS = [
  { name: "day", interval: d3.utcDay, days: 1 },
  { name: "month", interval: d3.utcMonth, days: 30.4 },
  { name: "year", interval: d3.utcYear, days: 365.25 },
  { name: "decade", interval: d3.utcYear.every(10), days: 3652.5 },
];
const rank = (precision) => index.precisions.indexOf(precision); // the vaguer, the higher
const CHART = { height: 320, low: 110, top: 16, right: 20, bottom: 26, left: 44, strip: 54 };
const MOST_COLUMNS = 110;
const LISTED_AT_ONCE = 200; // more facts are listed when a column is chosen
const AS_POINTS = 14; // a column of no more is drawn as one point a fact
const OUTERMOST = 0.02; // of the dates, on each side: a single early one would leave decades empty
const SAME_DOCUMENT = ["issue", "meeting"]; // left out at first: with its adoption a document would count three times
const PEAKS = 4; // columns marked with their number
const APART = 70; // pixels between two of them
const FLAT = 25; // a column so many times higher than the middle one would flatten the others

/** The facts of the chosen documents and roles, by day. */
function eventsOf(places, roles) {
  const { doc, par, start, day, days, role, precision } = index.events;
  const found = [];
  for (let at = 0; at < doc.length; at += 1) {
    if (places.has(doc[at]) && roles.has(role[at])) {
      found.push({ doc: doc[at], par: par[at], start: start[at], day: day[at], days: days[at], role: role[at], precision: precision[at] });
    }
  }
  return found;
}

/** What is shown when nothing is asked for: all but the outermost dates on each side, in whole years. */
function usualSpan(events) {
  if (!events.length) return [dayOfYear(1945), dayOfYear(2030)];
  const at = (share) => yearOf(events[Math.min(events.length - 1, Math.floor(share * events.length))].day);
  return [dayOfYear(at(OUTERMOST)), dayOfYear(at(1 - OUTERMOST) + 1)];
}

/** The years that the dates span, and the year of most, for the line under the title. */
function summary(events) {
  const [first, last] = d3.extent(events, (each) => each.day);
  const years = d3.rollups(events.filter((each) => each.precision <= rank("year")), (list) => list.length, (each) => yearOf(each.day));
  const [most] = d3.greatest(years, (each) => each[1]) ?? [yearOf(first)];
  return { first: String(yearOf(first)), last: String(yearOf(last)), most: String(most) };
}

function drawTimeline(main, places) {
  const roleNames = index.roles;
  const off = new Set((route.query.get("without") ?? SAME_DOCUMENT.join()).split(",").filter(Boolean));
  const roles = new Set(roleNames.map((_, at) => at).filter((at) => !off.has(roleNames[at])));
  const all = eventsOf(places, new Set(roleNames.keys()));
  const events = all.filter((each) => roles.has(each.role));
  const usual = usualSpan(all);
  const asked = [dayOfIso(route.query.get("from")), dayOfIso(route.query.get("to")) + 1];
  let span = asked[0] < asked[1] ? asked : usual;
  let chosenName = route.query.get("at"); // the column that is open

  const isSplit = route.query.get("split") === "1"; // a chart a role, on one scale of time
  const chart = h("div", { class: isSplit ? "chart split" : "chart" });
  const strip = h("div", { class: "strip" });
  const listing = h("section", { class: "listing", "aria-live": "off" });
  const caption = h("p", { class: "caption", id: "window" });

  const keep = d3.timeout(() => {}, 0);
  keep.stop();
  const show = (next, { remember = true } = {}) => {
    const size = Math.max(20, Math.min(next[1] - next[0], 365250));
    const middle = (next[0] + next[1]) / 2;
    span = [Math.round(middle - size / 2), Math.round(middle + size / 2)];
    paint();
    if (remember) keep.restart(() => { keep.stop(); requery({ from: isoDay(span[0]), to: isoDay(span[1] - 1) }, { redraw: false }); }, 250);
  };
  const chosenDay = () => (chosenName ? dayOfIso(`${chosenName.replace("X", "0")}-01-01`.slice(0, 10)) : NaN);
  const zoom = (factor, about = chosenDay() >= span[0] && chosenDay() < span[1] ? chosenDay() : (span[0] + span[1]) / 2) =>
    show([about - (about - span[0]) * factor, about + (span[1] - about) * factor]);
  const move = (share) => show(span.map((each) => each + share * (span[1] - span[0])));
  const reset = () => {
    chosenName = null;
    show(usual, { remember: false });
    requery({ from: "", to: "", at: "" }, { redraw: false });
  };

  const toggles = h("div", { class: "legend", role: "group", "aria-label": t("timeline.roles") }, roleNames.map((name, at) => {
    const count = all.reduce((sum, each) => sum + (each.role === at), 0);
    return count ? h("button", {
      type: "button", class: `role role-${name}`, "aria-pressed": String(!off.has(name)),
      onclick: () => {
        if (off.has(name)) off.delete(name); else off.add(name);
        requery({ without: [...off].join(",") || "-" });
      },
    }, h("span", {}, word("date_role", name)), h("small", {}, number(count))) : null;
  }));
  const control = (name, act, sign) => h("button", { type: "button", "aria-label": t(`timeline.${name}`), title: t(`timeline.${name}`), onclick: act }, sign);
  const controls = h("div", { class: "controls", role: "group", "aria-label": t("timeline.controls") },
    control("earlier", () => move(-0.5), "←"), control("zoom_in", () => zoom(0.5), "+"),
    control("zoom_out", () => zoom(2), "−"), control("later", () => move(0.5), "→"),
    h("button", { type: "button", onclick: reset }, t("timeline.reset")),
    h("button", { type: "button", "aria-pressed": String(isSplit), onclick: () => requery({ split: isSplit ? "" : "1" }) }, t("timeline.split")));

  if (!all.length) {
    main.append(h("header", { class: "view-head" }, h("h1", {}, t("timeline.title")), h("p", {}, t("timeline.none"))));
    return;
  }
  main.append(heading("timeline", summary(all)), toggles, h("div", { class: "bar" }, caption, controls), chart, strip,
    h("p", { class: "saves" }, csvButton("timeline", ["from", "to", "precision", "role", "document", "title"], rowsShown), chartButtons("timeline", chart)),
    listing);

  function rowsShown() {
    return within().map((each) => [
      isoDay(each.day), isoDay(each.day + each.days), index.precisions[each.precision], roleNames[each.role],
      documents[each.doc].symbol ?? documents[each.doc].id, titleOf(documents[each.doc]),
    ]);
  }

  function within() {
    return events.filter((each) => each.day + each.days >= span[0] && each.day < span[1]);
  }

  function pick(column, unit) {
    chosenName = columnAddress(column.start, unit);
    requery({ at: chosenName }, { redraw: false });
    list(column.events, columnName(column, unit), true);
    listing.scrollIntoView({ block: "nearest" });
  }

  function paint() {
    const inside = within();
    const unit = UNITS.find((each) => (span[1] - span[0]) / each.days <= MOST_COLUMNS) ?? UNITS.at(-1);
    const exact = inside.filter((each) => each.precision <= rank(unit.name) && each.day >= span[0]);
    const coarse = inside.filter((each) => each.precision > rank(unit.name));
    caption.replaceChildren(
      h("b", {}, dateText(span[0], span[1] - span[0] - 1, unit.name === "day" ? "day" : unit.name === "month" ? "month" : "year")),
      ` · ${t(`timeline.by_${unit.name}`)} · ${t("timeline.facts", { n: exact.length })}`,
      coarse.length ? h("button", { type: "button", class: "coarse", onclick: () => list(coarse, t("timeline.coarse_title")) }, t("timeline.coarse", { n: coarse.length })) : "");
    const shared = { unit, span, roleNames, open: chosenName, pick: (column) => pick(column, unit), zoom, show, move };
    const open = isSplit ? split(exact, shared) : columns(chart, { ...shared, exact });
    overview(strip, { events, span, show });
    if (open) list(open.events, columnName(open, unit));
    else if (exact.length <= LISTED_AT_ONCE) list(exact, t("timeline.in_window"));
    else listing.replaceChildren(h("p", { class: "quiet" }, t("timeline.hint")));
  }

  /** A low chart for each role. Returns no column as open: more than one may be. */
  function split(exact, shared) {
    const boxes = [...d3.group(exact, (each) => each.role)].sort((a, b) => a[0] - b[0]).map(([role, events]) => [h("div"), role, events]);
    chart.replaceChildren(...boxes.flatMap(([box, role]) => [h("h3", {}, word("date_role", roleNames[role])), box]));
    for (const [box, , events] of boxes) columns(box, { ...shared, exact: events, height: CHART.low });
    return null;
  }

  function list(found, title, aloud = false) {
    listing.replaceChildren(
      h("h2", {}, title, h("small", {}, t("timeline.facts", { n: found.length }))),
      passageList(passagesAt(found)));
    if (aloud) announce(`${title}: ${t("timeline.facts", { n: found.length })}`);
  }

  paint();
  onResize(chart, paint);
}

function columnName(column, unit) {
  const last = Math.round(unit.interval.offset(dateOf(column.start), 1) / DAY) - 1;
  return dateText(column.start, unit.name === "day" ? 0 : last - column.start, unit.name === "decade" ? "year" : unit.name);
}

/** A column as the address names it: `201X`, `2016`, `2016-05`, `2016-05-12`. */
function columnAddress(start, unit) {
  const day = isoDay(start);
  return unit.name === "decade" ? `${day.slice(0, 3)}X` : day.slice(0, { year: 4, month: 7, day: 10 }[unit.name]);
}

/** The columns of the window, each a button that lists its facts. Returns the one that is open, if it is shown. */
function columns(box, { exact, unit, span, roleNames, open, pick, zoom, show, move, height = CHART.height }) {
  const width = Math.max(280, box.clientWidth);
  const inner = [CHART.left, width - CHART.right];
  const floor = height - CHART.bottom;
  const x = d3.scaleUtc(span.map(dateOf), inner);
  const groups = d3.groups(exact, (each) => Math.round(unit.interval.floor(dateOf(each.day)) / DAY))
    .map(([start, events]) => ({ start, events: events.slice().sort((a, b) => a.role - b.role) }))
    .sort((a, b) => a.start - b.start);
  const highest = d3.max(groups, (each) => each.events.length) ?? 1;
  const points = highest <= AS_POINTS;
  const flattened = highest > FLAT * (d3.median(groups, (each) => each.events.length) ?? 1);
  const y = (flattened ? d3.scaleSqrt : d3.scaleLinear)([0, points ? Math.max(highest, 8) : highest], [floor, CHART.top]);
  if (!points) y.nice(4);
  const broad = Math.max(1.5, x(dateOf(span[0] + unit.days)) - x(dateOf(span[0])));
  const gap = broad > 4 ? 1 : 0;

  const svg = d3.create("svg").attr("viewBox", [0, 0, width, height]).attr("width", width).attr("height", height)
    .attr("role", "group").attr("aria-label", t("timeline.chart", { unit: t(`timeline.by_${unit.name}`) }));
  svg.append("g").attr("class", "axis grid").attr("aria-hidden", "true").attr("transform", `translate(${CHART.left},0)`)
    .call(d3.axisLeft(y).ticks(4).tickSize(-(inner[1] - inner[0])).tickFormat((value) => Number.isInteger(value) ? number(value) : ""));
  svg.append("g").attr("class", "axis").attr("aria-hidden", "true").attr("transform", `translate(0,${floor})`)
    .call(d3.axisBottom(x).tickValues(x.ticks(Math.max(3, width / 110)).filter((date) => x(date) + broad / 2 < width - 16))
      .tickSizeOuter(0).tickFormat(tickText))
    .selectAll("text").attr("dx", broad / 2); // under the middle of its column

  const column = svg.append("g").selectAll("g").data(groups).join("g")
    .attr("class", "column").attr("role", "button").attr("tabindex", (_, at) => (at ? -1 : 0))
    .attr("aria-label", (each) => `${columnName(each, unit)}: ${t("timeline.facts", { n: each.events.length })}`);
  column.append("title").text((each) => [columnName(each, unit), ...d3.rollups(each.events, (list) => list.length, (one) => one.role)
    .map(([role, count]) => `${word("date_role", roleNames[role])}: ${number(count)}`)].join("\n"));
  column.append("rect").attr("class", "reach").attr("x", (each) => x(dateOf(each.start))).attr("width", broad).attr("y", CHART.top).attr("height", floor - CHART.top);
  if (points) {
    const size = Math.max(2.2, Math.min(broad / 2 - 0.5, (floor - CHART.top) / Math.max(highest, 8) / 2 - 0.5, 7));
    column.selectAll("circle").data((each) => each.events.map((one, at) => ({ one, at, start: each.start }))).join("circle")
      .attr("class", ({ one }) => `dot role-${roleNames[one.role]}`).attr("r", size)
      .attr("cx", ({ start }) => x(dateOf(start)) + broad / 2).attr("cy", ({ at }) => y(at + 0.5));
  } else {
    column.selectAll("rect.bar").data((each) => stacked(each)).join("rect")
      .attr("class", (part) => `bar role-${roleNames[part.role]}`).attr("x", (part) => x(dateOf(part.start)) + gap / 2)
      .attr("width", Math.max(1, broad - gap)).attr("y", (part) => y(part.above)).attr("height", (part) => Math.max(0.5, y(part.below) - y(part.above)));
  }
  if (!points && height === CHART.height) {
    svg.append("g").attr("class", "peaks").attr("aria-hidden", "true").selectAll("text").data(peaks(groups, (each) => x(dateOf(each.start)))).join("text")
      .attr("x", (each) => x(dateOf(each.start)) + broad / 2).attr("y", (each) => y(each.events.length) - 4).text((each) => number(each.events.length));
  }
  const choose = (node, datum) => {
    column.classed("picked", false).attr("tabindex", -1);
    d3.select(node).classed("picked", true).attr("tabindex", 0);
    pick(datum);
  };
  column.on("click", function (event, datum) { choose(this, datum); })
    .on("keydown", function (event, datum) {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step && event.shiftKey) move(step * 0.25);
      else if (step) {
        const next = column.nodes()[groups.indexOf(datum) + step];
        if (next) { column.attr("tabindex", -1); next.setAttribute("tabindex", 0); next.focus(); }
      } else if (event.key === "Enter" || event.key === " ") choose(this, datum);
      else if (event.key === "+") zoom(0.5, datum.start);
      else if (event.key === "-") zoom(2, datum.start);
      else return;
      event.preventDefault();
    })
    .on("dblclick", (event, datum) => zoom(0.33, datum.start));

  svg.on("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return; // the page scrolls, as everywhere
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.25 : 0.8, x.invert(d3.pointer(event)[0]) / DAY);
  }, { passive: false });
  let from = 0;
  svg.call(d3.drag().clickDistance(4)
    .on("start", (event) => { from = event.x; })
    .on("drag", (event) => column.attr("transform", `translate(${event.x - from},0)`))
    .on("end", (event) => {
      const moved = (x.invert(from) - x.invert(event.x)) / DAY;
      if (Math.abs(event.x - from) > 4) show(span.map((each) => each + moved));
    }));
  const opened = groups.find((each) => columnAddress(each.start, unit) === open);
  column.classed("picked", (each) => each === opened);
  box.replaceChildren(svg.node());
  return opened;
}

/** The highest columns, those that stand apart, to be marked with their number. */
function peaks(groups, x) {
  const found = [];
  for (const each of groups.slice().sort((a, b) => b.events.length - a.events.length)) {
    if (found.length < PEAKS && found.every((one) => Math.abs(x(one) - x(each)) > APART)) found.push(each);
  }
  return found;
}

/** A column's facts as bars of one role each. */
function stacked({ start, events }) {
  let below = 0;
  return d3.rollups(events, (list) => list.length, (each) => each.role).map(([role, count]) => {
    const part = { start, role, below, above: below + count };
    below += count;
    return part;
  });
}

/** Ticks say the year where one begins, else the month, else the day. */
function tickText(date) {
  const form = d3.utcMonth(date) < date ? { day: "numeric", month: "short" } : d3.utcYear(date) < date ? { month: "short" } : null;
  return form ? new Intl.DateTimeFormat(locale(), { ...form, timeZone: "UTC" }).format(date) : String(date.getUTCFullYear());
}

/** All years in a strip, with the window to move and widen. */
function overview(box, { events, span, show }) {
  const width = Math.max(280, box.clientWidth);
  const days = [dayOfYear(yearOf(d3.min(events, (each) => each.day) ?? span[0])), dayOfYear(yearOf(d3.max(events, (each) => each.day) ?? span[1]) + 1)];
  const x = d3.scaleUtc([Math.min(days[0], span[0]), Math.max(days[1], span[1])].map(dateOf), [CHART.left, width - CHART.right]).clamp(true);
  const years = d3.rollups(events, (list) => list.length, (each) => yearOf(each.day));
  const y = d3.scaleSqrt([0, d3.max(years, (each) => each[1]) ?? 1], [CHART.strip - 18, 4]);
  const svg = d3.create("svg").attr("viewBox", [0, 0, width, CHART.strip]).attr("width", width).attr("height", CHART.strip).attr("aria-hidden", "true");
  const broad = Math.max(1, x(dateOf(dayOfYear(2001))) - x(dateOf(dayOfYear(2000))) - 0.5);
  svg.append("g").selectAll("rect").data(years).join("rect").attr("class", "year").attr("width", broad)
    .attr("x", ([year]) => x(dateOf(dayOfYear(year)))).attr("y", ([, count]) => y(count)).attr("height", ([, count]) => CHART.strip - 18 - y(count));
  svg.append("g").attr("class", "axis").attr("transform", `translate(0,${CHART.strip - 18})`)
    .call(d3.axisBottom(x).ticks(Math.max(3, width / 130)).tickSizeOuter(0).tickFormat((date) => String(date.getUTCFullYear())));
  const brush = d3.brushX().extent([[CHART.left, 0], [width - CHART.right, CHART.strip - 18]]).on("end", (event) => {
    if (event.sourceEvent && event.selection) show(event.selection.map((each) => x.invert(each) / DAY));
  });
  svg.append("g").attr("class", "brush").call(brush).call(brush.move, span.map((each) => x(dateOf(each))));
  box.replaceChildren(svg.node());
}

/** The sentences of dated facts. */
async function* passagesAt(events) {
  const seen = events.slice().sort((a, b) => a.day - b.day || a.doc - b.doc);
  for (const each of seen) {
    const note = `${word("date_role", index.roles[each.role])}: ${dateText(each.day, each.days, index.precisions[each.precision])}`;
    const paragraph = each.par === null ? null : (await paragraphsOf(each.doc)).find((one) => one.number === each.par);
    const mention = paragraph?.mentions.find((one) => one[0] === "date" && one[1] === each.start);
    yield mention ? { doc: each.doc, paragraph, start: mention[1], end: mention[2], note } : { doc: each.doc, note };
  }
}
