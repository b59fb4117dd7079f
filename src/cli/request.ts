/**
 * Request: parses and validates the arguments of `npm run simulate`.
 */
import { basename, extname, relative, resolve, sep } from 'node:path'
import {
  acceptedBy,
  ConflictingSettings,
  InvalidParameter,
  UnknownParameter,
} from '../sim/definition/parameter.ts'
import { runCommandText, STANDARD_PATHS } from '../report/command.ts'
import type { Language } from '../report/language/language.ts'
import { ParameterOutOfRange } from '../sim/process/process.ts'
import { TableTooShort } from '../sim/process/table.ts'
import type { Scenario } from '../sim/definition/scenario.ts'
import { LANG, readLanguage } from './language.ts'
import { DAYS, FAN_PATHS, PATHS, readWhole, SEEDS } from './number.ts'
import { readOptions, type Options } from './options.ts'
import { bindPriceFiles } from './price-files.ts'
import { isScenarioFile, readScenarioFile, type ScenarioFile } from './scenario-file/read.ts'
import { checkShock } from './stress/day.ts'
import { projectStart, shownStart } from './start.ts'
import { shellWord } from '../report/shell-word.ts'
import { choiceOf } from './suggest.ts'
import { WrongInput } from './wrong-input.ts'

export const OPTIONS = {
  seed: { value: 'N', means: 'Seed of all random numbers, from 0 to 2^64 - 1. Default 1.' },
  path: { value: 'I', means: 'Path of the seed, from 0 to 2^32 - 1. Default 0.' },
  paths: {
    value: 'N',
    means: 'Further paths for medians and ranges, from 0 to 1000; 0 shows one path alone. Default 20.',
  },
  days: { value: 'N', means: 'Days to simulate, from 1 to 36500. Default: set by the scenario.' },
  set: { value: 'KEY=VALUE', many: true, means: 'Set a parameter. Repeatable. See --list.' },
  out: { value: 'DIR', means: 'Directory of the report, replaced atomically. Default out/NAME.' },
  json: { means: 'Print one JSON object on one line instead of the summary.' },
  verify: { means: 'Replay the run on the compiled contracts and compare.' },
  lang: LANG,
  list: { means: 'List all scenarios, or the parameters of the named one, and exit.' },
  help: { short: 'h', means: 'Show this help and exit.' },
} satisfies Options

export const DEFAULT_SCENARIO = 'baseline'
const DEFAULT_SEED = '1'

export interface Run {
  readonly scenario: Scenario
  readonly seed: bigint
  readonly path: number
  readonly days: number
  /** Number of further paths: the first of the seed other than `path`. */
  readonly paths: number
  /** Set parameters in canonical text, in the scenario's order. */
  readonly set: Readonly<Record<string, string>>
  /** Absolute. */
  readonly out: string
  readonly json: boolean
  readonly verify: boolean
  readonly language: Language
}

export type Request =
  | { readonly help: true }
  | { readonly list: readonly Scenario[]; readonly json: boolean }
  | { readonly run: Run }

/**
 * Parses the arguments. Nothing is written.
 *
 * @throws {WrongInput} when an argument is invalid.
 */
export function readRequest(argv: readonly string[], scenarios: readonly Scenario[], cwd: string): Request {
  const { flags, values, positionals } = readOptions(argv, OPTIONS)
  if (flags.has('help')) return { help: true }
  if (flags.has('list'))
    return {
      list: positionals.length === 0 ? scenarios : [chosen(positionals, scenarios)],
      json: flags.has('json'),
    }
  checkSettings('--set', values.get('set') ?? [], positionals, scenarios)
  const file = named(positionals, scenarios, cwd)
  const set = { ...file.set, ...readSet(file.scenario, values.get('set') ?? []) }
  const { scenario, set: settled } = settle(file.scenario, set, cwd)
  const value = (name: keyof typeof OPTIONS, fallback: string): string => values.get(name)?.[0] ?? fallback
  const out = readOut(value('out', `out/${file.stem}`), cwd)
  const days = Number(readWhole('--days', value('days', file.days ?? scenario.days.toString()), DAYS))
  checkShock(scenario.name, settled, days)
  return {
    run: {
      scenario,
      seed: readWhole('--seed', value('seed', file.seed ?? DEFAULT_SEED), SEEDS),
      path: Number(readWhole('--path', value('path', file.path ?? '0'), PATHS)),
      days,
      paths: Number(readWhole('--paths', value('paths', String(STANDARD_PATHS)), FAN_PATHS)),
      set: settled,
      out,
      json: flags.has('json'),
      verify: flags.has('verify'),
      language: readLanguage(value('lang', 'en')),
    },
  }
}

/** The content of a scenario file, or the named scenario. Command-line options override it. */
export interface Named extends ScenarioFile {
  /** Name of the default output directory: the file's name without extension, or the scenario's name. */
  readonly stem: string
}

/** The scenario or scenario file named on the command line. */
export function named(
  positionals: readonly string[],
  scenarios: readonly Scenario[],
  cwd: string,
  command = 'simulate',
): Named {
  const [name] = positionals
  if (positionals.length === 1 && name !== undefined && isScenarioFile(name))
    return { ...readScenarioFile(resolve(cwd, name), scenarios, name), stem: basename(name, extname(name)) }
  const scenario = chosen(positionals, scenarios, command)
  return { scenario, set: {}, stem: scenario.name }
}

/** Absolute. The directory is replaced, so it must not contain the working directory. */
export function readOut(text: string, cwd: string): string {
  const out = resolve(cwd, text)
  const inside = relative(out, cwd)
  if (text !== '' && (inside === '..' || inside.startsWith(`..${sep}`))) return out
  throw new WrongInput({
    expected: 'a directory for --out that does not contain the working directory',
    got: `"${text}"`,
    advice:
      'Results replace those of an earlier run in one step, so they need a directory of their own. ' +
      'Example: --out out/mine.',
  })
}

/**
 * The named scenario.
 *
 * @throws {WrongInput} when the name is unknown, or more than one is given.
 */
export function chosen(
  positionals: readonly string[],
  scenarios: readonly Scenario[],
  command = 'simulate',
): Scenario {
  const [name = DEFAULT_SCENARIO, ...more] = positionals
  const names = scenarios.map((scenario) => scenario.name)
  const setting = positionals.find((each) => isSetting(each, scenarios))
  if (more.length > 0)
    throw new WrongInput({
      expected: 'at most one scenario',
      got: positionals.map((each) => `"${each}"`).join(', '),
      advice:
        setting === undefined
          ? `Write options of an npm script after two hyphens: npm run ${command} -- baseline --seed 7.`
          : `Write --set ${shellWord(setting)}.`,
    })
  const scenario = scenarios.find((each) => each.name === name)
  if (scenario === undefined)
    throw new WrongInput({
      expected: 'the name of a scenario, or a scenario file that ends in .yaml',
      got: `"${name}"`,
      advice: isSetting(name, scenarios)
        ? `Write --set ${shellWord(name)}.`
        : /^\d+$/.test(name)
          ? `A number is the value of an option: npm run ${command} -- --days ${name}.`
          : choiceOf(name, names, 'See --list.'),
    })
  return scenario
}

/** Whether a text is `KEY=VALUE` with a parameter of a scenario. */
const isSetting = (text: string, scenarios: readonly Scenario[]): boolean =>
  scenarios.some(({ parameters }) => parameters.some(({ name }) => text.startsWith(`${name}=`)))

/**
 * Checks that settings have the form KEY=VALUE. A value that stands apart, as in `--set vaultShare 40`, is
 * one of the positionals.
 *
 * @throws {WrongInput} saying how the setting is written.
 */
export function checkSettings(
  option: string,
  texts: readonly string[],
  positionals: readonly string[],
  scenarios: readonly Scenario[],
): void {
  const wrong = texts.find((text) => text.indexOf('=') < 1)
  if (wrong === undefined) return
  const apart = positionals.find(
    (each) => !isScenarioFile(each) && !scenarios.some(({ name }) => name === each),
  )
  const key = wrong === '' || wrong.startsWith('=') ? 'KEY' : wrong
  const value = wrong.startsWith('=') ? wrong.slice(1) : (apart ?? 'VALUE')
  const scenario = scenarios.find(({ name }) => positionals.includes(name))?.name ?? DEFAULT_SCENARIO
  throw new WrongInput({
    expected: `${option} KEY=VALUE`,
    got: apart === undefined || wrong.startsWith('=') ? `"${wrong}"` : `"${wrong}" and "${apart}"`,
    advice: `Write ${option} ${key}=${value}, with = and without spaces. ${seeParameters(scenario)}`,
  })
}

/** Advice: the command that lists the parameters of a scenario. */
export const seeParameters = (scenario: string): string =>
  `See all parameters and their ranges: ${shownStart('simulate')} ${scenario} --list`

/** The `--set` options as a map, unvalidated. */
export function readSet(scenario: Scenario, texts: readonly string[]): Record<string, string> {
  const set = new Map<string, string>()
  checkSettings('--set', texts, [], [scenario])
  for (const text of texts) {
    const equals = text.indexOf('=')
    const key = text.slice(0, equals)
    if (set.has(key))
      throw new WrongInput({
        expected: `one --set for ${key}`,
        got: `"${set.get(key)}" and "${text.slice(equals + 1)}"`,
        advice: 'Remove one of them.',
      })
    set.set(key, text.slice(equals + 1))
  }
  return Object.fromEntries(set)
}

/** The scenario bound to its price files, and the parameters in canonical text, in the scenario's order. */
export function settle(
  scenario: Scenario,
  set: Readonly<Record<string, string>>,
  cwd: string,
): { readonly scenario: Scenario; readonly set: Record<string, string> } {
  const bound = bindPriceFiles(scenario, set, cwd)
  return { scenario: bound.scenario, set: canonicalSet(bound.scenario, bound.set) }
}

/** The parameters in canonical text, in the scenario's order. */
function canonicalSet(scenario: Scenario, set: Readonly<Record<string, string>>): Record<string, string> {
  const canonical = readTexts(scenario, set)
  const inOrder = scenario.parameters.filter(({ name }) => name in set)
  return Object.fromEntries(inOrder.map(({ name }) => [name, canonical[name]!]))
}

/**
 * Canonical texts of all parameters of a run.
 *
 * @throws {WrongInput} when a parameter is unknown, out of range or in conflict with another.
 */
export function readTexts(
  scenario: Scenario,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  try {
    return scenario.at(given).texts
  } catch (error) {
    if (error instanceof UnknownParameter)
      throw new WrongInput({
        expected: `a parameter of ${scenario.name}`,
        got: `"${error.parameter}"`,
        advice: choiceOf(error.parameter, error.possible, seeParameters(scenario.name)),
      })
    if (error instanceof InvalidParameter)
      throw new WrongInput({
        expected: `${acceptedBy(error.parameter)} for ${error.parameter.name}`,
        got: `"${error.text}"`,
        advice:
          `The default is ${error.parameter.default === '' ? 'none' : error.parameter.default}. ` +
          seeParameters(scenario.name),
      })
    if (error instanceof ConflictingSettings)
      throw new WrongInput({
        expected: error.expected,
        got: error.got,
        advice: `${error.advice} ${seeParameters(scenario.name)}`,
      })
    // Parameters that are valid one by one but not together, such as an interval from 97% to 90%.
    if (error instanceof ParameterOutOfRange || error instanceof TableTooShort)
      throw new WrongInput({
        expected: 'parameters that are compatible with each other',
        got: settingsText(given),
        advice: `${error.message}. Change one of them. ${seeParameters(scenario.name)}`,
      })
    throw error
  }
}

const settingsText = (set: Readonly<Record<string, string>>): string =>
  Object.entries(set)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ')

/** Command that reproduces a run: everything that its result depends on. */
export function commandOf(
  run: Omit<Run, 'out' | 'json' | 'paths' | 'language'> & Partial<Pick<Run, 'paths'>>,
  start = projectStart,
): string {
  return runCommandText(start('simulate'), { ...run, scenario: run.scenario.name })
}
