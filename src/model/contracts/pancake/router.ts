/**
 * Router: liquidity and swaps with deadlines, minimums and paths.
 *
 * Mirrors `UniswapV2Router02` and its library. The deadline is checked first and a deadline equal to the clock is in time. A path may
 * name any account; a pair that does not exist fails without a reason when it is called.
 *
 * Not modelled: the functions for BNB, and those with `permit`.
 */
import { pairOf, type Account, type Pair, type Token, isPair, isToken } from '../../interface/accounts.ts'
import type { ArgsOf } from '../../interface/action.ts'
import * as bep20 from '../bep20.ts'
import * as erc20 from '../erc20.ts'
import { Revert } from '../../kernel/revert.ts'
import { type Step } from '../../state/economy-state.ts'
import { balanceOf } from '../token.ts'
import { dsSub, NoReason } from './ds-math.ts'
import { checkPairable, createPair, NotModelled } from './factory.ts'
import { amountIn, amountOut, quote } from './formulas.ts'
import * as lpToken from './lp-token.ts'
import { burn, mint, swap } from './pair.ts'
import { existingPool, reservesOf } from './pool.ts'
import type { Handlers } from '../../state/handler.ts'

type Swap = ArgsOf<'router.swapExactTokensForTokens'>

/** Tokens in, shares out; creates the pair if it is missing. */
export function addLiquidity(
  step: Step,
  by: Account,
  args: ArgsOf<'router.addLiquidity'>,
): readonly [amountA: bigint, amountB: bigint, liquidity: bigint] {
  const { tokenA, tokenB, amountADesired, amountBDesired } = args
  checkDeadline(step, args.deadline)
  if (!isToken(tokenA) || !isToken(tokenB) || tokenA === tokenB) return addOutsiders(step, by, args)
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

/** Shares in, tokens out. */
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

/** A fixed amount in, at least `limit` out. */
export function swapExactTokensForTokens(step: Step, by: Account, args: Swap): readonly bigint[] {
  checkDeadline(step, args.deadline)
  const amounts = amountsOut(step, args.amountA, args.path)
  if (amounts.at(-1)! < args.limit) throw new RouterInsufficientOutput()
  return swapAlong(step, by, amounts, args)
}

/** A fixed amount out, at most `limit` in. */
export function swapTokensForExactTokens(step: Step, by: Account, args: Swap): readonly bigint[] {
  checkDeadline(step, args.deadline)
  const amounts = amountsIn(step, args.amountA, args.path)
  if (amounts[0]! > args.limit) throw new RouterExcessiveInput()
  return swapAlong(step, by, amounts, args)
}

/** A fixed amount in; each hop swaps what really arrived, and the minimum is checked on what the recipient really got. */
export function swapSupportingFeeOnTransfer(step: Step, by: Account, args: Swap): void {
  checkDeadline(step, args.deadline)
  const { path, to } = args
  const [first, second] = path
  if (first === undefined || second === undefined) throw new NoReason()
  pullFrom(step, first, by, pairFor(first, second) ?? NOWHERE_NAMED, args.amountA)
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

/** Stands for an address that has no name here: what is sent there is undone, for no pair lives there to go on. */
const NOWHERE_NAMED: Account = 'dead'

function swapAlong(step: Step, by: Account, amounts: readonly bigint[], args: Swap): readonly bigint[] {
  const { path } = args
  pullFrom(step, path[0]!, by, pairFor(path[0]!, path[1]!)!, amounts[0]!)
  for (let hop = 0; hop < path.length - 1; hop++) swapHop(step, path, hop, amounts[hop + 1]!, args.to)
  return amounts
}

/** Swaps at one pair of the path; the output goes to the next pair, or to the recipient after the last. */
function swapHop(step: Step, path: readonly Account[], hop: number, out: bigint, to: Account): void {
  const [input, output, next] = [path[hop]!, path[hop + 1]!, path[hop + 2]]
  const pair = pairFor(input, output)!
  const recipient = next === undefined ? to : (pairFor(output, next) ?? NOWHERE_NAMED)
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

/** The pair's name, created or not; undefined if no such pair is ever created. */
function pairFor(a: Account, b: Account): Pair | undefined {
  if (a === b) throw new LibraryIdenticalAddresses()
  if (a === 'zero' || b === 'zero') throw new LibraryZeroAddress()
  return isToken(a) && isToken(b) ? pairOf(a, b) : undefined
}

/** The amounts in the reserves' ratio that use up one side. The library's assertion that B fits then cannot fail. */
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

/** Liquidity for accounts that are no tokens: the factory would make the pair, which then fails to read its balances. */
function addOutsiders(step: Step, by: Account, args: ArgsOf<'router.addLiquidity'>): never {
  const { tokenA, tokenB } = args
  checkPairable(tokenA, tokenB)
  if (isCoin(tokenA) && isCoin(tokenB)) throw new NotModelled(`a pair of ${tokenA} and ${tokenB}`)
  pullFrom(step, tokenA, by, NOWHERE_NAMED, args.amountADesired)
  pullFrom(step, tokenB, by, NOWHERE_NAMED, args.amountBDesired)
  throw new NoReason()
}

function isCoin(account: Account): boolean {
  return isToken(account) || isPair(account)
}

/** TransferHelper: a token's refusal loses its reason; an address without code takes the call and does nothing. */
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

/** A token's balance, or no reason if the account is no token that could answer. */
function answeredBalance(step: Step, token: Account, account: Account): bigint {
  if (isToken(token) || (isPair(token) && step.state.pools[token] !== undefined))
    return balanceOf(step.state, token, account)
  throw new NoReason()
}

const ALWAYS_DEPLOYED: readonly Account[] = [
  'master',
  'burnVault',
  'market',
  'stakingVault',
  'buyBackVault',
  'factory',
  'router',
]

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

/** Less of the first token than the minimum. */
export class RouterInsufficientA extends Revert {
  readonly code = 'RouterInsufficientA'
}

/** Less of the second token than the minimum. */
export class RouterInsufficientB extends Revert {
  readonly code = 'RouterInsufficientB'
}

/** Less comes out than the minimum. */
export class RouterInsufficientOutput extends Revert {
  readonly code = 'RouterInsufficientOutput'
}

/** More has to go in than the maximum. */
export class RouterExcessiveInput extends Revert {
  readonly code = 'RouterExcessiveInput'
}

/** A path has at least two tokens. */
export class LibraryInvalidPath extends Revert {
  readonly code = 'LibraryInvalidPath'
}

/** A hop from a token to itself. */
export class LibraryIdenticalAddresses extends Revert {
  readonly code = 'LibraryIdenticalAddresses'
}

/** A hop over the zero address. */
export class LibraryZeroAddress extends Revert {
  readonly code = 'LibraryZeroAddress'
}

/** The token refused to be taken from the caller. */
export class TransferFromFailed extends Revert {
  readonly code = 'TransferFromFailed'
}
