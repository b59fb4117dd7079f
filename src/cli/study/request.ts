/**
 * Request: parses and validates the arguments of `npm run study`.
 */
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { settingWords } from '../../report/command.ts'
import type { Language } from '../../report/language/language.ts'
import type { Scenario } from '../../sim/definition/scenario.ts'
import { source } from '../../sim/random/stream.ts'
import { InvalidSweep, readAxis, type Axis } from '../../sim/study/axis.ts'
import { times } from '../../report/number.ts'
import { DESIGNS, pointsOf, type DesignName } from '../../sim/study/design.ts'
import { eventText, readEvent, type Event } from '../../sim/study/event.ts'
import { TooManyDimensions } from '../../statistics/sobol-sequence.ts'
import { WORST_PART } from '../../sim/study/tail-risk.ts'
import { tasksOf, type StudySpec } from '../../sim/study/spec.ts'
import {
  DAYS,
  GOALS,
  IN_SHARD,
  readWhole,
  REPLAYED,
  RUNS,
  SEEDS,
  WORKERS,
  WORST_PARTS,
  type Range,
} from '../number.ts'
import { readLanguage } from '../language.ts'
import { readOptions } from '../options.ts'
import { CHECKED, EXECUTORS, OPTIONS, type Executor } from './options.ts'
import {
  checkSettings,
  chosen,
  DEFAULT_SCENARIO,
  named,
  readSet,
  readTexts,
  seeParameters,
  settle,
} from '../request.ts'
import { mustSuitGoal } from './goal.ts'
import { checkShock } from '../stress/day.ts'
import { shellWord } from '../../report/shell-word.ts'
import { readAddress, shownAddress } from './bucket/address.ts'
import { readRedis, type Redis } from './bullmq/redis.ts'
import { projectStart } from '../start.ts'
import { choiceOf, didYouMean } from '../suggest.ts'
import { WrongInput } from '../wrong-input.ts'

export interface Worst {
  readonly metric: string
  readonly end: 'lowest' | 'highest'
}

export interface StudyRequest {
  readonly scenario: Scenario
  readonly spec: StudySpec
  readonly axes: readonly Axis[]
  readonly workers: number
  readonly executor: Executor
  /** Server of the queue; only for `bullmq`. */
  readonly redis: Redis | undefined
  /** Address of the bucket in which workers leave shards. */
  readonly bucket: string | undefined
  readonly shardSize: number
  /** Absolute. */
  readonly out: string
  readonly json: boolean
  readonly events: readonly Event[]
  /** Probability to seek, in percent. */
  readonly goal: number | undefined
  /** Part of the paths that is the tail of returns, in percent. */
  readonly worstPart: number
  /** When undefined: the first metric that differs between paths, lowest first. */
  readonly worst: Worst | undefined
  /** Number of worst paths to replay on the EVM. */
  readonly verifyWorst: number
  readonly language: Language
}

export type Request =
  | { readonly help: true }
  | { readonly list: readonly Scenario[]; readonly json: boolean }
  | { readonly study: StudyRequest }

/** Most paths of a study, over all points. */
const MOST_TASKS = 10_000_000
/** Default shard size: at most this, and small enough that every worker gets several shards. */
const MOST_IN_SHARD = 64
const SHARDS_PER_WORKER = 4

/**
 * Parses the arguments. Nothing is written.
 *
 * @throws {WrongInput} when an argument is invalid.
 */
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
  checkSettings('--set', values.get('set') ?? [], positionals, scenarios)
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
  if (values.has('design') && axes.length === 0)
    throw new WrongInput({
      expected: 'a --sweep with --design',
      got: 'none',
      advice: `Example: --design ${design} --sweep vaultShare=0..100:16. Or remove --design.`,
    })
  const spec: StudySpec = {
    scenario: scenario.name,
    days: whole('days', Number(file.days ?? scenario.days), DAYS),
    seed: seed.toString(),
    runs,
    design: axes.length === 0 ? 'grid' : design,
    sweeps,
    set,
    points: readPoints(scenario, set, design, axes, seed),
    ...(readChecked(value('invariants', 'all')) === 'all' ? {} : { invariants: 'sampled' }),
  }
  for (const point of spec.points) checkShock(scenario.name, { ...set, ...point }, spec.days)
  if (tasksOf(spec) > MOST_TASKS)
    throw new WrongInput({
      expected: `at most ${MOST_TASKS} paths in all`,
      got: `${times(spec.points.length, 'point')} with ${times(runs, 'path')} each`,
      advice: 'Lower the number of points or --runs.',
    })
  const events = (values.get('probability') ?? []).map(readProbability)
  const goal = values.get('goal') === undefined ? undefined : whole('goal', 95, GOALS)
  if (goal !== undefined) mustSuitGoal(spec, events)
  const executor = readExecutor(value('executor', 'threads'), values.get('redis')?.[0])
  const verifyWorst = values.get('verify-worst') === undefined ? 0 : whole('verify-worst', 1, REPLAYED)
  return {
    study: {
      scenario,
      spec,
      axes,
      workers,
      executor,
      bucket: bucketOf(values.get('bucket')?.[0]),
      redis: executor === 'bullmq' ? readRedis(values.get('redis')?.[0]) : undefined,
      shardSize: whole('shard-size', usual, IN_SHARD),
      out: readOut(value('out', `out/study-${file.stem}`), cwd),
      json: flags.has('json'),
      events,
      goal,
      worstPart: whole('worst-part', WORST_PART, WORST_PARTS),
      worst: readWorst(values.get('by')?.[0]),
      verifyWorst,
      language: readLanguage(value('lang', 'en')),
    },
  }
}

export { DEFAULT_SCENARIO }

/** Command that reproduces a study: everything that its result depends on. */
export function studyCommand({ spec, events, goal, worstPart }: StudyRequest, start = projectStart): string {
  const { scenario, runs, days, seed, design, sweeps, set, invariants } = spec
  const words = [
    `${start('study')} ${scenario}`,
    `--runs ${runs}`,
    `--days ${days}`,
    `--seed ${seed}`,
    ...settingWords(set),
    ...sweeps.map(({ parameter, values }) => `--sweep ${shellWord(`${parameter}=${values}`)}`),
    ...(design === 'grid' ? [] : [`--design ${design}`]),
    ...(invariants === undefined ? [] : [`--invariants ${invariants}`]),
    ...(goal === undefined ? [] : [`--goal ${goal}`]),
    ...(worstPart === WORST_PART ? [] : [`--worst-part ${worstPart}`]),
    ...events.map((event) => `--probability '${eventText(event)}'`),
  ]
  return words.join(' ')
}

function readOut(text: string, cwd: string): string {
  if (text !== '') return resolve(cwd, text)
  throw new WrongInput({
    expected: 'a directory for --out',
    got: '""',
    advice: 'Example: --out out/mine.',
  })
}

/** The address as it was given, if it is one. */
function bucketOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : shownAddress(readAddress(text))
}

function readExecutor(text: string, redis: string | undefined): Executor {
  const executor = EXECUTORS.find((name) => name === text)
  if (executor === undefined)
    throw new WrongInput({
      expected: `one of the executors ${EXECUTORS.join(', ')}`,
      got: `"${text}"`,
      advice: `${didYouMean(text, EXECUTORS)}See --help.`,
    })
  if (redis !== undefined && executor !== 'bullmq')
    throw new WrongInput({
      expected: '--redis with --executor bullmq only',
      got: `--redis with --executor ${executor}`,
      advice: 'Add --executor bullmq, or remove --redis.',
    })
  return executor
}

function readChecked(text: string): (typeof CHECKED)[number] {
  const checked = CHECKED.find((name) => name === text)
  if (checked !== undefined) return checked
  throw new WrongInput({
    expected: `${CHECKED.join(' or ')} for --invariants`,
    got: `"${text}"`,
    advice: `${didYouMean(text, CHECKED)}See --help.`,
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
      advice:
        `Examples: --sweep ${text === '' ? 'KEY' : text}=10,20,30 or =0..100:5. ` +
        seeParameters(scenario.name),
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
        expected: `a parameter of ${scenario.name}`,
        got: `"${name}"`,
        advice: choiceOf(name, names, seeParameters(scenario.name)),
      })
    if (name in set || axes.some((axis) => axis.parameter === name))
      throw new WrongInput({
        expected: `one --set or --sweep for ${name}`,
        got: 'two',
        advice: 'Remove one of them.',
      })
    axes.push(orWrong(() => readAxis(parameter, values)))
  }
  return axes
}

/**
 * The design's points in canonical text.
 *
 * @throws {WrongInput} when the scenario rejects a point, or points of a grid or zip are equal.
 */
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
      got: `${points.length} points, of which ${distinct} differ`,
      advice: 'List every value once. A range of an integer parameter has no more values than integers.',
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
        advice: `Examples: --sweep ${error.parameter}=10,20,30 or --sweep ${error.parameter}=0..100:5.`,
      })
    if (error instanceof TooManyDimensions)
      throw new WrongInput({
        expected: 'fewer swept parameters',
        got: error.message.replace(/^.*got /, '') + ' dimensions',
        advice: 'Design sobol takes up to 64 parameters, design saltelli up to 32.',
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
    advice: 'Compare a metric with a number by <, <=, =, >= or >, or with a word by =.',
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
          ? 'The report of a run lists the metrics of its scenario.'
          : `Write --by ${word}:lowest or --by ${word}:highest.`,
    })
  }
  return { metric: match[1]!, end: match[2] === 'highest' ? 'highest' : 'lowest' }
}
