/**
 * Published numbers: as their sources have them when they were entered.
 *
 * Other tests check what follows from these numbers, within tolerances that a wrong digit keeps. After an
 * intended change write them anew with `npx vitest run test/sim/constants.test.ts -u`.
 */
import { expect, test } from 'vitest'
import { sha256 } from '../../src/report/hash.ts'
import { FEES_SHARE } from '../../src/sim/process/block-fees.ts'
import { BSC_GAS_FROM_2023_07_12 } from '../../src/sim/process/gas-price.ts'
import { BTC_VOLATILITY } from '../../src/sim/process/gbm.ts'
import { BLOCK_FEES, POWER_PRICE } from '../../src/sim/process/mean-reverting.ts'
import { BTC_JUMPS } from '../../src/sim/process/merton.ts'
import { FLEET_BY_EFFICIENCY, LEAST_RUNNING, RESPONSE } from '../../src/sim/process/miners.ts'
import { DIFFICULTY_GROWTH, NETWORK_2023_07_12 } from '../../src/sim/process/network.ts'
import { BRIDGE_OUTAGES } from '../../src/sim/process/outage.ts'
import { BTCB_PEG } from '../../src/sim/process/peg.ts'
import { FLEET_2023_07_12 } from '../../src/sim/process/purchases.ts'
import { BTC_REGIMES } from '../../src/sim/process/regimes.ts'
import { STOPPED_AFTER } from '../../src/sim/stress/matrix.ts'
import { SHOCKS } from '../../src/sim/stress/shocks.ts'
import { DAY_GRID, FAN, LEVELS, METRIC_GRID } from '../../src/sim/study/quantiles.ts'
import { MOST_POINTS } from '../../src/sim/study/result.ts'
import { SAMPLED } from '../../src/sim/study/spec.ts'
import { WORST_PART } from '../../src/sim/study/tail-risk.ts'
import { MOST_FAILURES, MOST_RANKED } from '../../src/sim/study/tally.ts'
import { REFERENCE_GAS_PRICE } from '../../src/sim/view/gas.ts'

/** Numbers by name, one text each, so that a difference shows which. */
const texts = (named: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(named).map(([name, value]) => [
      name,
      JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? `${each}n` : each)),
    ]),
  )

test('the numbers of processes are those of their sources', () => {
  expect(
    texts({
      BLOCK_FEES,
      BRIDGE_OUTAGES,
      BSC_GAS_FROM_2023_07_12,
      BTCB_PEG,
      BTC_JUMPS,
      BTC_REGIMES,
      BTC_VOLATILITY,
      DIFFICULTY_GROWTH,
      FEES_SHARE,
      FLEET_2023_07_12,
      FLEET_BY_EFFICIENCY,
      LEAST_RUNNING,
      NETWORK_2023_07_12,
      POWER_PRICE,
      REFERENCE_GAS_PRICE,
      RESPONSE,
    }),
  ).toMatchInlineSnapshot(`
    {
      "BLOCK_FEES": "{"value":0.056,"median":0.056,"halfLifeDays":7,"logSd":0.6}",
      "BRIDGE_OUTAGES": "{"meanUpDays":180,"meanDownDays":3}",
      "BSC_GAS_FROM_2023_07_12": "{"floors":[{"day":0,"gwei":3},{"day":173,"gwei":1},{"day":539,"gwei":0.1},{"day":904,"gwei":0.05}],"logSd":0}",
      "BTCB_PEG": "{"breakPerDay":0.0027397260273972603,"lowest":0.9,"highest":0.97,"halfLifeDays":3}",
      "BTC_JUMPS": "{"jumpsPerYear":10,"jumpMean":-0.01,"jumpSd":0.05}",
      "BTC_REGIMES": "{"volatility":{"calm":0.35,"wild":0.85},"meanStayDays":{"calm":60,"wild":15}}",
      "BTC_VOLATILITY": "{"2022":0.64,"2024":0.53,"2025":0.43}",
      "DIFFICULTY_GROWTH": "[0.2,0.5,0.75]",
      "FEES_SHARE": "0.018",
      "FLEET_2023_07_12": "{"ths":223446,"ordersPerYear":12,"meanOrderThs":5000}",
      "FLEET_BY_EFFICIENCY": "[{"machines":"Antminer S9","joulesPerTh":98,"share":0.02},{"machines":"Antminer S17, Whatsminer M20S","joulesPerTh":48,"share":0.09},{"machines":"Antminer T19, Whatsminer M30S","joulesPerTh":38,"share":0.16},{"machines":"Antminer S19, Whatsminer M30S+","joulesPerTh":34,"share":0.25},{"machines":"Antminer S19j Pro, Whatsminer M30S++","joulesPerTh":30,"share":0.3},{"machines":"Antminer S19 XP, Whatsminer M50S","joulesPerTh":23,"share":0.18}]",
      "LEAST_RUNNING": "0.01",
      "NETWORK_2023_07_12": "{"height":798336,"difficulty":53910000000000}",
      "POWER_PRICE": "{"value":0.05612,"median":0.05612,"halfLifeDays":90,"logSd":0.1105}",
      "REFERENCE_GAS_PRICE": ""3000000000n"",
      "RESPONSE": "{"elasticity":1,"deliveryDays":120,"reactionDays":7,"powerPrice":0.05,"powerSpread":0.3,"newJoulesPerTh":21.5,"progress":0.22,"largestGrowth":2}",
    }
  `)
})

test('the sizes and levels of studies are those that the documents name', () => {
  expect(
    texts({
      DAY_GRID,
      FAN,
      LEVELS,
      METRIC_GRID,
      MOST_FAILURES,
      MOST_POINTS,
      MOST_RANKED,
      SAMPLED,
      STOPPED_AFTER,
      WORST_PART,
    }),
  ).toMatchInlineSnapshot(`
    {
      "DAY_GRID": "{"bits":20,"buckets":128}",
      "FAN": "[50,250,500,750,950]",
      "LEVELS": "[10,50,100,250,500,750,900,950,990]",
      "METRIC_GRID": "{"bits":52,"buckets":16384}",
      "MOST_FAILURES": "20",
      "MOST_POINTS": "100",
      "MOST_RANKED": "100",
      "SAMPLED": "10",
      "STOPPED_AFTER": "30",
      "WORST_PART": "5",
    }
  `)
})

test('the points of each shock are those that were computed from the recorded history', () => {
  expect(
    Object.fromEntries(
      SHOCKS.map(({ title: _title, leavesOut: _leavesOut, sources: _sources, ...shock }) => [
        shock.name,
        sha256(JSON.stringify(shock)).slice(0, 16),
      ]),
    ),
  ).toMatchInlineSnapshot(`
    {
      "august-2024": "e86c640ec3a182ed",
      "halving-2024": "89f21696c37fc98c",
      "hashprice-2025": "e524c5fa4405f5e1",
      "may-2022": "f917f71d14aa29fa",
      "november-2022": "87d21254e4106416",
    }
  `)
  expect(SHOCKS.map(({ from }) => from)).toEqual(SHOCKS.map(({ from }) => from).toSorted())
})
