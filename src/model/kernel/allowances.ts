/**
 * Allowances: how many tokens of an owner a spender may move.
 *
 * Amounts in base units. {@link INFINITE} has no special meaning here; the token contracts interpret it.
 */
import { UINT256_MAX } from './uint256.ts'
import { get, set, vector, type Vector } from './vector.ts'

/** By the owner's account index, then by the spender's. */
export type Allowances = Vector<Vector<bigint>>

/** `type(uint256).max`: OpenZeppelin's and Uniswap V2's tokens never reduce this allowance. */
export const INFINITE = UINT256_MAX

const NONE: Vector<bigint> = vector(0n)

/** Initial state: every allowance is 0. */
export const NO_ALLOWANCES: Allowances = vector(NONE)

/** Allowance in base units; 0 if it was never set. */
export function allowance(of: Allowances, owner: number, spender: number): bigint {
  return get(get(of, owner), spender)
}

/** The allowances with one entry replaced. */
export function withAllowance(of: Allowances, owner: number, spender: number, amount: bigint): Allowances {
  return set(of, owner, set(get(of, owner), spender, amount))
}
