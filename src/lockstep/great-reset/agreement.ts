/**
 * Agreement: the plan of a Great Reset against the oracle, before execution. An infeasible plan has no
 * actions.
 */
import { receivers, type Reset } from '../../model/planning/great-reset/reset.ts'
import { SECONDS_PER_DAY } from '../../model/kernel/units.ts'
import { ask } from './audit.ts'
import type { Due } from './oracle.ts'
import { expectSame, expectSameAmounts, Objection, RESERVE, type Run } from './run.ts'

/** Whether the plan can be executed. @throws {Objection} if it differs from the oracle. */
export function isAgreed(run: Run, plan: Reset, owed: Due): boolean {
  const { trial, runner, planner, reached } = run
  expectSame('the sale', plan.sale, owed.sale)
  expectSame('what the sale pays', plan.proceeds, owed.proceeds)
  const listed = new Map(receivers(plan).map(({ account, airdrop }) => [account, airdrop]))
  expectSameAmounts('the airdrop of', listed, owed.airdrops)
  expectSame('the sum', plan.airdrop, owed.sum)
  expectSame(
    'those beyond help',
    plan.impossible.map(({ account }) => account).join(),
    owed.impossible.join(),
  )
  const held = ask(runner.chain, 'amt', 'balanceOf', RESERVE)
  const lacking = owed.sale + owed.sum - held
  expectSame('the shortfall', plan.shortfall, lacking > 0n ? lacking : 0n)
  const swaps = owed.sale === 0n || owed.proceeds > 0n
  const isFeasible = lacking <= 0n && owed.impossible.length === 0 && swaps
  expectSame('whether it can be done', planner.isFeasible(plan), isFeasible)
  if (isFeasible) {
    reached.add(`feasible ${trial.policy}`)
    if (lacking === 0n) reached.add('exactly enough')
    if (owed.sale === 0n) reached.add('no sale')
    if (owed.airdrops.size === 0) reached.add('nobody is listed')
    if (trial.since.length > 0) reached.add('planned later')
    return true
  }
  if (lacking > 0n) reached.add(`${trial.policy}: the reserve does not suffice`)
  if (lacking === 1n) reached.add('a unit too little')
  if (owed.impossible.length > 0) reached.add('somebody is beyond help')
  if (!swaps) reached.add('the sale pays nothing')
  try {
    planner.distributionActions(plan, deadlinesFrom(runner.economy.timestamp))
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFeasible') return false
    throw error
  }
  throw new Objection('a reset that cannot be done: expected no actions')
}

/** Deadlines: the sale within this block, the claims within a month. */
export function deadlinesFrom(now: bigint): {
  readonly swapDeadline: bigint
  readonly claimDeadline: bigint
} {
  return { swapDeadline: now, claimDeadline: now + 30n * SECONDS_PER_DAY }
}
