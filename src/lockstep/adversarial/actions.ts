/**
 * Commands for adversarial worlds: states that are rare in other sequences and that a reentrant call needs to
 * break something.
 */
import type { Account } from '../../model/interface/accounts.ts'
import type { Action } from '../../model/interface/action.ts'
import { CAP, ONE } from '../../model/kernel/units.ts'
import { UINT256_MAX } from '../../model/kernel/uint256.ts'
import { fraction } from '../generate/amounts.ts'
import type { Entropy } from '../generate/entropy.ts'
import { surePayment } from '../systems/master/actions.ts'
import { approval } from '../systems/tokens/actions.ts'
import { deposit } from '../systems/staking-vault/actions.ts'
import type { VaultName } from '../../model/state/deposits.ts'
import {
  actors,
  anyone,
  balance,
  call,
  holderOf,
  ownerOf,
  reserves,
  supply,
  type Command,
  type GeneratorContext,
} from '../generate/context.ts'

type Side = 'amt' | 'liqAmt'

/** Who may still claim a payment. */
function entitled(context: GeneratorContext, side: Side, id: bigint): readonly Account[] {
  const fn = side === 'amt' ? 'alreadyCharged' : 'liqAlreadyCharged'
  return actors(context).filter(
    (who) =>
      (context.read({ on: side, fn: 'balanceOfAt', args: [who, id] }) as bigint) > 0n &&
      context.read({ on: 'master', fn, args: [who, id] }) === false,
  )
}

/** One of the last payments, mostly unclaimed. */
function recent(context: GeneratorContext, entropy: Entropy): bigint {
  const last = context.domain.snapshots
  const back = BigInt(entropy.below(3))
  return last > back ? last - back : last
}

/** A claim by an entitled account; a payment if there is none. */
export const openClaim: Command = (context, entropy) => {
  const snapId = recent(context, entropy)
  const side = entropy.pick(['amt', 'liqAmt'] as const)
  const open = snapId === 0n ? [] : entitled(context, side, snapId)
  if (open.length === 0) return surePayment(context, entropy)
  return [call(entropy.pick(open), side === 'amt' ? 'master.charge' : 'master.liqCharge', { snapId })]
}

/** Several claim a payment, and the owner collects the dust of it. */
export const dustOfClaims: Command = (context, entropy) => {
  const snapId = recent(context, entropy)
  if (snapId === 0n) return surePayment(context, entropy)
  const side = entropy.pick(['amt', 'liqAmt'] as const)
  const claims = entitled(context, side, snapId).map((who) =>
    call(who, side === 'amt' ? 'master.charge' : 'master.liqCharge', { snapId }),
  )
  const owner = ownerOf(context, 'master')
  return [...claims, call(owner, side === 'amt' ? 'master.handleDust' : 'master.LiqHandleDust', { snapId })]
}

/**
 * Liquidity through Master a little beside the pair's ratio, so that there is a refund; everything for it is
 * there, and more.
 */
export const refundedLiquidity: Command = (context, entropy) => {
  const by = holderOf(context, entropy, 'amt')
  const amountAmt = fraction(entropy, balance(context, 'amt', by) / 4n)
  const amountBtcb = (inRatio(context, amountAmt) * 101n) / 100n + 1n
  return [...supplied(context, by, amountBtcb), call(by, 'master.addLiquidity', { amountAmt, amountBtcb })]
}

/** The project's own liquidity with everything for it, if none is locked yet. */
export const firstLocking: Command = (context, entropy) => {
  const owner = ownerOf(context, 'master')
  const room = CAP - supply(context, 'amt')
  if (context.domain.lockerExists || room < ONE || !actors(context).includes(owner))
    return refundedLiquidity(context, entropy)
  const amountAmt = fraction(entropy, room / 100n)
  const amountBtcb = inRatio(context, amountAmt) + 1n
  return [
    call(owner, 'master.mintMaster', { account: owner, amount: 2n * amountAmt }),
    ...supplied(context, owner, amountBtcb),
    call(owner, 'master.addLiquidityLocking', { amountAmt, amountBtcb }),
  ]
}

/** The BTCB that belongs to AMT in the pair; as much where it is empty. */
function inRatio(context: GeneratorContext, amt: bigint): bigint {
  const { reserve0, reserve1 } = reserves(context, 'pair')
  const [ofAmt, ofBtcb] = context.token0('pair') === 'amt' ? [reserve0, reserve1] : [reserve1, reserve0]
  return ofAmt === 0n ? amt : (amt * ofBtcb) / ofAmt
}

/** Binance gives twice what is needed, and Master may take it. */
function supplied(context: GeneratorContext, who: Account, btcb: bigint): readonly Action[] {
  const binance = ownerOf(context, 'btcb')
  const allowed = (['amt', 'btcb'] as const).map((token) => approval(who, token, 'master', UINT256_MAX))
  if (!actors(context).includes(binance) || supply(context, 'btcb') > UINT256_MAX - 2n * btcb) return allowed
  return [
    call(binance, 'btcb.mint', { amount: 2n * btcb }),
    call(binance, 'btcb.transfer', { to: who, amount: 2n * btcb }),
    ...allowed,
  ]
}

/**
 * A payment, and a withdrawal of what it earned a depositor; in the buy-back vault that needs the whole
 * deposit.
 */
export function earnedWithdrawal(vault: VaultName): Command {
  return (context, entropy) => {
    const depositOf = (who: Account): bigint =>
      context.read({ on: vault, fn: 'depositOf', args: [who] }) as bigint
    const depositors = actors(context).filter((who) => depositOf(who) > 0n)
    if (depositors.length === 0) return deposit(vault)(context, entropy)
    const by = entropy.pick(depositors)
    const amount = vault === 'stakingVault' && entropy.chance(50) ? 0n : depositOf(by)
    return [...surePayment(context, entropy), call(by, `${vault}.withdraw`, { amount })]
  }
}

/** A transfer to a contract: code that measures a payment by a balance would count it. */
export function gift(to: Account): Command {
  return (context, entropy) => {
    const token = entropy.pick(['btcb', 'amt'] as const)
    const by = entropy.chance(90) ? holderOf(context, entropy, token) : anyone(context, entropy)
    const amount = fraction(entropy, balance(context, token, by))
    return [call(by, `${token}.transfer`, { to, amount })]
  }
}
