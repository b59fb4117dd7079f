import { publish, runScenario, verify } from '../../src/index.ts'
import { amt, call, FARM, fromBase, INVARIANTS } from '../../src/model/index.ts'
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

/** Holds five million AMT, and redeems all of it on one day. */
function whale(leavesOn: number): Agent {
  return {
    name: 'whale',
    people: [{ name: 'whale', amt: amt('5000000') }],
    phase: 'day',
    prepare: () => [approveAll('whale', 'amt', 'burnVault')],
    act: (view) =>
      view.day === leavesOn
        ? [[call('whale', 'burnVault.backingWithdraw', { amount: view.balance('amt', 'whale') })]]
        : [],
  }
}

const whaleLeaves = scenario({
  name: 'whale-leaves',
  question: 'Is the floor lower for those who stay after a whale has redeemed?',
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
  record: () => ({ day: gauges.day, floorPrice: gauges.floorPrice, supply: gauges.supply }),
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
  ],
  always: INVARIANTS,
  hypotheses: () => [],
})

const result = runScenario(whaleLeaves, { seed: 7n, set: { leavesOn: '10' } })
const verification = await verify(result)
const page = publish(
  { scenario: whaleLeaves, result, verification, command: 'npx tsx whale.ts' },
  'out/whale',
)

console.log(`floor at the end: ${result.metrics['finalFloor']!.value} BTC per AMT`)
console.log(`broken invariants: ${Object.values(result.invariants).filter(({ holds }) => !holds).length}`)
console.log(`divergences from the contracts: ${verification.divergences} in ${verification.actions} actions`)
console.log(`report: ${page}`)
