import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/cli/commands/simulate.ts'
import { fanAround } from '../../src/cli/fan/fan.ts'
import { lab, type Lab } from '../../src/cli/lab.ts'
import type { Fan } from '../../src/sim/study/fan.ts'
import { brokenInvariant } from '../report/fixture.ts'
import { contents, directory, run } from './harness.ts'
import { SHORT, succeed } from './short-run.ts'

describe('--paths', () => {
  /** Text of a file of a report. */
  const text = (cwd: string, name: string): string =>
    contents(join(cwd, 'out', 'baseline'))
      .get(name)!
      .toString()

  test('shows median and range of each metric, and on how many paths a hypothesis holds', async () => {
    const cwd = directory()
    const { out } = await succeed(cwd, '--paths', '3')
    expect(out).toContain('Key metrics (this path; median and 5% to 95% of 4 paths)')
    expect(out).toMatch(/Pool price at the end +\S+ sat\/AMT +\S+ \(\S+ to \S+\)/)
    expect(out).toContain('on 4 of 4 paths (95% interval 39.8% to 100%)')
    // The values are those of the paths run alone.
    const ends = [0, 1, 2, 3].map(
      (path) => lab.run(lab.scenarios[0]!, { seed: 1n, path, days: 2 }).metrics['finalPrice']!.value,
    )
    const row = text(cwd, 'fan.csv')
      .split('\n')
      .find((line) => line.startsWith('finalPrice'))!
    expect(row.split(',').slice(2, 5).toSorted()).toEqual(
      [ends.toSorted()[0]!, ends.toSorted()[1]!, ends.toSorted()[3]!].toSorted(),
    )
  })

  test('gives returns their tail risk, and says how many paths it needs', async () => {
    const cwd = directory()
    const { out } = await succeed(cwd, '--paths', '3')
    expect(out).toContain('Risk: the worst 5% of 4 paths do worse than the value at risk')
    const risk = out.slice(out.indexOf('Risk: '), out.indexOf('Invariants: '))
    expect(risk).toMatch(
      /Change of the pool price in BTC +loss \S+ \(.* or worse\) +loss \S+ \(.* or worse\) +%/,
    )
    // The direction is in words, no bound is a bare 100 or a symbol, and BTC is no risk of who holds AMT.
    expect(risk).not.toMatch(/\?|-\d|to 100\)|of BTC in USD/)
    expect(out).toMatch(/Rate of return over 2 days of BTC in USD/)
    expect(out).toContain('Both bounds of a value at risk need 72 paths (--paths 71).')
    expect(text(cwd, 'fan-risk.csv')).toContain('\npriceReturn,%,')
    expect(text(cwd, 'report.html')).toContain('Value at risk and expected shortfall')
    const { paths } = JSON.parse((await succeed(directory(), '--paths', '3', '--json')).out) as {
      paths: { tailRisk: Record<string, unknown> }
    }
    expect(paths.tailRisk['priceReturn']).toMatchObject({ worstPart: 5, needs: 72 })
    expect(paths.tailRisk).not.toHaveProperty('finalPrice')
    expect(paths.tailRisk).not.toHaveProperty('rateOfBtc')
  })

  /** The lab with these texts of the final price on the paths, in their order. */
  const withPrices = (texts: readonly string[]): Lab => ({
    ...lab,
    run: (scenario, options) => {
      const result = lab.run(scenario, options)
      const { finalPrice, ...others } = result.metrics
      const value = texts[options.path ?? 0]!
      return { ...result, metrics: { finalPrice: { ...finalPrice!, value }, ...others } }
    },
  })

  test('ranks never after every number, on terminal, page and --json', async () => {
    const cwd = directory()
    const mixed = simulate(withPrices(['never', '0.5', '0.25']))
    const { code, out } = await run(mixed, [...SHORT, '--paths', '2'], { cwd })
    expect(code).toBe(0)
    expect(out).toMatch(/Pool price at the end +never +50,000,000 \(25,000,000 to never; never on 1 of 3\)$/m)
    // Readers see prices per AMT in satoshi; data are in BTC.
    expect(text(cwd, 'report.html')).toContain('25,000,000 to never; never on 1 of 3')
    expect(text(cwd, 'fan.csv')).toContain('finalPrice,BTC/AMT,0.25,0.5,never,1,1')
    const json = await run(mixed, [...SHORT, '--paths', '2', '--json'], { cwd: directory() })
    const { paths } = JSON.parse(json.out) as { paths: { metrics: Record<string, unknown> } }
    expect(paths.metrics['finalPrice']).toEqual({
      low: '0.25',
      median: '0.5',
      high: 'never',
      without: 1,
      never: 1,
    })
  })

  test('leaves the range of a metric empty for which no path has a number or never', async () => {
    const none = simulate(withPrices(['none', 'none', 'none']))
    const { code, out } = await run(none, [...SHORT, '--paths', '2'], { cwd: directory() })
    expect(code).toBe(0)
    expect(out).toMatch(/Pool price at the end +none *$/m)
    expect(out).toMatch(/Floor at the end +\S+ sat\/AMT +\S+ \(\S+ to \S+\)/)
  })

  test('exits 1 and says so where an invariant is broken on a further path only', async () => {
    const later: Lab = {
      ...lab,
      run: (scenario, options) => {
        const result = lab.run(scenario, options)
        return options.path === 2 ? { ...result, invariants: brokenInvariant } : result
      },
    }
    const { code, out } = await run(simulate(later), [...SHORT, '--paths', '3'], { cwd: directory() })
    expect(code).toBe(1)
    expect(out).toMatch(/BROKEN on 1 of 4 paths: \S+/)
  })

  test('says of a hypothesis that further paths do not have that it is stated on this path only', async () => {
    const own: Lab = {
      ...lab,
      run: (scenario, options) => {
        const result = lab.run(scenario, options)
        const finding = { statement: 'variants differ', found: 'they do', asExpected: true }
        return options.path !== 0 ? result : { ...result, findings: [...result.findings, finding] }
      },
    }
    const { out } = await run(simulate(own), [...SHORT, '--paths', '2'], { cwd: directory() })
    expect(out).toMatch(/variants differ\n +they do\n +stated on this path only/)
  })

  test('says of a hypothesis that needs more days that it is not judged, on terminal and page', async () => {
    const cwd = directory()
    const { out } = await succeed(cwd, '--paths', '0')
    expect(out).toMatch(/not judged +One year of payouts .*\n +needs 365 days, this run has 2\n/)
    expect(text(cwd, 'report.html')).toContain('needs 365 days, this run has 2')
  })

  test('has one order on terminal and page, the answer first', async () => {
    const cwd = directory()
    const { out } = await succeed(cwd, '--paths', '2')
    const html = text(cwd, 'report.html')
    const page =
      html.slice(html.indexOf('<header>'), html.indexOf('<nav')) + html.slice(html.indexOf('</nav>'))
    const placesOf = (shown: string, words: readonly string[]): readonly number[] =>
      words.map((word) => shown.indexOf(word))
    const orders = [
      placesOf(out, [
        'One AMT bought',
        'seed 1',
        'Not verified',
        'Key metrics',
        'Hypotheses\n',
        'All metrics',
        'Risk: ',
        'Invariants: ',
      ]),
      placesOf(page, [
        'One AMT bought',
        'seed <b>1',
        'Not verified',
        'id="key-metrics"',
        'id="findings"',
        'id="spread"',
        'Value at risk:',
        'id="invariants"',
      ]),
    ]
    for (const places of orders) {
      expect(places).not.toContain(-1)
      expect(places).toEqual(places.toSorted((a, b) => a - b))
    }
  })

  test('titles of charts say which path they show, beside cards with medians of all', async () => {
    const titles = async (paths: string): Promise<readonly string[]> => {
      const cwd = directory()
      await succeed(cwd, '--paths', paths)
      const html = text(cwd, 'report.html')
      const ofPath = html.slice(0, html.indexOf('id="fans"') >>> 0)
      return [...ofPath.matchAll(/<h3>([^<]*)/g)].map(([, title]) => title!)
    }
    const [among, alone] = [await titles('2'), await titles('0')]
    expect(among.length).toBeGreaterThan(2)
    expect(among.filter((title) => !title.startsWith('Path 0: '))).toEqual([])
    expect(among).toEqual(alone.map((title) => `Path 0: ${title}`))
  })

  test('leaves out the spread with 0, and keeps the result’s hash', async () => {
    const [one, many] = [
      await succeed(directory(), '--paths', '0', '--json'),
      await succeed(directory(), '--json'),
    ]
    const [alone, among] = [JSON.parse(one.out), JSON.parse(many.out)] as Record<string, unknown>[]
    expect(alone).not.toHaveProperty('paths')
    expect(among!['resultHash']).toBe(alone!['resultHash'])
  })

  test('is the same in worker threads and in the main thread, and for every path of the seed', async () => {
    const scenario = lab.scenarios[0]!
    const labModule = new URL('../../src/cli/lab.ts', import.meta.url).href
    const days = 40
    const around = (path: number, paths: number, module: string | undefined): Promise<Fan> =>
      fanAround(lab.run(scenario, { seed: 1n, path, days }), {
        lab,
        labModule: module,
        scenario,
        paths,
        set: {},
        cwd: directory(),
      })
    // Enough days that a thread is worth its start.
    const paths = 1000 / days
    expect(await around(0, paths, labModule)).toEqual(await around(0, paths, undefined))
    expect((await around(2, 2, undefined)).metrics).toEqual((await around(0, 2, undefined)).metrics)
  })

  test('says which path cannot be run', async () => {
    const scenario = lab.scenarios[0]!
    const result = lab.run(scenario, { seed: 1n, days: 1 })
    const run = (): never => {
      throw new RangeError('no block')
    }
    const options = { labModule: undefined, scenario, paths: 1, set: {}, cwd: directory() }
    await expect(fanAround(result, { ...options, lab: { ...lab, run } })).rejects.toThrow(
      /runs on every path.*path 1: RangeError: no block/s,
    )
  })
})
