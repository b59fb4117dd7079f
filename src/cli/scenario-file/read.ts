/**
 * Scenario files: a scenario with parameters, seed, path and days, as YAML.
 *
 * All errors are reported at once, each with its position: `file:line:column key: expected …, got …`.
 */
import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { LineCounter, type Document } from 'yaml'
import type { z } from 'zod'
import {
  acceptedBy,
  ConflictingSettings,
  InvalidParameter,
  isFileKind,
  type Kind,
  type Parameter,
} from '../../sim/definition/parameter.ts'
import { ParameterOutOfRange } from '../../sim/process/process.ts'
import type { Scenario } from '../../sim/definition/scenario.ts'
import { readFileOf, WrongPriceFile } from '../price-files.ts'
import { WrongSnapshotFile } from '../snapshot-file.ts'
import { choiceOf, nearestOf } from '../suggest.ts'
import { WrongInput } from '../wrong-input.ts'
import { offsetOf, offsetOfKey, problemLines, writtenAt, type Path, type Problem } from './places.ts'
import { readSyntax } from './syntax.ts'
import { fileSchema, WHOLE, type FileContent, type WholeKey } from './schema.ts'

/** Content of a scenario file. Keys missing in the file are missing here. */
export interface ScenarioFile {
  readonly scenario: Scenario
  /** In decimal digits, like `path` and `days`. */
  readonly seed?: string
  readonly path?: string
  readonly days?: string
  /** As written in the file; validated for kind and range. */
  readonly set: Readonly<Record<string, string>>
}

/** Whether a command-line argument names a file and not a scenario. */
export function isScenarioFile(name: string): boolean {
  return /\.ya?ml$/.test(name)
}

/**
 * Reads the file at `path`. Messages call it `shown`.
 *
 * @throws {WrongInput} when the file is unreadable.
 * @throws {WrongFile} when its content is invalid, with the position of every error.
 */
export function readScenarioFile(path: string, scenarios: readonly Scenario[], shown: string): ScenarioFile {
  const lines = new LineCounter()
  const { document, problems, content: given } = readSyntax(readText(path, shown), lines)
  const complain = (all: readonly Problem[]): void => {
    if (all.length > 0) throw new WrongFile(problemLines(all, lines, shown))
  }
  complain(problems)
  const reading = { given, document, scenarios, directory: dirname(path) }
  const { scenario: name } = { ...(document.toJS() as { readonly scenario?: unknown } | null) }
  const scenario = scenarios.find((each) => each.name === name)
  complain(scenario === undefined ? problemsWithoutScenario(reading, name) : problemsAs(scenario, reading))
  const content = given as FileContent
  const texts = textsOf(content)
  const files = filesIn(scenario!, texts)
  const whole = Object.keys(WHOLE).flatMap((key) => {
    const value = content[key as WholeKey]
    return value === undefined ? [] : [[key, String(value)]]
  })
  return {
    scenario: scenario!,
    ...(Object.fromEntries(whole) as Partial<Record<WholeKey, string>>),
    set: { ...texts, ...Object.fromEntries(files.map(([name, file]) => [name, join(dirname(shown), file)])) },
  }
}

/** A file while it is checked. */
interface Reading {
  readonly given: unknown
  readonly document: Document
  readonly scenarios: readonly Scenario[]
  readonly directory: string
}

/** A problem with the key that it is about, `set.holders`. */
interface KeyProblem extends Problem {
  readonly key: string
  /** Whether no such key exists. */
  readonly unknown: boolean
}

const textsOf = ({ set }: Partial<FileContent>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(set ?? {}).map(([key, value]) => [key, String(value)]))

/** All problems of a file, read as one of this scenario. */
function problemsAs(scenario: Scenario, reading: Reading): readonly KeyProblem[] {
  const { given, document, scenarios, directory } = reading
  const named = isMapping(given) ? { ...given, scenario: scenario.name } : given
  const issues = fileSchema(scenarios).safeParse(named).error?.issues ?? []
  // Values of the right kind are range-checked as well, so that all errors are reported at once.
  const content = issues.length === 0 ? (named as FileContent) : rightKinds(named, issues)
  const texts = textsOf(content)
  return [
    ...issues.flatMap((issue) => problemsOf(issue, scenario, reading)),
    ...wholeOutOfRange(content, document),
    ...parametersOutOfRange(scenario, texts, document),
    ...wrongPriceFiles(filesIn(scenario, texts), document, directory),
  ]
}

const isMapping = (given: unknown): given is Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null && !Array.isArray(given)

/**
 * Problems of a file that names no scenario: the name, and what is wrong in the scenario that is probably
 * meant, or else in every scenario.
 */
function problemsWithoutScenario(reading: Reading, name: unknown): readonly Problem[] {
  const { document, scenarios } = reading
  const names = scenarios.map((each) => each.name)
  if (!isMapping(reading.given)) {
    const expected = `a mapping with the key scenario and, optionally, ${KEYS.slice(1).join(', ')}`
    return [
      {
        offset: offsetOf(document, []),
        text: `(file): expected ${expected}, got ${writtenAt(document, [])}`,
      },
    ]
  }
  const suggestion = suggested(typeof name === 'string' ? name : '', names)
  const nearest = typeof name === 'string' ? nearestOf(name, names) : undefined
  const written = writtenAt(document, ['scenario'])
  const possible = scenarios.filter((each) => nearest === undefined || each.name === nearest)
  return [
    {
      offset: offsetOf(document, ['scenario']),
      text: `scenario: expected the name of a scenario, got ${written}${suggestion}`,
    },
    ...sharedProblems(possible.map((each) => problemsAs(each, reading))),
  ]
}

/** The problems of keys that have one in every list. A wrong value says more than an unknown key. */
function sharedProblems(all: readonly (readonly KeyProblem[])[]): readonly Problem[] {
  const keys = new Set(all[0]?.map(({ key }) => key))
  return [...keys].flatMap((key) => {
    const found = all.map((problems) => problems.find((each) => each.key === key))
    const [first] = found
    if (first === undefined || found.includes(undefined)) return []
    const value = found.find((each) => !each!.unknown)
    if (value !== undefined) return [value]
    if (all.length === 1 || !key.startsWith('set.')) return [first]
    const name = key.replace('set.', '')
    return [{ ...first, text: `${key}: expected a parameter of one of the scenarios, got "${name}"` }]
  })
}

/** Size limit. A file with all parameters of a scenario has a few kilobytes. */
const MOST_BYTES = 64 * 1024

function readText(path: string, shown: string): string {
  const wrong = (expected: string, got: string): WrongInput =>
    new WrongInput({ expected, got, advice: 'Start from a file in docs/examples.' })
  try {
    const { size } = statSync(path)
    if (size > MOST_BYTES)
      throw wrong(`a scenario file of at most ${MOST_BYTES} bytes`, `${shown} of ${size} bytes`)
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw wrong('a readable scenario file', `${shown} (${code})`)
  }
}

/** The values of an invalid file whose keys have no schema issue. */
function rightKinds(given: unknown, issues: readonly z.core.$ZodIssue[]): Partial<FileContent> {
  const nameOf = (path: Path): string => JSON.stringify(path)
  const reported = new Set(
    issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => nameOf([...issue.path, key]))
        : [nameOf(issue.path)],
    ),
  )
  const valid = (mapping: unknown, path: Path): (readonly [string, unknown])[] =>
    typeof mapping === 'object' && mapping !== null && !reported.has(nameOf(path))
      ? Object.entries(mapping).filter(([key]) => !reported.has(nameOf([...path, key])))
      : []
  const whole = valid(given, [])
  const set = valid(Object.fromEntries(whole)['set'], ['set'])
  return Object.fromEntries([
    ...whole.filter(([key, value]) => key in WHOLE && /^-?\d+$/.test(String(value))),
    ...whole.filter(([key]) => key === 'scenario'),
    ['set', Object.fromEntries(set)],
  ]) as Partial<FileContent>
}

const KEYS = ['scenario', ...Object.keys(WHOLE), 'set']

/** A schema issue as problems at positions of the file. */
function problemsOf(
  issue: z.core.$ZodIssue,
  scenario: Scenario,
  { document }: Reading,
): readonly KeyProblem[] {
  const { path } = issue
  if (issue.code === 'unrecognized_keys') {
    const parameters = scenario.parameters.map((parameter) => parameter.name)
    const possible = path.length === 0 ? KEYS : parameters
    return issue.keys.map((name) => {
      const key = [...path, name].join('.')
      const advice =
        path.length === 0 && parameters.includes(name)
          ? '. It is a parameter: move it under set'
          : suggested(name, possible)
      return {
        key,
        unknown: true,
        offset: offsetOfKey(document, path, name),
        text: `${key}: expected ${path.length === 0 ? 'a key of a scenario file' : `a parameter of ${scenario.name}`}, got "${name}"${advice}`,
      }
    })
  }
  return [wrongValue(document, path, expectedAt(path, scenario))]
}

/** The value at a path is not what is expected. */
function wrongValue(
  document: Document,
  path: Path,
  expected: string,
  got = writtenAt(document, path),
): KeyProblem {
  const key = path.join('.')
  return {
    key,
    unknown: false,
    offset: offsetOf(document, path),
    text: `${key}: expected ${expected}, got ${got}`,
  }
}

/** `. Did you mean "baseline"?`, or if no name is near the first of all. */
const suggested = (got: string, possible: readonly string[]): string =>
  `. ${choiceOf(got, possible, '').trim()}`

function expectedAt(path: Path, { parameters }: Scenario): string {
  const [first, name] = path as readonly (string | undefined)[]
  if (first !== 'set') return wholeNumber(first as WholeKey)
  const parameter = parameters.find((each) => each.name === name)
  return parameter === undefined
    ? 'a mapping of parameters'
    : `${acceptedBy(parameter)}${quotesFor(parameter)}`
}

function wholeNumber(key: WholeKey): string {
  const { min, max } = WHOLE[key]
  const quotes = max > BigInt(Number.MAX_SAFE_INTEGER) ? ', in quotes above 2^53' : ''
  return `an integer from ${min} to ${max}${quotes}`
}

/** States when a number must be quoted, and why. */
function quotesFor({ kind }: Parameter): string {
  const reason = 'since YAML parses unquoted decimals as floats, which lose digits'
  if (kind === 'amount') return ` in quotes, ${reason}`
  return kind === 'percent' || kind === 'decimal' ? `, in quotes if it has decimals, ${reason}` : ''
}

function wholeOutOfRange(content: Partial<FileContent>, document: Document): readonly KeyProblem[] {
  return (Object.keys(WHOLE) as WholeKey[]).flatMap((key) => {
    const value = content[key]
    const { min, max } = WHOLE[key]
    if (value === undefined || (BigInt(value) >= min && BigInt(value) <= max)) return []
    return [wrongValue(document, [key], wholeNumber(key))]
  })
}

/** Parameters that name a file, with the name as written: relative to the scenario file's directory. */
function filesIn(
  { parameters }: Scenario,
  texts: Readonly<Record<string, string>>,
): readonly (readonly [name: string, file: string, kind: Kind])[] {
  return parameters.flatMap(({ name, kind }) =>
    isFileKind(kind) && (texts[name] ?? '') !== '' ? [[name, texts[name]!, kind] as const] : [],
  )
}

function wrongPriceFiles(
  files: readonly (readonly [name: string, file: string, kind: Kind])[],
  document: Document,
  directory: string,
): readonly KeyProblem[] {
  return files.flatMap(([name, file, kind]) => {
    try {
      readFileOf(kind, file, directory)
      return []
    } catch (error) {
      if (!(error instanceof WrongPriceFile)) throw error
      const path = ['set', name]
      const wrong =
        error instanceof WrongSnapshotFile
          ? error.problems.map((each) => ({
              ...each,
              expected: `${each.expected} at ${each.file}:${each.line}`,
            }))
          : [error]
      return wrong.map(({ expected, got }) =>
        wrongValue(document, path, expected, got === '' ? 'nothing' : got),
      )
    }
  })
}

/** Checks each parameter alone, so that all errors are reported. */
function parametersOutOfRange(
  scenario: Scenario,
  texts: Readonly<Record<string, string>>,
  document: Document,
): readonly KeyProblem[] {
  return Object.entries(texts).flatMap(([name, value]) => {
    try {
      scenario.at({ [name]: value })
      return []
    } catch (error) {
      // Combinations are checked later, after command-line options are applied.
      if (error instanceof ConflictingSettings || error instanceof ParameterOutOfRange) return []
      if (!(error instanceof InvalidParameter)) throw error
      if (isFileKind(error.parameter.kind)) return []
      return [wrongValue(document, ['set', name], acceptedBy(error.parameter))]
    }
  })
}

/** A scenario file is invalid. The message has one line per error, with its position. */
export class WrongFile extends WrongInput {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}
