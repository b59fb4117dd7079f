/**
 * Scenario files: a scenario with its parameters, seed and days, as YAML.
 *
 * Every mistake is told with its place, `file:line:column key: expected, got`, all of them at once.
 */
import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { LineCounter, type Document } from 'yaml'
import type { z } from 'zod'
import {
  acceptedBy,
  ConflictingSettings,
  InvalidParameter,
  type Parameter,
} from '../../sim/definition/parameter.ts'
import { ParameterOutOfRange } from '../../sim/process/process.ts'
import type { Scenario } from '../../sim/definition/scenario.ts'
import { readPriceFile, WrongPriceFile } from '../price-files.ts'
import { didYouMean } from '../suggest.ts'
import { WrongInput } from '../wrong-input.ts'
import { offsetOf, offsetOfKey, problemLines, writtenAt, type Path, type Problem } from './places.ts'
import { readSyntax } from './syntax.ts'
import { fileSchema, WHOLE, type FileContent, type WholeKey } from './schema.ts'

/** What a file asks for; what it leaves out is left out here. */
export interface ScenarioFile {
  readonly scenario: Scenario
  /** In decimal digits, as the others. */
  readonly seed?: string
  readonly path?: string
  readonly days?: string
  /** As written; of the parameter's kind and in its range. */
  readonly set: Readonly<Record<string, string>>
}

/** Whether a command line names a file and not a scenario. */
export function isScenarioFile(name: string): boolean {
  return /\.ya?ml$/.test(name)
}

/**
 * Reads the file at `path`, which messages call `shown`.
 *
 * @throws {WrongInput} with the place of everything that is wrong.
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
  // What is of the right kind may be out of its range all the same, whatever else is wrong.
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

/** A file with every parameter of a scenario in it has a few kilobytes. */
const MOST_BYTES = 64 * 1024

function readText(path: string, shown: string): string {
  const wrong = (expected: string, got: string): WrongInput =>
    new WrongInput({ expected, got, advice: 'See docs/examples for files to start from.' })
  try {
    const { size } = statSync(path)
    if (size > MOST_BYTES)
      throw wrong(`a scenario file of at most ${MOST_BYTES} bytes`, `${shown} of ${size} bytes`)
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw wrong('a scenario file that can be read', `${shown} (${code})`)
  }
}

/** Of a file that is no right one, what stands under keys that the schema's issues do not tell of. */
function rightKinds(given: unknown, issues: readonly z.core.$ZodIssue[]): Partial<FileContent> {
  const nameOf = (path: Path): string => JSON.stringify(path)
  const told = new Set(
    issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => nameOf([...issue.path, key]))
        : [nameOf(issue.path)],
    ),
  )
  const untold = (mapping: unknown, path: Path): (readonly [string, unknown])[] =>
    typeof mapping === 'object' && mapping !== null && !told.has(nameOf(path))
      ? Object.entries(mapping).filter(([key]) => !told.has(nameOf([...path, key])))
      : []
  const whole = untold(given, [])
  const set = untold(Object.fromEntries(whole)['set'], ['set'])
  return Object.fromEntries([
    // Of a file without a scenario the schema looks at nothing else.
    ...whole.filter(([key, value]) => key in WHOLE && /^-?\d+$/.test(String(value))),
    ...whole.filter(([key]) => key === 'scenario'),
    ['set', Object.fromEntries(set)],
  ]) as Partial<FileContent>
}

const KEYS = ['scenario', ...Object.keys(WHOLE), 'set']

/** What an issue of the schema says, in the words of the file. */
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
          ? '. It is a parameter, and stands under set'
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
  if (first === undefined) return `a mapping with the key scenario, and perhaps ${KEYS.slice(1).join(', ')}`
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
  return `a whole number from ${min} to ${max}${quotes}`
}

/** Why a number may have to be a text. */
function quotesFor({ kind }: Parameter): string {
  const reason = 'since YAML makes a float of a decimal, and floats lose digits'
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

/** Parameters that name a file, each with the name as written, which is relative to where the scenario file is. */
function filesIn(
  { parameters }: Scenario,
  texts: Readonly<Record<string, string>>,
): readonly (readonly [name: string, file: string])[] {
  return parameters.flatMap(({ name, kind }) =>
    kind === 'prices' && (texts[name] ?? '') !== '' ? [[name, texts[name]!] as const] : [],
  )
}

function wrongPriceFiles(
  files: readonly (readonly [name: string, file: string])[],
  document: Document,
  directory: string,
): readonly Problem[] {
  return files.flatMap(([name, file]) => {
    try {
      readPriceFile(file, directory)
      return []
    } catch (error) {
      if (!(error instanceof WrongPriceFile)) throw error
      const path = ['set', name]
      return [
        {
          offset: offsetOf(document, path),
          text: `${path.join('.')}: expected ${error.expected}, got ${error.got}`,
        },
      ]
    }
  })
}

/** Each parameter by itself, so that all are told. */
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
      // What goes together is asked once the command line has had its say.
      if (error instanceof ConflictingSettings || error instanceof ParameterOutOfRange) return []
      if (!(error instanceof InvalidParameter)) throw error
      if (error.parameter.kind === 'prices') return []
      const path = ['set', name]
      const expected = acceptedBy(error.parameter)
      const text = `${path.join('.')}: expected ${expected}, got ${writtenAt(document, path)}`
      return [{ offset: offsetOf(document, path), text }]
    }
  })
}

/** A scenario file is wrong; one line for each mistake, with its place. */
export class WrongFile extends WrongInput {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}
