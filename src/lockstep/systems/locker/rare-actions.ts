/**
 * Rare situations of the locker: releases around and after the end of the lock, with more or with other
 * tokens than were locked.
 */
import type { Action } from '../../../model/interface/action.ts'
import { LOCK_SECONDS } from '../../../model/contracts/locker.ts'
import { fraction } from '../../generate/amounts.ts'
import {
  actors,
  anyone,
  balance,
  call,
  holderOf,
  ownerOf,
  type Command,
  type GeneratorContext,
} from '../../generate/context.ts'
import type { Entropy } from '../../generate/entropy.ts'
import { surePayment } from '../master/actions.ts'
import { rawProvision, sureAmounts, sureApprovals } from '../pancake/sure-liquidity.ts'

/** The project's liquidity, locked with all that it needs; none if the owner has no key. */
function sureLock(context: GeneratorContext): readonly Action[] {
  const by = ownerOf(context, 'master')
  if (!actors(context).includes(by)) return []
  const { amounts, funding } = sureAmounts(context, by)
  return [
    ...funding,
    ...sureApprovals(by, 'master'),
    call(by, 'master.addLiquidityLocking', { amountAmt: amounts.amt, amountBtcb: amounts.btcb }),
  ]
}

/**
 * Locks where nothing is locked; lets a payment pass, waits to the end or a second beside it, and releases.
 */
export const lockersEnd: Command = (context, entropy) => {
  const { lockerExists } = context.domain
  const snapId = context.domain.snapshots + 1n
  const lock = lockerExists ? [] : sureLock(context)
  const end = lockerExists
    ? (context.read({ on: 'locker', fn: 'releaseTime', args: [] }) as bigint)
    : context.now + LOCK_SECONDS
  const goal = end + entropy.pick([0n, -1n, 1n, 86_400n])
  const by = anyone(context, entropy)
  const release = call(by, 'locker.release', {})
  const late = goal < end ? [{ wait: 1n }, release] : []
  return [
    ...lock,
    ...surePayment(context, entropy),
    ...(entropy.chance(30) ? gift(context, entropy, 'pair') : []),
    ...(entropy.chance(30) ? [...gift(context, entropy, 'btcb'), call(by, 'locker.charge', { snapId })] : []),
    ...(goal > context.now ? [{ wait: goal - context.now }] : []),
    release,
    ...late,
    ...afterwards(context, entropy, release, snapId),
  ]
}

/** After the release: LP tokens or liqAMT arrive and are released, or a payment of before is claimed. */
function afterwards(
  context: GeneratorContext,
  entropy: Entropy,
  release: Action,
  snapId: bigint,
): readonly Action[] {
  return entropy.pick<() => readonly Action[]>([
    () => [...gift(context, entropy, 'pair'), release],
    () => [...gift(context, entropy, 'liqAmt'), release],
    () => [call(anyone(context, entropy), 'locker.charge', { snapId })],
  ])()
}

/** Somebody sends a part of a token to the locker; LP tokens are made where nobody has some. */
function gift(
  context: GeneratorContext,
  entropy: Entropy,
  token: 'pair' | 'liqAmt' | 'btcb',
): readonly Action[] {
  const from = holderOf(context, entropy, token)
  const held = balance(context, token, from)
  if (token === 'pair' && held === 0n) {
    const { by, actions } = rawProvision(context, entropy)
    return [...actions, call(by, 'pair.transfer', { to: 'locker', amount: 1_000n })]
  }
  return [call(from, `${token}.transfer`, { to: 'locker', amount: fraction(entropy, held) })]
}
