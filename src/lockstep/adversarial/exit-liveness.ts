/**
 * Leaving: the tokens behave again, and everybody takes out what is theirs.
 *
 * What a token withheld must still be there: every deposit, every claim, the liquidity, and last the part of the RCL. A revert here is
 * something that was lost, unless it would have come in any world; who reads the list judges.
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

/** Makes the tokens behave. */
export function* makePeace({ behaviourOf }: AdversarialContext): Generator<AdversarialAction> {
  for (const token of OUTSIDE_TOKENS) {
    const { frozen, feeBps } = behaviourOf(token)
    for (const account of frozen) yield { kind: 'freeze', token, account, frozen: false }
    if (feeBps > 0n) yield { kind: 'fee', token, feeBps: 0n }
  }
}

/** Binance, if it still can, gives Master and both vaults more BTCB than ever was. */
export function gifts(context: GeneratorContext): readonly AdversarialAction[] {
  const binance = ownerOf(context, 'btcb')
  const amount = 2n * supply(context, 'btcb') + ONE
  if (!actors(context).includes(binance) || supply(context, 'btcb') + 3n * amount > UINT256_MAX) return []
  return ['master', ...VAULTS].flatMap((to) => [
    acted(call(binance, 'btcb.mint', { amount })),
    acted(call(binance, 'btcb.transfer', { to, amount })),
  ])
}

/** Everybody leaves. Each adversarial action is drawn from what the one before it led to. */
export function* leave(look: () => GeneratorContext): Generator<AdversarialAction> {
  const act = <F extends FunctionName>(by: Account, fn: F, args: ArgsOf<F>): AdversarialAction =>
    acted(call(by, fn, args))
  const everybody = actors(look())
  const last = look().domain.snapshots
  for (const vault of VAULTS) {
    if (ask(look(), vault, 'harvestedTo') < last) yield act('owner', `${vault}.harvest`, { upTo: last })
    for (const who of everybody) {
      if (ask(look(), vault, 'depositOf', who) === 0n && ask(look(), vault, 'owedTo', who) === 0n) continue
      // Brings the deposit up to date, so that all of it can be asked for.
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
