/**
 * Conclusions: what the docs say about results, computed.
 */
import { fanAround } from '../../src/cli/fan/fan.ts'
import { lab } from '../../src/cli/lab.ts'
import type { Scenario } from '../../src/sim/definition/scenario.ts'
import type { RunResult } from '../../src/sim/result.ts'
import type { Fan } from '../../src/sim/study/fan.ts'
import { readStress } from '../../src/cli/stress/request.ts'
import { stressMatrix } from '../../src/cli/stress/matrix.ts'
import { page, sectionOf } from './answers.ts'
import type { Assumption } from './assumptions.ts'
import { shocksSection, type Matrix } from './shocks.ts'
import { tornado, type Row } from './tornado.ts'
import { signed, tornadoSvg } from './tornado-svg.ts'

/** Further paths of a fan, as in `npm run simulate`. */
const FURTHER = 20
const METRIC = 'holderReturn'
const labModule = new URL('../../src/cli/lab.ts', import.meta.url).href

export interface Written {
  readonly path: string
  readonly text: string
}

/** A run of seed 1 with its further paths. */
export async function ranWith(
  scenario: Scenario,
  set: Readonly<Record<string, string>> = {},
): Promise<{ readonly result: RunResult; readonly fan: Fan }> {
  const result = lab.run(scenario, { seed: 1n, set })
  const options = { lab, labModule, scenario, paths: FURTHER, set, cwd: process.cwd() }
  return { result, fan: await fanAround(result, options) }
}

export const section = async (scenario: Scenario): Promise<string> => {
  const { result, fan } = await ranWith(scenario)
  return sectionOf(scenario, result, fan)
}

/** The page of answers; sections of other scenarios are kept as they are stored. */
export async function answersPage(scenarios: readonly Scenario[], stored = ''): Promise<Written> {
  const sections: string[] = []
  for (const scenario of lab.scenarios) {
    const kept = storedSection(stored, scenario.name)
    sections.push(scenarios.includes(scenario) || kept === undefined ? await section(scenario) : kept)
  }
  return { path: 'docs/explanation/answers.md', text: page(sections, FURTHER + 1) }
}

/** A scenario's section of the stored page, up to the next heading. */
export function storedSection(stored: string, name: string): string | undefined {
  const from = stored.indexOf(`## \`${name}\`\n`)
  if (from < 0) return undefined
  const to = stored.indexOf('\n## ', from)
  return `${stored.slice(from, to < 0 ? undefined : to).trimEnd()}\n`
}

/** The tornado of a year's return. */
export async function tornadoOfBaseline(assumptions?: readonly Assumption[]): Promise<readonly Row[]> {
  const baseline = lab.scenarios.find(({ name }) => name === 'baseline')!
  return tornado(METRIC, async (set) => (await ranWith(baseline, set)).fan, assumptions)
}

/** Chart and table between their marks in the page of assumptions. */
export function withTornado(rows: readonly Row[], assumptions: string): readonly Written[] {
  const text = between(
    assumptions,
    'tornado',
    [
      '![Tornado of the return of baseline: one bar for each end of the range of an ' +
        'assumption](../images/tornado.svg)',
      '',
      ...tableOf(rows),
    ].join('\n'),
  )
  return [
    { path: 'docs/explanation/assumptions.md', text },
    {
      path: 'docs/images/tornado.svg',
      text: tornadoSvg(rows, {
        title: 'How far each assumption moves the return of baseline',
        unit: 'percentage points',
      }),
    },
  ]
}

/** The results of the stress matrix at its defaults. */
export async function shocksMatrix(argv: readonly string[] = []): Promise<Matrix> {
  const request = readStress(argv, lab.scenarios, process.cwd())
  if (!('run' in request)) throw new Error('expected arguments of a run')
  const { run } = request
  const rows = await stressMatrix(run, { lab, labModule, cwd: process.cwd(), onPath: () => {} })
  return { rows, runs: run.runs, seed: run.seed, day: run.day }
}

/** Table and sentences between their marks in the page of shocks. */
export const withShocks = (matrix: Matrix, page: string): Written => ({
  path: 'docs/explanation/shocks.md',
  text: between(page, 'shocks', shocksSection(matrix)),
})

/** A page with what is between the marks of `name` replaced. */
function between(stored: string, name: string, body: string): string {
  const marks = [`<!-- ${name}: generated -->`, `<!-- /${name} -->`] as const
  const [from, to] = [stored.indexOf(marks[0]), stored.indexOf(marks[1])]
  if (from < 0 || to < from) throw new Error(`expected ${marks.join(' and ')} in the page`)
  return [stored.slice(0, from + marks[0].length), '', body, '', stored.slice(to)].join('\n')
}

export function tableOf(rows: readonly Row[]): readonly string[] {
  return [
    '| assumption | range | return, percentage points | evidence |',
    '|---|---|---|---|',
    ...rows.map(lineOf),
  ]
}

/** One row of the table. */
export function lineOf({ group, title, range, ends }: Row): string {
  const shifts = ends.map(({ median, low, high }) => `${points(median)} (${points(low)} to ${points(high)})`)
  return (
    `| ${group}: ${title} | ${ends.map(({ label }) => label).join(' / ')} | ${shifts.join(' / ')} | ` +
    `${range} |`
  )
}

const points = (value: number): string => signed(Math.round(value * 10) / 10)
