/**
 * Amounts: ordinary ones, and those at the edges where arithmetic breaks.
 *
 * An amount is drawn around `all`, the actor's balance, and around the edge values of the case: an allowance,
 * the amount that is left below the cap, a reserve. Base units.
 */
import { ONE } from '../../model/kernel/units.ts'
import { UINT112_MAX, UINT256_MAX } from '../../model/kernel/uint256.ts'
import type { Entropy } from './entropy.ts'

/** Draws an amount: a fraction of `all` in half of the cases, an edge otherwise. */
export function drawAmount(entropy: Entropy, all: bigint, ...edges: readonly bigint[]): bigint {
  const kind = entropy.below(100)
  if (kind < 50) return fraction(entropy, all)
  if (kind < 60) return all
  if (kind < 64) return bounded(all + 1n)
  if (kind < 68) return 0n
  if (kind < 71) return 1n
  if (kind < 77) return BigInt(2 + entropy.below(999))
  if (kind < 88) return nearEdge(entropy, edges.length === 0 ? [all] : edges)
  if (kind < 95) return roundNumber(entropy)
  return entropy.pick([UINT112_MAX, UINT112_MAX + 1n, UINT256_MAX, UINT256_MAX - 1n, 1n << 128n, 1n << 255n])
}

/** Between a thousandth and all of `all`, so that a success is likely. */
export function fraction(entropy: Entropy, all: bigint): bigint {
  return (all * BigInt(1 + entropy.below(1000))) / 1000n
}

/** An allowance: mostly enough, often infinite, at times one unit short. */
export function drawAllowance(entropy: Entropy, need: bigint): bigint {
  const kind = entropy.below(10)
  if (kind < 4) return bounded(need)
  if (kind < 6) return UINT256_MAX
  if (kind < 8) return bounded(need * 10n)
  if (kind < 9) return need > 0n ? need - 1n : 0n
  return drawAmount(entropy, need)
}

/** A deadline in seconds: mostly in time, often exactly at the edge. */
export function drawDeadline(entropy: Entropy, now: bigint): bigint {
  return entropy.weighted([
    [4, now + 600n],
    [2, now],
    [1, now - 1n],
    [1, now + 1n],
    [1, UINT256_MAX],
    [0.3, 0n],
  ])
}

function nearEdge(entropy: Entropy, edges: readonly bigint[]): bigint {
  const edge = entropy.pick(edges)
  return bounded(edge + entropy.pick([0n, 1n, edge > 0n ? -1n : 0n]))
}

function roundNumber(entropy: Entropy): bigint {
  return (BigInt(1 + entropy.below(99)) * ONE * 10n ** BigInt(entropy.below(8))) / 1000n
}

/** Capped at uint256's maximum, since actions carry uint256. */
export function bounded(amount: bigint): bigint {
  return amount > UINT256_MAX ? UINT256_MAX : amount
}
