/**
 * Request: parses and validates the arguments of `npm run stress`.
 */
import type { Language } from '../../report/language/language.ts'
import { availableParallelism } from 'node:os'
import type { Primary, Scenario } from '../../sim/definition/scenario.ts'
import { STRESS } from '../../sim/stress/parameters.ts'
import type { Shock } from '../../sim/stress/shock.ts'
import { SHOCKS } from '../../sim/stress/shocks.ts'
import { DAYS, readWhole, SEEDS, WORKERS, type Range } from '../number.ts'
import { LANG, readLanguage } from '../language.ts'
import { readOptions, type Options } from '../options.ts'
import { checkSettings, named, readOut, readSet, settle, type Named } from '../request.ts'
import { isScenarioFile } from '../scenario-file/read.ts'
import { choiceOf, didYouMean } from '../suggest.ts'
import { WrongInput } from '../wrong-input.ts'
import { mustBegin } from './day.ts'

const DEFAULT_RUNS = '5'

export const OPTIONS = {
  runs: {
    value: 'N',
    means: `Paths of each scenario with each shock, from 1 to 1000. Default ${DEFAULT_RUNS}.`,
  },
  seed: { value: 'N', means: 'Seed of all random numbers, from 0 to 2^64 - 1. Default 1.' },
  days: { value: 'N', means: 'Days of every run, from 2 to 36500. Default: set by each scenario.' },
  shock: { value: 'NAME', many: true, means: 'Only this shock. Repeatable. Default: all. See --list.' },
  day: {
    value: 'N',
    means: `Day of the runs that is the last before the shock. Default ${STRESS.stressDay.default}.`,
  },
  set: {
    value: 'KEY=VALUE',
    many: true,
    means: 'Set a parameter of all scenarios of the matrix. Repeatable.',
  },
  workers: { value: 'W', means: 'Worker threads. Default: one per core. Does not change results.' },
  out: { value: 'DIR', means: 'Directory of the report, replaced atomically. Default out/stress.' },
  json: { means: 'Print one JSON object on one line instead of the tables.' },
  lang: LANG,
  list: {
    means:
      'List shocks with dates, effects and sources, and scenarios with their metrics; as JSON with --json.',
  },
  help: { short: 'h', means: 'Show this help and exit.' },
} satisfies Options

const PATHS_OF_CELL: Range = { min: 1n, max: 1000n, example: 20n }
const DAYS_WITH_SHOCK: Range = { ...DAYS, min: 2n }
const STRESS_DAYS: Range = { min: 0n, max: BigInt(STRESS.stressDay.max!), example: 30n }

/** A scenario of the matrix, with the settings of its file, if it has one. */
export interface Row {
  /** Name of the scenario, or of its file without the extension. */
  readonly name: string
  readonly scenario: Scenario
  readonly primary: Primary
  readonly days: number
  /** Set parameters in canonical text. */
  readonly set: Readonly<Record<string, string>>
}

export interface StressRun {
  readonly rows: readonly Row[]
  readonly shocks: readonly Shock[]
  readonly runs: number
  readonly seed: bigint
  /** Day of the runs that is day 0 of the shock. */
  readonly day: number
  readonly workers: number
  /** Absolute. */
  readonly out: string
  readonly json: boolean
  readonly language: Language
  readonly command: string
}

/** `--list`. */
export interface Listing {
  readonly list: readonly Shock[]
  readonly json: boolean
}

export type StressRequest = { readonly help: true } | Listing | { readonly run: StressRun }

/**
 * Parses the arguments. Nothing is written.
 *
 * @throws {WrongInput} when an argument is invalid.
 */
export function readStress(
  argv: readonly string[],
  scenarios: readonly Scenario[],
  cwd: string,
): StressRequest {
  const { flags, values, positionals } = readOptions(argv, OPTIONS)
  if (flags.has('help')) return { help: true }
  const shocks = shocksNamed(values.get('shock') ?? [])
  if (flags.has('list')) return { list: shocks, json: flags.has('json') }
  const value = (name: keyof typeof OPTIONS): string | undefined => values.get(name)?.[0]
  const whole = (name: keyof typeof OPTIONS, fallback: string, range: Range): number =>
    Number(readWhole(`--${name}`, value(name) ?? fallback, range))
  const runs = whole('runs', DEFAULT_RUNS, PATHS_OF_CELL)
  const day = whole('day', STRESS.stressDay.default, STRESS_DAYS)
  const workers = whole('workers', String(availableParallelism()), WORKERS)
  const days = value('days') === undefined ? undefined : whole('days', '', DAYS_WITH_SHOCK)
  const sets = values.get('set') ?? []
  checkSettings('--set', sets, positionals, scenarios)
  const asked = askedOf(positionals, scenarios, cwd)
  const seed = readWhole('--seed', value('seed') ?? seedOf(asked), SEEDS)
  mustBeShared(asked, sets)
  const rows = asked.map((each) => rowOf(each, days, day, sets, cwd))
  const kept = (['runs', 'days', 'shock', 'day', 'set'] as const).flatMap((name) =>
    (values.get(name) ?? []).map((text) => ` --${name} ${text}`),
  )
  const names = positionals.map((name) => ` ${name}`)
  return {
    run: {
      rows,
      shocks,
      runs,
      seed,
      day,
      workers,
      out: readOut(value('out') ?? 'out/stress', cwd),
      json: flags.has('json'),
      language: readLanguage(value('lang') ?? 'en'),
      command: `npm run stress --${names.join('')} --seed ${seed}${kept.join('')}`,
    },
  }
}

/** The named shocks in the order of the library; all if none is named. */
function shocksNamed(names: readonly string[]): readonly Shock[] {
  const known = SHOCKS.map(({ name }) => name as string)
  for (const name of names)
    if (!known.includes(name))
      throw new WrongInput({
        expected: `one of the shocks ${known.join(', ')} for --shock`,
        got: `"${name}"`,
        advice: `${didYouMean(name, known)}See --list.`,
      })
  return SHOCKS.filter(({ name }) => names.length === 0 || names.includes(name))
}

/**
 * The named scenarios in the order of the lab, then the files in their own; all with a primary metric if none
 * is named.
 */
function askedOf(
  positionals: readonly string[],
  scenarios: readonly Scenario[],
  cwd: string,
): readonly Named[] {
  const all = scenarios.filter(({ primary }) => primary !== undefined).map(({ name }) => name)
  const given = positionals.length === 0 ? all : positionals
  const asked = given.map((each) => named([each], scenarios, cwd, 'stress'))
  const stems = asked.map(({ stem }) => stem)
  const twice = stems.find((stem, index) => stems.indexOf(stem) !== index)
  if (twice !== undefined)
    throw new WrongInput({
      expected: 'every scenario or file once, and under different names',
      got: `"${twice}" ${stems.filter((stem) => stem === twice).length} times`,
      advice:
        'Leave out the repetition. If they are two files, rename one: a row of the matrix has the name of ' +
        'its file.',
    })
  const files = asked.filter((_each, index) => isScenarioFile(given[index]!))
  const order = scenarios.map(({ name }) => name)
  const byName = asked
    .filter((each) => !files.includes(each))
    .toSorted((a, b) => order.indexOf(a.stem) - order.indexOf(b.stem))
  return [...byName, ...files]
}

/** The seed of the files: all paths of the matrix have the same. */
function seedOf(asked: readonly Named[]): string {
  const seeds = [...new Set(asked.flatMap(({ seed }) => (seed === undefined ? [] : [seed])))]
  if (seeds.length > 1)
    throw new WrongInput({
      expected: 'one seed for all scenarios of the matrix',
      got: `the seeds ${seeds.join(' and ')} in its files`,
      advice: 'Choose one with --seed N.',
    })
  return seeds[0] ?? '1'
}

/** @throws {WrongInput} when a parameter of `--set` is not one of every scenario. */
function mustBeShared(asked: readonly Named[], sets: readonly string[]): void {
  const distinct = [...new Map(asked.map(({ scenario }) => [scenario.name, scenario])).values()]
  const lacks = ({ parameters }: Scenario, key: string): boolean =>
    !parameters.some(({ name }) => name === key)
  const [first, ...others] = distinct
  const shared = (first?.parameters ?? [])
    .map(({ name }) => name)
    .filter((name) => !(name in STRESS) && !others.some((scenario) => lacks(scenario, name)))
  const whole = distinct.length === 1 ? `${first!.name}` : `all ${distinct.length} scenarios of the matrix`
  for (const text of sets) {
    const equals = text.indexOf('=')
    const key = text.slice(0, equals)
    const without = distinct.filter((scenario) => lacks(scenario, key)).map(({ name }) => name)
    if (without.length === 0) continue
    const having = distinct.map(({ name }) => name).filter((name) => !without.includes(name))
    throw new WrongInput({
      expected: `a parameter of ${whole} for --set`,
      got: `"${key}"${having.length === 0 ? '' : `, which ${without.join(', ')} ${without.length === 1 ? 'does' : 'do'} not have`}`,
      advice:
        having.length === 0
          ? choiceOf(key, shared, 'See npm run simulate -- --list.')
          : `Name the scenarios that have it: ${having.join(' ')}.`,
    })
  }
}

function rowOf(
  { scenario, stem, set, days: ownDays }: Named,
  days: number | undefined,
  day: number,
  sets: readonly string[],
  cwd: string,
): Row {
  const { name, primary } = scenario
  if (primary === undefined)
    throw new WrongInput({
      expected: 'scenarios with a primary metric',
      got: `"${name}"`,
      advice: 'Add `primary` to its definition.',
    })
  const all = { ...set, ...readSet(scenario, sets) }
  const reserved = Object.keys(STRESS).find((each) => each in all)
  if (reserved !== undefined)
    throw new WrongInput({
      expected: 'parameters other than those of the shock, in --set and in scenario files',
      got: `"${reserved}"`,
      advice: 'Choose shocks with --shock NAME, and their day with --day N.',
    })
  const own = ownDays === undefined ? scenario.days : Number(readWhole('days', ownDays, DAYS_WITH_SHOCK))
  const row = { name: stem, primary, days: days ?? own, ...settle(scenario, all, cwd) }
  mustBegin(name, day, row.days)
  return row
}
