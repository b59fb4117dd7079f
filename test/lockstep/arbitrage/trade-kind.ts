/**
 * Trade kind: one kind of planned trade, with the check that it must pass on the contracts.
 *
 * A check opens a world, executes the planned trade in lockstep and returns what is wrong, if anything: a
 * plan that reverts, a gain that differs from the plan, or another trade that earns more. Gains are read from
 * balances rather than computed, so the check does not repeat a mistake of a formula.
 */
import type { Token } from '../../../src/model/interface/accounts.ts'
import type { Action } from '../../../src/model/interface/action.ts'
import type { Planning } from './planning.ts'
import type { Draw, Situation } from './situation.ts'
import type { TradingWorld } from './trading-world.ts'

/** How often each case occurred. */
export type Coverage = Map<string, number>

export interface TradeKind {
  readonly name: string
  /** Largest distance between the prices of a situation, in millionths: see `situation.ts`. */
  readonly spread: bigint
  /**
   * Returns what is wrong with the trade planned by `planning` in this situation; undefined if nothing is.
   */
  check(planning: Planning, situation: Situation, draw: Draw, coverage: Coverage): string | undefined
}

/** Alternatives to a planned trade. */
export interface Alternatives {
  readonly sizes: readonly bigint[]
  readonly attempt: (size: bigint) => void
}

export const count = (coverage: Coverage, what: string): void =>
  void coverage.set(what, (coverage.get(what) ?? 0) + 1)

/** Sizes around `best`: off by one wei, by one wei of `coarse`, and by more; none below 1 or above `most`. */
export function sizesAround(best: bigint, coarse: bigint, most: bigint): readonly bigint[] {
  const steps = [1n, 2n, coarse, best / 1000n, best / 7n].filter((step) => step > 0n)
  const sizes = steps.flatMap((step) => [best - step, best + step])
  return [...new Set(sizes)].filter((size) => size > 0n && size <= most)
}

/** Sizes of every magnitude up to `most`. */
export function sizesUpTo(most: bigint): readonly bigint[] {
  const sizes: bigint[] = []
  for (let size = 1n; size <= most; size = size * 30n + 2n) sizes.push(size)
  return sizes
}

/** The change of `worth` by an attempt on the contracts, which may revert. */
export function earned(world: TradingWorld, worth: () => bigint, attempt: () => void): bigint {
  return world.tryOut(() => {
    const before = worth()
    attempt()
    return worth() - before
  })
}

/** The amount of `token` that an attempted call gains; zero if it reverts. */
export function received(world: TradingWorld, token: Token, action: Action): bigint {
  const before = world.balance(token)
  return world.attempt(action) ? world.balance(token) - before : 0n
}

/** Executes a plan in lockstep and compares its gain with the planned one. */
export function execute(
  world: TradingWorld,
  plan: readonly Action[],
  worth: () => bigint,
  planned: bigint,
): string | undefined {
  const before = worth()
  const revert = world.execute(plan)
  if (revert !== undefined) return `the plan reverts: ${revert}`
  const gain = worth() - before
  return gain === planned ? undefined : `expected a gain of ${planned}, got ${gain}`
}

/** The first alternative that earns more than `gain`. */
export function better(
  world: TradingWorld,
  worth: () => bigint,
  { sizes, attempt }: Alternatives,
  gain: bigint,
): string | undefined {
  for (const size of sizes) {
    const other = earned(world, worth, () => attempt(size))
    if (other > gain) return `a trade of ${size} earns ${other}, the planned one ${gain}`
  }
  return undefined
}

export const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)
