/**
 * Pair: a constant-product pool of two tokens with LP shares.
 *
 * Mirrors `UniswapV2Pair` with PancakeSwap's fees. The caller sends tokens or shares first: the pair takes
 * the difference between its balances and its reserves as the input.
 *
 * - Units: base units of the tokens and of the LP shares.
 * - Rounding: down, in favour of the pool; see `formulas.ts`.
 * - Not modelled: flash swaps (no account has code to call back, so a swap with data reverts without a
 *   reason), and the reentrancy lock (no modelled token calls another contract).
 */
import { Revert } from '../../kernel/revert.ts'
import type { Account, Pair, Token } from '../../interface/accounts.ts'
import { emit, type Draft, type Economy, type Step } from '../../state/economy-state.ts'
import type { Pool } from '../../state/pool.ts'
import { dsDiv, dsMul, dsSub, NoReason } from './ds-math.ts'
import { firstShares, laterShares, MINIMUM_LIQUIDITY, productHolds, protocolFee } from './formulas.ts'
import { burnShares, mintShares } from './lp-token.ts'
import { update } from './pool.ts'
import { balanceOf, move, totalSupply } from '../token.ts'

/** Shares that the pair mints to `feeTo` at the next mint or burn. */
export function feeShares(state: Economy | Draft, pair: Pair): bigint {
  const pool = state.pools[pair]
  if (pool === undefined || state.factory.feeTo === 'zero' || pool.kLast === 0n) return 0n
  return protocolFee(totalSupply(state, pair), pool.reserve0 * pool.reserve1, pool.kLast)
}

/**
 * Mints shares for the tokens received since the last update. Returns the shares.
 *
 * @throws {MathSubUnderflow} when a balance is below its reserve, or the first deposit is below the minimum.
 * @throws {PairInsufficientLiquidityMinted} when the shares round down to zero.
 * @throws {PairOverflow} when a balance exceeds uint112.
 */
export function mint(step: Step, pair: Pair, pool: Pool, by: Account, to: Account): bigint {
  const [balance0, balance1] = held(step, pair, pool)
  const amount0 = dsSub(balance0, pool.reserve0)
  const amount1 = dsSub(balance1, pool.reserve1)
  const feeOn = mintFee(step, pair)
  const supply = totalSupply(step.state, pair)
  const isFirst = supply === 0n
  const shares = isFirst
    ? firstShares(amount0, amount1)
    : laterShares([amount0, amount1], [pool.reserve0, pool.reserve1], supply)
  if (isFirst) mintShares(step, pair, 'zero', MINIMUM_LIQUIDITY)
  if (shares === 0n) throw new PairInsufficientLiquidityMinted()
  mintShares(step, pair, to, shares)
  settle(step, pair, feeOn, balance0, balance1)
  emit(step, pair, 'Mint', [by, amount0, amount1])
  return shares
}

/**
 * Burns the shares that the pair holds and pays both tokens for them. Returns the amounts.
 *
 * @throws {PairInsufficientLiquidityBurned} when an amount rounds down to zero.
 * @throws {PairTransferFailed} when a token reverts.
 */
export function burn(
  step: Step,
  pair: Pair,
  pool: Pool,
  by: Account,
  to: Account,
): readonly [amount0: bigint, amount1: bigint] {
  const [balance0, balance1] = held(step, pair, pool)
  const shares = balanceOf(step.state, pair, pair)
  const feeOn = mintFee(step, pair)
  const supply = totalSupply(step.state, pair)
  const amount0 = dsDiv(dsMul(shares, balance0), supply)
  const amount1 = dsDiv(dsMul(shares, balance1), supply)
  if (amount0 === 0n || amount1 === 0n) throw new PairInsufficientLiquidityBurned()
  burnShares(step, pair, shares)
  payOut(step, pair, pool.token0, to, amount0)
  payOut(step, pair, pool.token1, to, amount1)
  const [after0, after1] = held(step, pair, pool)
  settle(step, pair, feeOn, after0, after1)
  emit(step, pair, 'Burn', [by, amount0, amount1, to])
  return [amount0, amount1]
}

/**
 * Pays the requested outputs, then checks that the received input covers them.
 *
 * Reverts with `PairInsufficientOutput`, `PairInsufficientLiquidity`, `PairInvalidTo`, `PairTransferFailed`,
 * `NoReason`, `PairInsufficientInput`, ds-math's reasons, `PairK`, `PairOverflow`, in that order.
 */
export function swap(
  step: Step,
  pair: Pair,
  pool: Pool,
  by: Account,
  out0: bigint,
  out1: bigint,
  to: Account,
  data: `0x${string}` = '0x',
): void {
  if (out0 === 0n && out1 === 0n) throw new PairInsufficientOutput()
  const { token0, token1, reserve0, reserve1 } = pool
  if (out0 >= reserve0 || out1 >= reserve1) throw new PairInsufficientLiquidity()
  if (to === token0 || to === token1) throw new PairInvalidTo()
  if (out0 > 0n) payOut(step, pair, token0, to, out0)
  if (out1 > 0n) payOut(step, pair, token1, to, out1)
  if (data !== '0x') throw new NoReason()
  const balances = held(step, pair, pool)
  const in0 = excess(balances[0], reserve0 - out0)
  const in1 = excess(balances[1], reserve1 - out1)
  if (in0 === 0n && in1 === 0n) throw new PairInsufficientInput()
  if (!productHolds(balances, [in0, in1], [reserve0, reserve1])) throw new PairK()
  update(step, pair, pool, balances[0], balances[1])
  emit(step, pair, 'Swap', [by, in0, in1, out0, out1, to])
}

/**
 * Transfers the balances in excess of the reserves.
 *
 * @throws {MathSubUnderflow | PairTransferFailed}
 */
export function skim(step: Step, pair: Pair, pool: Pool, to: Account): void {
  const { token0, token1 } = pool
  payOut(step, pair, token0, to, dsSub(balanceOf(step.state, token0, pair), pool.reserve0))
  payOut(step, pair, token1, to, dsSub(balanceOf(step.state, token1, pair), pool.reserve1))
}

/**
 * Sets the reserves to the balances.
 *
 * @throws {PairOverflow}
 */
export function sync(step: Step, pair: Pair, pool: Pool): void {
  const [balance0, balance1] = held(step, pair, pool)
  update(step, pair, pool, balance0, balance1)
}

function held(step: Step, pair: Pair, pool: Pool): readonly [bigint, bigint] {
  return [balanceOf(step.state, pool.token0, pair), balanceOf(step.state, pool.token1, pair)]
}

function excess(balance: bigint, expected: bigint): bigint {
  return balance > expected ? balance - expected : 0n
}

/** Mints the protocol fee. Returns whether the fee is on. */
function mintFee(step: Step, pair: Pair): boolean {
  const { feeTo } = step.state.factory
  if (feeTo === 'zero') return false
  const shares = feeShares(step.state, pair)
  if (shares > 0n) mintShares(step, pair, feeTo, shares)
  return true
}

/**
 * Updates the reserves after a mint or burn, and the product from which the next protocol fee is computed.
 */
function settle(step: Step, pair: Pair, feeOn: boolean, balance0: bigint, balance1: bigint): void {
  const pool = update(step, pair, step.state.pools[pair]!, balance0, balance1)
  const kLast = feeOn ? balance0 * balance1 : 0n
  if (kLast !== pool.kLast) step.state.pools[pair] = { ...pool, kLast }
}

/**
 * Transfers a token. The pair replaces the token's revert reason with its own.
 *
 * @throws {PairTransferFailed}
 */
function payOut(step: Step, pair: Pair, token: Token, to: Account, amount: bigint): void {
  try {
    move(step, token, pair, to, amount)
  } catch (error) {
    throw error instanceof Revert ? new PairTransferFailed() : error
  }
}

/** A token's transfer out of the pair reverted. */
export class PairTransferFailed extends Revert {
  readonly code = 'PairTransferFailed'
}

/** The tokens received are worth less than one base unit of shares. */
export class PairInsufficientLiquidityMinted extends Revert {
  readonly code = 'PairInsufficientLiquidityMinted'
}

/** The shares are worth less than one base unit of a token. */
export class PairInsufficientLiquidityBurned extends Revert {
  readonly code = 'PairInsufficientLiquidityBurned'
}

/** Both outputs of a swap are zero. */
export class PairInsufficientOutput extends Revert {
  readonly code = 'PairInsufficientOutput'
}

/** An output of a swap is not below its reserve. */
export class PairInsufficientLiquidity extends Revert {
  readonly code = 'PairInsufficientLiquidity'
}

/** The receiver of a swap is one of the pair's tokens. */
export class PairInvalidTo extends Revert {
  readonly code = 'PairInvalidTo'
}

/** The pair received no input for the swap. */
export class PairInsufficientInput extends Revert {
  readonly code = 'PairInsufficientInput'
}

/** The product of the reserves, after the fee, would decrease. */
export class PairK extends Revert {
  readonly code = 'PairK'
}
