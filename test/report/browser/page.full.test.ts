/**
 * The page in a browser: drawn without errors, accessible at phone and desktop widths, with images to send.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plotlyBundle } from '../../../src/cli/versions.ts'
import { csv } from '../../../src/report/csv.ts'
import { resultHash } from '../../../src/report/hash.ts'
import type { Language } from '../../../src/report/language/language.ts'
import { page } from '../../../src/report/page.ts'
import type { ChartSpec, RunResult, Table } from '../../../src/sim/result.ts'
import { input, result } from '../fixture.ts'
import { BROWSERS, startBrowser, type Opened, type Session } from './browser.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const column = (name: string, unit: string, cells: readonly string[]) => ({ name, title: name, unit, cells })

/** A grid of days with two words, one of changes around zero, and a missing pair. */
const grids: Table = {
  name: 'grids',
  title: 'Grids',
  columns: [
    column('split', '%', ['0', '50', '100', '0', '50', '100', '0', '50']),
    column('growth', '% a year', ['0', '0', '0', '20', '20', '20', '50', '50']),
    column('days', 'day', ['never', 'later', '391', 'never', '1051', '365', '800', '543']),
    column('change', '%', ['-40', '-20', '5', '0', '10', '12', '25', '-3']),
  ],
}

const grid = (z: string): ChartSpec => ({
  name: `grid-${z}`,
  title: `Grid of ${z}`,
  caption: 'By split and growth.',
  kind: 'heatmap',
  table: 'grids',
  x: 'split',
  y: ['growth'],
  z,
})

const bars: ChartSpec = { ...grid('x'), name: 'bars', title: 'Bars', kind: 'bars', y: ['days', 'change'] }

function run(): RunResult {
  const plain = result(40)
  const { z: _z, ...flat } = bars
  return {
    ...plain,
    tables: [...plain.tables, grids],
    charts: [...plain.charts, grid('days'), grid('change'), flat],
  }
}

const versions = {
  ...input().versions,
  commit: { hash: '0123456789abcdef0123456789abcdef01234567', date: '2026-11-29', changed: false },
}
const html = (language?: Language): string =>
  page({ ...input({ result: run(), plotly: plotlyBundle(), versions }), language })

describe.skipIf(BROWSERS.chrome === undefined)('in a browser', { timeout: 120_000 }, () => {
  let session: Session
  let wide: Opened
  beforeAll(async () => {
    session = await startBrowser()
    wide = await session.open(html())
  }, 120_000)
  afterAll(() => session?.close())

  test.for([390, 1024, 1440])('at %i px nothing fails, overflows or is inaccessible', async (width) => {
    const { page: shown, errors } = width === 1440 ? wide : await session.open(html(), width)
    expect(errors).toEqual([])
    expect(await shown.evaluate(`document.querySelectorAll('.failed').length`)).toBe(0)
    expect(await shown.evaluate(`document.documentElement.scrollWidth - innerWidth`)).toBe(0)
    await shown.evaluate(`for (const each of document.querySelectorAll('details')) each.open = true`)
    await shown.evaluate(axe)
    const violations = (await shown.evaluate(`axe.run().then(({ violations }) => violations)`)) as {
      readonly id: string
      readonly nodes: readonly { readonly html: string }[]
    }[]
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 100)}`)).toEqual([])
  })

  test('a Spanish page is accessible, and writes numbers and months on its axes in Spanish', async () => {
    const { page: shown, errors } = await session.open(html('es'), 390)
    expect(errors).toEqual([])
    await shown.evaluate(axe)
    const violations = (await shown.evaluate(`axe.run().then(({ violations }) => violations)`)) as {
      readonly id: string
    }[]
    expect(violations.map(({ id }) => id)).toEqual([])
    const ticks = (await shown.evaluate(
      `[...document.querySelectorAll('.xtick text, .ytick text')].map((each) => each.textContent)`,
    )) as readonly string[]
    expect(ticks.length).toBeGreaterThan(10)
    expect(ticks.filter((text) => /\d,\d{3}\b|\b0\.\d/.test(text))).toEqual([])
  })

  test('the names of lines cover neither each other nor anything else, at any width', async () => {
    for (const { page: shown, direct } of [
      { page: wide.page, direct: true },
      { page: (await session.open(html(), 390)).page, direct: false },
    ]) {
      const names =
        (await shown.evaluate(`[...document.querySelectorAll('#chart-price-floor .annotation-text')]
        .map((each) => { const { top, bottom, right } = each.getBoundingClientRect(); return { top, bottom, right, text: each.textContent } })`)) as {
          readonly top: number
          readonly bottom: number
          readonly right: number
          readonly text: string
        }[]
      const legend = await shown.evaluate(
        `[...document.querySelectorAll('#chart-price-floor .legend li')].map((each) => each.textContent)`,
      )
      const words = ['Spot price', 'Floor of the RCL']
      expect(names.map(({ text }) => text)).toEqual(direct ? words : [])
      expect(legend).toEqual(direct ? [] : words)
      const sorted = names.toSorted((a, b) => a.top - b.top)
      for (const [index, { top, right }] of sorted.entries()) {
        expect(right).toBeLessThanOrEqual(shown.viewport()!.width)
        if (index > 0) expect(top).toBeGreaterThanOrEqual(sorted[index - 1]!.bottom)
      }
      // The toolbar that legends were under is gone; its functions are buttons of the page.
      expect(
        await shown.evaluate(`document.querySelectorAll('.modebar-btn, .modebar-container a').length`),
      ).toBe(0)
    }
  })

  test('every number of a heat map has a contrast of at least 4.5 on its cell, in both themes', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await wide.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: colorScheme }])
      await new Promise((resolve) => setTimeout(resolve, 300))
      for (const name of ['grid-days', 'grid-change']) {
        const { scale, low, high, cells } = (await wide.page.evaluate(`(() => {
          const drawn = document.querySelector('[data-chart="${name}"]')
          const [trace] = drawn._fullData
          const cells = drawn.layout.annotations
            .map(({ x, y, font }) => ({ value: trace.z[y][x], color: font.color }))
            .filter(({ value }) => value !== null)
          return { scale: trace.colorscale, low: trace.zmin, high: trace.zmax, cells }
        })()`)) as Drawn
        expect(cells.length).toBeGreaterThan(4)
        for (const { value, color } of cells) {
          const ground = colorAt(scale, (value - low) / (high - low))
          expect(contrast(channels(color), ground)).toBeGreaterThanOrEqual(4.5)
        }
        if (name === 'grid-change') expect(low).toBe(-high)
      }
    }
    await wide.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }])
  })

  test('cells with different words have different hatching, and a missing cell is named', async () => {
    const { texts, paths } = (await wide.page.evaluate(`(() => {
      const { annotations, shapes } = document.querySelector('[data-chart="grid-days"]').layout
      const words = annotations.filter(({ text }) => !/\\d/.test(text))
      const lines = shapes.filter(({ type }) => type === 'path')
      const kind = (path) => path.replace(/[-\\d.,]+/g, '').length
      return { texts: words.map(({ text }) => text), paths: lines.map(({ path }) => kind(path)) }
    })()`)) as { readonly texts: string[]; readonly paths: number[] }
    expect(texts).toEqual(['never', 'later', 'never', 'no data'])
    expect(paths).toHaveLength(4)
    expect(paths[0]).toBe(paths[2])
    expect(paths[1]).not.toBe(paths[0])
  })

  test.for(['png', 'svg'] as const)(
    'a chart saved as %s has a telling name, its title and its source',
    async (format) => {
      const { name, bytes } = await session.saved(wide.page, `#chart-price-floor [data-image="${format}"]`)
      expect(name).toBe(`fixture-seed-1-price-floor.${format}`)
      if (format === 'png') {
        expect(bytes.subarray(1, 4).toString()).toBe('PNG')
        // Twice 1,200 px.
        expect(bytes.readUInt32BE(16)).toBe(2400)
        return
      }
      const text = bytes
        .toString()
        .replaceAll(/<\/text>|<\/tspan>/g, ' ')
        .replaceAll(/<[^>]*>/g, '')
      for (const part of [
        'Spot price rises from',
        'BTCB/AMT',
        'Spot price',
        'fixture · seed 1 · path 0 · 40 days',
        resultHash(run()),
        'commit 0123456789ab of 2026-11-29',
      ])
        expect(text).toContain(part)
    },
  )

  test('the table of a chart and its download have the cells of the CSV', async () => {
    const shown = (await wide.page.evaluate(`(() => {
      const details = document.querySelector('#chart-rcl details')
      details.open = true
      return new Promise((done) => setTimeout(() => done([...details.querySelectorAll('tbody tr')].map((row) =>
        [...row.children].map((cell) => cell.textContent.replaceAll(',', '')))), 200))
    })()`)) as string[][]
    const days = run().tables[0]!
    const wanted = ['day', 'backing', 'supply'].map(
      (name) => days.columns.find((each) => each.name === name)!.cells,
    )
    expect(shown).toEqual(days.columns[0]!.cells.map((_cell, row) => wanted.map((cells) => cells[row])))
    const { bytes } = await session.saved(wide.page, '#chart-rcl [data-csv]')
    expect(bytes.toString()).toBe(csv(days))
  })
})

describe.skipIf(BROWSERS.firefox === undefined)('in Firefox', { timeout: 120_000 }, () => {
  let session: Session
  beforeAll(async () => {
    session = await startBrowser('firefox')
  }, 120_000)
  afterAll(() => session?.close())

  test.for(['en', 'es'] as const)(
    'the page in %s is drawn without errors, and its switch works',
    async (language) => {
      const { page: shown, errors } = await session.open(html(language), 1024)
      expect(errors).toEqual([])
      expect(await shown.evaluate(`document.querySelectorAll('.failed').length`)).toBe(0)
      expect(await shown.evaluate(`document.documentElement.lang`)).toBe(language)
      const pressed = (await shown.evaluate(`(() => {
      const buttons = [...document.querySelectorAll('#chart-price-floor [data-scale]')]
      const state = () => buttons.map((each) => each.getAttribute('aria-pressed'))
      const before = state()
      buttons.find((each) => each.getAttribute('aria-pressed') === 'false').click()
      return { before, after: state() }
    })()`)) as { readonly before: readonly string[]; readonly after: readonly string[] }
      expect(pressed.after).toEqual(pressed.before.toReversed())
      expect(await shown.evaluate(`document.documentElement.scrollWidth - innerWidth`)).toBeLessThanOrEqual(0)
    },
  )
})

interface Drawn {
  readonly scale: readonly (readonly [number, string])[]
  readonly low: number
  readonly high: number
  readonly cells: readonly { readonly value: number; readonly color: string }[]
}

const channels = (color: string): number[] =>
  color.startsWith('#')
    ? [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
    : color.match(/\d+/g)!.slice(0, 3).map(Number)

/** The colour of a scale, interpolated between its stops. */
function colorAt(scale: Drawn['scale'], part: number): number[] {
  const next = scale.findIndex(([at]) => at >= part)
  const [[from, low], [to, high]] = [scale[Math.max(0, next - 1)]!, scale[next]!]
  const share = to === from ? 0 : (part - from) / (to - from)
  return channels(low).map((value, index) => value + (channels(high)[index]! - value) * share)
}

/** Contrast of two colours (WCAG 2.2). */
function contrast(a: readonly number[], b: readonly number[]): number {
  const luminance = (color: readonly number[]): number => {
    const [red, green, blue] = color.map((value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    ) as [number, number, number]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [bright, dim] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number]
  return (bright + 0.05) / (dim + 0.05)
}
