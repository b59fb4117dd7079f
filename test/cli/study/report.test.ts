import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readable } from '../../../src/report/number.ts'
import { inShownUnit, shownUnit } from '../../../src/report/unit.ts'
import { directory } from '../harness.ts'
import { pageData } from '../../support/page-data.ts'
import { ask } from './ask.ts'

describe('the report', () => {
  interface Data {
    readonly tables: Record<string, { name: string; cells: string[] }[]>
    readonly charts: { id: string; table: string; data: { x: string; y: string }[] }[]
  }
  const page = (cwd: string) => readFileSync(join(cwd, 'out/study-gamble/report.html'), 'utf8')
  const data = pageData<Data>

  test('has fan charts of daily columns and over the parameter, with existing columns', async () => {
    const cwd = directory()
    const { json } = await ask(
      cwd,
      '--runs',
      '5',
      '--sweep',
      'share=10,20,30',
      '--probability',
      'redeemed>15',
    )
    const html = page(cwd)
    const { tables, charts } = data(html)
    expect(charts.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['by-share-finalFloor', 'days-floorPrice', 'days-redeemedAmt']),
    )
    for (const chart of charts) {
      expect(html).toContain(`data-chart="${chart.id}"`)
      const columns = new Map(tables[chart.table]!.map(({ name, cells }) => [name, cells.length]))
      for (const { x, y } of chart.data) expect(columns.get(y)).toBe(columns.get(x))
    }
    const medians = tables['by-share-finalFloor']!.find(({ name }) => name === 's0-p50')!.cells
    expect(medians).toEqual(json.points.map((point) => point.metrics['finalFloor']!.quantiles!['p50']))
    const days = tables['days-floorPrice']!
    expect(days[0]!.cells).toEqual(['2023-07-12', '2023-07-13', '2023-07-14'])
    const last = (index: number) => Number(days.find(({ name }) => name === `s${index}-p50`)!.cells.at(-1))
    // Daily quantiles have six significant digits.
    for (const index of [0, 1, 2]) expect(last(index) / Number(medians[index])).toBeCloseTo(1, 5)
    for (const part of [
      'Differences from the first point',
      'redeemed&gt;15',
      json.resultHash,
      json.worst.paths[0]!.command,
    ])
      expect(html).toContain(part)
    const words = html.slice(html.indexOf('<main>'), html.indexOf('</main>'))
    expect(/undefined|NaN/.exec(words)).toBeNull()
  })

  /** The text of each table row's cells. */
  const cells = (html: string) =>
    [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) =>
      [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) =>
        cell!.replace(/<[^>]*>/g, ' ').trim(),
      ),
    )

  test('has quantiles per point under each metric, and does not pool the points of a grid', async () => {
    const cwd = directory()
    const { json } = await ask(cwd, '--runs', '5', '--sweep', 'share=20,40', '--probability', 'redeemed>15')
    const rows = cells(page(cwd))
    const head = rows.findIndex(
      ([cell, ...more]) => cell?.includes('finalFloor') === true && more.length === 0,
    )
    expect(rows[head]![0]).toMatch(/sat\/AMT/)
    const shown = (text: string): string => readable(inShownUnit(text, 'BTC/AMT'))
    for (const [index, { settings, metrics }] of json.points.entries()) {
      const { quantiles, quantileIntervals, mean, meanError } = metrics['finalFloor']!
      // Of five paths the second lowest exceeds the 5% quantile unless two are below it: 2.3%. The median
      // needs six: 1/2^5 > 2.5%.
      expect(quantileIntervals).toEqual(
        expect.objectContaining({
          p5: { high: expect.stringMatching(/^\d/), needs: 72 },
          p50: { needs: 6 },
          p95: { low: expect.stringMatching(/^\d/), needs: 72 },
        }),
      )
      const [p5, p50, p95, middle, error] = [
        quantiles!['p5'],
        quantiles!['p50'],
        quantiles!['p95'],
        mean,
        meanError,
      ].map((value) => shown(value!))
      const [low, high] = [quantileIntervals!['p5']!.high!, quantileIntervals!['p95']!.low!].map(shown)
      const expected = [
        `share=${settings['share']}`,
        `${p5} up to ${low}`,
        `${p50} needs 6 paths`,
        `${p95} from ${high}`,
        `${middle} ± ${error}`,
      ]
      expect(rows[head + 1 + index]).toEqual(expected)
    }
    expect(page(cwd)).not.toContain('id="metrics"')
    expect(rows.flat()).not.toContain('all points pooled')
  })

  test('collapses many points per metric, and labels the pooled points of a sampled design as a mixture', async () => {
    const cwd = directory()
    const { json } = await ask(cwd, ...'--runs 2 --days 1 --design lhs --sweep share=0..100:8'.split(' '))
    const html = page(cwd)
    expect(html).toMatch(/id="metrics">All metrics<.*Pooled over all 8 points: a mixture/s)
    const { title } = json.metrics['finalFloor']!
    const folded = html.slice(html.indexOf(`<details><summary>${title}`))
    for (const { settings } of json.points)
      expect(folded).toContain(`<code>share=${settings['share']}</code>`)
  })

  test('shows the unit with every metric instead of in the last column, which narrow pages cut', async () => {
    const cwd = directory()
    const { json } = await ask(cwd, '--runs', '3')
    const rows = cells(page(cwd))
    for (const [name, { title, unit, mean }] of Object.entries(json.metrics)) {
      if (mean === undefined) continue
      const [row] = rows.filter(
        ([cell]) => cell?.startsWith(title) === true && cell.split(' ').includes(name),
      )
      expect(row![0]).toContain(shownUnit(unit))
    }
    expect(rows.find(([first]) => first === 'Metric')!.at(-1)).toBe('Mean')
  })

  test('lists failed paths with their commands', async () => {
    const cwd = directory()
    const { json } = await ask(cwd, '--runs', '4', '--set', 'mishap=40')
    expect(json.failures.count).toBeGreaterThan(0)
    for (const { command: again } of json.failures.first) expect(page(cwd)).toContain(again)
    expect(page(cwd)).toContain('the gambler lost his mind')
  })
})
