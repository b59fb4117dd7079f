/**
 * Moves on PancakeSwap: pairs, the router's liquidity and swaps, and the pair's raw calls, which only make sense after tokens were
 * sent to it.
 */
import { PAIRS, TOKENS, tokensOf, type Account, type Pair, type Token } from '../../model/accounts.ts'
import { UINT256_MAX } from '../../model/uint256.ts'
import { bounded, drawAmount, drawDeadline, fraction } from '../amounts.ts'
import type { Entropy } from '../entropy.ts'
import {
  actors,
  anyone,
  balance,
  call,
  holderOf,
  ownerOf,
  receiver,
  reserves,
  roleHolder,
  supply,
  type Move,
  type Scene,
} from '../scene.ts'
import { approval, preparation } from './token-moves.ts'

/** Mostly AMT/BTCB, at times another pair that exists, now and then one that does not. */
export function somePair(scene: Scene, entropy: Entropy): Pair {
  return entropy.weighted<() => Pair>([
    [70, () => 'pair'],
    [26, () => entropy.pick(scene.extent.pairs)],
    [4, () => entropy.pick(PAIRS)],
  ])()
}

/** Two tokens in either order: mostly those of a pair, at times any two, or the same twice, or the zero address. */
function someTokens(scene: Scene, entropy: Entropy): readonly [Account, Account] {
  const [a, b] = tokensOf(somePair(scene, entropy))
  return entropy.weighted<readonly [Account, Account]>([
    [8, [a, b]],
    [8, [b, a]],
    [4, [entropy.pick(TOKENS), entropy.pick(TOKENS)]],
    [0.5, [a, a]],
    [0.5, [a, 'zero']],
    [0.5, ['zero', b]],
  ])
}

function isToken(account: Account): account is Token {
  return (TOKENS as readonly string[]).includes(account)
}

function held(scene: Scene, token: Account, who: Account): bigint {
  return isToken(token) ? balance(scene, token, who) : 0n
}

/** Reserves of two tokens in the order given, zero where there is no such pair. */
function reservesOf(scene: Scene, a: Account, b: Account): readonly [bigint, bigint] {
  const pair = PAIRS.find((candidate) => {
    const tokens: readonly Account[] = tokensOf(candidate)
    return a !== b && tokens.includes(a) && tokens.includes(b)
  })
  if (pair === undefined) return [0n, 0n]
  const { reserve0, reserve1 } = reserves(scene, pair)
  return scene.token0(pair) === a ? [reserve0, reserve1] : [reserve1, reserve0]
}

/** What a swap would yield: only a guide to amounts at the edge, the model and the chain do their own sums. */
function guessOut(amountIn: bigint, reserveIn: bigint, reserveOut: bigint): bigint {
  const kept = amountIn * 9975n
  return reserveIn === 0n ? 0n : (kept * reserveOut) / (reserveIn * 10_000n + kept)
}

export const createPair: Move = (scene, entropy) => {
  const [tokenA, tokenB] = entropy.chance(50)
    ? someTokens(scene, entropy)
    : tokensOf(entropy.pick(PAIRS.slice(1)))
  return [call(anyone(scene, entropy), 'factory.createPair', { tokenA, tokenB })]
}

export const setFeeTo: Move = (scene, entropy) => {
  const setter = scene.read({ on: 'factory', fn: 'feeToSetter', args: [] }) as Account
  const feeTo = entropy.weighted<Account>([
    [4, 'pancake'],
    [2, 'zero'],
    [1, anyone(scene, entropy)],
  ])
  return [call(roleHolder(scene, entropy, setter), 'factory.setFeeTo', { feeTo })]
}

export const setFeeToSetter: Move = (scene, entropy) => {
  const setter = scene.read({ on: 'factory', fn: 'feeToSetter', args: [] }) as Account
  const feeToSetter = entropy.weighted<Account>([
    [5, 'pancake'],
    [1, anyone(scene, entropy)],
    [0.2, 'zero'],
  ])
  return [call(roleHolder(scene, entropy, setter), 'factory.setFeeToSetter', { feeToSetter })]
}

export const addLiquidity: Move = (scene, entropy) => {
  const [tokenA, tokenB] = someTokens(scene, entropy)
  const by = isToken(tokenA) ? holderOf(scene, entropy, tokenA) : anyone(scene, entropy)
  const [reserveA, reserveB] = reservesOf(scene, tokenA, tokenB)
  const amountADesired = drawAmount(entropy, held(scene, tokenA, by) / 4n, held(scene, tokenA, by))
  const inRatio = reserveA === 0n ? 0n : (amountADesired * reserveB) / reserveA
  const amountBDesired =
    inRatio > 0n && entropy.chance(75)
      ? bounded((inRatio * entropy.pick([100n, 103n, 90n, 200n])) / 100n)
      : drawAmount(entropy, held(scene, tokenB, by) / 4n)
  const minimum = (amount: bigint): bigint =>
    entropy.weighted([
      [5, 0n],
      [2, (amount * 98n) / 100n],
      [1, amount],
      [0.5, bounded(amount + 1n)],
    ])
  return [
    ...(isToken(tokenA) ? preparation(scene, entropy, by, tokenA, 'router', amountADesired) : []),
    ...(isToken(tokenB) ? preparation(scene, entropy, by, tokenB, 'router', amountBDesired) : []),
    call(by, 'router.addLiquidity', {
      tokenA,
      tokenB,
      amountADesired,
      amountBDesired,
      amountAMin: minimum(amountADesired),
      amountBMin: minimum(amountBDesired),
      to: entropy.chance(75) ? by : receiver(scene, entropy),
      deadline: drawDeadline(entropy, scene.now),
    }),
  ]
}

export const removeLiquidity: Move = (scene, entropy) => {
  const [tokenA, tokenB] = someTokens(scene, entropy)
  const pair = PAIRS.find((candidate) => {
    const tokens: readonly Account[] = tokensOf(candidate)
    return tokenA !== tokenB && tokens.includes(tokenA) && tokens.includes(tokenB)
  })
  const by = pair === undefined ? anyone(scene, entropy) : holderOf(scene, entropy, pair)
  const liquidity = drawAmount(entropy, pair === undefined ? 0n : balance(scene, pair, by))
  const [reserveA, reserveB] = reservesOf(scene, tokenA, tokenB)
  const total = pair === undefined ? 0n : supply(scene, pair)
  const minimum = (reserve: bigint): bigint => {
    const owed = total === 0n ? 0n : bounded((liquidity * reserve) / total)
    return entropy.weighted([
      [5, 0n],
      [2, owed],
      [1, bounded(owed + 1n)],
    ])
  }
  const exists = pair !== undefined && scene.extent.pairs.includes(pair)
  return [
    ...(exists ? preparation(scene, entropy, by, pair, 'router', liquidity) : []),
    call(by, 'router.removeLiquidity', {
      tokenA,
      tokenB,
      liquidity,
      amountAMin: minimum(reserveA),
      amountBMin: minimum(reserveB),
      to: entropy.chance(75) ? by : sink(scene, entropy),
      deadline: drawDeadline(entropy, scene.now),
    }),
  ]
}

/** A path: mostly two tokens of a pair, at times three, or too short, or through a pair that does not exist. */
function somePath(scene: Scene, entropy: Entropy): readonly Account[] {
  const [a, b] = someTokens(scene, entropy)
  return entropy.weighted<readonly Account[]>([
    [12, [a, b]],
    [4, [a, b, entropy.pick(TOKENS)]],
    [1.5, [a, b, a]],
    [0.7, [a]],
    [0.5, []],
  ])
}

/** Anybody, often the zero address, which the tokens refuse. */
function sink(scene: Scene, entropy: Entropy): Account {
  return entropy.chance(25) ? 'zero' : receiver(scene, entropy)
}

/** Where a swap pays to: the swapper mostly, at times a pair or one of the tokens themselves. */
function payee(scene: Scene, entropy: Entropy, by: Account, path: readonly Account[]): Account {
  // There and back again through one pair that also gets the output: only then does the product fail in the router.
  if (path.length === 3 && path[0] === path[2] && entropy.chance(50)) return 'pair'
  return entropy.weighted<Account>([
    [8, by],
    [2, receiver(scene, entropy)],
    [0.7, path.at(-1) ?? by],
    [0.5, 'pair'],
    [0.8, 'zero'],
  ])
}

export function swapExact(
  fn: 'swapExactTokensForTokens' | 'swapExactTokensForTokensSupportingFeeOnTransferTokens',
): Move {
  return (scene, entropy) => {
    const path = somePath(scene, entropy)
    const first = path[0] ?? 'amt'
    const by = isToken(first) ? holderOf(scene, entropy, first) : anyone(scene, entropy)
    const [reserveIn, reserveOut] = reservesOf(scene, first, path[1] ?? first)
    const amountA = drawAmount(entropy, held(scene, first, by) / 3n, reserveIn)
    const out = bounded(guessOut(amountA, reserveIn, reserveOut))
    const limit = entropy.weighted([
      [6, 0n],
      [2, out],
      [1, bounded(out + 1n)],
    ])
    return [
      ...(isToken(first) ? preparation(scene, entropy, by, first, 'router', amountA) : []),
      call(by, `router.${fn}`, {
        amountA,
        limit,
        path,
        to: payee(scene, entropy, by, path),
        deadline: drawDeadline(entropy, scene.now),
      }),
    ]
  }
}

export const swapForExact: Move = (scene, entropy) => {
  const path = somePath(scene, entropy)
  const first = path[0] ?? 'amt'
  const by = isToken(first) ? holderOf(scene, entropy, first) : anyone(scene, entropy)
  const [reserveIn, reserveOut] = reservesOf(scene, first, path[1] ?? first)
  const out = fraction(entropy, guessOut(held(scene, first, by) / 3n, reserveIn, reserveOut))
  const amountA = entropy.chance(70) ? out : drawAmount(entropy, out, reserveOut)
  const limit = entropy.weighted([
    [6, UINT256_MAX],
    [3, held(scene, first, by)],
    [1, 0n],
  ])
  return [
    ...(isToken(first) ? preparation(scene, entropy, by, first, 'router', held(scene, first, by)) : []),
    call(by, 'router.swapTokensForExactTokens', {
      amountA,
      limit,
      path,
      to: payee(scene, entropy, by, path),
      deadline: drawDeadline(entropy, scene.now),
    }),
  ]
}

/** Sends tokens to a pair and takes its other token out, at the most that the pair gives or one wei beside it. */
export const rawSwap: Move = (scene, entropy) => {
  const pair = somePair(scene, entropy)
  const input = entropy.pick(tokensOf(pair))
  const inputFirst = scene.token0(pair) === input
  const { reserve0, reserve1 } = reserves(scene, pair)
  const [reserveIn, reserveOut] = inputFirst ? [reserve0, reserve1] : [reserve1, reserve0]
  const by = holderOf(scene, entropy, input)
  const surplus = balance(scene, input, pair) - reserveIn
  const sent = entropy.chance(80) ? drawAmount(entropy, held(scene, input, by) / 5n) : 0n
  const best = guessOut(sent + (surplus > 0n ? surplus : 0n), reserveIn, reserveOut)
  const out = entropy.weighted([
    [5, best],
    [2, bounded(best + 1n)],
    [2, best > 0n ? best - 1n : 0n],
    [1, reserveOut],
    [1, drawAmount(entropy, reserveOut)],
  ])
  const to = payee(scene, entropy, by, tokensOf(pair))
  const [amount0Out, amount1Out] = inputFirst ? [0n, bounded(out)] : [bounded(out), 0n]
  // With data the pair calls the receiver back; nobody here has a callback, so that it must refuse.
  const data = entropy.chance(8) ? '0x01' : '0x'
  const send = call(by, `${input}.transfer`, { to: pair, amount: bounded(sent) })
  const take = call(by, 'pair.swap', { amount0Out, amount1Out, to, data }, pair)
  return sent > 0n ? [send, take] : [take]
}

/** Takes out both tokens at once, or the one that was put in. */
export const rawLoan: Move = (scene, entropy) => {
  const pair = somePair(scene, entropy)
  const { reserve0, reserve1 } = reserves(scene, pair)
  const by = anyone(scene, entropy)
  const to = receiver(scene, entropy)
  const amounts = {
    amount0Out: drawAmount(entropy, reserve0 / 50n, reserve0),
    amount1Out: entropy.chance(50) ? drawAmount(entropy, reserve1 / 50n, reserve1) : 0n,
  }
  return [call(by, 'pair.swap', { ...amounts, to, data: '0x' }, pair)]
}

/** Sends both tokens, or one, or none, and mints LP for what the pair finds. */
export const rawMint: Move = (scene, entropy) => {
  const pair = somePair(scene, entropy)
  const by = holderOf(scene, entropy, tokensOf(pair)[0])
  const tokens = entropy.weighted<readonly Token[]>([
    [6, tokensOf(pair)],
    [1, tokensOf(pair).slice(0, 1)],
    [1, []],
  ])
  const to = entropy.chance(70) ? by : receiver(scene, entropy)
  return [
    ...tokens.map((token) =>
      call(by, `${token}.transfer`, {
        to: pair,
        amount: drawAmount(entropy, balance(scene, token, by) / 8n),
      }),
    ),
    call(by, 'pair.mint', { to }, pair),
  ]
}

/** Sends LP tokens to the pair, mostly, and burns what it holds. */
export const rawBurn: Move = (scene, entropy) => {
  const pair = somePair(scene, entropy)
  const by = holderOf(scene, entropy, pair)
  const amount = drawAmount(entropy, balance(scene, pair, by) / 2n)
  const to = entropy.chance(70) ? by : sink(scene, entropy)
  const burn = call(by, 'pair.burn', { to }, pair)
  return entropy.chance(25) ? [burn] : [call(by, 'pair.transfer', { to: pair, amount }, pair), burn]
}

/** Takes the surplus over the reserves; in half of the cases there is one. */
export const skim: Move = (scene, entropy) => {
  const pair = somePair(scene, entropy)
  return [
    ...gift(scene, entropy, pair),
    call(anyone(scene, entropy), 'pair.skim', { to: receiver(scene, entropy) }, pair),
  ]
}

export const sync: Move = (scene, entropy) => {
  const pair = somePair(scene, entropy)
  return [...gift(scene, entropy, pair), call(anyone(scene, entropy), 'pair.sync', {}, pair)]
}

function gift(scene: Scene, entropy: Entropy, pair: Pair): ReturnType<Move> {
  if (!entropy.chance(50)) return []
  const token = entropy.pick(tokensOf(pair))
  const by = holderOf(scene, entropy, token)
  return [
    call(by, `${token}.transfer`, { to: pair, amount: drawAmount(entropy, balance(scene, token, by) / 20n) }),
  ]
}

/** Makes a pair with only one reserve, and then wants to use it. */
export const lopsidedPair: Move = (scene, entropy) => {
  const isEmpty = (pair: Pair): boolean => {
    const { reserve0, reserve1 } = reserves(scene, pair)
    return reserve0 === 0n && reserve1 === 0n
  }
  const empty = PAIRS.filter(isEmpty)
  if (empty.length === 0) return addLiquidity(scene, entropy)
  const pair = isEmpty('pair') && entropy.chance(60) ? 'pair' : entropy.pick(empty)
  const [tokenA, tokenB] = tokensOf(pair)
  const given = entropy.chance(50) && balance(scene, tokenA, 'binance') > 0n ? tokenA : tokenB
  const by = holderOf(scene, entropy, given)
  const exists = scene.extent.pairs.includes(pair)
  return [
    ...(exists ? [] : [call(by, 'factory.createPair', { tokenA, tokenB })]),
    call(by, `${given}.transfer`, { to: pair, amount: 1000n }),
    call(by, 'pair.sync', {}, pair),
    ...(pair === 'pair' ? throughMaster(scene, entropy) : []),
    call(by, 'router.addLiquidity', {
      tokenA,
      tokenB,
      amountADesired: 1000n,
      amountBDesired: 1000n,
      amountAMin: 0n,
      amountBMin: 0n,
      to: by,
      deadline: scene.now,
    }),
  ]
}

/** Somebody gives the pair so much that the protocol fee on it is large, and a provider leaves. */
export const exitAfterGift: Move = (scene, entropy) => {
  const by = holderOf(scene, entropy, 'liqAmt')
  const given = entropy.pick(['amt', 'btcb'] as const)
  const giver = holderOf(scene, entropy, given)
  const amount = fraction(entropy, balance(scene, given, giver))
  const leaving = fraction(entropy, balance(scene, 'liqAmt', by))
  return [
    call(giver, `${given}.transfer`, { to: 'pair', amount }),
    call(by, 'pair.sync', {}),
    ...preparation(scene, entropy, by, 'liqAmt', 'master', leaving),
    call(by, 'master.removeLiquidity', { amount: leaving }),
  ]
}

/** Somebody, or the owner for the lock, provides a little liquidity through Master. */
function throughMaster(scene: Scene, entropy: Entropy): ReturnType<Move> {
  const locking = entropy.chance(50)
  const by = locking ? ownerOf(scene, 'master') : holderOf(scene, entropy, 'amt')
  if (!actors(scene).includes(by)) return []
  return [
    approval(by, 'amt', 'master', UINT256_MAX),
    approval(by, 'btcb', 'master', UINT256_MAX),
    call(by, locking ? 'master.addLiquidityLocking' : 'master.addLiquidity', {
      amountAmt: fraction(entropy, balance(scene, 'amt', by)),
      amountBtcb: fraction(entropy, balance(scene, 'btcb', by)),
    }),
  ]
}

/** Only the factory may call it, once: everybody else is refused. */
export const initialize: Move = (scene, entropy) => {
  const [token0, token1] = someTokens(scene, entropy)
  const pair = entropy.chance(30) ? entropy.pick(PAIRS) : somePair(scene, entropy)
  return [call(anyone(scene, entropy), 'pair.initialize', { token0, token1 }, pair)]
}
