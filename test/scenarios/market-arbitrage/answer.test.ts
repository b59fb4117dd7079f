/**
 * The Market's answer on one path, with a winner among several paths, and with a tie.
 */
import { describe, expect, test } from 'vitest'

import { answer } from '../../../src/scenarios/market-arbitrage/answer.ts'
import marketArbitrage from '../../../src/scenarios/market-arbitrage/index.ts'
import { figuresOf } from '../../../src/sim/answer/figures.ts'
import type { Metric } from '../../../src/sim/result.ts'
import { probabilityOfBest } from '../../../src/statistics/best.ts'

const GAINS = ['projectGainSpot', 'projectGainJoint', 'customersGainJoint']

/** Texts of each profit by premium on all paths. */
function worded(
  daily: Readonly<Record<string, number[]>>,
  weekly: Readonly<Record<string, number[]>>,
): string {
  const metric = (value: number, unit = 'USDT'): Metric => ({ title: '', unit, value: String(value) })
  const profits = { ...daily, ...weekly }
  const paths = Object.values(profits)[0]!.length
  const [premium, weeklyPremium] = marketArbitrage.choices
  const best = (metrics: Readonly<Record<string, string>>) =>
    probabilityOfBest(
      Object.fromEntries(Object.entries(metrics).map(([label, name]) => [label, profits[name]!])),
      'higher',
    )
  return answer(
    {},
    figuresOf({
      days: 90,
      metrics: {
        ...Object.fromEntries(Object.entries(profits).map(([name, [first]]) => [name, metric(first!)])),
        ...Object.fromEntries(GAINS.map((name) => [name, metric(1, 'BTC')])),
        bestPremium: metric(5, '%'),
        bestProfit: metric(900),
      },
      paths,
      spreads: {},
      values: {},
      best:
        paths === 1
          ? {}
          : { premium: best(premium!.metrics), 'weekly-premium': best(weeklyPremium!.metrics) },
    }),
  )
}

/** Twenty paths; on each the premium of that place wins. */
const profitsOf = (prefix: string, winners: readonly number[]): Readonly<Record<string, number[]>> =>
  Object.fromEntries(
    [0, 5, 8, 10, 20].map((premium) => [
      `${prefix}${premium}`,
      winners.map((winner) => (winner === premium ? 900 : 100)),
    ]),
  )

const ALWAYS_FIVE = Array.from({ length: 20 }, () => 5)
const TWO_IN_TURN = ALWAYS_FIVE.map((_five, path) => (path % 2 === 0 ? 8 : 10))

describe('the answer about the premium', () => {
  test('names a winner with the number of its paths, and calls a tie a tie', () => {
    const text = worded(profitsOf('profitAt', ALWAYS_FIVE), profitsOf('weeklyProfitAt', TWO_IN_TURN))
    expect(text).toContain('Updated every day, a premium of 5% earns most on 20 of 20 paths, 900 USDT.')
    expect(text).toContain('Updated every week, no premium is best: 8%, 10% tie, with 900 USDT at 8%.')
  })

  test('exchanges its words with the data', () => {
    const text = worded(profitsOf('profitAt', TWO_IN_TURN), profitsOf('weeklyProfitAt', ALWAYS_FIVE))
    expect(text).toContain('Updated every day, no premium is best: 8%, 10% tie')
    expect(text).toContain('Updated every week, a premium of 5% earns most on 20 of 20 paths')
  })

  test('says of one path alone only what it earns there', () => {
    const text = worded(profitsOf('profitAt', [5]), profitsOf('weeklyProfitAt', [8]))
    expect(text).toMatch(/^Updated every day, a premium of 5% earns most on this path, 900 USDT\. By sales/)
  })
})
