/** The library of shocks: dates, sources, and known values of the past. */
import { describe, expect, test } from 'vitest'
import { dayOf } from '../../../src/sim/process/history-csv.ts'
import { valueOn, type Shock } from '../../../src/sim/stress/shock.ts'
import { SHOCKS } from '../../../src/sim/stress/shocks.ts'

const shocks: readonly Shock[] = SHOCKS

const shock = (name: string): Shock => shocks.find((each) => each.name === name)!

/** The factor of BTC of a shock on a date. */
const btcOn = (name: string, date: string): number => {
  const { btc, from } = shock(name)
  return valueOn(btc!, dayOf(date)! - dayOf(from)!, 1)
}

describe.each(shocks)('the shock $name', (each) => {
  test('has a source for each kind of effect, and says what it leaves out', () => {
    const sources = each.sources.join('\n')
    // Prices are what every shock has, so that their source comes first.
    expect(each.sources[0]).toContain(each.to < '2025-04' ? 'BTC closes of Yahoo' : 'BTC prices at 00:00')
    if (each.difficulty !== undefined) expect(sources).toContain('difficulty')
    if (each.title.includes('hashprice')) expect(sources).toContain('Hashrate Index')
    if (each.fees !== undefined) expect(sources).toContain('Fees')
    expect(each.leavesOut.length).toBeGreaterThan(0)
    // What every shock of this kind leaves out comes after what this one does.
    const ofGas = each.leavesOut.filter((text) => text.includes('gas price'))
    expect(ofGas).toEqual(each.gas === undefined ? each.leavesOut.slice(-1) : [])
  })

  test('has a few valid points within its days, at most 90', () => {
    const days = dayOf(each.to)! - dayOf(each.from)!
    expect(days).toBeLessThanOrEqual(90)
    if (days < 90) expect(Number(each.btc!.at(-1)![1])).toBeLessThan(1)
    const paths = [each.btc, each.difficulty, each.fees, each.gas].filter((path) => path !== undefined)
    expect(paths.length).toBeGreaterThan(0)
    for (const all of paths) {
      const path = all.filter(([day]) => day <= days)
      expect(path.length).toBeLessThanOrEqual(8)
      expect(path.at(-1)![0]).toBeLessThanOrEqual(days)
      expect(valueOn(path, 91, all === each.fees ? 0 : 1)).toBe(Number(path.at(-1)![1]))
    }
  })
})

test('where BTC was back, difficulty is assumed to be back at its trend 90 days later', () => {
  for (const { name, from, to, difficulty, sources } of shocks) {
    const days = dayOf(to)! - dayOf(from)!
    const assumed = difficulty?.filter(([day]) => day > days) ?? []
    expect({ name, assumed }).toEqual({ name, assumed: days < 90 ? [[days + 90, '1']] : [] })
    expect(sources.some((source) => source.includes('an assumption'))).toBe(days < 90)
  }
})

describe('known values', () => {
  test('BTC fell from some 39,700 to some 19,000 USD from 4 May to 18 June 2022', () => {
    expect(btcOn('may-2022', '2022-06-18')).toBeCloseTo(19_000 / 39_700, 2)
  })

  test('from 21,300 to 15,900 USD in the four days to 9 November 2022', () => {
    expect(btcOn('november-2022', '2022-11-09')).toBeCloseTo(15_900 / 21_300, 2)
  })

  test('from 65,400 USD on 1 August 2024 to 54,000 on 5 August', () => {
    expect(btcOn('august-2024', '2024-08-05')).toBeCloseTo(54_000 / 65_400, 2)
  })

  test('and in November 2025 to the quoted 83,000 USD, within 5%, from a peak of some 124,000', () => {
    const price = 124_000 * btcOn('hashprice-2025', '2025-11-22')
    expect(Math.abs(price / 83_000 - 1)).toBeLessThan(0.05)
  })

  test('fees of the halving’s day are 1,258 BTC over 144 blocks', () => {
    const { fees, halving } = shock('halving-2024')
    expect(halving).toBe(true)
    expect(valueOn(fees!, 1, 0)).toBeCloseTo(1258 / 144 / 3.125, 1)
    expect(valueOn(fees!, 2, 0)).toBe(0)
  })

  test('only the halving moves heights, and only it adds fees', () => {
    expect(shocks.filter(({ halving, fees }) => halving === true || fees !== undefined)).toEqual([
      shock('halving-2024'),
    ])
  })
})
