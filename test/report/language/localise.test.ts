import { expect, test } from 'vitest'
import { csv } from '../../../src/report/csv.ts'
import { markup } from '../../../src/report/html.ts'
import { spanish } from '../../../src/report/language/language.ts'
import {
  localised,
  localisedChart,
  localisedColumns,
  wordsIn,
} from '../../../src/report/language/localise.ts'
import { translatorOf, type Phrase } from '../../../src/report/language/translator.ts'
import { page } from '../../../src/report/page.ts'
import { pageData } from '../../support/page-data.ts'
import { input } from '../fixture.ts'

const catalogue: readonly Phrase[] = [
  ['Run with ⟦a⟧, then wait.', 'Espere después de ejecutar con ⟦a⟧.'],
  ['Floor', 'Piso'],
  ['Yes & no', 'Sí & no'],
  ['never', 'nunca'],
]
const to = translatorOf(catalogue, spanish)

test.for([
  [
    '<p>Run with <code>--verify</code>, then wait.</p>',
    '<p>Espere después de ejecutar con <code>--verify</code>.</p>',
  ],
  ['<p><b>Floor</b> 1,000</p>', '<p><b>Piso</b> 1.000</p>'],
  ['<p aria-label="Floor">Yes &amp; no</p>', '<p aria-label="Piso">Sí &amp; no</p>'],
  ['<dd translate="no">Floor 1.5</dd> <b>Floor</b>', '<dd translate="no">Floor 1.5</dd> <b>Piso</b>'],
  [
    '<pre>Floor</pre><script>const Floor = 1.5</script>',
    '<pre>Floor</pre><script>const Floor = 1.5</script>',
  ],
  ['<a href="Floor.csv" id="Floor">Floor</a>', '<a href="Floor.csv" id="Floor">Piso</a>'],
] as const)('translates what is shown: %s', ([english, translation]) => {
  expect(localised(english, to)).toBe(translation)
})

test('text of a result cannot become markup', () => {
  const attack = '<img src=x onerror=alert(1)> & "Floor"'
  const { html } = markup`<p title="${attack}">${attack}</p>`
  expect(localised(html, to)).toBe(html)
})

test('a chart keeps the names of the columns that it draws', () => {
  const chart = {
    title: 'Floor',
    data: [{ name: 'Floor', x: 'Floor', y: 'never', hovertemplate: '%{y} Floor<extra></extra>' }],
    layout: {
      annotations: [{ text: 'Floor', y: 'never', x: 2 }],
      yaxis: { categoryarray: ['never', '1.5'] },
    },
  }
  expect(localisedChart(chart, to)).toEqual({
    title: 'Piso',
    data: [{ name: 'Piso', x: 'Floor', y: 'never', hovertemplate: '%{y} Piso<extra></extra>' }],
    layout: { annotations: [{ text: 'Piso', y: 'nunca', x: 2 }], yaxis: { categoryarray: ['nunca', '1,5'] } },
  })
})

test('columns keep their cells, which are downloaded; words have their translation beside them', () => {
  const columns = [{ name: 'floor', title: 'Floor', unit: '', cells: ['1.5', 'never', '2023-07-12'] }]
  const table = { name: 't', title: 't', columns: localisedColumns(columns, to) }
  expect(csv(table)).toBe(csv({ ...table, columns }))
  expect(table.columns[0]!.title).toBe('Piso')
  expect(wordsIn(columns, to)).toEqual({ never: 'nunca' })
})

test('a page says its language, and an English one is composed as it is', () => {
  expect(page(input())).toContain('<html lang="en">')
  const html = page({ ...input(), language: 'es' })
  expect(html).toContain('<html lang="es">')
  expect(html).toContain('<h2 id="reproduce">Reproducir</h2>')
  expect(pageData<{ readonly signs: string }>(html).signs).toBe(',.')
})
