/**
 * Exit liveness: once the tokens behave, every account can withdraw in full.
 *
 * Every deposit, every claim, the liquidity, and last the share of the RCL. A revert here means that
 * something was lost, unless it would have occurred in any world; the caller judges.
 */
import type { Account } from '../../model/interface/accounts.ts'
import type { Action, ArgsOf } from '../../model/interface/action.ts'
import type { FunctionName } from '../../model/interface/functions.ts'
import { OUTSIDE_TOKENS } from './token-behaviour.ts'
import { VAULTS, type VaultName } from '../../model/state/deposits.ts'
import { ONE } from '../../model/kernel/units.ts'
import { UINT256_MAX } from '../../model/kernel/uint256.ts'
import { actors, balance, call, ownerOf, supply, type GeneratorContext } from '../generate/context.ts'
import type { AdversarialAction } from './adversarial-action.ts'
import type { AdversarialContext } from './generate.ts'

/** Resets both tokens to their deployed behaviour. */
export function* restoreTokens({ behaviourOf }: AdversarialContext): Generator<AdversarialAction> {
  for (const token of OUTSIDE_TOKENS) {
    const { frozen, feeBps } = behaviourOf(token)
    for (const account of frozen) yield { kind: 'freeze', token, account, frozen: false }
    if (feeBps > 0n) yield { kind: 'fee', token, feeBps: 0n }
  }
}

/** Gives Master and both vaults more BTCB than was ever missing, if Binance still can mint. */
export function gifts(context: GeneratorContext): readonly AdversarialAction[] {
  const binance = ownerOf(context, 'btcb')
  const amount = 2n * supply(context, 'btcb') + ONE
  if (!actors(context).includes(binance) || supply(context, 'btcb') + 3n * amount > UINT256_MAX) return []
  return ['master', ...VAULTS].flatMap((to) => [
    acted(call(binance, 'btcb.mint', { amount })),
    acted(call(binance, 'btcb.transfer', { to, amount })),
  ])
}

/** Withdraws everything of every account. Each action depends on the state that the one before it left. */
export function* exits(look: () => GeneratorContext): Generator<AdversarialAction> {
  const act = <F extends FunctionName>(by: Account, fn: F, args: ArgsOf<F>): AdversarialAction =>
    acted(call(by, fn, args))
  const everybody = actors(look())
  const last = look().domain.snapshots
  for (const vault of VAULTS) {
    if (ask(look(), vault, 'harvestedTo') < last) yield act('owner', `${vault}.harvest`, { upTo: last })
    for (const who of everybody) {
      if (ask(look(), vault, 'depositOf', who) === 0n && ask(look(), vault, 'owedTo', who) === 0n) continue
      // A withdrawal of zero settles the deposit, so that all of it can be withdrawn.
      yield act(who, `${vault}.withdraw`, { amount: 0n })
      yield act(who, `${vault}.withdraw`, { amount: ask(look(), vault, 'depositOf', who) })
    }
  }
  for (const who of everybody) {
    if (last > 0n) {
      yield act(who, 'master.chargeFromTo', { from: 1n, to: last })
      yield act(who, 'master.liqChargeFromTo', { from: 1n, to: last })
    }
    const liquidity = balance(look(), 'liqAmt', who)
    if (liquidity > 0n) {
      yield act(who, 'liqAmt.approve', { spender: 'master', amount: liquidity })
      yield act(who, 'master.removeLiquidity', { amount: liquidity })
    }
  }
  for (const who of everybody) {
    const held = balance(look(), 'amt', who)
    if (held === 0n) continue
    yield act(who, 'amt.approve', { spender: 'burnVault', amount: held })
    yield act(who, 'burnVault.backingWithdraw', { amount: held })
  }
}

function ask(
  context: GeneratorContext,
  on: VaultName,
  fn: 'harvestedTo' | 'depositOf' | 'owedTo',
  ...args: readonly Account[]
): bigint {
  return context.read({ on, fn, args }) as bigint
}

function acted(action: Action): AdversarialAction {
  return { kind: 'act', action }
}
