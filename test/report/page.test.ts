import { createHash } from 'node:crypto'
import { Script } from 'node:vm'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { description } from '../../src/report/figures.ts'
import { page } from '../../src/report/page.ts'
import { resultHash } from '../../src/report/hash.ts'
import { pageData } from '../support/page-data.ts'
import { brokenInvariant, input, result } from './fixture.ts'

const html = page(input())

/** Contents of the script elements by id. The executed script has no id; its key is `app`. */
function scripts(text: string): Map<string, string> {
  const elements = text.matchAll(/<script(?: type="[^"]*" id="([^"]*)")?>([\s\S]*?)<\/script>/g)
  return new Map([...elements].map(([, id = 'app', content]) => [id, content!]))
}

/** The page with HTML entities decoded. */
const plain = (text: string): string =>
  text
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

const policyOf = (text: string): string =>
  plain(/http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)![1]!)

const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

test('the policy blocks all loading and allows only the page’s script and Plotly', () => {
  const policy = policyOf(html)
  const library = gunzipSync(Buffer.from(scripts(html).get('plotly')!, 'base64')).toString()
  expect(library).toBe(input().plotly)
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `script-src ${sha256(scripts(html).get('app')!)} ${sha256(library)}`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ])
})

test('the page’s script is valid JavaScript, and a mutant of it is not', () => {
  const script = scripts(html).get('app')!
  expect(() => new Script(script)).not.toThrow()
  expect(() => new Script(script.replace('{', ''))).toThrow(SyntaxError)
})

test('the page makes no network request', () => {
  const outside = scripts(html)
    .get('app')!
    .concat(html.replaceAll(/<script[\s\S]*?<\/script>/g, ''))
  expect(outside).not.toMatch(/https?:|\/\/[a-z]+\.|src=|@import|url\(/)
})

test('script injection in a result stays text', () => {
  const attack = '</script><script>alert(1)</script><img src=x onerror=alert(1)>'
  const run = result(3)
  const tables = run.tables.map((table, index) =>
    index === 0
      ? table
      : {
          ...table,
          columns: table.columns.map((column) => ({
            ...column,
            title: attack,
            cells: column.name === 'step' ? column.cells.map(() => attack) : column.cells,
          })),
        },
  )
  const text = page(input({ result: { ...run, question: attack, tables }, command: attack }))
  expect(text).not.toContain('<img')
  expect(text.match(/<script/g)).toHaveLength(3)
  const data = pageData<{ tables: { payment: { cells: string[] }[] } }>(text)
  expect(data.tables.payment[0]!.cells[0]).toBe(attack)
})

test('the page embeds all cells exactly', () => {
  const data = pageData<{ tables: Record<string, unknown> }>(html)
  for (const { name, columns } of input().result.tables) expect(data.tables[name]).toEqual(columns)
})

test('every invariant has its verdict as a word', () => {
  const text = plain(html)
  expect(text).toContain('All 4 hold.')
  for (const { statement } of Object.values(input().result.invariants)) expect(text).toContain(statement)
  expect(text.match(/<\/span> Holds<\/p>/g)).toHaveLength(4)
  expect(text).not.toContain('Broken')
})

test('a broken invariant is stated in words, with its first violation', () => {
  const text = plain(page(input({ result: result(3, { invariants: brokenInvariant }) })))
  expect(text).toContain('1 of 2 is broken.')
  expect(text.match(/<\/span> Broken<\/p>/g)).toHaveLength(1)
  expect(text).toContain('First on day 1, action 2: rate fell from 5 to 4')
})

test('without verification the page says so, and how to verify', () => {
  expect(html).toContain('Not verified: run with <code>--verify</code>')
})

test('with verification the page counts actions and divergences', () => {
  const agreed = page(
    input({ verification: { actions: 21345, divergences: 0, answers: 1234567, messages: 1 } }),
  )
  expect(agreed).toContain('21,345 actions replayed on the EVM, 0 divergences.')
  expect(agreed).toContain('1,234,567 view results; EthereumJS confirms 1 message.')
  const first = 'Ana charges 5 <wei>'
  const diverged = page(
    input({ verification: { actions: 5, divergences: 1, answers: 9, messages: 7, first } }),
  )
  expect(diverged).toContain('5 actions replayed on the EVM, 1 divergence.')
  expect(diverged).toContain('Ana charges 5 &lt;wei&gt;')
  expect(diverged).not.toContain('agree exactly')
})

test('the page states how to reproduce the run: command, seed, parameters, versions, hash', () => {
  const text = plain(html)
  expect(text).toContain('npm run simulate -- fixture --seed 1 --days 3')
  expect(text).toContain('seed <b>1</b>')
  expect(text).toContain('Share of each payment for the RCL')
  expect(text).toContain('Node.js 20.20.2')
  expect(text).toContain('solc 0.8.37 for the contracts')
  expect(text).toContain(resultHash(input().result))
})

test('metrics are rounded on the cards and exact in the table', () => {
  expect(html).toContain('0.000003812 <span')
  expect(html).toContain('<td class="number" data-title="Value">0.000003812345678901</td>')
  expect(html).toContain('<td class="number" data-title="Value">54,585,126.5</td>')
})

test('a metric that is a word is shown without its unit', () => {
  const metrics = { payback: { title: 'Payback period', unit: 'fortnights', value: 'never' } }
  const text = page(input({ result: result(3, { metrics }) }))
  expect(text).toContain('never')
  expect(text).not.toContain('fortnights')
  const number = { payback: { ...metrics.payback, value: '3' } }
  expect(page(input({ result: result(3, { metrics: number }) }))).toContain('fortnights')
})

test('findings state whether they are as expected', () => {
  expect(html.match(/>As expected</g)).toHaveLength(1)
  expect(html.match(/>Not as expected</g)).toHaveLength(1)
})

test('every chart has a text alternative, a table and a link to its CSV', () => {
  for (const chart of input().result.charts) {
    expect(plain(html)).toContain(`role="img" aria-label="${description(chart, input().result)}"`)
    expect(html).toContain(
      `<details data-table="${chart.table}" data-columns="${[chart.x, ...chart.y].join(' ')}"`,
    )
    expect(html).toContain(`<a href="${chart.table}.csv" download="${chart.table}.csv"`)
  }
  expect(html.match(/<figure /g)).toHaveLength(4)
})

test('a text alternative states the first and last value of each line', () => {
  const run = result(3)
  const [columns, chart] = [run.tables[0]!.columns, run.charts[2]!]
  expect(columns[4]!.cells).toEqual([
    '30.061234567890123457',
    '30.122469135780246914',
    '30.183703703670370371',
  ])
  expect(description(chart, run)).toContain('BTCB in the RCL: from 30.0612 to 30.1837 BTCB.')
})
