/**
 * Parameters: what a reader may change about a scenario, `--set vaultShare=20`.
 *
 * Each states its kind, unit, default and range as text, the way it is typed; {@link readSettings} turns text into typed values, so a
 * scenario never parses. Amounts are exact base units, percentages exact fractions; nothing here is a float.
 *
 * A table of prices is named by its text and comes beside it ({@link Tables}), since nothing here reads files.
 */
import { Decimal } from 'decimal.js'

import { fromBase, toBase } from '../../model/kernel/units.ts'
import type { PriceRow } from '../process/price-csv.ts'

export type Kind = 'amount' | 'integer' | 'percent' | 'decimal' | 'choice' | 'boolean' | 'prices'

export interface Parameter {
  readonly name: string
  /** What it is, and where its default comes from. */
  readonly title: string
  readonly unit: string
  readonly kind: Kind
  readonly default: string
  /** Inclusive, in the parameter's own text. */
  readonly min?: string
  readonly max?: string
  /** For kind `choice`: what is possible. */
  readonly choices?: readonly string[]
  /** A parameter at whose default this one changes nothing: a run names it only if it is set, or that one is at another value. */
  readonly onlyWith?: string
}

/** A parameter as a scenario declares it: its name is the key it stands under. */
export type Declared<K extends Kind = Kind, C extends string = string> = Omit<
  Parameter,
  'name' | 'kind' | 'choices'
> & { readonly kind: K; readonly choices?: readonly C[] }

export type Declarations = Readonly<Record<string, Declared>>

/** What each kind reads as: base units, a whole number, a fraction (2.5% is 0.025), an exact decimal, one of the choices, a flag, a table if one is named. */
interface ValueOf<C extends string> {
  amount: bigint
  integer: number
  percent: Decimal
  decimal: Decimal
  choice: C
  boolean: boolean
  prices: readonly PriceRow[] | undefined
}

type SettingOf<D> = D extends Declared<infer K, infer C> ? ValueOf<C>[K] : never

/** Typed values of all declared parameters. */
export type Settings<P extends Declarations> = { readonly [Name in keyof P]: SettingOf<P[Name]> }

type Spec = Omit<Declared, 'kind' | 'choices'>

export const amount = (spec: Spec): Declared<'amount', never> => ({ kind: 'amount', ...spec })
export const integer = (spec: Spec): Declared<'integer', never> => ({ kind: 'integer', ...spec })
export const percent = (spec: Omit<Spec, 'unit'>): Declared<'percent', never> => ({
  kind: 'percent',
  unit: '%',
  ...spec,
})
export const decimal = (spec: Spec): Declared<'decimal', never> => ({ kind: 'decimal', ...spec })
export const flag = (spec: Omit<Spec, 'unit'>): Declared<'boolean', never> => ({
  kind: 'boolean',
  unit: '',
  ...spec,
})
export const prices = (spec: Omit<Spec, 'unit' | 'default'>): Declared<'prices', never> => ({
  kind: 'prices',
  unit: 'USD/BTC',
  default: '',
  ...spec,
})
export const choice = <const C extends string>(
  spec: Omit<Spec, 'unit' | 'default'> & { readonly default: C; readonly choices: readonly C[] },
): Declared<'choice', C> => ({ kind: 'choice', unit: '', ...spec })

/** Tables of daily prices by the text that names them, which a run's parameters then have. */
export type Tables = ReadonlyMap<string, readonly PriceRow[]>

const NO_TABLES: Tables = new Map()

/** Declarations as a list, each with its name. */
export function parametersOf(declared: Declarations): readonly Parameter[] {
  return Object.entries(declared).map(([name, parameter]) => ({ name, ...parameter }))
}

/** The values of a run, and the canonical text of those that it names (`20.0` and `20` are the same setting). */
export interface Reading<P extends Declarations> {
  readonly settings: Settings<P>
  readonly texts: Readonly<Record<string, string>>
}

/**
 * Reads every parameter, from `given` where it is set and from its default otherwise.
 *
 * @throws {UnknownParameter} if `given` names one that is not declared.
 * @throws {InvalidParameter} if a text is not of the parameter's kind or out of its range, or names a table that is not in `tables`.
 */
export function readSettings<P extends Declarations>(
  declared: P,
  given: Readonly<Record<string, string>>,
  tables: Tables = NO_TABLES,
): Reading<P> {
  const parameters = parametersOf(declared)
  const names = parameters.map(({ name }) => name)
  for (const name of Object.keys(given)) if (!names.includes(name)) throw new UnknownParameter(name, names)
  const read = parameters.map((parameter) => {
    const [value, text] = readParameter(parameter, given[parameter.name] ?? parameter.default, tables)
    return { name: parameter.name, value, text }
  })
  const texts = Object.fromEntries(read.map(({ name, text }) => [name, text]))
  const standard = standardTexts(parameters)
  const isNamed = ({ name, onlyWith }: Parameter): boolean =>
    onlyWith === undefined || name in given || texts[onlyWith] !== standard[onlyWith]
  return {
    settings: Object.fromEntries(read.map(({ name, value }) => [name, value])) as Settings<P>,
    texts: Object.fromEntries(parameters.filter(isNamed).map(({ name }) => [name, texts[name]!])),
  }
}

/** The canonical text of every parameter's default, of those too that a run does not name. */
export function standardTexts(parameters: readonly Parameter[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    parameters.map((parameter) => [
      parameter.name,
      readParameter(parameter, parameter.default, NO_TABLES)[1],
    ]),
  )
}

type Value = bigint | number | Decimal | string | boolean | readonly PriceRow[] | undefined

/** The value of one parameter and its canonical text. */
function readParameter(
  parameter: Parameter,
  text: string,
  tables: Tables,
): readonly [value: Value, canonical: string] {
  const number = numberOf(parameter, text)
  switch (parameter.kind) {
    case 'amount':
      return [toBase(number.toFixed()), fromBase(toBase(number.toFixed()))]
    case 'integer':
      return [number.toNumber(), number.toFixed()]
    case 'percent':
      return [number.div(100), number.toFixed()]
    case 'decimal':
      return [number, number.toFixed()]
    case 'choice':
      if (!parameter.choices!.includes(text)) throw new InvalidParameter(parameter, text)
      return [text, text]
    case 'boolean':
      if (text !== 'true' && text !== 'false') throw new InvalidParameter(parameter, text)
      return [text === 'true', text]
    case 'prices':
      if (text !== '' && !tables.has(text)) throw new InvalidParameter(parameter, text)
      return [tables.get(text), text]
  }
}

const WRITTEN: Partial<Record<Kind, RegExp>> = {
  amount: /^\d+(?:\.\d{1,18})?$/,
  integer: /^-?\d{1,15}$/,
  percent: /^-?\d+(?:\.\d{1,18})?$/,
  decimal: /^-?\d+(?:\.\d{1,18})?$/,
}

/** The text as an exact number within its range; zero for the kinds that are not numbers. */
function numberOf(parameter: Parameter, text: string): Decimal {
  const written = WRITTEN[parameter.kind]
  if (written === undefined) return new Exact(0)
  if (!written.test(text)) throw new InvalidParameter(parameter, text)
  const value = new Exact(text)
  const tooLow = parameter.min !== undefined && value.lt(parameter.min)
  const tooHigh = parameter.max !== undefined && value.gt(parameter.max)
  if (tooLow || tooHigh) throw new InvalidParameter(parameter, text)
  return value
}

/** Digits enough that dividing a percentage by 100 loses none. */
const Exact = Decimal.clone({ precision: 60 })

/** What a parameter accepts, in words: `an integer from 0 to 100 (%)`. */
export function acceptedBy(parameter: Parameter): string {
  if (parameter.kind === 'choice') return `one of ${parameter.choices!.join(', ')}`
  if (parameter.kind === 'boolean') return 'true or false'
  if (parameter.kind === 'prices') return 'a CSV file with the columns date and usd, one row a day'
  const noun = parameter.kind === 'integer' ? 'an integer' : 'a decimal number'
  const { min, max, unit } = parameter
  const range =
    min !== undefined && max !== undefined
      ? ` from ${min} to ${max}`
      : min !== undefined
        ? ` of at least ${min}`
        : max !== undefined
          ? ` of at most ${max}`
          : ''
  return `${noun}${range}${unit === '' ? '' : ` (${unit})`}`
}

/** A setting names no parameter of the scenario. */
export class UnknownParameter extends Error {
  override readonly name = 'UnknownParameter'
  readonly parameter: string
  readonly possible: readonly string[]
  constructor(parameter: string, possible: readonly string[]) {
    super(`unknown parameter "${parameter}"; possible are ${possible.join(', ')}`)
    this.parameter = parameter
    this.possible = possible
  }
}

/** A setting's text is not what its parameter accepts. */
export class InvalidParameter extends Error {
  override readonly name = 'InvalidParameter'
  readonly parameter: Parameter
  readonly text: string
  constructor(parameter: Parameter, text: string) {
    super(`${parameter.name}: expected ${acceptedBy(parameter)}, got "${text}"`)
    this.parameter = parameter
    this.text = text
  }
}

/** Settings that are each possible and not together. */
export class ConflictingSettings extends Error {
  override readonly name = 'ConflictingSettings'
  readonly expected: string
  readonly got: string
  constructor(expected: string, got: string) {
    super(`expected ${expected}, got ${got}`)
    this.expected = expected
    this.got = got
  }
}
