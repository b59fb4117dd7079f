/**
 * Agents: who acts, and how they decide.
 *
 * An agent reads its view, draws from its own random stream and returns plans. It is stateless: everything it
 * knows is on the chain, in the environment or in the history of past days, so that a run can be resumed on
 * any day from economy, environment and history.
 *
 * A plan is a list of actions in order; the actions after a revert are not sent. To write an agent, write a
 * function that returns this interface. `act` should not cost more on a day with more inactive people.
 *
 * Under transaction ordering by gas price, a plan may be a {@link Bid}. All plans of a phase are then pending
 * before the first of them is executed, and an agent may {@link Agent.react} to them: outbid a plan, or
 * follow directly after it.
 */
import type { Account, Token } from '../model/interface/accounts.ts'
import { call, type Action } from '../model/interface/action.ts'
import { UINT256_MAX } from '../model/kernel/uint256.ts'
import { ONE, type Amt, type Btcb } from '../model/kernel/units.ts'
import type { Stream } from './random/stream.ts'
import type { AgentView } from './view/agent-view.ts'

export { call }

/**
 * Phases of a day, in order. All agents of a phase decide on the state at its start; their plans are then
 * ordered (`engine/transaction-ordering.ts`) and executed. Agents of the next phase see the result.
 */
export const PHASES = ['payment', 'day', 'close'] as const
/** Part of the day in which an agent acts. */
export type Phase = (typeof PHASES)[number]

/** Actions that are executed one after the other, up to the first revert. */
export type Plan = readonly Action[]

/** A plan with the gas price that its sender offers. */
export interface Bid {
  readonly plan: Plan
  /** Wei of BNB per gas; a higher price executes first. Without effect under random ordering. */
  readonly gasPrice: bigint
}

/** A bare plan offers the day's gas price. */
export type Proposal = Plan | Bid

/** An account and its balances in the initial state. */
export interface Person {
  readonly name: Account
  readonly amt?: Amt
  readonly btcb?: Btcb
}

/** An agent: its people, its preparations, and what it plans each day from its view. */
export interface Agent {
  /** Name of the agent's random stream; unique within a scenario. */
  readonly name: string
  /** Accounts that it brings, besides the privileged accounts, which always exist. */
  readonly people: readonly Person[]
  readonly phase: Phase
  /** Part of the initial state, after all balances have been distributed: approvals, first deposits. */
  prepare?(view: AgentView): readonly Action[]
  /** Proposals of a day, from the agent's view and its own random numbers. */
  act(view: AgentView, draw: Stream): readonly Proposal[]
  /**
   * Further plans, given all pending plans of the phase, its own included. Called only under ordering by gas
   * price, with a stream of its own. Reactions are not visible to other reactions.
   */
  react?(view: AgentView, pending: readonly Bid[], draw: Stream): readonly Proposal[]
}

/** Approval of 2^256 - 1, the conventional unlimited allowance. */
export function approveAll(owner: Account, token: Token, spender: Account): Action {
  return call(owner, `${token}.approve`, { spender, amount: UINT256_MAX })
}

/** `count` account names: `miner-1`, `miner-2`, … for the noun `miner`. */
export function namesOf(noun: string, count: number): readonly Account[] {
  return Array.from({ length: count }, (_, index) => `${noun}-${index + 1}`)
}

/**
 * `total` AMT distributed over accounts in proportion to `weights`, such as balances on the chain, which it
 * equals if it is their sum; without weights over `count` accounts by Zipf's law. Rounded down; the remainder
 * goes to the first.
 */
export function sharesBy(total: Amt, count: number, weights: readonly bigint[] | undefined): readonly Amt[] {
  if (weights === undefined) return zipfShares(total, count)
  const whole = weights.reduce((sum, weight) => sum + weight, 0n)
  if (whole === 0n) return zipfShares(total, weights.length)
  const shares = weights.map((weight) => (total * weight) / whole)
  const rest = total - shares.reduce((sum, share) => sum + share, 0n)
  return shares.map((share, index) => (index === 0 ? share + rest : share) as Amt)
}

/**
 * `total` AMT distributed over `count` accounts by Zipf's law, the usual shape of token holdings: the n-th
 * gets 1/n of what the first gets. Rounded down; the remainder goes to the first.
 */
export function zipfShares(total: Amt, count: number): readonly Amt[] {
  // The weights 1/n as exact fractions of one common scale.
  const scale = ONE
  const weights = Array.from({ length: count }, (_, index) => scale / BigInt(index + 1))
  const whole = weights.reduce((sum, weight) => sum + weight, 0n)
  const shares = weights.map((weight) => (total * weight) / whole)
  const rest = total - shares.reduce((sum, share) => sum + share, 0n)
  return shares.map((share, index) => (index === 0 ? share + rest : share) as Amt)
}
