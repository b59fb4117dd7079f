/** Dashboard: a saved run’s state, recomputed from its actions; parts that sum; clear errors. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Decimal } from 'decimal.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dashboard } from '../../src/cli/commands/dashboard.ts'
import { simulate } from '../../src/cli/commands/simulate.ts'
import {
  attribution,
  FACTORS,
  payoutOf,
  type Factor,
  type PayoutDay,
} from '../../src/cli/dashboard/attribution.ts'
import { privileges, privilegesIn } from '../../src/cli/dashboard/roles.ts'
import { lab } from '../../src/cli/lab.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { roleList, nameOf } from '../reference/role-list.ts'
import { directory, run } from './harness.ts'

interface Data {
  readonly supply: string
  readonly backing: string
  readonly price: string
  readonly payout: string
  readonly change: {
    readonly from: string
    readonly to: string
    readonly parts: Readonly<Record<string, string>>
  }
  readonly mints: readonly { readonly amount: string }[]
  readonly redeemed: { readonly amt: string }
  readonly books: Readonly<Record<'paid' | 'toVault' | 'claimed' | 'collected' | 'balance', string>> & {
    readonly causes: Readonly<Record<string, string>>
  }
  readonly exits: readonly { readonly amount: string; readonly total: string }[]
  readonly holder: Readonly<Record<string, string>>
  readonly premiumOverElsewherePercent: string | null
  readonly usdPerTh: string
}

const Wide = Decimal.clone({ precision: 60 })

const sum = (texts: readonly string[]): Decimal => texts.reduce((all, each) => all.plus(each), new Wide(0))

describe('the dashboard', { timeout: 240_000 }, () => {
  let saved: string
  beforeAll(async () => {
    saved = mkdtempSync(join(tmpdir(), 'amt-lab-'))
    const argv = ['baseline', '--days', '40', '--paths', '0', '--out', 'run']
    expect((await run(simulate(lab), argv, { cwd: saved })).code).toBe(0)
  }, 240_000)
  afterAll(() => rmSync(saved, { recursive: true, force: true }))

  const asked = (...argv: readonly string[]) => run(dashboard, [...argv, '--out', 'page'], { cwd: saved })
  const data = async (...argv: readonly string[]): Promise<Data> => {
    const { code, out } = await asked(...argv, '--json')
    expect(code).toBe(0)
    return JSON.parse(out) as Data
  }
  const daily = (name: string): readonly string[] => {
    const [head, ...rows] = readFileSync(join(saved, 'run/daily.csv'), 'utf8').trim().split('\n')
    return rows.map((row) => row.split(',')[head!.split(',').indexOf(name)]!)
  }

  test.for([0, 17, 39])('has the state of the actions up to day %i, as the run recorded it', async (day) => {
    const { supply, backing, payout, price } = await data('run', '--day', String(day))
    expect([supply, backing]).toEqual([daily('supply')[day], daily('backing')[day]])
    const close = (a: string, b: string): number => Math.abs(Number(a) / Number(b) - 1)
    expect(close(price, daily('poolPrice')[day]!)).toBeLessThan(1e-10)
    // The column is rounded down to 18 decimals.
    expect(close(payout, daily('payoutPerAmt')[day]!)).toBeLessThan(1e-8)
  })

  test('the last day is the default', async () => {
    expect((await data('run')).supply).toBe(daily('supply')[39])
  })

  test('the parts of the change of the payout sum to it', async () => {
    const { change } = await data('run', '--day', '20')
    const total = new Decimal(change.to).minus(change.from)
    expect(total.isZero()).toBe(false)
    // Printed with 18 decimals.
    expect(sum(Object.values(change.parts)).minus(total).abs().lte('2e-18')).toBe(true)
    expect(Object.keys(change.parts)).toEqual(Object.keys(FACTORS))
  })

  test('every payment is accounted for, by cause', async () => {
    const { books, mints, redeemed } = await data('run', '--day', '39')
    const { paid, toVault, claimed, collected, balance, causes } = books
    expect(sum(Object.values(causes)).toFixed()).toBe(new Decimal(balance).toFixed())
    const left = new Wide(paid).minus(toVault).minus(claimed).minus(collected)
    expect(left.plus(causes['stray']!).toFixed()).toBe(new Decimal(balance).toFixed())
    expect(paid).toBe(daily('paid')[39])
    expect(redeemed.amt).toBe(daily('redeemedAmt')[39])
    expect(
      sum(mints.map(({ amount }) => amount))
        .minus(redeemed.amt)
        .toFixed(),
    ).toBe(daily('supply')[39])
  })

  test('one holder has options of today, the best of which is the largest', async () => {
    const { holder, premiumOverElsewherePercent, usdPerTh } = await data(
      'run',
      '--holding',
      '2000000',
      '--elsewhere',
      '20',
    )
    const { sellAll, redeemAll, bestExit, atPoolPrice } = holder
    expect(Number(bestExit)).toBeGreaterThanOrEqual(Number(sellAll))
    expect(Number(bestExit)).toBeGreaterThan(Number(redeemAll))
    expect(Number(atPoolPrice)).toBeGreaterThan(Number(bestExit))
    expect(Number(premiumOverElsewherePercent)).toBeCloseTo((Number(usdPerTh) / 20 - 1) * 100, 9)
  })

  test('an exit of a larger share pays no less in all, and no more for each AMT', async () => {
    const { exits } = await data('run')
    const average = exits.map(({ amount, total }) => Number(total) / Number(amount))
    expect(average).toEqual(average.toSorted((a, b) => b - a))
    expect(exits.map(({ total }) => Number(total))).toEqual(
      exits.map(({ total }) => Number(total)).toSorted((a, b) => a - b),
    )
  })

  test('shows a chain snapshot without payments', async () => {
    const { code, out } = await asked(join(projectRoot, 'docs/examples/opening.csv'))
    expect(code).toBe(0)
    expect(out).toContain('A chain snapshot has no payments.')
  })

  test('writes a page, a card and the same bytes again', async () => {
    await asked('run', '--day', '5')
    const html = readFileSync(join(saved, 'page/report.html'), 'utf8')
    expect(html).toContain('Who can mint or move funds')
    await asked('run', '--day', '5')
    expect(readFileSync(join(saved, 'page/report.html'), 'utf8')).toBe(html)
    expect(JSON.parse(readFileSync(join(saved, 'page/card.json'), 'utf8'))).toMatchObject({
      kind: 'dashboard',
      name: 'baseline',
      picture: { kind: 'lines' },
    })
  })

  const changed = (name: string, change: (text: string) => string): string => {
    const place = join(directory(), 'copy')
    cpSync(join(saved, 'run'), place, { recursive: true })
    writeFileSync(join(place, name), change(readFileSync(join(place, name), 'utf8')))
    return place
  }

  test('a run that was changed, or of another version, is wrong input', async () => {
    rmSync(join(saved, 'page'), { recursive: true, force: true })
    const redeems = /^.*"backingWithdraw".*\n|^.*burnVault\.backingWithdraw.*\n/m
    const cases: readonly (readonly [string, RegExp])[] = [
      [changed('actions.jsonl', (text) => text.replace(redeems, '')), /daily\.csv has (backing|supply)/],
      [changed('actions.jsonl', () => 'x'), /actions\.jsonl:1 is no action/],
      [
        changed('actions.jsonl', () => '{"by":"nobody","call":"amt.burn","args":{"amount":"1"}}'),
        /unknown account/,
      ],
      [changed('daily.csv', () => 'day\n1\n'), /daily\.csv has no dates/],
      [changed('manifest.json', (text) => text.replace('run 1', 'run 2')), /"amt-lab run 2"/],
      [changed('manifest.json', (text) => text.replace('"liqAmt"', '"amt"')), /founding is no deployment/],
      [directory(), /manifest\.json is missing/],
    ]
    for (const [place, message] of cases) {
      const { code, err } = await asked(place)
      expect([code, err]).toEqual([2, expect.stringMatching(message)])
    }
    expect(existsSync(join(saved, 'page'))).toBe(false)
  })

  test.for([
    [[], 'the directory of a run'],
    [['run', '--day', '40'], '--day from 0 to 39'],
    [['run', '--day', 'x'], 'an integer from 0 to 36499'],
    [['run', '--holding', '0'], 'an amount of AMT above 0'],
    [['run', '--elsewhere', '-1'], 'an amount of USD above 0'],
    [['snapshot.csv', '--day', '1'], 'no --day with a chain snapshot'],
  ] as const)('%j is wrong input', async ([argv, message]) => {
    const { code, err } = await asked(...argv)
    expect([code, err]).toEqual([2, expect.stringContaining(message)])
  })
})

describe('an attribution', () => {
  const number = (value: number): Decimal => new Decimal(value)
  const day: PayoutDay = {
    difficulty: number(53_910_000_000_000),
    subsidy: number(625_000_000),
    fees: number(11_250_000),
    hashRate: number(223_446),
    uptime: number(0.92),
    poolFee: number(0.025),
    bill: number(0.0375),
    price: number(30_400),
    rest: number(0),
    split: number(0.2),
    supply: number(55_035_719),
  }

  test('gives the whole change to the only factor that changes', () => {
    const to = { ...day, split: number(0.4) }
    const parts = attribution(day, to)
    expect(parts.split.eq(payoutOf(to).minus(payoutOf(day)))).toBe(true)
    for (const name of Object.keys(FACTORS) as Factor[])
      if (name !== 'split') expect(parts[name].isZero()).toBe(true)
  })

  test('sums to the change, and is the same backwards with the other sign', () => {
    const to = {
      ...day,
      difficulty: number(6e13),
      fees: number(9e7),
      price: number(4e4),
      supply: number(6e7),
    }
    const [forth, back] = [attribution(day, to), attribution(to, day)]
    const names = Object.keys(FACTORS) as Factor[]
    const total = names.reduce((all, name) => all.plus(forth[name]), new Decimal(0))
    expect(
      total
        .minus(payoutOf(to).minus(payoutOf(day)))
        .abs()
        .lt('1e-24'),
    ).toBe(true)
    for (const name of names) expect(forth[name].plus(back[name]).abs().lt('1e-24')).toBe(true)
    expect(forth.difficulty.isNegative()).toBe(true)
    expect(forth.fees.isPositive()).toBe(true)
  })
})

test('the roles are those of the page, function by function', () => {
  expect(privileges().map(({ fn, who }) => [fn, who])).toEqual(
    roleList.filter(({ who }) => who !== 'anyone').map((entry) => [nameOf(entry), entry.who]),
  )
  expect(privilegesIn('no table')).toEqual([])
})
