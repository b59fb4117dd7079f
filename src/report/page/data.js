/** Data of the page, and what all parts of its script share. */

/** The text of an element that holds it as gzip in base64. */
export async function unpacked(id) {
  const packed = Uint8Array.from(atob(document.getElementById(id).textContent), (c) => c.charCodeAt(0))
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Response(stream).text()
}

export const { tables, charts, names, themes, about, texts, words, signs, monthNames } = JSON.parse(
  await unpacked('data'),
)
export const darkness = matchMedia('(prefers-color-scheme: dark)')
export const scales = new Map(charts.map((chart) => [chart.id, chart.scale]))
export const place = (chart) => document.querySelector(`[data-chart="${chart.id}"]`)

/** A cell as it is shown: words in the page's language. */
export const shownCell = (cell) => words[cell] ?? cell

/** Print layout for A4: chart width in pixels, and the factor on the height that fits two charts on a page. */
export const PRINT = { width: 640, lower: 0.78 }
