/**
 * Negative actions: calls that revert because of one argument, one role or one missing holding.
 *
 * Ordinary commands meet each of these reverts now and then. Here they are made on purpose, with every
 * earlier check satisfied, so that a run covers each of them often.
 */
import { PAIRS, TOKENS } from '../../model/interface/accounts.ts'
import type { Action } from '../../model/interface/action.ts'
import { CAP } from '../../model/kernel/units.ts'
import { UINT256_MAX } from '../../model/kernel/uint256.ts'
import type { Entropy } from './entropy.ts'
import {
  actors,
  anyone,
  balance,
  byOwner,
  call,
  holderOf,
  ownerOf,
  supply,
  type Command,
  type GeneratorContext,
} from './context.ts'
import { CLAIMS_IN_VAIN } from '../systems/master/failing-claims.ts'
import { FAILING_SWAPS } from '../systems/pancake/failing-swaps.ts'
import { approval } from '../systems/tokens/actions.ts'

/** Zero-address arguments. */
const NOBODY: readonly Command[] = [
  (context, entropy) => [
    call(anyone(context, entropy), `${entropy.pick(['usdt', 'liqAmt'] as const)}.transfer`, {
      to: 'zero',
      amount: 0n,
    }),
  ],
  (context, entropy) => [call(anyone(context, entropy), 'usdt.approve', { spender: 'zero', amount: 1n })],
  (context, entropy) => {
    const by = anyone(context, entropy)
    return TOKENS.map((token) => call(by, `${token}.decreaseAllowance`, { spender: 'zero', amount: 0n }))
  },
  (context, entropy) => [
    call(anyone(context, entropy), `${entropy.pick(TOKENS)}.increaseAllowance`, {
      spender: 'zero',
      amount: 0n,
    }),
  ],
  (context, entropy) => {
    const [by, from] = [anyone(context, entropy), anyone(context, entropy)]
    return (['usdt', 'liqAmt', 'amt'] as const).map((token) =>
      call(by, `${token}.transferFrom`, { from, to: 'zero', amount: 0n }),
    )
  },
  (context, entropy) => {
    const by = anyone(context, entropy)
    return TOKENS.map((token) => call(by, `${token}.transferFrom`, { from: 'zero', to: by, amount: 0n }))
  },
  (context, entropy) => [
    call(anyone(context, entropy), 'amt.burnFrom', { from: 'zero', amount: 0n }),
    call(anyone(context, entropy), 'liqAmt.burnFrom', { from: 'zero', amount: 0n }),
  ],
  (context, entropy) => [
    call(anyone(context, entropy), 'factory.createPair', { tokenA: 'zero', tokenB: 'btcb' }),
    call(anyone(context, entropy), 'factory.createPair', { tokenA: 'btcb', tokenB: 'btcb' }),
  ],
  (context, entropy) => [call(anyone(context, entropy), 'pair.skim', { to: 'zero' })],
  (context, entropy) => {
    const by = holderOf(context, entropy, 'pair')
    const amount = balance(context, 'pair', by) / 100n
    return [call(by, 'pair.transfer', { to: 'pair', amount }), call(by, 'pair.burn', { to: 'zero' })]
  },
]

/** Calls on what does not exist. */
const NOWHERE: readonly Command[] = [
  (context, entropy) => {
    const missing = PAIRS.filter((pair) => !context.domain.pairs.includes(pair))
    if (missing.length === 0) return []
    const [pair, by] = [entropy.pick(missing), anyone(context, entropy)]
    return [
      call(by, 'pair.skim', { to: by }, pair),
      call(by, 'pair.sync', {}, pair),
      call(by, 'pair.mint', { to: by }, pair),
      call(by, 'pair.burn', { to: by }, pair),
      call(by, 'pair.transfer', { to: by, amount: 0n }, pair),
      call(by, 'pair.approve', { spender: by, amount: 1n }, pair),
      call(by, 'pair.transferFrom', { from: by, to: by, amount: 0n }, pair),
    ]
  },
  // A pair without reserves has no price.
  (context, entropy) => {
    const by = anyone(context, entropy)
    const terms = {
      amountA: 1n,
      limit: UINT256_MAX,
      path: ['usdt', 'liqAmt'],
      to: by,
      deadline: UINT256_MAX,
    } as const
    return [
      call(by, 'factory.createPair', { tokenA: 'usdt', tokenB: 'liqAmt' }),
      call(by, 'router.swapTokensForExactTokens', terms),
    ]
  },
]

/** One unit beyond a balance, an allowance or a limit. */
const TOO_MUCH: readonly Command[] = [
  (context, entropy) => {
    const [by, from] = [anyone(context, entropy), anyone(context, entropy)]
    const amount = balance(context, 'amt', from) + 1n
    return [approval(from, 'amt', by, UINT256_MAX), call(by, 'amt.burnFrom', { from, amount })]
  },
  (context, entropy) => {
    const by = anyone(context, entropy)
    return (['btcb', 'usdt', 'amt'] as const).map((token) =>
      call(by, `${token}.burn`, { amount: balance(context, token, by) + 1n }),
    )
  },
  (context) => {
    const mints = (['btcb', 'usdt'] as const).filter((token) => supply(context, token) > 0n)
    return mints.flatMap((token) => {
      const binance = ownerOf(context, token)
      return byOwner(context, binance, [call(binance, `${token}.mint`, { amount: UINT256_MAX })])
    })
  },
  (context, entropy) => {
    const by = anyone(context, entropy)
    const amountAmt = balance(context, 'amt', by) + 1n
    return [approval(by, 'amt', 'market', UINT256_MAX), call(by, 'market.sell', { amountAmt })]
  },
  (context, entropy) => {
    const by = anyone(context, entropy)
    const rate = context.read({ on: 'market', fn: 'usdPer100Amt', args: [] }) as bigint
    const amountUsdt = entropy.chance(30) ? UINT256_MAX : balance(context, 'usdt', by) + rate / 100n + 1n
    return [approval(by, 'usdt', 'market', UINT256_MAX), call(by, 'market.buy', { amountUsdt })]
  },
  (context, entropy) => {
    const owner = ownerOf(context, 'master')
    const [account, amount] = entropy.chance(50) ? (['zero', 1n] as const) : (['owner', CAP] as const)
    return byOwner(context, owner, [call(owner, 'master.mintMaster', { account, amount })])
  },
]

/** Ownership: a caller who is not the owner, or the zero address as the new owner. */
const OWNERSHIP: readonly Command[] = (['market', 'master', 'usdt', 'btcb'] as const).map(
  (contract) => (context, entropy) => {
    const owner = ownerOf(context, contract)
    const others = actors(context).filter((who) => who !== owner)
    return [
      call(entropy.pick(others), `${contract}.transferOwnership`, { to: 'owner' }),
      ...byOwner(context, owner, [call(owner, `${contract}.transferOwnership`, { to: 'zero' })]),
    ]
  },
)

const NEGATIVE_ACTIONS: readonly Command[] = [
  ...NOBODY,
  ...NOWHERE,
  ...TOO_MUCH,
  ...OWNERSHIP,
  ...CLAIMS_IN_VAIN,
  ...CLAIMS_IN_VAIN,
  ...FAILING_SWAPS,
]

export const negativeAction: Command = (context: GeneratorContext, entropy: Entropy): readonly Action[] =>
  entropy.pick(NEGATIVE_ACTIONS)(context, entropy)
