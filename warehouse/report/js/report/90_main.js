// The frame: what is asked of the address is drawn, in the language and colours the reader wants.

let resized = null;

/** Draw again when the width of the page changes. */
function onResize(box, paint) {
  resized?.disconnect();
  let width = box.clientWidth;
  resized = new ResizeObserver(() => {
    if (box.isConnected && Math.abs(box.clientWidth - width) > 8) {
      width = box.clientWidth;
      paint();
    }
  });
  resized.observe(box);
}

function heading(view, values = {}) {
  return h("header", { class: "view-head" }, h("h1", {}, t(`${view}.title`)), h("p", {}, t(`${view}.lead`, values)));
}

function drawFrame() {
  drawTexts();
  document.title = [t("brand"), placeName() ?? t(`${route.view}.title`)].join(" · ");
  $("views").replaceChildren(...shownViews().map((view) => h("a", {
    href: address(view), "aria-current": view === route.view || (view === "documents" && route.view === "document") ? "page" : null,
  }, t(`${view}.tab`))));
  const open = $("views").querySelector("[aria-current]");
  open?.scrollIntoView({ block: "nearest", inline: "center" });
  const totals = [["documents", "documents"], ["paragraphs", "counts"], ["dates", "timeline"], ["citations", "graph"], ["entities", "counts"]];
  $("totals").replaceChildren(...totals.map(([name, view]) => h("div", {},
    h("dt", {}, t(`totals.${name}`)),
    h("dd", {}, h("a", { href: address(view, name === "entities" ? ["entity"] : name === "paragraphs" ? ["opening"] : []) }, number(index.totals[name]))))));
  $("totals-box").hidden = route.view !== "timeline";
  $("filters-box").hidden = ["document", "quality"].includes(route.view) || (route.view === "compare" && route.args.length > 0);
}

/** What the place is called in the title of the window, if it is a document or a value. */
function placeName() {
  const [first, second] = route.args;
  if (byId.has(first)) return titleOf(byId.get(first));
  if (route.view === "counts" && second) return valueName(first, second).name;
  if (route.view === "items" && first) return valueName("item", first).name;
  if (route.view === "votes" && first) return entityName(first);
  return route.view === "graph" ? first : route.query.get("q");
}

/** Where the reader stands in a place is kept with its step of the history, and found again on the way back. */
function keepPlace() {
  history.replaceState({ scroll: window.scrollY, passages: document.querySelectorAll(".passage").length }, "");
}

async function comeBack(state) {
  while (document.querySelector("[aria-busy=true]")) await new Promise((done) => { setTimeout(done, 20); });
  window.scrollTo(0, state.scroll);
}

let drawn = 0;

async function draw() {
  const turn = ++drawn;
  drawFrame();
  drawFilters();
  const places = chosen();
  drawScope(places);
  const main = h("main", { id: "main", tabindex: "-1" });
  $("main").replaceWith(main);
  const views = {
    timeline: drawTimeline, counts: drawCounts, search: drawSearch, graph: drawGraph, followup: drawFollowup, compare: drawCompare,
    items: drawItems, votes: drawVotes, documents: drawDocuments, document: drawDocument, quality: drawQuality,
  };
  try {
    await views[route.view](main, places);
  } catch (error) {
    if (turn === drawn) main.append(h("p", { class: "problem", role: "alert" }, error.message));
  }
}

async function start() {
  startFrame(draw);
  $("skip").addEventListener("click", (event) => { // the address says which view is open, so it is left as it is
    event.preventDefault();
    $("main").focus();
  });
  window.addEventListener("hashchange", async () => {
    readRoute();
    await draw();
    if (history.state?.scroll !== undefined) {
      await comeBack(history.state);
      return;
    }
    const detail = $("detail") ?? ($("target") || $("main").contains(document.activeElement) ? null : $("main"));
    detail?.focus({ preventScroll: detail.id === "detail" && window.innerWidth > 900 });
    if (!$("target") && !$("detail")) window.scrollTo(0, 0);
  });
  document.addEventListener("click", (event) => { if (event.target.closest?.("a[href^='#']")) keepPlace(); }, { capture: true });
  history.scrollRestoration = "manual";
  try {
    await loadIndex();
    readRoute();
    await draw();
  } catch (error) {
    $("main").replaceChildren(h("p", { class: "problem", role: "alert" }, error.message));
  }
}

start();
