/**
 * Router: liquidity and swaps with deadlines, minimums and paths.
 *
 * Mirrors `UniswapV2Router02` and `UniswapV2Library`. The deadline is checked first; a deadline equal to the
 * clock is in time. A path may contain any account; a call of a pair that does not exist reverts without a
 * reason.
 *
 * - Units: base units of each token and of LP shares; deadlines in Unix seconds.
 * - Rounding: as in `formulas.ts`.
 * - Not modelled: functions for BNB and functions with `permit`.
 */
import { Revert } from '../../kernel/revert.ts'
import { pairOf, type Account, type Pair, type Token, isPair, isToken } from '../../interface/accounts.ts'
import type { ArgsOf } from '../../interface/action.ts'
import { type Step } from '../../state/economy-state.ts'
import type { Handlers } from '../../state/handler.ts'
import * as bep20 from '../bep20.ts'
import * as erc20 from '../erc20.ts'
import { dsSub, NoReason } from './ds-math.ts'
import { checkPairable, createPair, NotModelled } from './factory.ts'
import { amountIn, amountOut, quote } from './formulas.ts'
import * as lpToken from './lp-token.ts'
import { burn, mint, swap } from './pair.ts'
import { existingPool, reservesOf } from './pool.ts'
import { balanceOf } from '../token.ts'

type Swap = ArgsOf<'router.swapExactTokensForTokens'>

/**
 * Stands for the address of a pair that cannot exist. Transfers to it are always reverted, because the call
 * of the pair fails afterwards.
 */
const UNNAMED_PAIR: Account = 'dead'

/** Contracts that exist from deployment on, besides tokens and pairs. */
const ALWAYS_DEPLOYED: readonly Account[] = [
  'master',
  'burnVault',
  'market',
  'stakingVault',
  'buyBackVault',
  'factory',
  'router',
]

/**
 * Adds liquidity in the reserves' ratio and creates the pair if it is missing.
 *
 * Reverts with `RouterExpired`, the factory's reasons, `LibraryInsufficientAmount`, `RouterInsufficientB`,
 * `RouterInsufficientA`, `TransferFromFailed`, then as the pair's `mint`.
 */
export function addLiquidity(
  step: Step,
  by: Account,
  args: ArgsOf<'router.addLiquidity'>,
): readonly [amountA: bigint, amountB: bigint, liquidity: bigint] {
  const { tokenA, tokenB, amountADesired, amountBDesired } = args
  checkDeadline(step, args.deadline)
  if (!isToken(tokenA) || !isToken(tokenB) || tokenA === tokenB) return addNonTokens(step, by, args)
  const pair = pairOf(tokenA, tokenB)!
  if (step.state.pools[pair] === undefined) createPair(step, tokenA, tokenB)
  const [reserveA, reserveB] = reservesOf(step.state.pools[pair]!, tokenA)
  const [amountA, amountB] =
    reserveA === 0n && reserveB === 0n
      ? [amountADesired, amountBDesired]
      : matched(amountADesired, amountBDesired, reserveA, reserveB, args.amountAMin, args.amountBMin)
  pullFrom(step, tokenA, by, pair, amountA)
  pullFrom(step, tokenB, by, pair, amountB)
  return [amountA, amountB, mint(step, pair, step.state.pools[pair]!, 'router', args.to)]
}

/**
 * Burns LP shares and pays both tokens.
 *
 * Reverts with `RouterExpired`, the library's reasons, `NoReason`, `MathSubUnderflow`, as the pair's `burn`,
 * then with `RouterInsufficientA`, `RouterInsufficientB`.
 */
export function removeLiquidity(
  step: Step,
  by: Account,
  args: ArgsOf<'router.removeLiquidity'>,
): readonly [amountA: bigint, amountB: bigint] {
  const { tokenA, tokenB } = args
  checkDeadline(step, args.deadline)
  const pair = pairFor(tokenA, tokenB)
  const pool = existingPool(step.state, pair)
  lpToken.transferFrom(step, pair!, 'router', by, pair!, args.liquidity)
  const [amount0, amount1] = burn(step, pair!, pool, 'router', args.to)
  const [amountA, amountB] = tokenA === pool.token0 ? [amount0, amount1] : [amount1, amount0]
  if (amountA < args.amountAMin) throw new RouterInsufficientA()
  if (amountB < args.amountBMin) throw new RouterInsufficientB()
  return [amountA, amountB]
}

/**
 * Swaps an exact input `amountA` for at least `limit`. Returns the amount at each step of the path.
 *
 * Reverts with `RouterExpired`, the library's reasons, `RouterInsufficientOutput`, `TransferFromFailed`, then
 * as the pairs' `swap`.
 */
export function swapExactTokensForTokens(step: Step, by: Account, args: Swap): readonly bigint[] {
  checkDeadline(step, args.deadline)
  const amounts = amountsOut(step, args.amountA, args.path)
  if (amounts.at(-1)! < args.limit) throw new RouterInsufficientOutput()
  return swapAlong(step, by, amounts, args)
}

/**
 * Swaps at most `limit` for an exact output `amountA`. Returns the amount at each step of the path.
 *
 * Reverts with `RouterExpired`, the library's reasons, `RouterExcessiveInput`, `TransferFromFailed`, then as
 * the pairs' `swap`.
 */
export function swapTokensForExactTokens(step: Step, by: Account, args: Swap): readonly bigint[] {
  checkDeadline(step, args.deadline)
  const amounts = amountsIn(step, args.amountA, args.path)
  if (amounts[0]! > args.limit) throw new RouterExcessiveInput()
  return swapAlong(step, by, amounts, args)
}

/**
 * Swaps an exact input, for tokens with a fee on transfer. Each hop swaps what its pair received; the minimum
 * is checked against what the recipient received.
 */
export function swapSupportingFeeOnTransfer(step: Step, by: Account, args: Swap): void {
  checkDeadline(step, args.deadline)
  const { path, to } = args
  const [first, second] = path
  if (first === undefined || second === undefined) throw new NoReason()
  pullFrom(step, first, by, pairFor(first, second) ?? UNNAMED_PAIR, args.amountA)
  const last = path.at(-1)!
  const before = answeredBalance(step, last, to)
  for (let hop = 0; hop < path.length - 1; hop++) {
    const [input, output] = [path[hop]!, path[hop + 1]!]
    const pair = pairFor(input, output)
    const pool = existingPool(step.state, pair)
    const [reserveIn, reserveOut] = reservesOf(pool, input as Token)
    const arrived = dsSub(balanceOf(step.state, input as Token, pair!), reserveIn)
    swapHop(step, path, hop, amountOut(arrived, reserveIn, reserveOut), to)
  }
  if (dsSub(answeredBalance(step, last, to), before) < args.limit) throw new RouterInsufficientOutput()
}

function swapAlong(step: Step, by: Account, amounts: readonly bigint[], args: Swap): readonly bigint[] {
  const { path } = args
  pullFrom(step, path[0]!, by, pairFor(path[0]!, path[1]!)!, amounts[0]!)
  for (let hop = 0; hop < path.length - 1; hop++) swapHop(step, path, hop, amounts[hop + 1]!, args.to)
  return amounts
}

/** Swaps at one pair of the path. The output goes to the next pair, after the last hop to the recipient. */
function swapHop(step: Step, path: readonly Account[], hop: number, out: bigint, to: Account): void {
  const [input, output, next] = [path[hop]!, path[hop + 1]!, path[hop + 2]]
  const pair = pairFor(input, output)!
  const recipient = next === undefined ? to : (pairFor(output, next) ?? UNNAMED_PAIR)
  const pool = existingPool(step.state, pair)
  const [out0, out1] = input === pool.token0 ? [0n, out] : [out, 0n]
  swap(step, pair, pool, 'router', out0, out1, recipient)
}

function amountsOut(step: Step, amount: bigint, path: readonly Account[]): bigint[] {
  if (path.length < 2) throw new LibraryInvalidPath()
  const amounts = [amount]
  for (let hop = 0; hop < path.length - 1; hop++) {
    const [reserveIn, reserveOut] = reservesFor(step, path[hop]!, path[hop + 1]!)
    amounts.push(amountOut(amounts[hop]!, reserveIn, reserveOut))
  }
  return amounts
}

function amountsIn(step: Step, amount: bigint, path: readonly Account[]): bigint[] {
  if (path.length < 2) throw new LibraryInvalidPath()
  const amounts = [amount]
  for (let hop = path.length - 1; hop > 0; hop--) {
    const [reserveIn, reserveOut] = reservesFor(step, path[hop - 1]!, path[hop]!)
    amounts.unshift(amountIn(amounts[0]!, reserveIn, reserveOut))
  }
  return amounts
}

function reservesFor(step: Step, input: Account, output: Account): readonly [bigint, bigint] {
  return reservesOf(existingPool(step.state, pairFor(input, output)), input as Token)
}

/**
 * The pair's name, created or not; `undefined` if the pair cannot exist.
 *
 * @throws {LibraryIdenticalAddresses | LibraryZeroAddress}
 */
function pairFor(a: Account, b: Account): Pair | undefined {
  if (a === b) throw new LibraryIdenticalAddresses()
  if (a === 'zero' || b === 'zero') throw new LibraryZeroAddress()
  return isToken(a) && isToken(b) ? pairOf(a, b) : undefined
}

/**
 * Amounts in the reserves' ratio that use one side completely. The router's assertion on A then always holds.
 */
function matched(
  desiredA: bigint,
  desiredB: bigint,
  reserveA: bigint,
  reserveB: bigint,
  minA: bigint,
  minB: bigint,
): readonly [bigint, bigint] {
  const optimalB = quote(desiredA, reserveA, reserveB)
  if (optimalB <= desiredB) {
    if (optimalB < minB) throw new RouterInsufficientB()
    return [desiredA, optimalB]
  }
  const optimalA = quote(desiredB, reserveB, reserveA)
  if (optimalA < minA) throw new RouterInsufficientA()
  return [optimalA, desiredB]
}

/**
 * Liquidity for accounts that are not tokens. The factory creates the pair, whose balance query then reverts.
 */
function addNonTokens(step: Step, by: Account, args: ArgsOf<'router.addLiquidity'>): never {
  const { tokenA, tokenB } = args
  checkPairable(tokenA, tokenB)
  if (isCoin(tokenA) && isCoin(tokenB)) throw new NotModelled(`a pair of ${tokenA} and ${tokenB}`)
  pullFrom(step, tokenA, by, UNNAMED_PAIR, args.amountADesired)
  pullFrom(step, tokenB, by, UNNAMED_PAIR, args.amountBDesired)
  throw new NoReason()
}

function isCoin(account: Account): boolean {
  return isToken(account) || isPair(account)
}

/**
 * `TransferHelper.safeTransferFrom`: replaces a token's revert reason; a call of an address without code
 * succeeds.
 */
function pullFrom(step: Step, token: Account, from: Account, to: Account, amount: bigint): void {
  if (!hasCode(step, token)) return
  try {
    if (token === 'amt' || token === 'liqAmt') erc20.transferFrom(step, token, 'router', from, to, amount)
    else if (token === 'btcb' || token === 'usdt') bep20.transferFrom(step, token, 'router', from, to, amount)
    else if (isPair(token)) lpToken.transferFrom(step, token, 'router', from, to, amount)
    else throw new TransferFromFailed()
  } catch (error) {
    throw error instanceof Revert ? new TransferFromFailed() : error
  }
}

/**
 * A token's balance.
 *
 * @throws {NoReason} when the account is not a token.
 */
function answeredBalance(step: Step, token: Account, account: Account): bigint {
  if (isToken(token) || (isPair(token) && step.state.pools[token] !== undefined))
    return balanceOf(step.state, token, account)
  throw new NoReason()
}

/** Whether an account is a deployed contract. */
function hasCode(step: Step, account: Account): boolean {
  if (isToken(account)) return true
  if (isPair(account)) return step.state.pools[account] !== undefined
  if (account === 'locker') return step.state.locker !== undefined
  if (account === 'distributor') return step.state.distributor !== undefined
  return ALWAYS_DEPLOYED.includes(account)
}

function checkDeadline(step: Step, deadline: bigint): void {
  if (deadline < step.state.timestamp) throw new RouterExpired()
}

export const ROUTER: Handlers<'router'> = {
  addLiquidity: (step, { by, args }) => addLiquidity(step, by, args),
  removeLiquidity: (step, { by, args }) => removeLiquidity(step, by, args),
  swapExactTokensForTokens: (step, { by, args }) => swapExactTokensForTokens(step, by, args),
  swapTokensForExactTokens: (step, { by, args }) => swapTokensForExactTokens(step, by, args),
  swapExactTokensForTokensSupportingFeeOnTransferTokens: (step, { by, args }) =>
    swapSupportingFeeOnTransfer(step, by, args),
}

/** The deadline has passed. */
export class RouterExpired extends Revert {
  readonly code = 'RouterExpired'
}

/** The amount of the first token is below its minimum. */
export class RouterInsufficientA extends Revert {
  readonly code = 'RouterInsufficientA'
}

/** The amount of the second token is below its minimum. */
export class RouterInsufficientB extends Revert {
  readonly code = 'RouterInsufficientB'
}

/** The output is below the minimum. */
export class RouterInsufficientOutput extends Revert {
  readonly code = 'RouterInsufficientOutput'
}

/** The input is above the maximum. */
export class RouterExcessiveInput extends Revert {
  readonly code = 'RouterExcessiveInput'
}

/** The path has fewer than two accounts. */
export class LibraryInvalidPath extends Revert {
  readonly code = 'LibraryInvalidPath'
}

/** A hop goes from a token to itself. */
export class LibraryIdenticalAddresses extends Revert {
  readonly code = 'LibraryIdenticalAddresses'
}

/** A hop includes the zero address. */
export class LibraryZeroAddress extends Revert {
  readonly code = 'LibraryZeroAddress'
}

/** The transfer of a token from the caller reverted. */
export class TransferFromFailed extends Revert {
  readonly code = 'TransferFromFailed'
}
