import { publish, runScenario, verify } from '../../src/index.ts'
import { amt, call, FARM, fromBase, INVARIANTS, type Invariant } from '../../src/model/index.ts'
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
  redemptionRateDown,
  scenario,
  treasury,
  type Agent,
} from '../../src/sim/index.ts'
import { initialStateOfJuly2023, LAUNCH } from '../../src/scenarios/index.ts'

/** Holds five million AMT, and redeems a tenth of what is left every day from one day on. */
function whale(leavesOn: number): Agent {
  return {
    name: 'whale',
    people: [{ name: 'whale', amt: amt('5000000') }],
    phase: 'day',
    prepare: () => [approveAll('whale', 'amt', 'burnVault')],
    act: (view) =>
      view.day >= leavesOn
        ? [[call('whale', 'burnVault.backingWithdraw', { amount: view.balance('amt', 'whale') / 10n })]]
        : [],
  }
}

/** Checked after every action, those of the initial state included. */
const whaleOnlySells: Invariant<undefined> = {
  name: 'whale-only-sells',
  statement: 'The whale never has more than five million AMT.',
  source: 'this example',
  start: () => undefined,
  next: (_state, { observed }) => {
    const held = observed.read({ on: 'amt', fn: 'balanceOf', args: ['whale'] }) as bigint
    return held > amt('5000000') ? { violation: `it has ${fromBase(held)} AMT` } : { state: undefined }
  },
}

const whaleLeaves = scenario({
  name: 'patient-whale',
  question: 'Is the floor lower for those who stay while a whale redeems by tenths?',
  days: 30,
  parameters: {
    leavesOn: integer({
      title: 'Day on which the whale redeems',
      unit: 'day',
      default: '20',
      min: '0',
      max: '3650',
    }),
  },
  initialState: (_settings, agents) =>
    initialStateOfJuly2023({ pool: 'after-reset', backing: LAUNCH.backing }, agents),
  processes: () => ({
    btc: gbm({ usd: 30_400, drift: 0, volatility: BTC_VOLATILITY[2024] }),
    network: network({ ...NETWORK_2023_07_12, growth: 0.5 }),
    fleet: constantProcess('hash-rate', { ths: 223_446, bought: 0 }),
    power: constantProcess('power-price', { value: 0.055 }),
  }),
  agents: ({ leavesOn }) => [treasury({ costs: 'deducted', farm: FARM, vaultShare: 20n }), whale(leavesOn)],
  record: () => ({
    day: gauges.day,
    floorPrice: gauges.floorPrice,
    supply: gauges.supply,
    whaleAmt: {
      title: 'AMT of the whale',
      unit: 'AMT',
      read: ({ view }) => fromBase(view.balance('amt', 'whale')),
    },
  }),
  metrics: (_settings, run) => ({
    finalFloor: {
      title: 'Floor at the end',
      unit: 'BTC/AMT',
      value: fromBase(redemptionRateDown(lastOf(run).view)),
    },
  }),
  charts: [
    {
      name: 'floor',
      title: 'Floor',
      caption: 'What the RCL pays for one AMT.',
      kind: 'lines',
      table: 'daily',
      x: 'day',
      y: ['floorPrice'],
    },
    {
      name: 'whale',
      title: 'AMT of the whale',
      caption: 'What the whale has not redeemed yet.',
      kind: 'steps',
      table: 'daily',
      x: 'day',
      y: ['whaleAmt'],
    },
  ],
  always: [...INVARIANTS, whaleOnlySells],
  hypotheses: () => [],
})

const result = runScenario(whaleLeaves, { seed: 7n, set: { leavesOn: '10' } })
const verification = await verify(result)
const page = publish({ scenario: whaleLeaves, result, verification, command: 'npx tsx mine.ts' }, 'out/mine')

console.log(`floor at the end: ${result.metrics['finalFloor']!.value} BTC per AMT`)
console.log(`broken invariants: ${Object.values(result.invariants).filter(({ holds }) => !holds).length}`)
console.log(`divergences from the contracts: ${verification.divergences} in ${verification.actions} actions`)
console.log(`report: ${page}`)
