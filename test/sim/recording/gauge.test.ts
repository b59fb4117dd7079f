/** Gauges: title, unit and cell of every daily column at one close whose figures all differ. */
import { expect, test } from 'vitest'

import * as gauges from '../../../src/sim/recording/gauge.ts'
import type { DayClose } from '../../../src/sim/recording/day-close.ts'
import { endOf } from '../../../src/sim/recording/day-close.ts'
import { openTally } from '../../../src/sim/recording/tally.ts'

const E = 10n ** 18n

/** Three payments of 4, 6 and 30 BTC to 2 AMT outside the pool, the last of them today. */
const PAYMENTS = [4n, 6n, 30n].map((holders) => ({ holders: holders * E, supply: 10n * E, inPair: 8n * E }))
/** Totals as they were written down, whatever the payments were. */
const earlier = [
  { payments: 1n, payoutPerAmt: 2n * E },
  { payments: 1n, payoutPerAmt: 3n * E },
  { payments: 2n, payoutPerAmt: 7n * E },
]

const SUPPLY: Readonly<Record<string, bigint>> = { amt: 10n * E, pair: 11n * E, liqAmt: 12n * E }
const BALANCES: Readonly<Record<string, bigint>> = {
  'btcb of master': 13n * E,
  'amt of alice': 14n * E,
  'btcb of alice': 15n * E,
}

const ENVIRONMENT = {
  btc: { usd: 30_400.256 },
  network: { difficulty: 53_910_000_000_000.4, height: 798_336 },
  fleet: { ths: 223_446 },
}

const close = (more: object = {}): DayClose =>
  ({
    tally: {
      ...openTally(),
      actions: 21,
      refused: 22,
      paid: 23n * E,
      claimedByHolders: 24n * E,
      claimedByProviders: 25n * E,
      redeemedAmt: 26n * E,
      redeemedBtcb: 27n * E,
      boughtFor: 28n * E,
      soldFor: 29n * E,
      issued: 31n * E,
    },
    view: {
      day: 3,
      now: 1_689_292_800n,
      environment: ENVIRONMENT,
      history: earlier,
      payments: () => 3n,
      payment: (id: bigint) => PAYMENTS[Number(id) - 1],
      supply: (token: string) => SUPPLY[token],
      balance: (token: string, holder: string) => BALANCES[`${token} of ${holder}`],
      pool: () => ({ amt: 8n * E, btcb: 2n * E }),
      backing: () => E,
      ...more,
    },
  }) as unknown as DayClose

const shown = ({ title, unit, read }: gauges.Gauge, today = close()): readonly string[] => [
  title,
  unit,
  read(today),
]

test('every column has its title, its unit, and the exact figure of the close', () => {
  const { holding, usdPerBtc, ...columns } = gauges
  const cells = Object.entries(columns).map(([name, each]) => [name, ...shown(each)])
  expect(cells.toSorted(([a], [b]) => (a! < b! ? -1 : 1))).toEqual([
    ['actions', 'Actions to date', 'actions', '21'],
    ['backing', 'BTCB in the RCL', 'BTC', '1'],
    ['boughtFor', 'Paid by buyers to date', 'BTC', '28'],
    ['btcPrice', 'BTC price', 'USD/BTC', '30400.26'],
    ['claimedByHolders', 'Claimed by holders to date', 'BTC', '24'],
    ['claimedByProviders', 'Claimed by liquidity providers to date', 'BTC', '25'],
    ['date', 'Date', 'date', '2023-07-14'],
    ['day', 'Day', 'day', '3'],
    ['difficulty', 'Difficulty', 'hashes/2^32', '53910000000000'],
    // 1 BTC over 10 AMT, and 2 BTC over 8 AMT in the pool.
    ['floorPrice', 'Floor (RCL)', 'BTC/AMT', '0.1'],
    ['floorPriceUsd', 'Floor (RCL)', 'USD/AMT', '3040.0256'],
    ['hashRate', 'Hash rate of the project', 'TH/s', '223446'],
    ['height', 'Block height', 'block', '798336'],
    ['lpSupply', 'LP tokens', 'LP', '11'],
    ['paid', 'Paid to date', 'BTC', '23'],
    ['payoutPerAmt', 'Payout per AMT', 'BTC/AMT', '15'],
    ['payoutToDate', 'Payouts per AMT to date', 'BTC/AMT', '22'],
    ['poolAmt', 'AMT in the pool', 'AMT', '8'],
    ['poolBtcb', 'BTCB in the pool', 'BTC', '2'],
    ['poolPrice', 'Pool price', 'BTC/AMT', '0.25'],
    ['poolPriceUsd', 'Pool price', 'USD/AMT', '7600.064'],
    ['premium', 'Pool price over floor', 'times', '2.5'],
    ['redeemedAmt', 'Redeemed to date', 'AMT', '26'],
    ['redeemedBtcb', 'Paid for redemptions to date', 'BTC', '27'],
    ['refused', 'Reverts to date', 'actions', '22'],
    ['soldFor', 'Paid to sellers to date', 'BTC', '29'],
    ['supply', 'AMT supply', 'AMT', '10'],
    ['unclaimed', 'Unclaimed BTCB in Master', 'BTC', '13'],
    ['wrapped', 'Wrapped liquidity', 'liqAMT', '12'],
  ])
  expect(usdPerBtc(close().view)).toBe(304_002_560_000_000_000_000_00n)
  expect(shown(holding('amt', 'alice'))).toEqual(['AMT of alice', 'AMT', '14'])
  expect(shown(holding('btcb', 'alice'))).toEqual(['BTCB of alice', 'BTC', '15'])
})

test('on the first day all payments are of today, also several', () => {
  const first = close({ history: [] })
  expect(gauges.payoutPerAmt.read(first)).toBe('20')
  expect(gauges.payoutToDate.read(first)).toBe('20')
  expect(endOf(first).payoutPerAmt).toBe(20n * E)
})

test('without a floor the premium is 0, and a floor of 1 wei is one', () => {
  expect(gauges.premium.read(close({ backing: () => 0n }))).toBe('0')
  expect(gauges.premium.read(close({ backing: () => 10n }))).toBe((E / 4n).toString())
})

test('the entry of a day in the history has its totals, price, issue and environment', () => {
  expect(endOf(close())).toEqual({
    payments: 3n,
    payoutPerAmt: 22n * E,
    price: E / 4n,
    issued: 31n * E,
    environment: ENVIRONMENT,
  })
  expect(endOf(close({ payments: () => 2n })).payoutPerAmt).toBe(7n * E)
})
