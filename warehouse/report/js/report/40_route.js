// Where the reader is: #/view/argument/…?filter=value. The address says all, so that it can be kept and sent.

const FILTERS = ["type", "body", "session", "state"];
const OWN_DATA = ["followup", "compare", "items", "votes"]; // shown only where the release has such data
const VIEWS = ["timeline", "counts", "search", "graph", ...OWN_DATA, "documents", "quality"];

let route = { view: "timeline", args: [], query: new URLSearchParams() };

function readRoute() {
  const [path, query] = location.hash.slice(1).split("?");
  const [view, ...args] = path.split("/").filter(Boolean).map(decodeURIComponent);
  route = { view: shownViews().includes(view) || view === "document" ? view : "timeline", args, query: new URLSearchParams(query) };
}

function shownViews() {
  return VIEWS.filter((view) => !OWN_DATA.includes(view) || index.views.includes(view));
}

/** The address of a view; filters stay, other parts of the query only if they are given. */
function address(view, args = [], query = {}) {
  const kept = new URLSearchParams();
  for (const name of FILTERS) if (route.query.get(name)) kept.set(name, route.query.get(name));
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") kept.delete(name);
    else kept.set(name, value);
  }
  const path = [view, ...args].map((each) => encodeURIComponent(each)).join("/");
  return `#/${path}${kept.size ? `?${kept}` : ""}`;
}

/** The same place with another query; the step back leads to where the reader came from. */
function requery(changes, { redraw = true } = {}) {
  const query = { ...Object.fromEntries(route.query), ...changes };
  history.replaceState(history.state, "", address(route.view, route.args, query));
  readRoute();
  if (redraw) draw();
}

/** The documents that pass the filters, as a set of places. */
function chosen() {
  const wanted = Object.fromEntries(FILTERS.map((name) => [name, route.query.get(name)]));
  const state = wanted.state && new Set(values.get("entity")?.get(wanted.state)?.docs ?? []);
  return new Set(documents.filter((each) =>
    (!wanted.type || each.type === wanted.type)
    && (!wanted.body || (each.body ?? "?") === wanted.body)
    && (!wanted.session || each.session === wanted.session)
    && (!state || state.has(each.place))).map((each) => each.place));
}

function isFiltered() {
  return FILTERS.some((name) => route.query.get(name));
}

/**
 * How much a value tells of the chosen documents: by the share of its mentions that lie in them, against the share a
 * value spread evenly would have (Dunning's log-likelihood, its first term); of all documents, by how few name it
 * often (tf-idf).
 */
function distinctness(value, mentions, count, chosenCount) {
  if (chosenCount === documents.length) return mentions * Math.log(documents.length / count);
  return mentions * Math.log(mentions / (d3.sum(value.mentions) * (chosenCount / documents.length)));
}

/** The values of a dimension within the chosen documents, most frequent first. */
function tally(dimension, places, by = "mentions") {
  const whole = places.size === documents.length;
  const rows = (dimensions.get(dimension) ?? []).map((each) => {
    let mentions = 0;
    let count = 0;
    each.docs.forEach((place, at) => {
      if (whole || places.has(place)) { mentions += each.mentions[at]; count += 1; }
    });
    return { key: each.key, mentions, documents: count, distinct: by === "distinct" ? distinctness(each, mentions, count, places.size) : 0 };
  }).filter((each) => each.mentions);
  return dimension === "year"
    ? rows.sort((a, b) => Number(b.key) - Number(a.key))
    : rows.sort((a, b) => b[by] - a[by] || b.mentions - a.mentions || (a.key < b.key ? -1 : 1));
}
