/** Comparisons of saved results: paired on common paths, and clear errors for everything else. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, afterAll, describe, expect, test } from 'vitest'
import { tmpdir } from 'node:os'
import { compare } from '../../src/cli/commands/compare.ts'
import { simulate } from '../../src/cli/commands/simulate.ts'
import { study } from '../../src/cli/commands/study.ts'
import { lab } from '../../src/cli/lab.ts'
import { directory, run } from './harness.ts'

const labModule = new URL('../../src/cli/lab.ts', import.meta.url).href

interface Told {
  readonly differing: readonly { readonly what: string; readonly values: readonly string[] }[]
  readonly notes: readonly string[]
  readonly comparisons: readonly {
    readonly base: string
    readonly other: string
    readonly pairing: string
    readonly common: number
    readonly metrics: Readonly<
      Record<
        string,
        {
          readonly pairs: number
          readonly median?: { readonly value: string; readonly low?: string; readonly high?: string }
          readonly needs?: number
          readonly higher?: number
          readonly lower?: number
        }
      >
    >
  }[]
}

describe('compare', { timeout: 240_000 }, () => {
  let saved: string
  beforeAll(async () => {
    saved = mkdtempSync(join(tmpdir(), 'amt-lab-'))
    const simulated = async (out: string, ...more: readonly string[]): Promise<void> => {
      const argv = ['baseline', '--days', '20', '--out', out, ...more]
      expect((await run(simulate(lab), argv, { cwd: saved })).code).toBe(0)
    }
    await simulated('one', '--paths', '7')
    await simulated('forty', '--paths', '9', '--set', 'vaultShare=40')
    await simulated('seed', '--paths', '3', '--seed', '2')
    await simulated('lone', '--paths', '0', '--path', '30')
    const argv = ['baseline', '--days', '20', '--runs', '8', '--sweep', 'vaultShare=20,40', '--out', 'points']
    expect((await run(study(lab, labModule), argv, { cwd: saved })).code).toBe(0)
  }, 240_000)
  afterAll(() => rmSync(saved, { recursive: true, force: true }))

  const asked = (...argv: readonly string[]) => run(compare, [...argv, '--out', 'page'], { cwd: saved })
  const data = async (...argv: readonly string[]): Promise<Told> => {
    const { code, out } = await asked(...argv, '--json')
    expect(code).toBe(0)
    return JSON.parse(out) as Told
  }

  test('pairs the paths that both runs have, and states what differs first', async () => {
    const { differing, comparisons } = await data('one', 'forty')
    expect(differing.map(({ what }) => what)).toEqual(['paths', 'vaultShare'])
    expect(differing.at(-1)!.values).toEqual(['20', '40'])
    expect(comparisons).toMatchObject([{ base: 'one', other: 'forty', pairing: 'paired', common: 8 }])
    // Twice the share gives the RCL twice as much on every path: the difference is what the base has.
    const { paidToVault, paid } = comparisons[0]!.metrics
    expect(paidToVault).toMatchObject({ pairs: 8, higher: 8, lower: 0 })
    expect(paid).toMatchObject({ pairs: 8, higher: 0, lower: 0, median: { value: '0', low: '0', high: '0' } })
  })

  test('has the median difference and its interval as order statistics of the differences', async () => {
    const { comparisons } = await data('one', 'forty')
    const rows = (of: string): Map<string, string> => {
      const [head, ...lines] = readFileSync(join(saved, of, 'fan-paths.csv'), 'utf8')
        .trim()
        .split('\n')
      const at = head!.split(',').indexOf('finalFloor')
      return new Map(lines.map((line) => [line.split(',')[0]!, line.split(',')[at]!]))
    }
    const [one, forty] = [rows('one'), rows('forty')]
    const base = (text: string): bigint => {
      const [whole, decimals = ''] = text.split('.')
      return BigInt(whole! + decimals.padEnd(24, '0'))
    }
    const sorted = [...one]
      .map(([path, value]) => base(forty.get(path)!) - base(value))
      .toSorted((a, b) => (a < b ? -1 : 1))
    const { median } = comparisons[0]!.metrics['finalFloor']!
    // Of 8 values the 4th is the median; the 1st and the 8th bound it with 99.2%, the 2nd and the 7th with 93%.
    expect([median!.value, median!.low!, median!.high!].map(base)).toEqual([sorted[3], sorted[0], sorted[7]])
  })

  test('without a common path or seed, compares medians and says so', async () => {
    for (const other of ['seed', 'lone']) {
      const { comparisons, notes } = await data('one', other)
      expect(comparisons[0]).toMatchObject({ pairing: 'unpaired', common: 0 })
      expect(notes.join(' ')).toContain('independent')
      expect(comparisons[0]!.metrics['finalFloor']!.needs).toBeGreaterThan(4)
    }
  })

  test('compares the points of a study with its first, and a run with every point', async () => {
    const points = await data('points')
    expect(points.comparisons).toMatchObject([
      { base: 'points vaultShare=20', other: 'points vaultShare=40', pairing: 'paired', common: 8 },
    ])
    const { comparisons } = await data('points', 'one')
    expect(comparisons).toHaveLength(2)
    // The same settings, seed and paths: nothing differs.
    for (const metric of Object.values(comparisons[0]!.metrics))
      expect([metric.higher, metric.lower]).toEqual([0, 0])
    expect(comparisons[1]!.metrics['paidToVault']).toMatchObject({ higher: 0, lower: 8 })
  })

  test('writes a page with fans over each other and charts side by side, and the same bytes again', async () => {
    const { code, out } = await asked('one', 'forty')
    expect([code, out]).toEqual([0, expect.stringContaining('forty against one: 8 common paths')])
    const html = readFileSync(join(saved, 'page/compare.html'), 'utf8')
    for (const part of ['days-pool-price', 'run-0-price', 'run-1-price', 'vaultShare', 'What differs'])
      expect(html).toContain(part)
    await asked('one', 'forty')
    expect(readFileSync(join(saved, 'page/compare.html'), 'utf8')).toBe(html)
  })

  /** A copy of a result with one file changed. */
  const changed = (of: string, name: string, change: (text: string) => string): string => {
    const place = join(directory(), 'copy')
    cpSync(join(saved, of), place, { recursive: true })
    writeFileSync(join(place, name), change(readFileSync(join(place, name), 'utf8')))
    return place
  }

  test('results of other versions, and damaged ones, are wrong input that says what to do', async () => {
    const shard = readdirSync(join(saved, 'points/shards')).find((name) => name.endsWith('.parquet'))!
    const cases: readonly (readonly [string, RegExp])[] = [
      [
        changed('one', 'manifest.json', (text) => text.replace('run 1', 'run 9')),
        /"amt-lab run 9"[^]*AMT Lab 0\.1\.0/,
      ],
      [changed('one', 'manifest.json', () => '{'), /manifest\.json is not JSON/],
      [changed('one', 'result.json', (text) => text.replace('"schema":1', '"schema":7')), /the schema 7/],
      [changed('one', 'result.json', () => '{}'), /with none[^]*Run its command again: npm run simulate/],
      [changed('one', 'fan-paths.csv', () => 'path,"x'), /fan-paths\.csv is not a table/],
      [changed('one', 'fan-paths.csv', () => 'path\nx\n'), /no numbers of paths/],
      [changed('points', 'result.json', (text) => text.replace('"schema":1', '"schema":2')), /the schema 2/],
      [changed('points', `shards/${shard}`, () => 'x'), /shards\/p0-0000000.*\.parquet: /],
      [directory(), /neither manifest\.json/],
      [join(saved, 'nowhere'), /which is not there/],
    ]
    rmSync(join(saved, 'page'), { recursive: true, force: true })
    for (const [place, message] of cases) {
      const { code, err } = await asked('forty', place)
      expect([code, err]).toEqual([2, expect.stringMatching(message)])
    }
    expect(existsSync(join(saved, 'page/compare.html'))).toBe(false)
  })

  test.for([
    [[], 'one study, or two to 8 directories'],
    [['one'], 'two parameter sets'],
    [['one', 'one/'], 'each directory once'],
    [['one', 'forty', '--out', 'one/inside'], '--out once'],
  ] as const)('%j is wrong input', async ([argv, message]) => {
    const { code, err } = await asked(...argv)
    expect([code, err]).toEqual([2, expect.stringContaining(message)])
  })
})
