/**
 * Liquidity through Master of which 98% of one amount is just used, or just not.
 */
import { actors, byOwner, call, holderOf, ownerOf, type Command } from '../../generate/context.ts'
import { provideWith } from '../../generate/bulk-actions.ts'
import { reservesOf } from '../pancake/pool-choice.ts'
import { sureApprovals } from '../pancake/sure-liquidity.ts'

/**
 * An addition, or the lock, that uses one of its amounts completely and 98% or a little less of the other: the
 * most that Master still accepts, one base unit more, or 97.5%.
 */
export const nearMinimum: Command = (context, entropy) => {
  const [reserveAmt, reserveBtcb] = reservesOf(context, 'amt', 'btcb')
  const owner = ownerOf(context, 'master')
  if (reserveAmt === 0n || reserveBtcb === 0n || !actors(context).includes(owner)) return []
  const locks = entropy.chance(20)
  const by = locks ? owner : holderOf(context, entropy, 'amt')
  const [amt, btcb] = [reserveAmt / 100n + 10_000n, reserveBtcb / 100n + 10_000n]
  const [usedAmt, usedBtcb] = [(btcb * reserveAmt) / reserveBtcb, (amt * reserveBtcb) / reserveAmt]
  const offered = entropy.pick([
    mostFor,
    (used: bigint) => mostFor(used) + 1n,
    (used: bigint) => (used * 1000n) / 975n,
  ])
  const [amountAmt, amountBtcb] = entropy.chance(50) ? [offered(usedAmt), btcb] : [amt, offered(usedBtcb)]
  return [
    ...byOwner(context, owner, [call(owner, 'master.mintMaster', { account: by, amount: amountAmt })]),
    ...provideWith(context, by, amountBtcb),
    ...sureApprovals(by, 'master'),
    call(by, locks ? 'master.addLiquidityLocking' : 'master.addLiquidity', { amountAmt, amountBtcb }),
  ]
}

/** The largest amount of which `used` is at least 98%, rounded down. */
function mostFor(used: bigint): bigint {
  return ((used + 1n) * 100n - 1n) / 98n
}
