/**
 * Liquidity of AMT/BTCB with all that it needs: amounts in the pool's ratio, funds, allowances. For commands
 * about what follows it.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import type { Action } from '../../../model/interface/action.ts'
import { ONE } from '../../../model/kernel/units.ts'
import { UINT256_MAX } from '../../../model/kernel/uint256.ts'
import { provideWith } from '../../generate/bulk-actions.ts'
import { actors, call, holderOf, ownerOf, type GeneratorContext } from '../../generate/context.ts'
import type { Entropy } from '../../generate/entropy.ts'
import { approval } from '../tokens/actions.ts'
import { reservesOf } from './pool-choice.ts'

export interface SureAmounts {
  readonly amounts: { readonly amt: bigint; readonly btcb: bigint }
  /** What mints both amounts to the provider. */
  readonly funding: readonly Action[]
}

/** A hundredth of the pool, or a thousand AMT for ten BTCB where it is empty, minted for `by`. */
export function sureAmounts(context: GeneratorContext, by: Account): SureAmounts {
  const [reserveAmt, reserveBtcb] = reservesOf(context, 'amt', 'btcb')
  const isEmpty = reserveAmt === 0n || reserveBtcb === 0n
  const amt = isEmpty ? 1000n * ONE : reserveAmt / 100n + 10_000n
  const btcb = isEmpty ? 10n * ONE : (amt * reserveBtcb) / reserveAmt + 1n
  const owner = ownerOf(context, 'master')
  const issue = actors(context).includes(owner)
    ? [call(owner, 'master.mintMaster', { account: by, amount: amt })]
    : []
  return { amounts: { amt, btcb }, funding: [...issue, ...provideWith(context, by, btcb)] }
}

/** Unlimited allowances over AMT and BTCB. */
export function sureApprovals(by: Account, spender: 'master' | 'router'): readonly Action[] {
  return (['amt', 'btcb'] as const).map((token) => approval(by, token, spender, UINT256_MAX))
}

/** Somebody provides through the router and keeps the LP tokens. */
export function rawProvision(
  context: GeneratorContext,
  entropy: Entropy,
): { readonly by: Account; readonly actions: readonly Action[] } {
  const by = holderOf(context, entropy, 'amt')
  const { amounts, funding } = sureAmounts(context, by)
  const terms = { amountAMin: 0n, amountBMin: 0n, to: by, deadline: UINT256_MAX }
  const actions = [
    ...funding,
    ...sureApprovals(by, 'router'),
    call(by, 'router.addLiquidity', {
      tokenA: 'amt',
      tokenB: 'btcb',
      amountADesired: amounts.amt,
      amountBDesired: amounts.btcb,
      ...terms,
    }),
  ]
  return { by, actions }
}

/** Somebody, or `by`, provides through Master and gets liqAMT. */
export function wrappedProvision(
  context: GeneratorContext,
  entropy: Entropy,
  by = holderOf(context, entropy, 'amt'),
): { readonly by: Account; readonly actions: readonly Action[] } {
  const { amounts, funding } = sureAmounts(context, by)
  const adding = call(by, 'master.addLiquidity', { amountAmt: amounts.amt, amountBtcb: amounts.btcb })
  return { by, actions: [...funding, ...sureApprovals(by, 'master'), adding] }
}
