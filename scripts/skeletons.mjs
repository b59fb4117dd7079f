/**
 * Skeletons: what `new.mjs` writes. Each compiles and passes lint and format; each test fails until it is filled in.
 */

export const agent = {
  source: ({ name, camel, pascal, title }) => `/**
 * ${title}: TODO who they are, what they do and when, in one sentence. It becomes the entry in the list of agents.
 *
 * TODO: assumptions with their sources, and what is not modelled.
 */
import type { Amt } from '../../../model/kernel/units.ts'
import type { Agent } from '../../agent.ts'

export interface ${pascal} {
  /** AMT in the initial state. */
  readonly amt: Amt
}

export function ${camel}({ amt }: ${pascal}): Agent {
  const name = '${name}'
  return {
    name,
    people: [{ name, amt }],
    phase: 'day',
    prepare: () => [],
    act: () => [],
  }
}
`,
  test: ({ name, camel, title }, folder) => `import { expect, test } from 'vitest'

import { isWait } from '../../../../src/model/interface/action.ts'
import { amt } from '../../../../src/model/kernel/units.ts'
import { ${camel} } from '../../../../src/sim/agents/${folder}/${name}.ts'
import { runScenario } from '../../../../src/sim/run.ts'
import { simWorld } from '../../../support/sim-world.ts'

/** What the agent sends in ten days of the sim world. */
function sent(): readonly string[] {
  const { actions } = runScenario(simWorld([${camel}({ amt: amt('10') })]), { seed: 1n, days: 10 })
  return actions.flatMap((action) => (isWait(action) || action.by !== '${name}' ? [] : [action.call]))
}

// TODO: once where it should act, with the exact calls, and once where it should not.
test('${title} acts', () => {
  expect(sent()).not.toEqual([])
})
`,
}

export const scenario = {
  source: ({ name, title }) => `/**
 * ${title}: TODO what is asked, what is assumed, and what is expected before anything has run.
 */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import { FARM } from '../../model/economics/mining.ts'
import { fromBase } from '../../model/kernel/units.ts'
import { treasury } from '../../sim/agents/operations/treasury.ts'
import { integer } from '../../sim/definition/parameter.ts'
import { scenario } from '../../sim/definition/scenario.ts'
import { constantProcess } from '../../sim/environment.ts'
import { BTC_VOLATILITY, gbm } from '../../sim/process/gbm.ts'
import { network, NETWORK_2023_07_12 } from '../../sim/process/network.ts'
import * as gauges from '../../sim/recording/gauge.ts'
import { lastOf } from '../../sim/recording/summary.ts'
import { redemptionRateDown } from '../../sim/view/agent-view.ts'
import { initialStateOfJuly2023, LAUNCH } from '../shared/july-2023.ts'

export default scenario({
  name: '${name}',
  question: 'TODO: the question that the run answers?',
  days: 90,
  primary: { metric: 'finalFloor', better: 'higher' },
  parameters: {
    vaultShare: integer({
      title: 'The part of every payment that goes to the RCL (assumption)',
      unit: '%',
      default: '20',
      min: '0',
      max: '100',
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
  agents: ({ vaultShare }) => [treasury({ costs: 'deducted', farm: FARM, vaultShare: BigInt(vaultShare) })],
  record: () => ({ day: gauges.day, date: gauges.date, floorPrice: gauges.floorPrice }),
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
      caption: 'TODO: what the chart shows.',
      kind: 'lines',
      table: 'daily',
      x: 'date',
      y: ['floorPrice'],
    },
  ],
  always: INVARIANTS,
  hypotheses: () => [],
})
`,
  test: ({ name, camel, title }) => `import { expect, test } from 'vitest'

import ${camel} from '../../../src/scenarios/${name}/index.ts'
import { runScenario } from '../../../src/sim/run.ts'

const result = runScenario(${camel}, { seed: 1n, days: 30 })

test('${title}: every invariant holds', () => {
  expect(Object.entries(result.invariants).filter(([, { holds }]) => !holds)).toEqual([])
})

// TODO: state hypotheses in the scenario before it runs; then test each on several seeds.
test('${title} answers its question', () => {
  expect(result.findings).not.toEqual([])
})
`,
}

export const invariant = {
  source: ({ name, camel, title }) => `/**
 * ${title}: TODO the property, and why a test of it needs no exact model.
 */
import { readAmount } from './books.ts'
import type { Invariant } from './invariant.ts'
import { subjects } from './touched.ts'

/** TODO: the property, its rounding, and what it does not cover. */
export const ${camel}: Invariant<undefined> = {
  name: '${name}',
  statement: 'TODO: the property in one sentence.',
  source: 'TODO: whitepaper or mechanism',
  about: subjects('amt'),
  start: () => undefined,
  next(_state, { observed }) {
    const supply = readAmount(observed, 'amt', 'totalSupply')
    return supply < 0n ? { violation: \`\${supply} AMT base units circulate\` } : { state: undefined }
  },
}
`,
  test: ({ name, camel, title }) => `import { expect, test } from 'vitest'

import { apply, viewDomainOf } from '../../../src/model/economy.ts'
import { ${camel} } from '../../../src/model/invariants/${name}.ts'
import { liquidWorld, observed } from '../../support/model-world.ts'

const { economy, outcome } = apply(liquidWorld().economy, { wait: 1n })
const domain = viewDomainOf(economy)
const step = { action: { wait: 1n }, outcome, domain }
const start = ${camel}.start(observed(economy), domain)

test('${title} holds when time passes', () => {
  expect(${camel}.next(start, { ...step, observed: observed(economy) })).toHaveProperty('state')
})

// TODO: the smallest change of an answer or an event that violates the property.
test('${title} is broken where every answer is 0', () => {
  expect(${camel}.next(start, { ...step, observed: { read: () => 0n } })).toHaveProperty('violation')
})
`,
}
