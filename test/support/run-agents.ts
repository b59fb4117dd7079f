/**
 * Runs of the sim world with agents under test: result and summary of a run, and inputs for single calls of
 * `act`.
 */
import { expect } from 'vitest'

import type { Account } from '../../src/model/interface/accounts.ts'
import type { Call } from '../../src/model/interface/action.ts'
import { btcb, type Btcb } from '../../src/model/kernel/units.ts'
import { call, type Agent, type Phase } from '../../src/sim/agent.ts'
import type { TransactionOrdering } from '../../src/sim/engine/transaction-ordering.ts'
import { source, stream, type Stream } from '../../src/sim/random/stream.ts'
import type { Process } from '../../src/sim/process/process.ts'
import type { Fleet } from '../../src/sim/process/purchases.ts'
import type { RunResult } from '../../src/sim/result.ts'
import { runScenario } from '../../src/sim/run.ts'
import type { InitialState } from '../../src/sim/definition/scenario.ts'
import type { Summary } from '../../src/sim/recording/summary.ts'
import type { AgentView } from '../../src/sim/view/agent-view.ts'
import { initialStateWith, scriptedAgent, simWorld } from './sim-world.ts'
import type { Hypothesis } from '../../src/sim/definition/hypothesis.ts'

/**
 * Runs the sim world with these agents; their AMT comes from the project's 500. Fails if an invariant does
 * not hold.
 */
export function runAgents(
  agents: readonly Agent[],
  days: number,
  {
    seed = 1n,
    backing = btcb('10'),
    ordering = 'random',
    fleet,
  }: {
    readonly seed?: bigint
    readonly backing?: Btcb
    readonly ordering?: TransactionOrdering
    readonly fleet?: Process<Fleet>
  } = {},
): { readonly result: RunResult; readonly summary: Summary } {
  let summary: Summary | undefined
  const capture: Hypothesis = {
    statement: 'captures the summary',
    check: (run) => {
      summary = run
      return undefined
    },
  }
  const initialState = initialStateWith(backing)
  const people = agents.flatMap((agent) => agent.people)
  const purse = people.reduce((sum, { btcb: cash = 0n }) => sum + cash, 0n)
  const endowments = [
    call('binance', 'btcb.mint', { amount: purse }),
    ...people.flatMap(({ name, amt: owned = 0n, btcb: cash = 0n }) => [
      call('owner', 'amt.transfer', { to: name, amount: owned }),
      call('binance', 'btcb.transfer', { to: name, amount: cash }),
    ]),
  ]
  const extended: InitialState = {
    ...initialState,
    stages: [...initialState.stages, { name: 'endowments', actions: endowments }],
  }
  const result = runScenario(
    simWorld(agents, { initialState: extended, hypotheses: [capture], ordering, ...(fleet && { fleet }) }),
    { seed, days },
  )
  for (const [name, { holds }] of Object.entries(result.invariants))
    expect({ name, holds }).toEqual({ name, holds: true })
  return { result, summary: summary! }
}

/** The view on which agents of `phase` decide on `day`, in a run of `agents` in the sim world. */
export function viewOn(agents: readonly Agent[], day: number, phase: Phase = 'day'): AgentView {
  let seen: AgentView | undefined
  const observer = scriptedAgent('observer', [], {
    phase,
    act: (view) => {
      if (view.day === day) seen = view
      return []
    },
  })
  runAgents([...agents, observer], day + 1)
  return seen!
}

/** All calls of the contract function `name`, in order. */
export const calls = (result: RunResult, name: string): readonly Call[] =>
  result.actions.filter((action): action is Call => 'call' in action && action.call === name)

/** Balance at the last close. */
export const finalBalance = (summary: Summary, token: 'amt' | 'btcb', name: Account): bigint =>
  summary.closes.at(-1)!.view.balance(token, name)

/** The view with another day or environment. */
export const viewWith = (
  view: AgentView,
  change: { readonly day?: number; readonly environment?: Partial<AgentView['environment']> },
): AgentView =>
  Object.assign(Object.create(view) as AgentView, {
    day: change.day ?? view.day,
    environment: { ...view.environment, ...change.environment },
  })

/** A random stream for calls of `act` outside a run. */
export const anyStream = (): Stream => stream(source(1n, 0), 1)
