/**
 * Pools at the edges of their arithmetic: a reserve of one base unit, one of 2^112 - 1, a product that is a
 * square, a pool so large that its protocol fee needs all of uint256.
 */
import { tokensOf, type Account, type Pair, type Token } from '../../../model/interface/accounts.ts'
import type { Action } from '../../../model/interface/action.ts'
import { UINT112_MAX, UINT256_MAX } from '../../../model/kernel/uint256.ts'
import { provideWith } from '../../generate/bulk-actions.ts'
import {
  actors,
  anyone,
  balance,
  byOwner,
  call,
  holderOf,
  ownerOf,
  reserves,
  supply,
  type Command,
  type GeneratorContext,
} from '../../generate/context.ts'
import type { Entropy } from '../../generate/entropy.ts'
import { approval } from '../tokens/actions.ts'
import { reservesOf } from './pool-choice.ts'
import { sureApprovals } from './sure-liquidity.ts'

/** BTCB/USDT. */
const OUTSIDE = 'pair:btcb/usdt'

/** Binance, if it issues both BTCB and USDT and neither is near its end. */
function issuer(context: GeneratorContext): Account | undefined {
  const by = ownerOf(context, 'btcb')
  const room = (['btcb', 'usdt'] as const).every((token) => supply(context, token) < 1n << 255n)
  return room && by === ownerOf(context, 'usdt') && actors(context).includes(by) ? by : undefined
}

/** The factory turns the protocol fee on, for anybody; none if it is on, or its setter has no key. */
function feeOn(context: GeneratorContext, entropy: Entropy): readonly Action[] | undefined {
  if (context.read({ on: 'factory', fn: 'feeTo', args: [] }) !== 'zero') return []
  const setter = context.read({ on: 'factory', fn: 'feeToSetter', args: [] }) as Account
  if (!actors(context).includes(setter)) return undefined
  return [call(setter, 'factory.setFeeTo', { feeTo: anyone(context, entropy) })]
}

/** What the issuer mints and sends to a pair of BTCB and USDT. */
function issued(
  by: Account,
  pair: Pair,
  amounts: Readonly<Partial<Record<Token, bigint>>>,
): readonly Action[] {
  return (['btcb', 'usdt'] as const).flatMap((token) => {
    const amount = amounts[token] ?? 0n
    if (amount === 0n) return []
    return [call(by, `${token}.mint`, { amount }), call(by, `${token}.transfer`, { to: pair, amount })]
  })
}

/**
 * BTCB/USDT, where it does not exist, with one base unit of a token as its first liquidity; then somebody adds
 * more, or swaps into it.
 */
export const unitReserve: Command = (context, entropy) => {
  const by = issuer(context)
  if (by === undefined || context.domain.pairs.includes(OUTSIDE)) return []
  const [unit, other] = entropy.pick([
    ['btcb', 'usdt'],
    ['usdt', 'btcb'],
  ] as const)
  const much = 10_000_000n + BigInt(entropy.below(1_000_000))
  const terms = { amountAMin: 0n, amountBMin: 0n, to: by, deadline: UINT256_MAX }
  const adds = (tokenA: Token, tokenB: Token): Action => {
    const desired = (token: Token): bigint => (token === unit ? 1n : much)
    const amounts = { amountADesired: desired(tokenA), amountBDesired: desired(tokenB) }
    return call(by, 'router.addLiquidity', { tokenA, tokenB, ...amounts, ...terms })
  }
  const path = [unit, other] as const
  const uses = entropy.pick<() => readonly Action[]>([
    () => [adds(unit, other)],
    () => [adds(other, unit)],
    () => [
      call(by, 'router.swapExactTokensForTokens', {
        amountA: 1n + BigInt(entropy.below(3)),
        limit: 0n,
        path,
        to: by,
        deadline: UINT256_MAX,
      }),
    ],
    () => [
      call(by, 'router.swapTokensForExactTokens', {
        amountA: 1n + BigInt(entropy.below(1000)),
        limit: 10n,
        path,
        to: by,
        deadline: UINT256_MAX,
      }),
    ],
  ])()
  return [
    ...(['btcb', 'usdt'] as const).flatMap((token) => [
      call(by, `${token}.mint`, { amount: 3n * much }),
      approval(by, token, 'router', UINT256_MAX),
    ]),
    adds(unit, other),
    ...uses,
  ]
}

/**
 * A pair of BTCB or USDT is filled until a reserve is 2^112 - 1, or one base unit more, which no reserve can
 * be; the excess is then withdrawn.
 */
export const fullReserve: Command = (context, entropy) => {
  const by = issuer(context)
  if (by === undefined) return []
  const open = context.domain.pairs.flatMap((pair) =>
    tokensOf(pair).flatMap((token) => (token === 'btcb' || token === 'usdt' ? [{ pair, token }] : [])),
  )
  const outside = open.filter(({ pair }) => pair !== 'pair')
  const { pair, token } = entropy.pick(outside.length > 0 && entropy.chance(70) ? outside : open)
  const held = balance(context, token, pair)
  if (held > UINT112_MAX) return []
  const tooMuch = entropy.chance(30) ? 1n : 0n
  const amount = UINT112_MAX - held + tooMuch
  if (amount === 0n) return []
  return [
    ...issued(by, pair, { [token]: amount }),
    call(anyone(context, entropy), 'pair.sync', {}, pair),
    ...(tooMuch > 0n ? [call(by, 'pair.skim', { to: by }, pair), call(by, `${token}.burn`, { amount })] : []),
  ]
}

/**
 * The protocol fee since a product that is a square: equal reserves of BTCB/USDT, a mint that remembers their
 * product, growth, and a mint that takes the fee. Whether roots are rounded shows there.
 */
export const squareProduct: Command = (context, entropy) => {
  const by = issuer(context)
  const setting = feeOn(context, entropy)
  const pair = OUTSIDE
  if (by === undefined || setting === undefined) return []
  const exists = context.domain.pairs.includes(pair)
  const [btcb, usdt] = exists ? reservesOf(context, 'btcb', 'usdt') : [0n, 0n]
  if (btcb >= 1n << 100n || usdt >= 1n << 100n) return []
  const most = btcb > usdt ? btcb : usdt
  const part = most / 10n + 5_000n + BigInt(entropy.below(1000))
  const growth = part / 3n + BigInt(entropy.below(1000))
  const mint = call(by, 'pair.mint', { to: by }, pair)
  const sync = call(by, 'pair.sync', {}, pair)
  const both = (amount: bigint): readonly Action[] => issued(by, pair, { btcb: amount, usdt: amount })
  return [
    ...setting,
    ...(exists ? [] : [call(by, 'factory.createPair', { tokenA: 'btcb', tokenB: 'usdt' })]),
    call(by, 'pair.skim', { to: by }, pair),
    ...(most === 0n ? [] : [...issued(by, pair, { btcb: most - btcb, usdt: most - usdt }), sync]),
    ...both(part),
    mint,
    ...both(growth),
    sync,
    ...both(part),
    mint,
  ]
}

/** An exit from AMT/BTCB with a protocol fee, of a pool with so much BTCB that roots and supply overflow. */
export const hugeExit: Command = (context, entropy) => {
  const setting = feeOn(context, entropy)
  const { reserve0, reserve1 } = reserves(context, 'pair')
  const fits = reserve0 > 0n && reserve0 < 1n << 107n && reserve1 > 0n && reserve1 < 1n << 107n
  if (setting === undefined || !fits || issuer(context) === undefined) return []
  const by = holderOf(context, entropy, 'amt')
  const [reserveAmt, reserveBtcb] = reservesOf(context, 'amt', 'btcb')
  const btcb = reserveBtcb + (1n << 110n)
  const amt = reserveAmt / 100n + 10_000n
  const amountBtcb = (amt * btcb) / reserveAmt + 1n
  const owner = ownerOf(context, 'master')
  const sync = call(by, 'pair.sync', {})
  return [
    ...setting,
    ...provideWith(context, 'pair', 1n << 110n),
    sync,
    ...byOwner(context, owner, [call(owner, 'master.mintMaster', { account: by, amount: amt })]),
    ...provideWith(context, by, amountBtcb),
    ...sureApprovals(by, 'master'),
    call(by, 'master.addLiquidity', { amountAmt: amt, amountBtcb }),
    ...provideWith(context, 'pair', 1n << 108n),
    sync,
    approval(by, 'liqAmt', 'master', UINT256_MAX),
    call(by, 'master.removeLiquidity', { amount: 1_000n + BigInt(entropy.below(1000)) }),
  ]
}
