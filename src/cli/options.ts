/**
 * Options: parses argv into flags, values and positionals.
 *
 * `parseArgs` of `node:util` splits the tokens. The checks are made here, since its error messages do not
 * list the valid options.
 */
import { parseArgs } from 'node:util'
import { choiceOf } from './suggest.ts'
import { WrongInput } from './wrong-input.ts'

export interface Option {
  /** Placeholder of the value, such as `N`. Undefined for a flag. */
  readonly value?: string
  readonly short?: string
  /** Whether the option may be repeated. */
  readonly many?: boolean
  /** Description in `--help`. */
  readonly means: string
}

export type Options = Readonly<Record<string, Option>>

/** Options that every command has; the process takes them. */
export const COMMON = {
  quiet: { means: 'Print errors only, and with --json the object.' },
} satisfies Options

export interface Given {
  /** Names of the given options. */
  readonly flags: ReadonlySet<string>
  /** Values by option, in the order of the command line. */
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly positionals: readonly string[]
}

/**
 * Parses `argv`.
 *
 * @throws {WrongInput} when an option is unknown or repeated, lacks its value, or has a value although it is
 *   a flag.
 */
export function readOptions(argv: readonly string[], options: Options): Given {
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      Object.entries(options).map(([name, { value, short }]) => [
        name,
        { type: value === undefined ? 'boolean' : 'string', ...(short === undefined ? {} : { short }) },
      ]),
    ),
  })
  const flags = new Set<string>()
  const values = new Map<string, string[]>()
  const positionals: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const { name, rawName, value, inlineValue } = token
    const option = Object.hasOwn(options, name) ? options[name]! : unknown(rawName, options)
    if (flags.has(name) && option.many !== true) throw twice(rawName)
    flags.add(name)
    if (option.value === undefined) {
      if (value !== undefined) throw unwanted(rawName, value)
    } else {
      // A value that starts with two hyphens must be written --name=--value.
      if (value === undefined || (!inlineValue && value.startsWith('--')))
        throw missing(rawName, option.value, value)
      values.set(name, [...(values.get(name) ?? []), value])
    }
  }
  return { flags, values, positionals }
}

function unknown(rawName: string, options: Options): never {
  const known = Object.keys({ ...options, ...COMMON }).map((name) => `--${name}`)
  throw new WrongInput({
    expected: 'an option of this command',
    got: rawName,
    advice: choiceOf(rawName, known, 'See --help.'),
  })
}

function twice(rawName: string): WrongInput {
  return new WrongInput({
    expected: `${rawName} once`,
    got: 'it more than once',
    advice: 'Remove the duplicates.',
  })
}

function unwanted(rawName: string, value: string): WrongInput {
  return new WrongInput({
    expected: `${rawName} without a value`,
    got: `"${value}"`,
    advice: `Write ${rawName} alone.`,
  })
}

function missing(rawName: string, placeholder: string, next: string | undefined): WrongInput {
  return new WrongInput({
    expected: `a value after ${rawName}`,
    got: next === undefined ? 'nothing' : `the option ${next}`,
    advice: `Write ${rawName} ${placeholder}.`,
  })
}
