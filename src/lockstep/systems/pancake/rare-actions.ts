/**
 * Rare situations of PancakeSwap: accounts that are no tokens, paths over two pairs, swaps for both tokens,
 * LP tokens that somebody else burns, the wrap of a pair's clock.
 */
import { tokensOf, type Account, type Token } from '../../../model/interface/accounts.ts'
import type { Action } from '../../../model/interface/action.ts'
import { ONE } from '../../../model/kernel/units.ts'
import { UINT256_MAX } from '../../../model/kernel/uint256.ts'
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
} from '../../generate/context.ts'
import { fraction } from '../../generate/amounts.ts'
import type { Entropy } from '../../generate/entropy.ts'
import { approval } from '../tokens/actions.ts'
import { rawProvision } from './sure-liquidity.ts'

/**
 * An account that is no token: one without code, or a contract without a `transferFrom`. No people: in the
 * adversarial campaign they are contracts.
 */
function outsider(entropy: Entropy): Account {
  return entropy.chance(60)
    ? 'dead'
    : entropy.pick(['master', 'burnVault', 'market', 'stakingVault', 'factory', 'router', 'locker'])
}

/**
 * Liquidity of a token and an account that is none, or of two such accounts. The token is allowed in most
 * cases, so that only its transfer tells who pays whom.
 */
export const outsiders: Command = (context, entropy) => {
  const token: Token = entropy.pick(['amt', 'btcb', 'usdt', 'liqAmt'])
  const by = holderOf(context, entropy, token)
  const other = outsider(entropy)
  const [tokenA, tokenB] = entropy.weighted<readonly [Account, Account]>([
    [5, [token, other]],
    [4, [other, token]],
    [3, [other, entropy.pick(['master', 'router', 'market'])]],
  ])
  const amount = fraction(entropy, balance(context, token, by))
  return [
    ...(entropy.chance(25) ? [] : [approval(by, token, 'router', UINT256_MAX)]),
    call(by, 'router.addLiquidity', {
      tokenA,
      tokenB,
      amountADesired: amount,
      amountBDesired: amount,
      amountAMin: 0n,
      amountBMin: 0n,
      to: by,
      deadline: UINT256_MAX,
    }),
  ]
}

const SWAPS = [
  'swapExactTokensForTokens',
  'swapTokensForExactTokens',
  'swapExactTokensForTokensSupportingFeeOnTransferTokens',
] as const

/** A swap along a path with an account that is no token, at any of its places. */
export const outsidersPath: Command = (context, entropy) => {
  const token: Token = entropy.pick(['amt', 'btcb'])
  const by = holderOf(context, entropy, token)
  const other = outsider(entropy)
  const path = entropy.pick<readonly Account[]>([
    [token, other],
    [other, token],
    [token, token === 'amt' ? 'btcb' : 'amt', other],
    [token, other, 'usdt'],
  ])
  const amountA = balance(context, token, by) / 1000n + 1n
  return [
    approval(by, token, 'router', UINT256_MAX),
    call(by, `router.${entropy.pick(SWAPS)}`, { amountA, limit: 0n, path, to: by, deadline: UINT256_MAX }),
  ]
}

/** A swap over two pairs, between AMT and USDT; BTCB/USDT is funded first where it is empty. */
export const longSwap: Command = (context, entropy) => {
  const path: readonly Token[] = entropy.chance(50) ? ['amt', 'btcb', 'usdt'] : ['usdt', 'btcb', 'amt']
  const by = holderOf(context, entropy, path[0]!)
  const amountA = balance(context, path[0]!, by) / 100n + 1n
  const fn = entropy.pick(SWAPS)
  const terms =
    fn === 'swapTokensForExactTokens'
      ? { amountA: 1n + BigInt(entropy.below(1000)), limit: UINT256_MAX }
      : { amountA, limit: 0n }
  return [
    ...outsidePair(context),
    approval(by, path[0]!, 'router', UINT256_MAX),
    call(by, `router.${fn}`, { ...terms, path, to: by, deadline: UINT256_MAX }),
  ]
}

function outsidePair(context: GeneratorContext): readonly Action[] {
  const { reserve0 } = reserves(context, 'pair:btcb/usdt')
  const by = ownerOf(context, 'btcb')
  const tokens = ['btcb', 'usdt'] as const
  const mintable = tokens.every(
    (token) => ownerOf(context, token) === by && supply(context, token) < UINT256_MAX - 1_000n * ONE,
  )
  if (reserve0 > 0n || !mintable || !actors(context).includes(by)) return []
  return [
    ...tokens.flatMap((token) => [
      call(by, `${token}.mint`, { amount: 1_000n * ONE }),
      approval(by, token, 'router', UINT256_MAX),
    ]),
    call(by, 'router.addLiquidity', {
      tokenA: 'btcb',
      tokenB: 'usdt',
      amountADesired: ONE,
      amountBDesired: 500n * ONE,
      amountAMin: 0n,
      amountBMin: 0n,
      to: by,
      deadline: UINT256_MAX,
    }),
  ]
}

/** Sends both tokens to the pair and takes most of both out again. */
export const bothOut: Command = (context, entropy) => {
  const by = holderOf(context, entropy, 'amt')
  const { reserve0, reserve1 } = reserves(context, 'pair')
  const [amt, btcb] = (['amt', 'btcb'] as const).map((token) => balance(context, token, by) / 50n) as [
    bigint,
    bigint,
  ]
  const [in0, in1] = context.token0('pair') === 'amt' ? [amt, btcb] : [btcb, amt]
  const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)
  const percent = entropy.pick([99n, 95n, 100n])
  return [
    call(by, 'amt.transfer', { to: 'pair', amount: amt }),
    call(by, 'btcb.transfer', { to: 'pair', amount: btcb }),
    call(by, 'pair.swap', {
      amount0Out: least((in0 * percent) / 100n, reserve0 / 2n),
      amount1Out: least((in1 * percent) / 100n, reserve1 / 2n),
      to: by,
      data: '0x',
    }),
  ]
}

/** Somebody sends LP tokens to the pair by mistake, and somebody without any burns them. */
export const burnsOfOthers: Command = (context, entropy) => {
  const holders = actors(context).filter((who) => balance(context, 'pair', who) > 0n)
  const made = holders.length === 0 ? rawProvision(context, entropy) : undefined
  const from = made?.by ?? entropy.pick(holders)
  const amount = made === undefined ? fraction(entropy, balance(context, 'pair', from)) : 10_000n
  const strangers = actors(context).filter((who) => who !== from && !holders.includes(who))
  const by = strangers[0] ?? from
  return [
    ...(made?.actions ?? []),
    call(from, 'pair.transfer', { to: 'pair', amount }),
    call(by, 'pair.burn', { to: by }),
  ]
}

/** The protocol fee is on for one provision and off for the next: the pair must forget its product. */
export const feeEnds: Command = (context, entropy) => {
  const setter = context.read({ on: 'factory', fn: 'feeToSetter', args: [] }) as Account
  if (!actors(context).includes(setter)) return []
  return [
    call(setter, 'factory.setFeeTo', { feeTo: anyone(context, entropy) }),
    ...rawProvision(context, entropy).actions,
    call(setter, 'factory.setFeeTo', { feeTo: 'zero' }),
    ...rawProvision(context, entropy).actions,
  ]
}

/** The 32-bit clock of the pairs wraps between two uses. */
export const clockWraps: Command = (context, entropy) => {
  const by = holderOf(context, entropy, 'btcb')
  const pair = entropy.pick(context.domain.pairs)
  const [token] = tokensOf(pair)
  const path = ['btcb', 'amt'] as const
  const wrap = 1n << 32n
  return [
    call(by, 'pair.sync', {}, pair),
    // To the second of the wrap or beyond it.
    { wait: wrap - (context.now % wrap) + entropy.pick([0n, 1n, 86_400n]) },
    call(anyone(context, entropy), 'buyBackVault.poke', {}),
    approval(by, 'btcb', 'router', UINT256_MAX),
    call(by, 'router.swapExactTokensForTokens', {
      amountA: balance(context, 'btcb', by) / 1000n + 1n,
      limit: 0n,
      path,
      to: by,
      deadline: UINT256_MAX,
    }),
    call(by, `${token}.transfer`, { to: pair, amount: 1n }),
    call(by, 'pair.sync', {}, pair),
  ]
}
