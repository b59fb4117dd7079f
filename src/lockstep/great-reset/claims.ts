/**
 * Claims: every entry of a list claimed correctly and wrongly, in any order and by any account, then the
 * reclaim of the rest.
 */
import type { Account } from '../../model/interface/accounts.ts'
import { isWait, type ArgsOf } from '../../model/interface/action.ts'
import { reclaimAction } from '../../model/planning/great-reset/distribution.ts'
import type { Reset } from '../../model/planning/great-reset/reset.ts'
import { entropyOf, type Entropy } from '../generate/entropy.ts'
import { actors, call } from '../generate/context.ts'
import { ask } from './audit.ts'
import type { Planner } from './planner.ts'
import { expectSame, mustDo, mustRevert, type Run } from './run.ts'

export type Claim = ArgsOf<'distributor.claim'>

/**
 * Carries out a planner's claims until the deadline and the return after it; whoever is left out gets
 * nothing.
 *
 * @returns what each account has been paid.
 * @throws {Objection} if something is paid, or reverted, that should not be.
 */
export function claimEverything(
  run: Run,
  claims: readonly Claim[],
  deadline: bigint,
): ReadonlyMap<Account, bigint> {
  const { runner, trial, reached } = run
  const entropy = entropyOf(trial.claims)
  const paid = new Map<Account, bigint>()
  const late: Claim[] = []
  for (const claim of shuffled(claims, entropy)) {
    const by = entropy.pick(actors(runner.context()))
    for (const [wrong, revert] of wrongClaims(claim, claims.length, entropy))
      mustRevert(run, call(by, 'distributor.claim', wrong), revert)
    if (entropy.chance(20)) {
      late.push(claim)
      continue
    }
    if (entropy.chance(10)) untilExactly(run, deadline)
    const before = ask(runner.chain, 'amt', 'balanceOf', claim.account)
    mustDo(run, call(by, 'distributor.claim', claim))
    const got = ask(runner.chain, 'amt', 'balanceOf', claim.account) - before
    paid.set(claim.account, (paid.get(claim.account) ?? 0n) + got)
    if (by !== claim.account) reached.add('claimed by another')
    if (entropy.chance(60)) mustRevert(run, call(claim.account, 'distributor.claim', claim), 'AlreadyClaimed')
  }
  untilExactly(run, deadline)
  const anybody = entropy.pick(actors(runner.context()))
  mustRevert(run, reclaimAction(anybody), 'NotExpired')
  mustDo(run, { wait: 1n })
  for (const claim of late) mustRevert(run, call(anybody, 'distributor.claim', claim), 'Expired')
  giveBack(run, anybody)
  return paid
}

/** Reclaims everything to the reserve; a second reclaim reverts. */
function giveBack(run: Run, anybody: Account): void {
  if (ask(run.runner.chain, 'amt', 'balanceOf', 'distributor') > 0n) {
    mustDo(run, reclaimAction(anybody))
    run.reached.add('given back')
  }
  mustRevert(run, reclaimAction(anybody), 'NothingToReclaim')
  expectSame('AMT left in the distributor', ask(run.runner.chain, 'amt', 'balanceOf', 'distributor'), 0n)
}

/** Wrong claims: another amount, account, index or proof. */
function wrongClaims(
  claim: Claim,
  entries: number,
  entropy: Entropy,
): readonly (readonly [Claim, revert: string])[] {
  const wrong: (readonly [Claim, string])[] = []
  if (entropy.chance(50)) wrong.push([{ ...claim, amount: claim.amount + 1n }, 'InvalidProof'])
  if (entropy.chance(30)) wrong.push([{ ...claim, account: 'owner' }, 'InvalidProof'])
  // In a list of one entry the empty proof is valid.
  if (entropy.chance(30) && entries > 1)
    wrong.push([{ ...claim, proof: (claim.index + 1n) % BigInt(entries) }, 'InvalidProof'])
  return wrong
}

/** Waits until a time, unless it has passed. */
function untilExactly(run: Run, time: bigint): void {
  const { now } = run.runner.chain
  if (now < time) mustDo(run, { wait: time - now })
}

/** The arguments of a planner's claims. */
export function claimsOf(planner: Planner, plan: Reset): readonly Claim[] {
  return planner
    .claimActions(plan, 'binance')
    .flatMap((action) => (!isWait(action) && action.call === 'distributor.claim' ? [action.args] : []))
}

/** Shuffled; words of zero keep the order. */
function shuffled<T>(items: readonly T[], entropy: Entropy): readonly T[] {
  const left = [...items]
  return items.map(() => left.splice(entropy.below(left.length), 1)[0]!)
}
