/**
 * Figures: each picture with its title, scale switch, place to be drawn in, description in words, table and CSV link.
 */
import type { Picture, RunResult } from '../sim/result.ts'
import { markup, nothing, type Html } from './html.ts'
import { count, isDecimal, readable } from './number.ts'

export function figures(result: RunResult): Html {
  if (result.pictures.length === 0) return nothing
  return markup`<section aria-labelledby="pictures">
<h2 id="pictures">Pictures</h2>
<noscript><p class="seal">The pictures need JavaScript. All of their data are in the CSV files beside this page.</p></noscript>
${result.pictures.map((picture) => figure(picture, result))}</section>`
}

function figure(picture: Picture, result: RunResult): Html {
  const { name, title, caption, kind, table } = picture
  const columns = result.tables.find((each) => each.name === table)!.columns.length
  return markup`<figure id="picture-${name}">
<figcaption><h3>${title}</h3><p>${caption}</p></figcaption>
${kind === 'lines' ? scaleSwitch(picture) : nothing}
<div class="chart" data-chart="${name}" role="img" aria-label="${description(picture, result)}"></div>
<details data-table="${table}" data-columns="${[picture.x, ...picture.y].join(' ')}" data-title="${title}"><summary>Numbers as a table</summary></details>
<p class="note"><a href="${table}.csv" download="${table}.csv" data-csv="${table}">${table}.csv</a>, exact, with ${count(columns)} columns</p>
</figure>
`
}

function scaleSwitch({ title, scale = 'linear' }: Picture): Html {
  const choice = (value: 'linear' | 'log', label: string): Html =>
    markup`<button type="button" data-scale="${value}" aria-pressed="${String(value === scale)}">${label}</button>`
  return markup`<div class="switch" role="group" aria-label="Vertical scale of: ${title}">${choice('linear', 'Linear')}${choice('log', 'Log')}</div>`
}

/** A picture in words, for those who do not see it: what it shows, and where each line begins and ends. */
export function description({ title, caption, table, kind, y }: Picture, result: RunResult): string {
  const columns = result.tables.find(({ name }) => name === table)?.columns ?? []
  const ends = columns
    .filter((column) => y.includes(column.name))
    .map((column) => {
      const known = column.cells.filter(isDecimal)
      const [first, last] = [known[0], known.at(-1)]
      return first === undefined || last === undefined
        ? `${column.title}: no numbers.`
        : `${column.title}: from ${readable(first)} to ${readable(last)} ${column.unit}.`
    })
  return [`${title}.`, caption, ...(kind === 'lines' ? ends : []), 'The numbers follow as a table.'].join(' ')
}
