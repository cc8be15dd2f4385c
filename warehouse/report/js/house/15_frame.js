// The frame of every page: its words in the reader's language, and light or dark.

/** What a rule or a check of a column found, if the language has the words. */
function ruleWords(id) {
  const { rule, check } = TEXTS[lang].words;
  const parts = id.split(".");
  const known = Object.keys(check ?? {}).find((each) => `_${parts.at(-1)}_`.match(`^_${each}_|_${each}_$`));
  return rule?.[id] ?? (known ? t(`words.check.${known}`, { column: parts.at(-2) }) : null);
}

/** Says the words of the frame. What the language has no words for stands in English, as it was written. */
function drawTexts() {
  document.documentElement.lang = lang;
  document.documentElement.dir = TEXTS[lang].direction;
  const say = (element, text) => {
    element.dataset.plain ??= element.textContent;
    element.textContent = text ?? element.dataset.plain;
    if (lang !== "en" && !text && element.dataset.plain) element.lang = "en";
    else element.removeAttribute("lang");
  };
  for (const element of document.querySelectorAll("[data-text]")) {
    const { text: key, values = "{}" } = element.dataset;
    const text = t(key, JSON.parse(values));
    say(element, text === key ? null : text);
  }
  for (const element of document.querySelectorAll("[data-rule]")) say(element, ruleWords(element.dataset.rule));
  for (const element of document.querySelectorAll("[data-said]")) say(element, TEXTS[lang].said[element.dataset.plain ?? element.textContent]);
  for (const element of document.querySelectorAll("[data-number]")) element.textContent = number(Number(element.dataset.number));
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", t(element.dataset.label));
  $("language").value = lang;
  $("theme").textContent = t(`theme.${theme}`);
}

let theme = remembered.get("theme") ?? "auto";

function dress() {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** The switches of the frame; `draw` draws the page again in another language. */
function startFrame(draw) {
  dress();
  $("theme").addEventListener("click", () => {
    const order = ["auto", "light", "dark"];
    theme = order[(order.indexOf(theme) + 1) % order.length];
    remembered.set("theme", theme);
    dress();
    $("theme").textContent = t(`theme.${theme}`);
  });
  $("language").addEventListener("change", () => {
    lang = $("language").value;
    remembered.set("lang", lang);
    draw();
  });
}
