/**
 * Commands on the liquidity locker: its claims and its release.
 */
import { anyone, call, type Command, type Commands } from '../../generate/context.ts'
import { addLiquidityLocking, snapshotId } from '../master/actions.ts'

/** A command on the locker; before it exists mostly creates it. */
function aboutLocker(command: Command): Command {
  return (context, entropy) =>
    !context.domain.lockerExists && entropy.chance(60)
      ? addLiquidityLocking(context, entropy)
      : command(context, entropy)
}

export const charge: Command = aboutLocker((context, entropy) => {
  const last = context.domain.snapshots
  const open = Array.from({ length: Number(last) }, (_, index) => BigInt(index) + 1n).filter(
    (id) =>
      (context.read({ on: 'liqAmt', fn: 'balanceOfAt', args: ['locker', id] }) as bigint) > 0n &&
      context.read({ on: 'master', fn: 'liqAlreadyCharged', args: ['locker', id] }) === false,
  )
  const snapId = open.length > 0 && entropy.chance(50) ? entropy.pick(open) : snapshotId(context, entropy)
  return [call(anyone(context, entropy), 'locker.charge', { snapId })]
})

/** Releases the locker; in half of the cases at the lock's very end, one second early or late. */
export const release: Command = aboutLocker((context, entropy) => {
  const releaseCall = call(anyone(context, entropy), 'locker.release', {})
  if (!context.domain.lockerExists || entropy.chance(50)) return [releaseCall]
  const end = context.read({ on: 'locker', fn: 'releaseTime', args: [] }) as bigint
  const goal = end + entropy.pick([0n, -1n, 1n])
  return goal > context.now ? [{ wait: goal - context.now }, releaseCall] : [releaseCall]
})

/** Commands by function, with their weights in a sequence. */
export const LOCKER_COMMANDS = {
  'locker.charge': [7, charge],
  'locker.release': [4, release],
} as const satisfies Commands
