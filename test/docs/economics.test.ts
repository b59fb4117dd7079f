/** The figures that the pages on economics and the baseline derive from defaults are what the defaults give. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { FARM } from '../../src/model/economics/mining.ts'
import { fromBase, ONE, toBase } from '../../src/model/kernel/units.ts'
import baseline from '../../src/scenarios/baseline/index.ts'
import { breakEvenUp } from '../../src/scenarios/hashprice-crash/hypotheses.ts'
import { breakEvenHashprice, RESPONSE } from '../../src/sim/process/miners.ts'
import { metric, numbers, run, type Settings } from '../scenarios/harness.ts'

/** The text of a page, in one line. */
const page = (name: string): string =>
  readFileSync(join(projectRoot, 'docs', name), 'utf8').replace(/\s+/g, ' ')

const [economics, explanation] = [page('reference/economics.md'), page('explanation/baseline.md')]

const firstPayment = (set: Settings): number => numbers(run(baseline, set, 1), 'payment')[0]!

describe('the pages on economics and the baseline', () => {
  test('quote the first payment, by either model of fees', () => {
    const [share, constant] = [{}, { feesModel: 'constant' }].map(firstPayment)
    expect(economics).toContain(
      `is ${share!.toFixed(4)} BTC at 1.8% and ${constant!.toFixed(4)} at 0.1 BTC a block`,
    )
    expect(explanation).toContain(`The first payment is ${share!.toFixed(4)} BTC`)
    // 80% of it a year, by AMT, at 1,081.82 sat.
    expect((100 * 365 * 0.8 * share!) / 55_035_719 / 0.0000108182).toBeCloseTo(9.8, 1)
  })

  test('quote the break-even of the machines and of the network', () => {
    const at = (standby: bigint): string =>
      Number(fromBase(breakEvenUp({ ...FARM, standby }, toBase('0.055')))).toFixed(2)
    expect(economics).toContain(`${at(0n)} for 30 J/TH at 5.5 cents by uptime, ${at(ONE)} around the clock`)
    expect(explanation).toContain(`break even at a hashprice of ${at(0n)} USD/PH/day`)
    expect(economics).toContain(`a hashprice of ${breakEvenHashprice(RESPONSE).toFixed(2)} USD or less`)
  })

  test('quote the only public price, which is the opening of July 2023 and cannot test the model', () => {
    const row = /pool in February 2024 \| ([\d,]+) AMT and ([\d.]+) BTCB; ([\d.]+) USD at BTC ([\d,]+) \|/
    const [amt, btcb, usd, btc] = row
      .exec(economics)!
      .slice(1)
      .map((figure) => Number(figure.replaceAll(',', '')))
    const price = btcb! / amt!
    expect((price * btc!).toFixed(2)).toBe(usd!.toFixed(2))
    // Every seed of every scenario opens at it, up to the rounding of deposits.
    expect(metric(run(baseline, {}, 1), 'openingPrice') / price).toBeCloseTo(1, 9)
    expect(explanation).toContain(`${Math.round(price * 1e8).toLocaleString('en')} sat`)
    for (const text of [economics, explanation]) {
      expect(text).toContain('the only public price of AMT after the launch')
      expect(text).toContain('it cannot test the model')
    }
  })

  test('name the defaults', () => {
    const { texts } = baseline.at({})
    const named = { standby: '0', feesModel: 'share', networkModel: 'responsive', btcGrowth: '5' }
    expect(texts).toMatchObject({ ...named, protocolFee: 'true', daysSinceLaunch: '0', valuation: 'mixture' })
    for (const text of [
      '`standby` = 0, the default',
      '`feesModel=share`, the default: 1.8%',
      '`responsive`, the default',
      '`btcVariance=equal`, the default',
      'Growth of BTC: 5% a year',
    ])
      expect(economics).toContain(text)
    expect(texts['feesShare']).toBe('1.8')
    expect(baseline.parameters.find(({ name }) => name === 'btcVariance')!.default).toBe('equal')
  })
})
