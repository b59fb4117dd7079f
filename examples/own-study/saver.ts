/** Saver: buys AMT for the same BTCB every week, and redeems all of it in the end. What does the floor return? */
import { btcb, call, FARM, fromBase, INVARIANTS, type Invariant } from 'amt-lab/model'
import {
  approveAll,
  BTC_VOLATILITY,
  constantProcess,
  gauges,
  gbm,
  integer,
  lastOf,
  network,
  NETWORK_2023_07_12,
  scenario,
  treasury,
  type Agent,
} from 'amt-lab/sim'
import { initialStateOfJuly2023, LAUNCH } from 'amt-lab/scenarios'

const WEEKLY = btcb('0.1')
const FUNDS = btcb('5.2')
const WEEK = 7

/** Buys on the first day of each week, and redeems everything on the day after the last week. */
function weeklySaver(weeks: number): Agent {
  return {
    name: 'saver',
    people: [{ name: 'saver', btcb: FUNDS }],
    phase: 'day',
    prepare: () => [approveAll('saver', 'btcb', 'router'), approveAll('saver', 'amt', 'burnVault')],
    act: (view) => {
      if (view.day === weeks * WEEK)
        return [[call('saver', 'burnVault.backingWithdraw', { amount: view.balance('amt', 'saver') })]]
      if (view.day > weeks * WEEK || view.day % WEEK !== 0) return []
      return [
        [
          call('saver', 'router.swapExactTokensForTokens', {
            amountA: WEEKLY,
            limit: 0n,
            path: ['btcb', 'amt'],
            to: 'saver',
            deadline: view.now,
          }),
        ],
      ]
    },
  }
}

/** State: whether the RCL has held BTCB. It is funded after the launch of AMT. */
const rclStaysFunded: Invariant<boolean> = {
  name: 'rcl-stays-funded',
  statement: 'Once funded, the RCL holds BTCB as long as there is AMT to redeem.',
  source: 'README of this example',
  start: () => false,
  next(wasFunded, { observed }) {
    const supply = observed.read({ on: 'amt', fn: 'totalSupply', args: [] }) as bigint
    const held = observed.read({ on: 'btcb', fn: 'balanceOf', args: ['burnVault'] }) as bigint
    if (wasFunded && supply > 0n && held === 0n) return { violation: `${supply} AMT, and no BTCB in the RCL` }
    return { state: wasFunded || held > 0n }
  },
}

export const saver = scenario({
  name: 'saver',
  question: 'What does a saver who buys every week get back at the RCL?',
  days: 200,
  primary: { metric: 'returned', better: 'higher' },
  parameters: {
    weeks: integer({ title: 'Weeks of saving', unit: 'weeks', default: '12', min: '1', max: '52' }),
  },
  initialState: (_settings, agents) =>
    initialStateOfJuly2023({ pool: 'after-reset', backing: LAUNCH.backing }, agents),
  processes: () => ({
    btc: gbm({ usd: 30_400, drift: 0, volatility: BTC_VOLATILITY[2024] }),
    network: network({ ...NETWORK_2023_07_12, growth: 0.5 }),
    fleet: constantProcess('hash-rate', { ths: 223_446, bought: 0 }),
    power: constantProcess('power-price', { value: 0.055 }),
  }),
  agents: ({ weeks }) => [treasury({ costs: 'deducted', farm: FARM, vaultShare: 20n }), weeklySaver(weeks)],
  record: () => ({
    day: gauges.day,
    floorPrice: gauges.floorPrice,
    poolPrice: gauges.poolPrice,
    saved: gauges.holding('amt', 'saver'),
  }),
  metrics: ({ weeks }, run) => {
    const spent = WEEKLY * BigInt(weeks)
    const left = lastOf(run).view.balance('btcb', 'saver')
    const back = left - (FUNDS - spent)
    return {
      returned: {
        title: 'BTCB from the RCL, of the BTCB spent',
        unit: '%',
        value: fromBase((back * 100n * 10n ** 18n) / spent),
      },
    }
  },
  charts: [
    {
      name: 'prices',
      title: 'Pool price and floor',
      caption: 'The saver buys at the pool price and redeems at the floor.',
      kind: 'lines',
      table: 'daily',
      x: 'day',
      y: ['poolPrice', 'floorPrice'],
      scale: 'log',
    },
  ],
  always: [...INVARIANTS, rclStaysFunded],
  hypotheses: () => [],
})
