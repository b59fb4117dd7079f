/**
 * Rare situations of the distributor: every entry claimed, in any order, the last one at the edge of the
 * deadline, and what is left reclaimed.
 */
import type { Action } from '../../../model/interface/action.ts'
import { SECONDS_PER_DAY } from '../../../model/kernel/units.ts'
import {
  actors,
  anyone,
  balance,
  call,
  holderOf,
  type Command,
  type GeneratorContext,
} from '../../generate/context.ts'
import type { Entropy } from '../../generate/entropy.ts'
import { surePayment } from '../master/actions.ts'

/** A list that is funded, where there is none. */
function announced(
  context: GeneratorContext,
  entropy: Entropy,
): {
  readonly actions: readonly Action[]
  readonly entries: GeneratorContext['airdrop']
  readonly deadline: bigint
} {
  if (context.domain.airdrops !== undefined) {
    const deadline = context.read({ on: 'distributor', fn: 'deadline', args: [] }) as bigint
    return { actions: [], entries: context.airdrop, deadline }
  }
  const funder = holderOf(context, entropy, 'amt')
  const size = entropy.pick([3, 2, 4, 9])
  const held = balance(context, 'amt', funder)
  const entries = Array.from({ length: size }, (_, index) => ({
    account: actors(context)[(5 * index) % actors(context).length]!,
    amount: held / BigInt(20 + index),
  }))
  const deadline = context.now + SECONDS_PER_DAY
  const [accounts, amounts] = [entries.map(({ account }) => account), entries.map(({ amount }) => amount)]
  const terms = { reserve: 'owner', snapshotId: context.domain.snapshots + 1n, deadline, accounts, amounts }
  const amount = amounts.reduce((sum, each) => sum + each, 0n)
  const actions = [
    ...surePayment(context, entropy),
    call(anyone(context, entropy), 'deploy.distributor', terms),
    call(funder, 'amt.transfer', { to: 'distributor', amount }),
  ]
  return { actions, entries, deadline }
}

/**
 * All entries but one are claimed, the last of them first or last; then the one at the deadline or after it.
 */
export const wholeList: Command = (context, entropy) => {
  const { actions, entries, deadline } = announced(context, entropy)
  const by = anyone(context, entropy)
  const claims = entries.map(({ account, amount }, index) =>
    call(by, 'distributor.claim', { index: BigInt(index), account, amount, proof: BigInt(index) }),
  )
  const ordered = entropy.chance(50) ? claims.toReversed() : claims
  const goal = deadline + entropy.pick([0n, 0n, 1n])
  const isNear = goal > context.now && goal < context.now + 400n * SECONDS_PER_DAY
  const reclaim = call(by, 'distributor.reclaim', {})
  const giver = holderOf(context, entropy, 'amt')
  const gift = entropy.chance(50)
    ? [call(giver, 'amt.transfer', { to: 'distributor', amount: balance(context, 'amt', giver) / 100n })]
    : []
  return [
    ...actions,
    ...ordered.slice(0, -1),
    ...(isNear ? [{ wait: goal - context.now }] : []),
    ...ordered.slice(-1),
    ...gift,
    reclaim,
    { wait: 1n },
    reclaim,
  ]
}
