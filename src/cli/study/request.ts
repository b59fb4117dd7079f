/**
 * Request: what `npm run study` was asked to do, checked before anything runs.
 */
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import type { Scenario } from '../../sim/definition/scenario.ts'
import { source } from '../../sim/random/stream.ts'
import { InvalidSweep, readAxis, type Axis } from '../../sim/study/axis.ts'
import { DESIGNS, pointsOf, type DesignName } from '../../sim/study/design.ts'
import { eventText, readEvent, type Event } from '../../sim/study/event.ts'
import { TooManyDimensions } from '../../sim/study/sobol-sequence.ts'
import { tasksOf, type StudySpec } from '../../sim/study/spec.ts'
import { DAYS, IN_SHARD, readWhole, REPLAYED, RUNS, SEEDS, WORKERS, type Range } from '../number.ts'
import { readOptions, type Options } from '../options.ts'
import { chosen, DEFAULT_SCENARIO, named, namesOf, readSet, readTexts, settle } from '../request.ts'
import { didYouMean } from '../suggest.ts'
import { WrongInput } from '../wrong-input.ts'

export const OPTIONS = {
  runs: { value: 'N', means: 'Paths at each point of the design. Default 100.' },
  workers: { value: 'W', means: 'Threads, from 1 to 256. Default: as many as the machine has cores.' },
  days: { value: 'N', means: 'Days to simulate, from 1 to 36500. Default: the scenario’s own.' },
  set: {
    value: 'KEY=VALUE',
    many: true,
    means: 'Set a parameter at every point; give it again for another.',
  },
  sweep: {
    value: 'KEY=VALUES',
    many: true,
    means: 'Vary a parameter: values such as 10,20,30 or a range such as 0..100:5. Again for another.',
  },
  design: { value: 'NAME', means: `How sweeps make points: ${DESIGNS.join(', ')}. Default grid.` },
  seed: { value: 'N', means: 'Key of all randomness, from 0 to 2^64 - 1. Default 1.' },
  out: {
    value: 'DIR',
    means: 'Directory of the study, where it goes on if it was interrupted. Default out/study-NAME.',
  },
  json: { means: 'Print exactly one JSON object, on one line, instead of the summary.' },
  probability: {
    value: 'EVENT',
    many: true,
    means:
      'How probable is it, such as "finalFloor>=0.000001" or "monthsToPayBack=never"? Again for another.',
  },
  'shard-size': { value: 'K', means: 'Paths in one file, and in one piece of work. Changes no result.' },
  'verify-worst': { value: 'K', means: 'Replay the K worst paths on the compiled contracts, and compare.' },
  by: {
    value: 'METRIC',
    means: 'Which paths are the worst: those where it is lowest, or highest with METRIC:highest.',
  },
  list: { means: 'List the scenarios, or the one that is named, with questions and parameters, and stop.' },
  help: { short: 'h', means: 'Show this, and stop.' },
} satisfies Options

export interface Worst {
  readonly metric: string
  readonly end: 'lowest' | 'highest'
}

export interface StudyRequest {
  readonly scenario: Scenario
  readonly spec: StudySpec
  readonly axes: readonly Axis[]
  readonly workers: number
  readonly shardSize: number
  /** Absolute. */
  readonly out: string
  readonly json: boolean
  readonly events: readonly Event[]
  /** Undefined: the first metric that differs between paths, lowest first. */
  readonly worst: Worst | undefined
  /** How many of the worst to replay on the EVM. */
  readonly verifyWorst: number
}

export type Request =
  | { readonly help: true }
  | { readonly list: readonly Scenario[]; readonly json: boolean }
  | { readonly study: StudyRequest }

/** More points or paths than anybody can mean. */
const MOST_TASKS = 10_000_000
/** Paths in one file unless told otherwise: at most this, and few enough that every thread gets several. */
const MOST_IN_SHARD = 64
const SHARDS_PER_WORKER = 4

/** @throws {WrongInput} if it cannot be done; nothing has been touched. */
export function readStudyRequest(
  argv: readonly string[],
  scenarios: readonly Scenario[],
  cwd: string,
): Request {
  const { flags, values, positionals } = readOptions(argv, OPTIONS)
  if (flags.has('help')) return { help: true }
  if (flags.has('list'))
    return {
      list: positionals.length === 0 ? scenarios : [chosen(positionals, scenarios, 'study')],
      json: flags.has('json'),
    }
  const file = named(positionals, scenarios, cwd, 'study')
  const sweeps = (values.get('sweep') ?? []).map((text) => splitSweep(file.scenario, text))
  const swept = new Set(sweeps.map(({ parameter }) => parameter))
  const fromFile = Object.entries(file.set).filter(([name]) => !swept.has(name))
  const asked = readSet(file.scenario, values.get('set') ?? [])
  const { scenario, set } = settle(file.scenario, { ...Object.fromEntries(fromFile), ...asked }, cwd)
  const value = (name: keyof typeof OPTIONS, fallback: string): string => values.get(name)?.[0] ?? fallback
  const whole = (name: keyof typeof OPTIONS, fallback: number, range: Range): number =>
    Number(readWhole(`--${name}`, value(name, fallback.toString()), range))
  const runs = whole('runs', 100, RUNS)
  const workers = whole('workers', availableParallelism(), WORKERS)
  const usual = Math.max(1, Math.min(MOST_IN_SHARD, Math.ceil(runs / (SHARDS_PER_WORKER * workers))))
  const seed = readWhole('--seed', value('seed', file.seed ?? '1'), SEEDS)
  const design = readDesign(value('design', 'grid'))
  const axes = readAxes(scenario, sweeps, set)
  const spec: StudySpec = {
    scenario: scenario.name,
    days: whole('days', Number(file.days ?? scenario.days), DAYS),
    seed: seed.toString(),
    runs,
    design: axes.length === 0 ? 'grid' : design,
    sweeps,
    set,
    points: readPoints(scenario, set, design, axes, seed),
  }
  if (tasksOf(spec) > MOST_TASKS)
    throw new WrongInput({
      expected: `at most ${MOST_TASKS} paths in all`,
      got: `${spec.points.length} points with ${runs} paths each`,
      advice: 'Take fewer points or fewer --runs.',
    })
  const verifyWorst = values.get('verify-worst') === undefined ? 0 : whole('verify-worst', 1, REPLAYED)
  return {
    study: {
      scenario,
      spec,
      axes,
      workers,
      shardSize: whole('shard-size', usual, IN_SHARD),
      out: readOut(value('out', `out/study-${file.stem}`), cwd),
      json: flags.has('json'),
      events: (values.get('probability') ?? []).map(readProbability),
      worst: readWorst(values.get('by')?.[0]),
      verifyWorst,
    },
  }
}

export { DEFAULT_SCENARIO }

/** What to type to get this study again: everything that its result depends on. */
export function studyCommand({ spec, events }: StudyRequest): string {
  const { scenario, runs, days, seed, design, sweeps, set } = spec
  const words = [
    `npm run study -- ${scenario}`,
    `--runs ${runs}`,
    `--days ${days}`,
    `--seed ${seed}`,
    ...Object.entries(set).map(([key, value]) => `--set ${key}=${value}`),
    ...sweeps.map(({ parameter, values }) => `--sweep ${parameter}=${values}`),
    ...(design === 'grid' ? [] : [`--design ${design}`]),
    ...events.map((event) => `--probability '${eventText(event)}'`),
  ]
  return words.join(' ')
}

function readOut(text: string, cwd: string): string {
  if (text !== '') return resolve(cwd, text)
  throw new WrongInput({
    expected: 'a directory for --out',
    got: '""',
    advice: 'Write for example --out out/mine.',
  })
}

function readDesign(text: string): DesignName {
  const design = DESIGNS.find((name) => name === text)
  if (design !== undefined) return design
  throw new WrongInput({
    expected: `one of the designs ${DESIGNS.join(', ')}`,
    got: `"${text}"`,
    advice: `${didYouMean(text, DESIGNS)}See --help.`,
  })
}

function splitSweep(
  scenario: Scenario,
  text: string,
): { readonly parameter: string; readonly values: string } {
  const equals = text.indexOf('=')
  if (equals < 1)
    throw new WrongInput({
      expected: '--sweep KEY=VALUES',
      got: `"${text}"`,
      advice: `VALUES are such as 10,20,30 or 0..100:5. Parameters of ${scenario.name}: ${namesOf(scenario)}.`,
    })
  return { parameter: text.slice(0, equals), values: text.slice(equals + 1) }
}

function readAxes(
  scenario: Scenario,
  sweeps: StudySpec['sweeps'],
  set: Readonly<Record<string, string>>,
): readonly Axis[] {
  const axes: Axis[] = []
  for (const { parameter: name, values } of sweeps) {
    const parameter = scenario.parameters.find((each) => each.name === name)
    const names = scenario.parameters.map((each) => each.name)
    if (parameter === undefined)
      throw new WrongInput({
        expected: `one of the parameters of ${scenario.name}: ${namesOf(scenario)}`,
        got: `"${name}"`,
        advice: `${didYouMean(name, names)}See --list.`,
      })
    if (name in set || axes.some((axis) => axis.parameter === name))
      throw new WrongInput({
        expected: `${name} to be set or swept once`,
        got: 'it twice',
        advice: 'Leave all but one away.',
      })
    axes.push(orWrong(() => readAxis(parameter, values)))
  }
  return axes
}

/** The design's points in canonical text, each of which the scenario accepts. */
function readPoints(
  scenario: Scenario,
  set: Readonly<Record<string, string>>,
  design: DesignName,
  axes: readonly Axis[],
  seed: bigint,
): StudySpec['points'] {
  const swept = axes.map(({ parameter }) => parameter)
  const points = orWrong(() => pointsOf(design, axes, source(seed, 0))).map((settings) => {
    const texts = readTexts(scenario, { ...set, ...settings })
    return Object.fromEntries(swept.map((name) => [name, texts[name]!]))
  })
  const distinct = new Set(points.map((point) => JSON.stringify(point))).size
  if ((design === 'grid' || design === 'zip') && distinct < points.length)
    throw new WrongInput({
      expected: 'points that differ',
      got: `${points.length} points of which ${distinct} are different`,
      advice: 'Give every value once; a range of a whole number has as many values as it has numbers.',
    })
  return points
}

function orWrong<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (error instanceof InvalidSweep)
      throw new WrongInput({
        expected: `${error.expected} for --sweep ${error.parameter}`,
        got: `"${error.got}"`,
        advice: 'See --help.',
      })
    if (error instanceof TooManyDimensions)
      throw new WrongInput({
        expected: 'fewer parameters in the design',
        got: error.message.replace(/^.*got /, '') + ' dimensions',
        advice: 'Design sobol takes up to 64 parameters, saltelli up to 32.',
      })
    throw error
  }
}

function readProbability(text: string): Event {
  const event = readEvent(text)
  if (event !== undefined) return event
  throw new WrongInput({
    expected: 'an event such as "finalFloor>=0.000001" for --probability',
    got: `"${text}"`,
    advice: 'Compare a metric by <, <=, =, >= or > with a number, or by = with a word.',
  })
}

function readWorst(text: string | undefined): Worst | undefined {
  if (text === undefined) return undefined
  const match = /^(\w+)(?::(lowest|highest))?$/.exec(text)
  if (match === null) {
    const [word = ''] = /^\w*/.exec(text)!
    throw new WrongInput({
      expected: 'METRIC, METRIC:lowest or METRIC:highest for --by',
      got: `"${text}"`,
      advice:
        word === ''
          ? 'The report of a run names the metrics of its scenario.'
          : `Write --by ${word}:lowest or --by ${word}:highest.`,
    })
  }
  return { metric: match[1]!, end: match[2] === 'highest' ? 'highest' : 'lowest' }
}
