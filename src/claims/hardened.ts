/**
 * Hardened: the scenarios on the original contracts' model and on the repaired ones, on the same paths.
 *
 * Seed and path give both systems the same random numbers, so that a difference of a metric is the repair's.
 * Emissions before the opening had no deposit: the repair that demands one holds from the opening on. People act
 * as they do in the scenario: nobody adapts to a repair.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Edit } from '../evm/compile/edit.ts'
import { projectRoot } from '../evm/compile/root.ts'
import { mutatedRules } from '../lockstep/mutation/mutated-model.ts'
import { scenarios } from '../scenarios/index.ts'
import type { RunResult } from '../sim/result.ts'
import { runScenario } from '../sim/run.ts'
import type { Scenario } from '../sim/definition/scenario.ts'
import { meanWithInterval, type Estimate } from '../statistics/student.ts'
import { editsOf, REPAIRS, type Expected, type Repair } from './repairs.ts'

/** Name of the system with every repair. */
export const ALL = 'all repairs'

export interface HardenedRow {
  readonly scenario: string
  /** Primary metric of the scenario, with its unit. */
  readonly metric: string
  readonly unit: string
  /** Name of a repair, or {@link ALL}. */
  readonly system: string
  /** Mean on the original contracts. */
  readonly original: number
  /** Difference of the repaired system on the same path; mean with its 95% interval. */
  readonly difference: Estimate
  readonly paths: number
  /** Paths on which every metric and every revert is the same. */
  readonly equalPaths: number
  readonly expected: Expected
  readonly verdict: 'as expected' | 'not as expected'
  /** Reverts that the repair adds on all paths together, by call and reason. */
  readonly newReverts: Readonly<Record<string, number>>
  /** Hypotheses of the scenario that another number of paths confirms, with the numbers before and after. */
  readonly hypotheses: readonly { readonly claim: string; readonly before: number; readonly after: number }[]
}

export interface HardenedOptions {
  readonly seed: bigint
  /** Paths of each scenario on each system, from 2 for an interval. */
  readonly paths: number
  /** @default all */
  readonly scenarios?: readonly string[]
  readonly onRun?: (done: number, of: number) => void
}

/** Runs one path. */
type Runner = (scenario: Scenario, path: number) => RunResult

/** Every scenario with each repair, and with all of them, beside the original. */
export async function compareHardened(options: HardenedOptions): Promise<readonly HardenedRow[]> {
  const { seed, paths, onRun } = options
  const chosen = scenarios.filter(({ name }) => options.scenarios?.includes(name) ?? true)
  const systems = [...REPAIRS.map((repair) => [repair.name, [repair]] as const), [ALL, REPAIRS] as const]
  const total = chosen.length * (systems.length + 1) * paths
  let done = 0
  const pathsOf = (run: Runner, scenario: Scenario): readonly RunResult[] =>
    Array.from({ length: paths }, (_, path) => {
      const result = run(scenario, path)
      onRun?.(++done, total)
      return result
    })
  const original: Runner = (scenario, path) => runScenario(scenario, { seed, path, variants: false })
  const originals = new Map(chosen.map((scenario) => [scenario.name, pathsOf(original, scenario)]))
  const rows: HardenedRow[] = []
  for (const [system, repairs] of systems) {
    const run = await repairedRunner(repairs, seed)
    for (const scenario of chosen)
      rows.push(rowOf(scenario, system, repairs, originals.get(scenario.name)!, pathsOf(run, scenario)))
  }
  const order = chosen.map(({ name }) => name)
  return rows.toSorted((a, b) => order.indexOf(a.scenario) - order.indexOf(b.scenario))
}

/** Whether the sources are at hand that a comparison needs. */
export function canCompare(): boolean {
  return existsSync(join(projectRoot, 'src', 'model', 'economy.ts'))
}

/** The model with repairs; the paths of a scenario on it. */
async function repairedRunner(repairs: readonly Repair[], seed: bigint): Promise<Runner> {
  const editsWhere = (isMeant: (repair: Repair) => boolean): readonly Edit[] =>
    repairs.filter(isMeant).flatMap((repair) => editsOf(repair).model)
  const [opening, days] = [
    await mutatedRules(editsWhere(({ fromOpening }) => fromOpening !== true)),
    await mutatedRules(editsWhere(() => true)),
  ]
  const rules = { opening: opening.apply, days: days.apply }
  return (scenario, path) => runScenario(scenario, { seed, path, variants: false, rules })
}

function rowOf(
  scenario: Scenario,
  system: string,
  repairs: readonly Repair[],
  before: readonly RunResult[],
  after: readonly RunResult[],
): HardenedRow {
  const { metric } = scenario.primary!
  const values = (runs: readonly RunResult[]): readonly number[] =>
    runs.map(({ metrics }) => Number(metrics[metric]!.value))
  const [one, other] = [values(before), values(after)]
  const difference = meanWithInterval(other.map((value, path) => value - one[path]!))
  const equalPaths = before.filter((run, path) => isEqual(run, after[path]!)).length
  const expected = expectation(repairs, scenario.name)
  const differs = other.map((value, path) => Math.sign(value - one[path]!))
  const isExpected = {
    'nothing differs': equalPaths === before.length,
    equal: differs.every((sign) => sign === 0),
    'no lower': differs.every((sign) => sign >= 0),
    'no higher': differs.every((sign) => sign <= 0),
  }[expected]
  return {
    scenario: scenario.name,
    metric: before[0]!.metrics[metric]!.title,
    unit: before[0]!.metrics[metric]!.unit,
    system,
    original: one.reduce((sum, value) => sum + value, 0) / one.length,
    difference,
    paths: before.length,
    equalPaths,
    expected,
    verdict: isExpected ? 'as expected' : 'not as expected',
    newReverts: newReverts(before, after),
    hypotheses: movedHypotheses(before, after),
  }
}

/** With all repairs, what is expected of the one that moves the scenario. */
function expectation(repairs: readonly Repair[], scenario: string): Expected {
  return repairs.flatMap(({ expects }) => expects?.[scenario] ?? [])[0] ?? 'nothing differs'
}

function isEqual(one: RunResult, other: RunResult): boolean {
  const seen = ({ metrics, reverts }: RunResult): string =>
    JSON.stringify([Object.entries(metrics).map(([name, { value }]) => [name, value]), reverts])
  return seen(one) === seen(other)
}

function newReverts(
  before: readonly RunResult[],
  after: readonly RunResult[],
): Readonly<Record<string, number>> {
  const counted = new Map<string, number>()
  for (const [sign, runs] of [
    [-1, before],
    [1, after],
  ] as const)
    for (const { reverts } of runs)
      for (const [what, count] of Object.entries(reverts))
        counted.set(what, (counted.get(what) ?? 0) + sign * count)
  return Object.fromEntries([...counted].filter(([, count]) => count > 0).toSorted())
}

function movedHypotheses(
  before: readonly RunResult[],
  after: readonly RunResult[],
): HardenedRow['hypotheses'] {
  const held = (runs: readonly RunResult[], claim: string): number =>
    runs.filter(({ findings }) => findings.some((each) => each.statement === claim && each.asExpected)).length
  const claims = [
    ...new Set([...before, ...after].flatMap(({ findings }) => findings.map(({ statement }) => statement))),
  ]
  return claims
    .map((claim) => ({ claim, before: held(before, claim), after: held(after, claim) }))
    .filter((each) => each.before !== each.after)
}
