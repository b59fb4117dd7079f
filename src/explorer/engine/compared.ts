/**
 * Compared: two experiments on common random numbers, as the page of a comparison.
 */
import type { Composed } from '../../report/content.ts'
import { compared } from '../../report/compare/difference.ts'
import type { Entry } from '../../report/compare/entry.ts'
import { differing, notesOn } from '../../report/compare/inputs.ts'
import { comparePage } from '../../report/compare/page.ts'
import { resultHash } from '../../report/hash.ts'
import type { Versions } from '../../report/manifest.ts'
import type { RunResult } from '../../sim/result.ts'
import type { Fan, FanPath } from '../../sim/study/fan.ts'
import { fanAmong } from '../../sim/study/fan-run.ts'
import type { Scenario } from '../../sim/definition/scenario.ts'
import { runCommandText } from '../../report/command.ts'
import type { Experiment } from '../experiment.ts'

/** One side: its detailed run, and its further paths. */
export interface Side {
  readonly experiment: Experiment
  readonly scenario: Scenario
  readonly result: RunResult
  readonly paths: readonly FanPath[]
}

/** The page of a comparison; the first side is the base. */
export function comparedPage([base, other]: readonly [Side, Side], versions: Versions): Composed {
  const [baseLabel, otherLabel] = labelsOf(base.result, other.result)
  const entries = [entryOf(base, baseLabel), entryOf(other, otherLabel)] as const
  const comparisons = [compared(...entries)]
  return comparePage({
    entries,
    comparisons,
    versions,
    inBrowser: true,
    differing: differing(entries),
    notes: notesOn(comparisons, entries),
    primary: other.scenario.primary?.metric,
    command: commandsOf([base, other]),
  })
}

/** The commands that give the comparison outside of the browser, one a line. */
function commandsOf(sides: readonly Side[]): string {
  const places = ['out/base', 'out/other']
  const runs = sides.map(
    ({ experiment, result, paths }, index) =>
      runCommandText('npm run simulate --', { ...experiment, days: result.days, paths: paths.length }) +
      ` --out ${places[index]}`,
  )
  return [...runs, `npm run compare -- ${places.join(' ')}`].join('\n')
}

/** Names of the sides: the parameters in which they differ, else seed and path. */
function labelsOf(base: RunResult, other: RunResult): readonly [string, string] {
  const names = [...new Set([...Object.keys(base.parameters), ...Object.keys(other.parameters)])].filter(
    (name) => base.parameters[name] !== other.parameters[name],
  )
  const of = ({ scenario, parameters, seed, path, days }: RunResult): string =>
    [
      ...(base.scenario === other.scenario ? [] : [scenario]),
      ...(base.scenario === other.scenario ? names : [])
        .slice(0, 3)
        .map((name) => `${name}=${parameters[name] ?? 'none'}`),
      ...(base.seed === other.seed ? [] : [`seed ${seed}`]),
      ...(base.path === other.path ? [] : [`path ${path}`]),
      ...(base.days === other.days ? [] : [`${days} days`]),
    ].join(' ')
  const [one, two] = [of(base), of(other)]
  return one === two ? ['base', 'this experiment'] : [one, two]
}

function entryOf({ scenario, result, paths }: Side, label: string): Entry {
  const fan = fanAmong(result, paths, scenario)
  return {
    label,
    kind: 'run',
    scenario: result.scenario,
    question: result.question,
    seed: result.seed,
    days: result.days,
    parameters: result.parameters,
    settings: {},
    commit: undefined,
    resultHash: resultHash(result),
    described: result.metrics,
    paths: pathsOf(fan),
    daily: dailyOf(fan, result),
    charts: result.charts,
    table: (name) => result.tables.find((table) => table.name === name),
  }
}

const pathsOf = ({ pathNumbers, values }: Fan): Entry['paths'] =>
  new Map(
    pathNumbers.map((path, index) => [
      path,
      Object.fromEntries(Object.entries(values).map(([name, texts]) => [name, texts[index]!])),
    ]),
  )

function dailyOf(fan: Fan, { tables }: RunResult): Entry['daily'] {
  const columns = tables.find(({ name }) => name === 'daily')?.columns ?? []
  return new Map(
    fan.daily.flatMap(({ name, quantiles }) => {
      const column = columns.find((each) => each.name === name)
      return column === undefined ? [] : [[name, { title: column.title, unit: column.unit, quantiles }]]
    }),
  )
}
