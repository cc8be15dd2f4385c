// Who cites what: the most cited acts with the documents that cite them, or one act with its neighbours.

const MOST = { wide: [26, 34], narrow: [11, 12] }; // cited acts and citing documents shown
const NEIGHBOURS = 24;
const MOST_OFFERED = 500; // symbols offered while one is typed; any other can be typed too

/** Citing document → cited symbol, over the chosen documents. */
function edgesOf(places) {
  return (dimensions.get("citation") ?? []).flatMap((each) => each.docs.flatMap((place, at) =>
    places.has(place) && documents[place].symbol !== each.key ? [{ from: place, to: each.key, mentions: each.mentions[at] }] : []));
}

function nodeOf(place) {
  return documents[place].symbol ?? documents[place].id;
}

function drawGraph(main, places) {
  const edges = edgesOf(places);
  const symbol = route.args[0];
  main.append(heading("graph"));
  if (!edges.length) {
    main.append(h("p", { class: "quiet" }, t("graph.none")));
    return;
  }
  const list = h("datalist", { id: "symbols" }, tally("citation", places, "documents").slice(0, MOST_OFFERED).map((each) => h("option", { value: each.key })));
  const find = h("input", { type: "search", id: "find-symbol", list: "symbols", value: symbol ?? "", placeholder: "A/RES/…", autocomplete: "off" });
  main.append(h("form", {
    class: "bar", onsubmit: (event) => {
      event.preventDefault();
      if (find.value.trim()) location.hash = address("graph", [find.value.trim()]);
    },
  }, h("label", { class: "field wide" }, h("span", {}, t("graph.find")), find), list,
  h("button", { type: "submit" }, t("graph.show")),
  symbol ? h("a", { class: "button", href: address("graph") }, t("graph.ranking")) : null,
  h("a", { class: "button", href: address("graph", [], { whole: 1 }) }, t("graph.whole")),
  csvButton("citations", ["citing", "cited", "mentions"], () => edges.map((each) => [nodeOf(each.from), each.to, each.mentions]))));
  if (symbol) drawNeighbours(main, symbol, edges);
  else if (route.query.get("whole")) drawNetwork(main, edges);
  else drawRanking(main, places);
}

/** The cited acts by how many documents cite them, each leading to its neighbours. */
function drawRanking(main, places) {
  const rows = tally("citation", places, "documents").map((each) => ({ ...each, ...valueName("citation", each.key) }));
  main.append(h("h2", {}, t("graph.most_cited")), growing(rows, (some) => countTable("citation", some, null, "documents", (key) => address("graph", [key]))));
}

function drawNetwork(main, edges) {
  const [mostCited, mostCiting] = main.clientWidth < 600 ? MOST.narrow : MOST.wide;
  const cited = d3.rollups(edges, (list) => list.length, (each) => each.to).sort((a, b) => b[1] - a[1] || d3.ascending(a[0], b[0])).slice(0, mostCited);
  const kept = edges.filter((each) => cited.some(([key]) => key === each.to));
  const citing = d3.rollups(kept, (list) => list.length, (each) => each.from).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, mostCiting);
  const sources = new Set(citing.map(([place]) => place));
  const joined = new Set(kept.filter((each) => sources.has(each.from)).map((each) => each.to));
  const nodes = new Map(cited.filter(([key]) => joined.has(key)).map(([key, count]) => [key, { key, count, cited: true }]));
  for (const [place, count] of citing) if (!nodes.has(nodeOf(place))) nodes.set(nodeOf(place), { key: nodeOf(place), place, count: 0, cites: count });
  const links = kept.filter((each) => sources.has(each.from)).map((each) => ({ source: nodeOf(each.from), target: each.to, mentions: each.mentions }));
  const points = [...nodes.values()];

  main.append(h("p", { class: "caption" }, t("graph.explain", { n: joined.size, documents: sources.size })));
  const box = h("div", { class: "chart graph" });
  main.append(box);
  const width = Math.max(320, box.clientWidth);
  const height = Math.min(620, Math.max(420, width * 0.62));
  const size = d3.scaleSqrt([0, d3.max(cited, (each) => each[1])], [4, 17]);
  const radius = (each) => (each.cited ? size(each.count) : 4);
  const forces = d3.forceSimulation(points).stop()
    .force("link", d3.forceLink(links).id((each) => each.key).distance(70).strength(0.05))
    .force("charge", d3.forceManyBody().strength(width < 600 ? -90 : -320))
    .force("x", d3.forceX(width / 2).strength(0.12 * height / width)).force("y", d3.forceY(height / 2).strength(0.16))
    .force("apart", d3.forceCollide((each) => radius(each) + (each.cited ? 13 : 4)));
  forces.tick(300); // drawn once it has come to rest: the same graph is always the same picture
  const spread = (axis, most, margin) => d3.scaleLinear(d3.extent(points, (each) => each[axis]), [margin, most - margin]);
  const [x, y] = [spread("x", width, 60), spread("y", height, 30)];
  for (const each of points) { each.x = x(each.x); each.y = y(each.y); }

  const svg = d3.create("svg").attr("viewBox", [0, 0, width, height]).attr("width", width).attr("height", height)
    .attr("role", "group").attr("aria-label", t("graph.label"));
  const line = svg.append("g").selectAll("line").data(links).join("line").attr("class", "edge")
    .attr("x1", (each) => each.source.x).attr("y1", (each) => each.source.y).attr("x2", (each) => each.target.x).attr("y2", (each) => each.target.y);
  const node = svg.append("g").selectAll("a").data(points).join("a")
    .attr("href", (each) => address("graph", [each.key])).attr("class", (each) => (each.cited ? "node cited" : "node citing"))
    .attr("aria-label", (each) => nodeLabel(each));
  node.append("title").text(nodeLabel);
  node.append("circle").attr("cx", (each) => each.x).attr("cy", (each) => each.y).attr("r", radius);
  node.data(named(points, radius)).filter((each) => each.nameAt).append("text").attr("x", (each) => each.x).attr("y", (each) => each.nameAt).text((each) => each.key);
  const light = (each) => {
    line.classed("lit", (one) => one.source === each || one.target === each);
    svg.classed("focused", Boolean(each));
    node.classed("lit", (one) => one === each || links.some((link) => (link.source === each && link.target === one) || (link.target === each && link.source === one)));
  };
  node.on("mouseenter focus", (_, each) => light(each)).on("mouseleave blur", () => light(null));
  box.append(svg.node());
  main.append(h("p", { class: "saves" }, chartButtons("citations", box)));
}

/** The cited acts get the height of their name, above or below, the most cited first; none where two would overlap. */
function named(points, radius) {
  const taken = points.map((each) => ({ left: each.x - radius(each), right: each.x + radius(each), top: each.y - radius(each), bottom: each.y + radius(each) }));
  const free = (box) => taken.every((one) => box.right < one.left || one.right < box.left || box.bottom < one.top || one.bottom < box.top);
  for (const each of points.filter((one) => one.cited).sort((a, b) => b.count - a.count)) {
    const half = each.key.length * 3.3;
    const boxAt = (base) => ({ left: each.x - half, right: each.x + half, top: base - 9, bottom: base + 2 });
    each.nameAt = [each.y - radius(each) - 3, each.y + radius(each) + 11].find((base) => free(boxAt(base)));
    if (each.nameAt) taken.push(boxAt(each.nameAt));
  }
  return points;
}

function nodeLabel(each) {
  const title = bySymbol.get(each.key)?.[0].title ?? byId.get(each.key)?.title;
  const counts = each.cited ? t("graph.cited_by", { n: each.count }) : t("graph.cites", { n: each.cites });
  return `${byId.has(each.key) ? "" : `${each.key}. `}${title ? `${title}. ` : ""}${counts}`;
}

/** One act: who cites it on the left, what it cites on the right. */
function drawNeighbours(main, symbol, edges) {
  const held = bySymbol.get(symbol) ?? (byId.has(symbol) ? [byId.get(symbol)] : []);
  const own = new Set(held.map((each) => each.place));
  const citing = edges.filter((each) => each.to === symbol).sort((a, b) => (documents[b.from].date ?? 0) - (documents[a.from].date ?? 0));
  const cites = edges.filter((each) => own.has(each.from)).sort((a, b) => b.mentions - a.mentions || d3.ascending(a.to, b.to));
  const title = held[0] ? shortName(held[0]) : symbol;
  if (!held.length && !citing.length) {
    main.append(h("p", { class: "problem", role: "alert" }, t("graph.unknown", { symbol })));
    return;
  }
  main.append(h("h2", {}, title, held[0]?.title ? h("small", {}, held[0].title) : null),
    h("p", { class: "links" }, held.map((each) => h("a", { href: address("document", [each.id]) }, t("counts.open_document"))),
      citing.length ? h("a", { href: address("counts", ["citation", symbol]) }, t("graph.read_passages")) : null));
  if (!citing.length && !cites.length) {
    main.append(h("p", { class: "quiet" }, t("graph.alone")));
    return;
  }
  const left = citing.slice(0, NEIGHBOURS).map((each) => ({ key: nodeOf(each.from), text: shortName(documents[each.from]), title: titleOf(documents[each.from]), mentions: each.mentions }));
  const right = cites.slice(0, NEIGHBOURS).map((each) => ({ key: each.to, text: each.to, title: bySymbol.get(each.to)?.[0].title, mentions: each.mentions }));
  const box = h("div", { class: "chart graph" });
  main.append(box);
  const width = Math.max(320, box.clientWidth);
  const narrow = width < 600;
  const row = 22;
  const height = Math.max(left.length, right.length, 5) * row + 60;
  const svg = d3.create("svg").attr("viewBox", [0, 0, width, height]).attr("width", width).attr("height", height)
    .attr("role", "group").attr("aria-label", t("graph.of", { symbol: title }));
  const middle = { x: width / 2, y: height / 2 + 18 };
  const link = d3.linkHorizontal();
  const broad = d3.scaleSqrt([1, d3.max([...left, ...right], (each) => each.mentions) ?? 1], [1, 5]);
  for (const [side, list, edge, anchor] of [["left", left, width * 0.3, "end"], ["right", right, width * 0.7, "start"]]) {
    const sign = side === "left" ? -1 : 1;
    const count = side === "left" ? citing.length : cites.length;
    const place = (at) => middle.y + (at - (list.length - 1) / 2) * row;
    const [nameX, nameY, nameAnchor] = !narrow ? [edge + sign * 8, 16, anchor] : side === "left" ? [8, 16, "start"] : [width - 8, 34, "end"];
    svg.append("text").attr("class", "side").attr("x", nameX).attr("y", nameY).attr("text-anchor", nameAnchor)
      .text(side === "right" && !held.length ? t("graph.not_held") : t(side === "left" ? "graph.cited_by" : "graph.cites", { n: count }));
    svg.append("g").selectAll("path").data(list).join("path").attr("class", "edge").attr("stroke-width", (each) => broad(each.mentions))
      .attr("d", (_, at) => link({ source: [middle.x + sign * 10, middle.y], target: [edge, place(at)] }));
    const node = svg.append("g").selectAll("a").data(list).join("a").attr("class", "node neighbour").attr("href", (each) => address("graph", [each.key]));
    node.append("title").text((each) => `${each.title ?? each.key} · ${t("counts.summary", { n: each.mentions })}`);
    node.append("circle").attr("cx", edge).attr("cy", (_, at) => place(at)).attr("r", 4);
    node.append("text").attr("x", edge + sign * 9).attr("y", (_, at) => place(at) + 4).attr("text-anchor", anchor).text((each) => each.text);
  }
  svg.append("circle").attr("class", "centre").attr("cx", middle.x).attr("cy", middle.y).attr("r", 11);
  svg.append("text").attr("class", "centre-name").attr("x", middle.x).attr("y", middle.y - 18).attr("text-anchor", "middle").text(title);
  box.append(svg.node());
  main.append(h("p", { class: "saves" }, chartButtons("citations", box)));
  if (citing.length > NEIGHBOURS || cites.length > NEIGHBOURS) main.append(h("p", { class: "quiet" }, t("graph.first", { n: NEIGHBOURS })));
}
