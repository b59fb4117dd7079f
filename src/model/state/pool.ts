/**
 * State of a pair except its LP shares: the storage of `UniswapV2Pair`.
 *
 * Reserves are uint112, in base units. The time of the last update is uint32, and the price accumulators
 * (UQ112.112 × seconds) are uint256; both wrap around by design.
 */
import type { Token } from '../interface/accounts.ts'

export interface Pool {
  readonly token0: Token
  readonly token1: Token
  readonly reserve0: bigint
  readonly reserve1: bigint
  /** Time of the last update, in seconds modulo 2^32. */
  readonly updatedAt: bigint
  readonly price0Cumulative: bigint
  readonly price1Cumulative: bigint
  /** `reserve0 * reserve1` after the last mint or burn while the protocol fee was on, otherwise 0. */
  readonly kLast: bigint
}

/** An empty pool. */
export function newPool(token0: Token, token1: Token): Pool {
  return {
    token0,
    token1,
    reserve0: 0n,
    reserve1: 0n,
    updatedAt: 0n,
    price0Cumulative: 0n,
    price1Cumulative: 0n,
    kLast: 0n,
  }
}
