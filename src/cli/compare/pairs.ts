/** Pairs: which entries are compared with which. */
import { WrongInput } from '../wrong-input.ts'
import { compared, type Compared } from '../../report/compare/difference.ts'
import type { Entry } from '../../report/compare/entry.ts'

/**
 * The comparisons: the points of a single study with its first; else each further directory with the first,
 * point by point where both have the same settings.
 *
 * @throws {WrongInput} when there is nothing to compare.
 */
export function comparisonsOf(groups: readonly (readonly Entry[])[]): readonly Compared[] {
  const [first = [], ...others] = groups
  const pairs: (readonly [Entry, Entry])[] =
    others.length === 0
      ? first.slice(1).map((entry) => [first[0]!, entry] as const)
      : others.flatMap((group) => group.flatMap((entry) => pairsWith(first, entry)))
  if (pairs.length === 0)
    throw new WrongInput({
      expected: 'two parameter sets to compare',
      got: first.length === 1 ? `one, of ${first[0]!.label}` : 'studies without a point in common',
      advice: 'Name a second directory, or a study with several points.',
    })
  const all = pairs.map(([base, other]) => compared(base, other))
  const without = all.find(({ metrics }) => Object.keys(metrics).length === 0)
  if (without !== undefined)
    throw new WrongInput({
      expected: 'results with a metric in common',
      got: `${without.base.label} of ${without.base.scenario} and ${without.other.label} of ${without.other.scenario}, with none`,
      advice: 'Compare results of one scenario.',
    })
  return all
}

function pairsWith(base: readonly Entry[], entry: Entry): readonly (readonly [Entry, Entry])[] {
  if (base.length === 1) return [[base[0]!, entry]]
  const key = ({ settings }: Entry): string => JSON.stringify(Object.entries(settings).toSorted())
  const same = base.find((each) => key(each) === key(entry))
  if (same !== undefined) return [[same, entry]]
  // A run, or a study of one point, goes against every point.
  return Object.keys(entry.settings).length === 0 ? base.map((each) => [each, entry] as const) : []
}
