/**
 * Lives of the village with agents under test: what was done, and the summary that findings are made from.
 */
import { expect } from 'vitest'

import type { Account } from '../../src/model/interface/accounts.ts'
import type { Call } from '../../src/model/interface/action.ts'
import { btcb, type Btcb } from '../../src/model/kernel/units.ts'
import { call, type Agent } from '../../src/sim/agent.ts'
import type { Order } from '../../src/sim/engine/transaction-ordering.ts'
import { source, stream, type Stream } from '../../src/sim/random/stream.ts'
import type { Process } from '../../src/sim/process/process.ts'
import type { Fleet } from '../../src/sim/process/purchases.ts'
import type { RunResult } from '../../src/sim/result.ts'
import { runScenario } from '../../src/sim/run.ts'
import type { Opening } from '../../src/sim/definition/scenario.ts'
import type { Summary } from '../../src/sim/recording/summary.ts'
import type { World } from '../../src/sim/view/agent-view.ts'
import { openingWith, village } from '../support/sim-world.ts'
import type { Expectation } from '../../src/sim/definition/expectation.ts'

/** The village with these agents, who own what they say: it is handed out from the project's 500 AMT. */
export function live(
  agents: readonly Agent[],
  days: number,
  {
    seed = 1n,
    backing = btcb('10'),
    order = 'random',
    fleet,
  }: {
    readonly seed?: bigint
    readonly backing?: Btcb
    readonly order?: Order
    readonly fleet?: Process<Fleet>
  } = {},
): { readonly result: RunResult; readonly summary: Summary } {
  let summary: Summary | undefined
  const keep: Expectation = {
    statement: 'kept for the test',
    check: (run) => {
      summary = run
      return undefined
    },
  }
  const opening = openingWith(backing)
  const people = agents.flatMap((agent) => agent.people)
  const purse = people.reduce((sum, { btcb: cash = 0n }) => sum + cash, 0n)
  const handOut = [
    call('binance', 'btcb.mint', { amount: purse }),
    ...people.flatMap(({ name, amt: owned = 0n, btcb: cash = 0n }) => [
      call('owner', 'amt.transfer', { to: name, amount: owned }),
      call('binance', 'btcb.transfer', { to: name, amount: cash }),
    ]),
  ]
  const extended: Opening = {
    ...opening,
    stages: [...opening.stages, { name: 'hand-out', actions: handOut }],
  }
  const result = runScenario(
    village(agents, { opening: extended, expect: [keep], order, ...(fleet && { fleet }) }),
    { seed, days },
  )
  for (const [name, { holds }] of Object.entries(result.invariants))
    expect({ name, holds }).toEqual({ name, holds: true })
  return { result, summary: summary! }
}

export const calls = (result: RunResult, name: string): readonly Call[] =>
  result.actions.filter((action): action is Call => 'call' in action && action.call === name)

export const kept = (summary: Summary, token: 'amt' | 'btcb', name: Account): bigint =>
  summary.closes.at(-1)!.world.balance(token, name)

/** The world as it is, on another day or under another market. */
export const elsewhere = (
  world: World,
  change: { readonly day?: number; readonly market?: Partial<World['market']> },
): World =>
  Object.assign(Object.create(world) as World, {
    day: change.day ?? world.day,
    market: { ...world.market, ...change.market },
  })

/** A stream for agents that are asked outside a run. */
export const draws = (): Stream => stream(source(1n, 0), 1)
