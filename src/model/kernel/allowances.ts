/**
 * Allowances: how much of somebody's tokens somebody else may move, by owner and spender.
 *
 * Amounts in base units. {@link INFINITE} is a number like any other here; what it means is for the token's rules to say.
 */
import { UINT256_MAX } from './uint256.ts'
import { get, set, vector, type Vector } from './vector.ts'

/** By owner's index, then by spender's. */
export type Allowances = Vector<Vector<bigint>>

/** `type(uint256).max`: an allowance that OpenZeppelin's and Uniswap's tokens never reduce. */
export const INFINITE = UINT256_MAX

const NONE: Vector<bigint> = vector(0n)

export const NO_ALLOWANCES: Allowances = vector(NONE)

export function allowance(of: Allowances, owner: number, spender: number): bigint {
  return get(get(of, owner), spender)
}

export function withAllowance(of: Allowances, owner: number, spender: number, amount: bigint): Allowances {
  return set(of, owner, set(get(of, owner), spender, amount))
}
