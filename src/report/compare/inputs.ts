/** Inputs: what differs between the entries of a comparison, and what a reader must know of it. */
import type { Compared } from './difference.ts'
import { MOST_POINTS, type Entry } from './entry.ts'

/** A quantity in which the entries differ, with the value of each. */
export interface Differing {
  readonly what: string
  readonly values: readonly string[]
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
