/**
 * Designs: the points of the parameter space at which a study runs its paths.
 *
 * | design | points |
 * |---|---|
 * | `grid` | every combination of the axes' values, the last axis changing fastest |
 * | `zip` | the first values of all axes, the second ones, and so on |
 * | `lhs` | a Latin hypercube of `n` points |
 * | `sobol` | the first `n` points of a Sobol' sequence, digitally shifted by the seed |
 * | `morris` | `n` walks of k+1 points, for elementary effects |
 * | `saltelli` | `n(k+2)` points, for Sobol' indices; `n` is at least 2 and best a power of two |
 *
 * `n` is the count of the ranges, the same for all. A design depends on the seed, not on the number of paths.
 */
import type { Source } from '../random/stream.ts'
import { InvalidSweep, isRange, levelsOf, valueAlong, valueWithin, type Axis } from './axis.ts'
import { latinHypercube } from '../../statistics/latin-hypercube.ts'
import { morrisPoints } from '../../statistics/morris.ts'
import { saltelliPoints } from '../../statistics/sobol-indices.ts'
import { sobolPoints } from '../../statistics/sobol-sequence.ts'

/** Designs: how sweeps are combined into points. */
export const DESIGNS = ['grid', 'zip', 'lhs', 'sobol', 'morris', 'saltelli'] as const
/** One of {@link DESIGNS}. */
export type DesignName = (typeof DESIGNS)[number]

/** Whether the points are policies to compare, rather than samples of an uncertain input. */
export function pointsAreChoices(design: DesignName): boolean {
  return design === 'grid' || design === 'zip'
}

/** Settings of one point, by parameter. */
export type Settings = Readonly<Record<string, string>>

/**
 * The design's points; one point without settings if there are no axes.
 *
 * @throws {InvalidSweep} when the axes do not fit the design.
 */
export function pointsOf(design: DesignName, axes: readonly Axis[], seed: Source): readonly Settings[] {
  if (axes.length === 0) return [{}]
  const settings = (texts: readonly string[]): Settings =>
    Object.fromEntries(axes.map(({ parameter }, index) => [parameter, texts[index]!]))
  if (design === 'grid') return combinations(axes.map(levelsOf)).map(settings)
  if (design === 'zip') return together(axes).map(settings)
  const valueAt = design === 'morris' ? valueAlong : valueWithin
  return placesOf(design, axes, seed).map((place) =>
    settings(axes.map((axis, index) => valueAt(axis, place[index]!))),
  )
}

/**
 * The points in the unit cube of a design that is drawn.
 *
 * @throws {InvalidSweep} when the axes do not fit the design.
 */
export function placesOf(
  design: Exclude<DesignName, 'grid' | 'zip'>,
  axes: readonly Axis[],
  seed: Source,
): readonly (readonly number[])[] {
  const names = axes.map(({ parameter }) => parameter)
  const count = commonCount(design, axes)
  switch (design) {
    case 'lhs':
      return latinHypercube(names, count, seed)
    case 'sobol':
      return sobolPoints(names, count, seed)
    case 'morris':
      return morrisPoints(names.length, count, seed)
    case 'saltelli':
      return saltelliPoints(names, count, seed)
  }
}

function combinations(levels: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return levels.reduce<readonly (readonly string[])[]>(
    (before, values) => before.flatMap((texts) => values.map((value) => [...texts, value])),
    [[]],
  )
}

function together(axes: readonly Axis[]): readonly (readonly string[])[] {
  const levels = axes.map(levelsOf)
  const length = levels[0]!.length
  const odd = levels.findIndex((values) => values.length !== length)
  if (odd >= 0)
    throw new InvalidSweep(
      axes[odd]!.parameter,
      `as many values as ${axes[0]!.parameter} has, ${length}, for design zip`,
      axes[odd]!.text,
    )
  return levels[0]!.map((_value, index) => levels.map((values) => values[index]!))
}

function commonCount(design: DesignName, axes: readonly Axis[]): number {
  const ranges = axes.filter(isRange)
  const [first, ...others] = ranges
  if (first === undefined)
    throw new InvalidSweep(
      axes[0]!.parameter,
      `a range such as 0..100:16, whose count says how many points design ${design} has`,
      axes[0]!.text,
    )
  if (design === 'saltelli' && first.count < 2)
    throw new InvalidSweep(first.parameter, 'a count of at least 2 for design saltelli', first.text)
  const odd = others.find(({ count }) => count !== first.count)
  if (odd !== undefined)
    throw new InvalidSweep(
      odd.parameter,
      `the count of ${first.parameter}, ${first.count}, for design ${design}`,
      odd.text,
    )
  return first.count
}
