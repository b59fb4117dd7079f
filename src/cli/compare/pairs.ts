/** Pairs: which entries are compared with which, and what differs between all of them. */
import { WrongInput } from '../wrong-input.ts'
import { compared, type Compared } from './difference.ts'
import { MOST_POINTS, type Entry } from './entry.ts'

/** A quantity in which the entries differ, with the value of each. */
export interface Differing {
  readonly what: string
  readonly values: readonly string[]
}

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

/** Parameters, seed, days and so on that are not the same everywhere. */
export function differing(entries: readonly Entry[]): readonly Differing[] {
  const rows: Differing[] = [
    { what: 'scenario', values: entries.map(({ scenario }) => scenario) },
    { what: 'seed', values: entries.map(({ seed }) => seed) },
    { what: 'days', values: entries.map(({ days }) => String(days)) },
    { what: 'paths', values: entries.map(({ paths }) => String(paths.size)) },
    { what: 'commit', values: entries.map(({ commit }) => commit ?? 'unknown') },
    ...[...new Set(entries.flatMap(({ parameters }) => Object.keys(parameters)))].map((name) => ({
      what: name,
      values: entries.map(({ parameters }) => parameters[name] ?? 'none'),
    })),
  ]
  return rows.filter(({ values }) => new Set(values).size > 1)
}

/** What a reader must know of the comparisons, in sentences. */
export function notesOn(all: readonly Compared[], entries: readonly Entry[]): readonly string[] {
  const unpaired = all.filter(({ pairing }) => pairing === 'unpaired')
  return [
    ...unpaired.map(
      ({ base, other }) =>
        `${other.label} and ${base.label} have ${base.seed === other.seed ? 'no path in common' : 'other seeds'}: their paths are independent, so medians are compared, and intervals are wider than those of pairs.`,
    ),
    ...(entries.some(({ paths }) => paths.size === 1)
      ? ['One path has no interval: run it with further paths (--paths N).']
      : []),
    ...(new Set(entries.map(({ days }) => days)).size > 1
      ? ['The runs have different lengths: metrics at the end are of different days.']
      : []),
    ...(entries.some(({ settings }) => Object.keys(settings).length > 0) && entries.length >= MOST_POINTS
      ? [`Of each study, the first ${MOST_POINTS} points are compared.`]
      : []),
  ]
}
