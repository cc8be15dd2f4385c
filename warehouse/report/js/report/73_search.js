// Words looked for in the whole text, in all their forms; a symbol leads to the passages that cite it.

const WORD = /[\p{L}\p{N}]+/gu;
const HAN = /\p{Script=Han}/u; // no blanks between words: what is asked for may stand anywhere
const LONGEST_ENDING = 3;
const IS_SYMBOL = /^\S*\/\S*\d\S*$/;

function drawSearch(main, places) {
  const asked = (route.query.get("q") ?? "").trim();
  const field = h("input", { type: "search", id: "find-words", value: asked, placeholder: t("search.example"), autocomplete: "off" });
  main.append(heading("search"), h("form", {
    class: "bar", onsubmit: (event) => {
      event.preventDefault();
      location.hash = address("search", [], { q: field.value.trim() });
    },
  }, h("label", { class: "field wide" }, h("span", {}, t("search.words")), field), h("button", { type: "submit" }, t("search.find"))));
  if (!asked) {
    field.focus({ preventScroll: true });
    return;
  }
  main.append(h("section", { class: "listing" }, h("h2", {}, asked),
    h("p", { class: "saves" }, csvButton("search", ["document", "title", "paragraph", "text"], async () => {
      const found = [];
      for await (const { doc, paragraph } of passagesWith(asked, places)) found.push([nodeOf(doc), titleOf(documents[doc]), paragraph?.number, paragraph?.text]);
      return found;
    })), passageList(passagesWith(asked, places))));
}

/** The paragraphs that have every word asked for, or cite the symbol, newest document first. */
async function* passagesWith(asked, places) {
  if (IS_SYMBOL.test(asked)) {
    const end = `/${asked.toUpperCase()}`;
    const cited = (dimensions.get("citation") ?? []).filter((each) => `/${each.key.toUpperCase()}`.endsWith(end));
    for (const each of cited) yield* passagesOf("citation", each.key, places);
    return;
  }
  const wanted = (await Promise.all((folded(asked).match(WORD) ?? []).map(lookedUp))).filter(Boolean);
  if (!wanted.length) return;
  const docs = [...places].filter((place) => wanted.every((each) => each.everywhere || each.docs.has(place)));
  for (const doc of newestFirst(docs)) {
    for (const paragraph of await paragraphsOf(doc)) {
      const text = folded(paragraph.text);
      const found = wanted.map((each) => each.pattern.exec(text));
      if (found.some((each) => !each)) continue;
      const first = found.reduce((one, other) => (other.index < one.index ? other : one));
      const start = Array.from(paragraph.text.slice(0, first.index)).length;
      yield { doc, paragraph, start, end: start + Array.from(first[0]).length };
    }
  }
}

/** A word as { pattern, docs, everywhere }; nothing for a word of grammar, which counts for nothing. */
async function lookedUp(form) {
  if (HAN.test(form)) return { pattern: new RegExp(form, "u"), docs: new Set(), everywhere: true };
  const { forms: known = {} } = await wordsPiece(form) ?? {};
  if (known[form] === "") return null;
  const forms = new Set([form]);
  const docs = new Set();
  let everywhere = false;
  for (const lemma of known[form]?.split(" ") ?? alike(form, known)) {
    const [all, listed] = (await wordsPiece(lemma)).words[lemma];
    for (const each of all.split(" ")) forms.add(each);
    if (listed === "*") everywhere = true;
    else for (const place of numbers(listed)) docs.add(place);
  }
  return { pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${[...forms].join("|")})(?![\\p{L}\\p{N}])`, "u"), docs, everywhere };
}

/** The dictionary words of forms that begin as one does which no document has: all but its ending. */
function alike(form, known) {
  const stem = form.slice(0, Math.max(4, form.length - LONGEST_ENDING));
  const found = Object.keys(known).filter((each) => each.startsWith(stem) && Math.abs(each.length - form.length) <= LONGEST_ENDING);
  return new Set(found.flatMap((each) => known[each].split(" ")).filter(Boolean));
}

const wordPieces = new Map();

/** The piece in which a word stands; nothing where no document has a word with its first letter. */
function wordsPiece(word) {
  const name = `words-${word.codePointAt(0).toString(16).padStart(4, "0")}`;
  if (!index.words.includes(name)) return Promise.resolve(null);
  if (!wordPieces.has(name)) wordPieces.set(name, piece(name));
  return wordPieces.get(name);
}
