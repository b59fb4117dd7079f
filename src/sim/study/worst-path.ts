/**
 * Worst path: that of a fan on which a scenario's primary metric is worst. `never` comes after every number,
 * as in quantiles; other words take no part.
 */
import { difference, readExact } from '../../statistics/exact.ts'
import type { Primary } from '../definition/scenario.ts'
import type { Fan } from './fan.ts'
import { NEVER } from './quantiles.ts'

export interface WorstPath {
  readonly path: number
  /** Text of the metric there. */
  readonly value: string
}

/** The worst path, the lowest of equal ones; undefined where no path has a number or `never`. */
export function worstPathOf(
  { pathNumbers, values }: Pick<Fan, 'pathNumbers' | 'values'>,
  { metric, better }: Primary,
): WorstPath | undefined {
  const all = (values[metric] ?? []).flatMap((value, index) =>
    value === NEVER || readExact(value) !== undefined ? [{ path: pathNumbers[index]!, value }] : [],
  )
  const sign = better === 'higher' ? 1 : -1
  return all.toSorted((a, b) => sign * order(a.value, b.value) || a.path - b.path)[0]
}

function order(a: string, b: string): number {
  if (a === NEVER || b === NEVER) return Number(a === NEVER) - Number(b === NEVER)
  const { digits } = difference(readExact(a)!, readExact(b)!)
  return digits < 0n ? -1 : digits > 0n ? 1 : 0
}
