/**
 * Options: argv into flags and texts, each known, each given once, each with a value where it takes one.
 *
 * `node:util`'s parser finds the tokens; its own messages do not say what is possible, so the checks are made here.
 */
import { parseArgs } from 'node:util'
import { didYouMean } from './suggest.ts'
import { WrongInput } from './wrong-input.ts'

export interface Option {
  /** What stands for the value, such as `N`; a flag without a value has none. */
  readonly value?: string
  readonly short?: string
  /** May be given more than once. */
  readonly many?: boolean
  /** For `--help`. */
  readonly means: string
}

export type Options = Readonly<Record<string, Option>>

export interface Given {
  /** Names of the options that were given. */
  readonly flags: ReadonlySet<string>
  /** Values by option, in the order in which they came. */
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly positionals: readonly string[]
}

/** @throws {WrongInput} if an option is unknown, is given twice, lacks its value or has one that it does not take. */
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
      // What looks like the next option is one: a value that begins with two hyphens would have to be written --name=--value.
      if (value === undefined || (!inlineValue && value.startsWith('--')))
        throw missing(rawName, option.value, value)
      values.set(name, [...(values.get(name) ?? []), value])
    }
  }
  return { flags, values, positionals }
}

function unknown(rawName: string, options: Options): never {
  const known = Object.keys(options).map((name) => `--${name}`)
  throw new WrongInput({
    expected: `one of the options ${known.join(', ')}`,
    got: rawName,
    advice: `${didYouMean(rawName, known)}See --help.`,
  })
}

function twice(rawName: string): WrongInput {
  return new WrongInput({
    expected: `${rawName} once`,
    got: 'it more than once',
    advice: 'Leave all but one away.',
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
