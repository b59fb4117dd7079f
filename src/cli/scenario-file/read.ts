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
import { didYouMean } from '../suggest.ts'
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
  const parsed = fileSchema(scenarios).safeParse(given)
  const issues = parsed.error?.issues ?? []
  // Values of the right kind are range-checked as well, so that all errors are reported at once.
  const content = parsed.data ?? rightKinds(given, issues)
  const scenario = scenarios.find(({ name }) => name === content.scenario)
  const texts = Object.fromEntries(
    Object.entries(content.set ?? {}).map(([key, value]) => [key, String(value)]),
  )
  const files = scenario === undefined ? [] : filesIn(scenario, texts)
  complain([
    ...issues.flatMap((issue) => problemsOf(issue, document, scenarios)),
    ...wholeOutOfRange(content, document),
    ...(scenario === undefined ? [] : parametersOutOfRange(scenario, texts, document)),
    ...wrongPriceFiles(files, document, dirname(path)),
  ])
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
    // Without a valid scenario, the schema checks no other key.
    ...whole.filter(([key, value]) => key in WHOLE && /^-?\d+$/.test(String(value))),
    ...whole.filter(([key]) => key === 'scenario'),
    ['set', Object.fromEntries(set)],
  ]) as Partial<FileContent>
}

const KEYS = ['scenario', ...Object.keys(WHOLE), 'set']

/** A schema issue as problems at positions of the file. */
function problemsOf(
  issue: z.core.$ZodIssue,
  document: Document,
  scenarios: readonly Scenario[],
): readonly Problem[] {
  const { path } = issue
  const { scenario: name } = (document.toJS() ?? {}) as { readonly scenario?: unknown }
  const scenario = scenarios.find((each) => each.name === name)
  if (issue.code === 'unrecognized_keys') {
    const parameters = scenario!.parameters.map((parameter) => parameter.name)
    const possible = path.length === 0 ? KEYS : parameters
    return issue.keys.map((key) => ({
      offset: offsetOfKey(document, path, key),
      text: `${[...path, key].join('.')}: expected one of ${possible.join(', ')}, got "${key}"${
        path.length === 0 && parameters.includes(key)
          ? '. It is a parameter: move it under set'
          : suggested(key, possible)
      }`,
    }))
  }
  const written = writtenAt(document, path)
  const names = scenarios.map((each) => each.name)
  const suggestion = path[0] === 'scenario' && typeof name === 'string' ? suggested(name, names) : ''
  const key = path.length === 0 ? '(file)' : path.join('.')
  const text = `${key}: expected ${expectedAt(path, scenario, names)}, got ${written}${suggestion}`
  return [{ offset: offsetOf(document, path), text }]
}

function suggested(got: string, possible: readonly string[]): string {
  const suggestion = didYouMean(got, possible).trim()
  return suggestion === '' ? '' : `. ${suggestion}`
}

function expectedAt(path: Path, scenario: Scenario | undefined, names: readonly string[]): string {
  const [first, name] = path as readonly (string | undefined)[]
  if (first === undefined)
    return `a mapping with the key scenario and, optionally, ${KEYS.slice(1).join(', ')}`
  if (first === 'scenario') return `one of the scenarios ${names.join(', ')}`
  if (first !== 'set') return wholeNumber(first as WholeKey)
  const parameter = scenario?.parameters.find((each) => each.name === name)
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

function wholeOutOfRange(content: Partial<FileContent>, document: Document): readonly Problem[] {
  return (Object.keys(WHOLE) as WholeKey[]).flatMap((key) => {
    const value = content[key]
    const { min, max } = WHOLE[key]
    if (value === undefined || (BigInt(value) >= min && BigInt(value) <= max)) return []
    const text = `${key}: expected ${wholeNumber(key)}, got ${writtenAt(document, [key])}`
    return [{ offset: offsetOf(document, [key]), text }]
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
): readonly Problem[] {
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
      return wrong.map(({ expected, got }) => ({
        offset: offsetOf(document, path),
        text: `${path.join('.')}: expected ${expected}, got ${got === '' ? 'nothing' : got}`,
      }))
    }
  })
}

/** Checks each parameter alone, so that all errors are reported. */
function parametersOutOfRange(
  scenario: Scenario,
  texts: Readonly<Record<string, string>>,
  document: Document,
): readonly Problem[] {
  return Object.entries(texts).flatMap(([name, value]) => {
    try {
      scenario.at({ [name]: value })
      return []
    } catch (error) {
      // Combinations are checked later, after command-line options are applied.
      if (error instanceof ConflictingSettings || error instanceof ParameterOutOfRange) return []
      if (!(error instanceof InvalidParameter)) throw error
      if (isFileKind(error.parameter.kind)) return []
      const path = ['set', name]
      const expected = acceptedBy(error.parameter)
      const text = `${path.join('.')}: expected ${expected}, got ${writtenAt(document, path)}`
      return [{ offset: offsetOf(document, path), text }]
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
