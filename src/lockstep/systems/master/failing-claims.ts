/**
 * Failing claims: of payments that do not exist, are already claimed or give nothing, and of a locker after
 * its release.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import type { Action } from '../../../model/interface/action.ts'
import {
  anyone,
  byOwner,
  call,
  holderOf,
  ownerOf,
  type Command,
  type GeneratorContext,
} from '../../generate/context.ts'
import { addLiquidityLocking, surePayment } from './actions.ts'

export const CLAIMS_IN_VAIN: readonly Command[] = [
  (context, entropy) => {
    const charge = (snapId: bigint): Action => call(anyone(context, entropy), 'locker.charge', { snapId })
    if (!context.domain.lockerExists) {
      const early = surePayment(context, entropy)
      return [...early, ...addLiquidityLocking(context, entropy), charge(context.domain.snapshots + 1n)]
    }
    const idle = ids(context).filter((id) => heldAt(context, 'liqAmt', 'locker', id) === 0n)
    return [0n, ...idle.slice(0, 1)].map(charge)
  },
  (context, entropy) => {
    if (!context.domain.lockerExists)
      return [...surePayment(context, entropy), ...addLiquidityLocking(context, entropy)]
    const held = ids(context).filter((id) => heldAt(context, 'liqAmt', 'locker', id) > 0n)
    const charge = held
      .slice(0, 1)
      .map((snapId) => call(anyone(context, entropy), 'locker.charge', { snapId }))
    return [...charge, ...charge]
  },
  (context, entropy) => {
    if (!context.domain.lockerExists) return addLiquidityLocking(context, entropy)
    const release = call(anyone(context, entropy), 'locker.release', {})
    const end = context.read({ on: 'locker', fn: 'releaseTime', args: [] }) as bigint
    return end <= context.now ? [release, release] : [{ wait: end - context.now }, release, release]
  },
  (context) => {
    const owner = ownerOf(context, 'market')
    const held = ids(context).filter((id) => heldAt(context, 'amt', 'market', id) > 0n)
    const twice = held.slice(-1).flatMap((id) => [id, id])
    return byOwner(
      context,
      owner,
      [0n, ...twice].map((snapId) => call(owner, 'market.charge', { snapId })),
    )
  },
  (context, entropy) => {
    const by = holderOf(context, entropy, 'liqAmt')
    const last = ids(context).slice(-1)
    return [...last, ...last].map((snapId) => call(by, 'master.liqCharge', { snapId }))
  },
  (context) => {
    const owner = ownerOf(context, 'master')
    return byOwner(context, owner, [
      call(owner, 'master.handleDust', { snapId: 0n }),
      call(owner, 'master.LiqHandleDust', { snapId: 0n }),
    ])
  },
  // An entry that is nobody's.
  (context, entropy) => {
    const by = anyone(context, entropy)
    return context.airdrop.flatMap(({ account, amount }, index) =>
      account === 'zero'
        ? [call(by, 'distributor.claim', { index: BigInt(index), account, amount, proof: BigInt(index) })]
        : [],
    )
  },
]

function heldAt(context: GeneratorContext, token: 'amt' | 'liqAmt', who: Account, id: bigint): bigint {
  return context.read({ on: token, fn: 'balanceOfAt', args: [who, id] }) as bigint
}

function ids(context: GeneratorContext): readonly bigint[] {
  return Array.from({ length: Number(context.domain.snapshots) }, (_, index) => BigInt(index) + 1n)
}
