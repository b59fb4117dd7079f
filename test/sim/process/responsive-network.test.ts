import { describe, expect, test } from 'vitest'

import { hashpriceDown, subsidyAt } from '../../../src/model/economics/mining.ts'
import { fromBase, toBase } from '../../../src/model/kernel/units.ts'
import { toHex } from '../../../src/sim/math/float64.ts'
import { FEES_SHARE, feesOfSubsidy } from '../../../src/sim/process/block-fees.ts'
import { gbm } from '../../../src/sim/process/gbm.ts'
import { BLOCK_FEES, meanReverting } from '../../../src/sim/process/mean-reverting.ts'
import { RESPONSE } from '../../../src/sim/process/miners.ts'
import { NETWORK_2023_07_12, network } from '../../../src/sim/process/network.ts'
import { trajectory, trajectoryAlong } from '../../../src/sim/process/process.ts'
import { hashpriceAt, responsiveNetwork } from '../../../src/sim/process/responsive-network.ts'
import { source } from '../../../src/sim/random/stream.ts'

const AT = { ...NETWORK_2023_07_12, ...RESPONSE, growth: 0.5, feesShare: FEES_SHARE }
const DAYS = 365

const along = (usd: readonly number[], over: Partial<typeof AT> = {}, path = 0) =>
  trajectoryAlong(
    responsiveNetwork({ ...AT, ...over }),
    usd.map((each) => ({ btc: { usd: each } })),
    source(1n, path),
    1,
  )

const constant = (usd: number, days = DAYS) => Array.from({ length: days + 1 }, () => usd)

function correlation(x: readonly number[], y: readonly number[]): number {
  const mean = (z: readonly number[]) => z.reduce((sum, each) => sum + each, 0) / z.length
  const [mx, my] = [mean(x), mean(y)]
  const cov = (a: readonly number[], ma: number, b: readonly number[], mb: number) =>
    a.reduce((sum, each, i) => sum + (each - ma) * (b[i]! - mb), 0)
  return cov(x, mx, y, my) / Math.sqrt(cov(x, mx, x, mx) * cov(y, my, y, my))
}

describe('the responsive network', () => {
  test('starts as the exogenous one does', () => {
    const [state] = along(constant(30_400, 0))
    expect(state).toMatchObject(network({ ...NETWORK_2023_07_12, growth: 0.5 }).initial)
  })

  test('shuts machines down after a fall of BTC, and difficulty follows', () => {
    const fall = constant(30_400, 90).map((usd, day) => (day < 20 ? usd : usd / 2))
    const [fallen, steady] = [along(fall), along(constant(30_400, 90))]
    expect(fallen.slice(0, 20)).toEqual(steady.slice(0, 20))
    // Between no reaction, 1, and the half that would restore hashprice.
    for (const ratio of [
      fallen[60]!.hashRate / steady[60]!.hashRate,
      fallen[90]!.difficulty / steady[90]!.difficulty,
    ]) {
      expect(ratio).toBeLessThan(0.85)
      expect(ratio).toBeGreaterThan(0.5)
    }
    // Fewer machines are ordered, too.
    expect(fallen[90]!.miners.ordered[0]).toBeLessThan(steady[90]!.miners.ordered[0]!)
  })

  test('correlates log difficulty with log BTC over paths; the exogenous network does not', () => {
    const paths = 60
    const finals = Array.from({ length: paths }, (_, path) => {
      const usd = trajectory(gbm({ usd: 30_400, drift: 0, volatility: 0.53 }), source(1n, path), 0, DAYS).map(
        (each) => each.usd,
      )
      const exogenous = trajectory(network(AT), source(1n, path), 1, DAYS)
      const states = [along(usd, {}, path), exogenous].map((each) => Math.log(each[DAYS]!.difficulty))
      return [Math.log(usd[DAYS]!), ...states] as [number, number, number]
    })
    const column = (index: 0 | 1 | 2) => finals.map((row) => row[index])
    expect(correlation(column(0), column(1))).toBeGreaterThan(0.7)
    // Uncorrelated: the estimate has a standard deviation of 1/sqrt(60) = 0.13.
    expect(Math.abs(correlation(column(0), column(2)))).toBeLessThan(4 / Math.sqrt(paths))
    // Hashprice spreads less, since difficulty moves with the price.
    const spread = (index: 1 | 2) => {
      const logs = finals.map((row) => row[0] - row[index]).toSorted((a, b) => a - b)
      return logs[56]! - logs[3]!
    }
    expect(spread(1)).toBeLessThan(0.8 * spread(2))
  })

  test('computes hashprice as the exact model does', () => {
    const { height } = NETWORK_2023_07_12
    const subsidy = subsidyAt(BigInt(height))
    const perBlock = subsidy + (subsidy * 18n) / 1000n
    const exact = hashpriceDown({ difficulty: 53_910_000_000_000n, perBlock, usdPerBtc: toBase('30400') })
    expect(hashpriceAt(NETWORK_2023_07_12, 30_400, 0.018)).toBeCloseTo(Number(fromBase(exact)), 9)
  })

  test('ends its first year on frozen bits, and `-u` writes new ones after a deliberate change', () => {
    const { height, difficulty, hashRate, miners } = along(constant(30_400))[DAYS]!
    expect([height, ...[difficulty, hashRate, miners.hashprice].map(toHex)]).toMatchInlineSnapshot(`
      [
        850170,
        "42c5c81f0b709362",
        "44336cf4dbb123e5",
        "40437d54714435f3",
      ]
    `)
  })

  test('is the same for the same seed, and its machines draw nothing', () => {
    const [a, b] = [0, 1].map((path) => along(constant(30_400, 40), {}, path))
    expect(along(constant(30_400, 40))).toEqual(a)
    expect(b!.map(({ hashRate }) => hashRate).slice(0, 8)).toEqual(
      a!.map(({ hashRate }) => hashRate).slice(0, 8),
    )
    expect(b!.map(({ blocks }) => blocks)).not.toEqual(a!.map(({ blocks }) => blocks))
  })
})

describe('fees as a share of the subsidy', () => {
  const heights = [839_999, 839_999, 840_000, 1_049_999, 1_050_000]
  const seen = heights.map((height) => ({ network: { height } }))

  test('halve with the subsidy', () => {
    const fees = trajectoryAlong(
      feesOfSubsidy({ name: 'share', initial: { value: 0.016 }, step: (state) => state }),
      seen,
      source(1n, 0),
      0,
    )
    expect(fees.map(({ value }) => value)).toEqual([0.1, 0.1, 0.05, 0.05, 0.025])
  })

  test('keep the path of their share', () => {
    const share = meanReverting('share', { ...BLOCK_FEES, value: 0.018, median: 0.018 })
    const alone = trajectory(share, source(1n, 0), 7, heights.length - 1)
    const fees = trajectoryAlong(feesOfSubsidy(share), seen, source(1n, 0), 7)
    expect(fees.map((each) => each.share)).toEqual(alone.map(({ value }) => value))
    expect(fees[4]!.value).toBeCloseTo(alone[4]!.value * 1.5625, 15)
  })
})
