// What is shown, as a file: rows as CSV, a chart as SVG.

const UNSAFE = /^[=+\-@\t\r]/; // a spreadsheet would run it

function csv(columns, rows) {
  const cell = (value) => {
    if (typeof value === "number") return String(value);
    const text = String(value ?? "").replace(UNSAFE, "'$&");
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\ufeff${[columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function save(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** A button that saves rows, which are made, or waited for, when it is pressed. */
function csvButton(name, columns, rows) {
  return h("button", { type: "button", class: "save", onclick: async () => save(`${name}.csv`, "text/csv;charset=utf-8", csv(columns, await rows())) }, t("save_csv"));
}

const DRAWN = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "font-family", "font-size", "font-weight", "text-anchor"];

/** A button that saves the chart of a box with the colours it has on the page. */
function svgButton(name, box) {
  return h("button", {
    type: "button", class: "save", onclick: () => {
      const chart = box.querySelector("svg");
      const copy = chart.cloneNode(true);
      const [drawn, copied] = [chart, copy].map((each) => [...each.querySelectorAll("*")]);
      drawn.forEach((element, at) => {
        const style = getComputedStyle(element);
        for (const property of DRAWN) copied[at].setAttribute(property, style.getPropertyValue(property));
        copied[at].removeAttribute("class");
      });
      copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
      save(`${name}.svg`, "image/svg+xml", new XMLSerializer().serializeToString(copy));
    },
  }, t("save_svg"));
}
