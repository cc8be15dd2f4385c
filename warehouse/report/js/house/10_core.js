// Elements, words and numbers. Text reaches the page only as text nodes: nothing here reads mark-up from data.

const TEXTS = readJson("texts");
const $ = (id) => document.getElementById(id);

function readJson(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

/** An element: h("a", { class: "x", href: "#y", onclick: f }, "text", child, null). */
function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

// What a reader has chosen, kept where the browser allows it: a page opened as a file may have no storage.
const remembered = {
  get(name) {
    try { return localStorage.getItem(`cronica.${name}`); } catch { return null; }
  },
  set(name, value) {
    try { localStorage.setItem(`cronica.${name}`, value); } catch { /* chosen for this visit only */ }
  },
};

let lang = remembered.get("lang");
if (!(lang in TEXTS)) lang = (navigator.languages || []).map((each) => each.slice(0, 2)).find((each) => each in TEXTS) || "es";

/** How the language writes numbers and days. */
const locale = () => TEXTS[lang].locale;

/** The words for a key such as "counts.title"; {name} is filled in, and n chooses between one and other. */
function t(key, values = {}) {
  let text = key.split(".").reduce((words, part) => words?.[part], TEXTS[lang]);
  if (text && typeof text === "object") text = text[new Intl.PluralRules(lang).select(values.n)] ?? text.other;
  if (text === undefined) return key;
  return text.replace(/\{(\w+)\}/g, (whole, name) =>
    name in values ? (typeof values[name] === "number" ? number(values[name]) : values[name]) : whole);
}

/** A value of a closed list in words; a value the list does not have stands as it is. */
function word(vocabulary, value) {
  return value === null || value === undefined ? "" : TEXTS[lang].words[vocabulary]?.[value] ?? value;
}

function number(value) {
  return new Intl.NumberFormat(locale(), { useGrouping: "always" }).format(value);
}

const DAY = 86400000;
const dateOf = (day) => new Date(day * DAY);
const yearOf = (day) => dateOf(day).getUTCFullYear();
const dayOfYear = (year) => {
  const date = new Date(0);
  date.setUTCFullYear(year, 0, 1);
  return Math.round(date / DAY);
};

/** A day as an address or a file writes it, and back: `2016-01-01`; a year before 1000 or after 9999 as ISO 8601 extends it. */
const isoDay = (day) => dateOf(day).toISOString().replace(/T.*/, "");
const dayOfIso = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / DAY);

/** A day in words, or a span between two, and never more than the source says. */
function dateText(day, days = 0, precision = "day", style = "long") {
  if (day === null || day === undefined) return t("undated");
  const first = yearOf(day);
  const last = yearOf(day + days);
  if (precision === "century" || precision === "decade") {
    const size = precision === "century" ? 100 : 10;
    const name = (year) => t(`dates.${precision}`, { year: String(year - year % size), roman: roman(Math.floor(year / 100) + 1) });
    return last - first < size ? name(first) : `${name(first)} – ${name(last)}`;
  }
  if (precision === "year") return first === last ? String(first) : `${first}–${last}`;
  const parts = precision === "month" ? { month: style, year: "numeric" } : { day: "numeric", month: style, year: "numeric" };
  const format = new Intl.DateTimeFormat(locale(), { ...parts, timeZone: "UTC" });
  return days ? format.formatRange(dateOf(day), dateOf(day + days)) : format.format(dateOf(day));
}

function roman(value) {
  const signs = [[10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"]];
  let text = "";
  for (const [size, sign] of signs) for (; value >= size; value -= size) text += sign;
  return text;
}

/** Says to a screen reader what has just changed. */
function announce(text) {
  $("status").textContent = text;
}

/** Letters without accents and capitals, one for one, so that places in the text stay the same. */
function folded(text) {
  return text.replace(/[A-Z\u00c0-\u058f\u0622-\u06d3]/g, (letter) => letter.normalize("NFD")[0].toLowerCase());
}
