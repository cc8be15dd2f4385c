// The index is in the page or, of a very large warehouse, beside it; the paragraphs are in parts, likewise.

const waiting = new Map();
const KEPT_PARTS = 24;
const partsKept = new Map();

// A file beside the page cannot be fetched from file://, but it can be run: it hands over what it holds.
window.cronica = {
  receive(name, value) {
    waiting.get(name)?.(value);
    waiting.delete(name);
  },
};

/** A named piece of data, from inside the page or from the folder beside it. */
function piece(name) {
  if ($(name)) return Promise.resolve(readJson(name));
  return new Promise((resolve, reject) => {
    waiting.set(name, resolve);
    const script = h("script", { src: `report/${name}.js` });
    script.onload = () => script.remove();
    script.onerror = () => {
      waiting.delete(name);
      script.remove();
      reject(new Error(t("missing_part", { file: `report/${name}.js` })));
    };
    document.head.append(script);
  });
}

let index;
let documents; // one object a document, in the order of the index
let dimensions; // dimension → [{ key, docs, mentions }]
let values; // dimension → key → the same
let names; // id → entity
let bySymbol; // symbol → its documents
let byId; // document id → document

async function loadIndex() {
  index = await piece("index");
  documents = records(index.documents).map((each, place) => ({ ...each, place }));
  byId = new Map(documents.map((each) => [each.id, each]));
  bySymbol = d3.group(documents.filter((each) => each.symbol), (each) => each.symbol);
  names = new Map(records(index.entities).map((each) => [each.id, each]));
  const counts = records(index.counts).map((each) => ({ ...each, docs: numbers(each.docs), mentions: numbers(each.mentions) }));
  dimensions = d3.group(counts, (each) => each.dimension);
  values = new Map([...dimensions].map(([name, list]) => [name, new Map(list.map((each) => [each.key, each]))]));
  for (const name of ["bodies", "items", "openings"]) {
    index[name] = new Map(records(index[name]).map((each) => [each.id, each]));
  }
}

/** Columns to rows. */
function records(columns) {
  const keys = Object.keys(columns);
  return (columns[keys[0]] || []).map((_, row) => Object.fromEntries(keys.map((key) => [key, columns[key][row]])));
}

/** Places of documents, or what has one, in place: the newest document first. */
function newestFirst(list, of = (place) => place) {
  const date = (each) => documents[of(each)].date ?? -1e9;
  return list.sort((a, b) => date(b) - date(a) || of(a) - of(b));
}

/** The numbers of a list written as text. */
function numbers(text) {
  return text.split(",").map(Number);
}

/** The paragraphs of a document, each as an object. */
async function paragraphsOf(place) {
  const at = d3.bisectRight(index.parts, place) - 1;
  if (at < 0) return [];
  if (!partsKept.has(at)) {
    partsKept.set(at, piece(`part-${String(at).padStart(4, "0")}`));
    if (partsKept.size > KEPT_PARTS) partsKept.delete(partsKept.keys().next().value);
  }
  const rows = (await partsKept.get(at))[place - index.parts[at]] ?? [];
  return rows.map(([[number, part, label, depth, heading, text], mentions]) => ({
    number, part, label, depth, heading, text, mentions,
  }));
}
