// What is shown, as a file: rows as CSV, a chart as SVG or PNG.

const UNSAFE = /^[=+\-@\t\r]/; // a spreadsheet would run it

function csv(columns, rows) {
  const cell = (value) => {
    if (typeof value === "number") return String(value);
    const text = String(value ?? "").replace(UNSAFE, "'$&");
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\ufeff${[columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function save(name, blob) {
  const url = URL.createObjectURL(blob);
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** A button that saves rows, which are made, or waited for, when it is pressed. */
function csvButton(name, columns, rows) {
  const file = async () => new Blob([csv(columns, await rows())], { type: "text/csv;charset=utf-8" });
  return h("button", { type: "button", class: "save", onclick: async () => save(`${name}.csv`, await file()) }, t("save_csv"));
}

const DRAWN = ["display", "fill", "fill-opacity", "opacity", "paint-order", "stroke", "stroke-dasharray", "stroke-linejoin", "stroke-opacity", "stroke-width",
  "font-family", "font-size", "font-weight", "text-anchor"];
const DENSITY = 2; // points of a picture for one of the page, for print and large screens

/** A chart as a file of its own, with the colours it has on the page. */
function drawing(chart) {
  const copy = chart.cloneNode(true);
  const [drawn, copied] = [chart, copy].map((each) => [...each.querySelectorAll("*")]);
  drawn.forEach((element, at) => {
    const style = getComputedStyle(element);
    for (const property of DRAWN) copied[at].setAttribute(property, style.getPropertyValue(property));
    copied[at].removeAttribute("class");
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return copy;
}

const markup = (drawn) => new XMLSerializer().serializeToString(drawn);
const svgFile = (drawn) => new Blob([markup(drawn)], { type: "image/svg+xml" });

/** The same as PNG, on the background of the page. */
async function pngFile(drawn, chart) {
  const { width, height } = chart.getBoundingClientRect();
  const canvas = h("canvas", { width: Math.ceil(width * DENSITY), height: Math.ceil(height * DENSITY) });
  drawn.setAttribute("width", canvas.width);
  drawn.setAttribute("height", canvas.height);
  const picture = new Image();
  picture.src = `data:image/svg+xml,${encodeURIComponent(markup(drawn))}`;
  await picture.decode();
  const context = canvas.getContext("2d");
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

/** Buttons that save the chart of a box. */
function chartButtons(name, box) {
  return Object.entries({ svg: svgFile, png: pngFile }).map(([format, file]) => {
    const press = async () => {
      const chart = box.querySelector("svg");
      save(`${name}.${format}`, await file(drawing(chart), chart));
    };
    return h("button", { type: "button", class: "save", onclick: press }, t(`save_${format}`));
  });
}
