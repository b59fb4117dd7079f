/**
 * Agents: who acts, and how they decide.
 *
 * An agent looks at the world and draws from its own stream, and answers with plans. It keeps no memory of its own: what it knows is on
 * the chain or in the day's history, so any day of any run can be taken up again from the economy alone.
 *
 * A plan is a list of actions in order; what follows a refusal in it is not sent, as a person would not. Write your own agent as a function
 * that returns this interface; `act` should cost no more on a day with more people who do nothing.
 *
 * Where a day's order goes by gas price, a plan may come as a {@link Bid}, what all have proposed lies open before anything of it is done,
 * and an agent may {@link Agent.react} to it: outbid somebody, or come right after them.
 */
import type { Account, Token } from '../model/interface/accounts.ts'
import { call, type Action } from '../model/interface/action.ts'
import { UINT256_MAX } from '../model/kernel/uint256.ts'
import { ONE, type Amt, type Btcb } from '../model/kernel/units.ts'
import type { Stream } from './random/stream.ts'
import type { AgentView } from './view/agent-view.ts'

export { call }

/**
 * The parts of a day, in order. Everybody in one part decides on what they saw when it began, and their plans are then put
 * into order (see `order.ts`); those of the next part see the result.
 */
export const PHASES = ['payment', 'day', 'close'] as const
export type Phase = (typeof PHASES)[number]

export type Plan = readonly Action[]

/** A plan with what its sender offers for gas. */
export interface Bid {
  readonly plan: Plan
  /** Wei of BNB per gas; the more, the sooner. Without effect where the order is random. */
  readonly gasPrice: bigint
}

/** A bare plan offers the day's gas price. */
export type Proposal = Plan | Bid

/** Somebody with what they own when the run opens. */
export interface Person {
  readonly name: Account
  readonly amt?: Amt
  readonly btcb?: Btcb
}

export interface Agent {
  /** Names the agent's stream of random numbers; unique within a scenario. */
  readonly name: string
  /** Whom it acts for, besides the system's officers. */
  readonly people: readonly Person[]
  readonly phase: Phase
  /** Done once, before the first day, after everybody has received what they own: approvals, first deposits. */
  prepare?(view: AgentView): readonly Action[]
  act(view: AgentView, draw: Stream): readonly Proposal[]
  /**
   * What it adds once it sees what everybody in its part has proposed, itself included. Asked only where the order is by gas price, with a
   * stream of its own; nobody sees what others add.
   */
  react?(view: AgentView, pending: readonly Bid[], draw: Stream): readonly Proposal[]
}

/** An allowance that never runs out in practice: 2^256 - 1. */
export function approveAll(owner: Account, token: Token, spender: Account): Action {
  return call(owner, `${token}.approve`, { spender, amount: UINT256_MAX })
}

/** `count` people called `miner-1`, `miner-2`, … */
export function namesOf(noun: string, count: number): readonly Account[] {
  return Array.from({ length: count }, (_, index) => `${noun}-${index + 1}`)
}

/**
 * `total` AMT among `count` people, the n-th owning 1/n of what the first owns (Zipf's law, the usual shape of token holdings);
 * rounded down, and the remainder goes to the first.
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
