// How far it can be trusted: the verdict of validation, what was refused, doubts found, and what was read.

function drawQuality(main) {
  const { totals, findings } = index.validation;
  const issues = records(index.issue_counts);
  const refused = records(index.quarantine);
  main.append(heading("quality"),
    h("section", { class: "verdict" },
      h("h2", {}, t("quality.passed")),
      h("p", {}, t("quality.checks", { n: totals.checks, passed: totals.passed }), " ",
        h("a", { href: "validation.html" }, t("quality.page")))),
    findings.length ? panel("quality.findings", t("quality.findings_note"), grid(["check", "severity", "failing", "examined"], findings.map((each) => [
      h("span", {}, ruleText(each.id, each.message), h("small", {}, h("code", {}, each.id))), word("severity", each.severity), each.rows_failing, each.rows_examined,
    ]))) : null,
    panel("quality.issues", t("quality.issues_note"), csvButton("issues", ["rule", "severity", "document", "paragraph", "value", "expected", "message"],
      () => records(index.issues).map((each) => [each.rule, each.severity, nodeOf(each.doc), each.par, each.value, each.expected, each.message])), issues.length ? issueList(issues) : h("p", { class: "quiet" }, t("quality.no_issues"))),
    panel("quality.refused", t("quality.refused_note", { n: index.totals.quarantine }), refused.length
      ? grid(["file", "stage", "reason"], refused.map((each) => [h("code", {}, each.path ?? each.key ?? ""), word("stage", each.stage), refusalText(each)]))
      : h("p", { class: "quiet" }, t("quality.no_refused"))),
    panel("quality.coverage", t("quality.coverage_note", { n: index.totals.documents }), coverage()));
}

function panel(key, note, ...children) {
  return h("section", { class: "panel" }, h("h2", {}, t(key)), h("p", { class: "caption" }, note), ...children);
}

/** What a rule or a check of a column found, in the reader's language if it has the words. */
function ruleText(id, message) {
  const text = ruleWords(id);
  return h("span", { lang: text ? null : "en" }, text ?? message);
}

/** Why a file was refused, and what is particular about it; a refused row names the check. */
function refusalText(each) {
  const text = TEXTS[lang].words.reason?.[each.reason];
  return [text ? h("span", {}, text, h("small", { lang: "en" }, each.message)) : ruleText(each.reason, each.message), h("small", {}, h("code", {}, each.reason))];
}

const NUMBERS = ["failing", "examined"];

function grid(columns, rows) {
  return h("div", { class: "table-box" }, h("table", { class: "grid" },
    h("thead", {}, h("tr", {}, columns.map((name) => h("th", { scope: "col", class: NUMBERS.includes(name) ? "number" : null }, t(`quality.${name}`))))),
    h("tbody", {}, rows.map((row) => h("tr", {}, row.map((value, at) =>
      h("td", { class: NUMBERS.includes(columns[at]) ? "number" : null }, typeof value === "number" ? number(value) : value ?? "–")))))));
}

/** Doubts by rule; each opens to the places where they stand. */
function issueList(counts) {
  const listed = d3.group(records(index.issues), (each) => each.rule);
  return h("div", {}, counts.map((rule) => h("details", { class: `issue severity-${rule.severity}` },
    h("summary", {}, h("span", { class: "badge" }, word("severity", rule.severity)), " ",
      ruleText(rule.rule, listed.get(rule.rule)?.[0].message ?? rule.rule), " ", h("b", {}, number(rule.issues))),
    h("ul", {}, (listed.get(rule.rule) ?? []).map((each) => h("li", {},
      h("a", { href: address("document", [documents[each.doc].id, ...(each.par === null ? [] : [each.par])]) }, shortName(documents[each.doc])),
      each.value ? h("q", {}, each.value) : null,
      each.expected ? h("span", { class: "quiet" }, ` ${t("quality.expected")}: ${each.expected}`) : null))))));
}

function coverage() {
  const parts = [
    ["document_type", (each) => each.type], ["source_format", (each) => each.format], ["language", (each) => each.language],
    ["body", (each) => each.body], ["decade", (each) => (each.date === null ? null : String(yearOf(each.date)))],
  ];
  return h("div", { class: "coverage" }, parts.map(([name, of]) => {
    const rows = d3.rollups(documents, (list) => list.length, of);
    rows.sort(name === "decade" ? (a, b) => d3.ascending(a[0] ?? "9999", b[0] ?? "9999") : (a, b) => b[1] - a[1]);
    const named = (value) => (value === null ? t("quality.unknown") : name === "body" ? bodyName(value) : name === "language" ? languageName(value) : word(name, value));
    return barTable(t(`quality.by_${name}`), null, rows.map(([value, count]) => ({ name: named(value), bar: count, numbers: [count] })));
  }));
}

function languageName(code) {
  try { return new Intl.DisplayNames([lang], { type: "language" }).of(code); } catch { return code; }
}
