/** Tables: the exact data of a chart, as a table of the page and as CSV. */
import { signs, shownCell, texts } from './data.js'

export function csv(columns) {
  const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const row = (texts) => `${texts.map(cell).join(',')}\n`
  const rows = columns[0].cells.map((_cell, index) => row(columns.map((column) => column.cells[index])))
  return row(columns.map((column) => column.name)) + rows.join('')
}

/** Exact, with thousands separators; words in the page's language. */
const grouped = (text) => {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return shownCell(text)
  const [whole, decimals] = text.split('.')
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, signs[1])
  return decimals === undefined ? groups : `${groups}${signs[0]}${decimals}`
}

export function element(name, attributes, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

export function dataTable(columns, title) {
  const isNumber = columns.map(({ cells }) =>
    cells.every((cell) => cell === '' || !Number.isNaN(Number(cell))),
  )
  const kind = (index) => (isNumber[index] ? { class: 'number' } : {})
  const heads = columns.map((column, index) =>
    element(
      'th',
      { scope: 'col', ...kind(index) },
      column.title,
      element('span', { class: 'unit' }, column.unit),
    ),
  )
  const rows = columns[0].cells.map((_cell, row) =>
    element('tr', {}, ...columns.map(({ cells }, index) => element('td', kind(index), grouped(cells[row])))),
  )
  const table = element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...rows),
  )
  return element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `${texts.dataOf} ${title}` },
    table,
  )
}

/** Text in lines of at most `most` letters. */
export function inLines(text, most) {
  const lines = ['']
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1)
    if (line !== '' && line.length + word.length + 1 > most) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines
}
