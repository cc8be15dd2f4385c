// Sentences from the documents, a few at a time, each leading to its place.

const PAGE = 15;
const AROUND = 170; // characters shown on each side

/** Words around a place: [before, the words themselves, after]. */
function excerpt(text, start, end) {
  const letters = Array.from(text);
  let first = Math.max(0, start - AROUND);
  let last = Math.min(letters.length, end + AROUND);
  while (first > 0 && /\S/.test(letters[first - 1]) && start - first < AROUND + 20) first -= 1;
  while (last < letters.length && /\S/.test(letters[last]) && last - end < AROUND + 20) last += 1;
  return [
    (first > 0 ? "… " : "") + letters.slice(first, start).join(""),
    letters.slice(start, end).join(""),
    letters.slice(end, last).join("") + (last < letters.length ? " …" : ""),
  ];
}

function passage(found) {
  const { doc, paragraph, start, end, note, more } = found;
  const each = documents[doc];
  const href = paragraph
    ? address("document", [each.id, paragraph.number, start, end])
    : address("document", [each.id]);
  const body = paragraph ? excerpt(paragraph.text, start, end) : null;
  return h("li", { class: "passage" },
    h("a", { href },
      h("span", { class: "where" },
        h("b", {}, shortName(each)), h("span", {}, dateText(each.date, 0, each.precision ?? "day")),
        note ? h("span", { class: "note" }, note) : null),
      body
        ? h("q", { lang: each.language }, body[0], h("mark", {}, body[1]), body[2])
        : h("span", { class: "quiet" }, `${titleOf(each)}. ${t("stated_elsewhere")}`)), more);
}

/** A list that takes its passages from an asynchronous generator, and more when asked. */
function passageList(source) {
  const list = h("ol", { class: "passages" });
  const more = h("button", { type: "button", class: "more", onclick: () => fill() }, t("more"));
  const box = h("div", { class: "passage-box", "aria-busy": "true" }, list, more);
  const fill = async (most = PAGE) => {
    more.disabled = true;
    box.setAttribute("aria-busy", "true");
    try {
      for (let shown = 0; shown < most; shown += 1) {
        const { value, done } = await source.next();
        if (done) {
          more.remove();
          if (!list.children.length) list.replaceWith(h("p", { class: "quiet" }, t("nothing_here")));
          break;
        }
        list.append(passage(value));
      }
    } catch (error) {
      more.replaceWith(h("p", { class: "problem", role: "alert" }, error.message));
    }
    more.disabled = false;
    box.setAttribute("aria-busy", "false");
  };
  fill(Math.max(PAGE, history.state?.passages ?? 0)); // a reader who comes back finds as many
  return box;
}

/** Every place in the chosen documents where a value is named, newest document first. */
async function* passagesOf(dimension, key, places) {
  const docs = (values.get(dimension)?.get(key)?.docs ?? []).filter((place) => places.has(place));
  const find = finder(dimension, key);
  for (const doc of newestFirst(docs)) {
    let any = false;
    for (const paragraph of await paragraphsOf(doc)) {
      for (const [start, end] of find(paragraph)) {
        any = true;
        yield { doc, paragraph, start, end };
      }
    }
    if (!any) yield { doc };
  }
}

/** How a value is found in a paragraph: as pairs of places. */
function finder(dimension, key) {
  if (dimension === "term") return termFinder(key);
  const kind = dimension === "year" ? "date" : dimension;
  return (paragraph) => paragraph.mentions.filter((each) => each[0] === kind && each[3] === key).map((each) => [each[1], each[2]]);
}

/** A term is a lemma: its words are looked for by their stems, with small words between them. */
function termFinder(term) {
  const stems = folded(term).split(" ").map((each) => each.slice(0, Math.max(4, each.length - 2)).replace(/[^\p{L}\p{N}]/gu, "."));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${stems.join("\\p{L}*(?:\\s+\\p{L}{1,4}){0,3}\\s+")}\\p{L}*`, "giu");
  return (paragraph) => [...folded(paragraph.text).matchAll(pattern)].map((found) => {
    const start = Array.from(paragraph.text.slice(0, found.index)).length;
    return [start, start + Array.from(found[0]).length];
  });
}
