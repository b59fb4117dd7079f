/** Data of the report that is shown, and what all parts of the script share. */

/** The text of an element that holds it as gzip in base64. */
export async function unpacked(id) {
  const packed = Uint8Array.from(atob(document.getElementById(id).textContent), (c) => c.charCodeAt(0))
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Response(stream).text()
}

export let tables, charts, names, themes, about, texts, words, signs, monthNames
/** Scale of each chart, by its identifier. */
export let scales
let root

/** Takes the data of a report, whose markup is below `element`. They are those of all parts from now on. */
export function use(data, element) {
  ;({ tables, charts, names, themes, about, texts, words, signs, monthNames } = data)
  scales = new Map(charts.map((chart) => [chart.id, chart.scale]))
  root = element
}

export const all = (selector) => root.querySelectorAll(selector)
export const place = (chart) => root.querySelector(`[data-chart="${chart.id}"]`)
export const darkness = matchMedia('(prefers-color-scheme: dark)')

/** A cell as it is shown: words in the page's language. */
export const shownCell = (cell) => words[cell] ?? cell

/** Pixels of a chart above and below its panels: margins, ticks and the title of the x axis. */
export const AROUND = 84

/** Print layout for A4: chart width in pixels, and the factor on the height that fits two charts on a page. */
export const PRINT = { width: 640, lower: 0.78 }
