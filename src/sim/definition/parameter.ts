/**
 * Parameters: the settings of a scenario that a user may change, as in `--set vaultShare=20`.
 *
 * Each parameter states kind, unit, default and range as text. {@link readSettings} converts text to typed
 * values, so a scenario never parses. Amounts are exact base units, percentages exact fractions; none is a
 * float.
 *
 * A price table is named by a setting's text and supplied separately ({@link Tables}), since this module
 * reads no files.
 */
import { Decimal } from 'decimal.js'

import { fromBase, toBase } from '../../model/kernel/units.ts'
import { isChainSnapshot, type ChainSnapshot } from '../opening/chain-snapshot.ts'
import { dateOfDay, dayOf, HISTORY_NAMES, type History } from '../process/history-csv.ts'
import type { PriceRow } from '../process/price-csv.ts'

export type Kind =
  | 'amount'
  | 'integer'
  | 'percent'
  | 'decimal'
  | 'choice'
  | 'boolean'
  | 'date'
  | 'prices'
  | 'history'
  | 'snapshot'

/** Kinds of parameters that name a file. */
export const isFileKind = (kind: Kind): boolean =>
  kind === 'prices' || kind === 'history' || kind === 'snapshot'

/** A parameter of a scenario: kind, unit, default and range as text. */
export interface Parameter {
  readonly name: string
  /** Description, and the source of the default. */
  readonly title: string
  readonly unit: string
  readonly kind: Kind
  readonly default: string
  /** Inclusive bounds, as text. */
  readonly min?: string
  readonly max?: string
  /** For kind `choice`: the accepted values. */
  readonly choices?: readonly string[]
  /**
   * Another parameter at whose default this one has no effect. A run then names this one only if it is set or
   * the other is not at its default.
   */
  readonly onlyWith?: string
  /**
   * Another parameter that takes the place of this one when it is not at its default. Setting both is an
   * error.
   */
  readonly replacedBy?: string
  /**
   * Whether the default is a reading of the scenario's own first day. A run that starts on another day and
   * keeps it says so.
   */
  readonly dated?: true
}

/** A parameter as a scenario declares it, under its name as key. */
export type Declared<K extends Kind = Kind, C extends string = string> = Omit<
  Parameter,
  'name' | 'kind' | 'choices'
> & { readonly kind: K; readonly choices?: readonly C[] }

/** Parameters of a scenario by name. */
export type Declarations = Readonly<Record<string, Declared>>

/**
 * Type of each kind: base units, a whole number, a fraction (2.5% is 0.025), an exact decimal, one of the
 * choices, a flag, days since 1970-01-01, or the content of the named file.
 */
interface ValueOf<C extends string> {
  amount: bigint
  integer: number
  percent: Decimal
  decimal: Decimal
  choice: C
  boolean: boolean
  date: number
  prices: readonly PriceRow[] | undefined
  history: History | undefined
  snapshot: ChainSnapshot | undefined
}

type SettingOf<D> = D extends Declared<infer K, infer C> ? ValueOf<C>[K] : never

/** Typed values of all declared parameters. */
export type Settings<P extends Declarations> = { readonly [Name in keyof P]: SettingOf<P[Name]> }

type Spec = Omit<Declared, 'kind' | 'choices'>

/** Declares an amount of a token: decimal text, base units as value. */
export const amount = (spec: Spec): Declared<'amount', never> => ({ kind: 'amount', ...spec })
/** Declares a whole number. */
export const integer = (spec: Spec): Declared<'integer', never> => ({ kind: 'integer', ...spec })
/** Declares a percentage: `2.5` as text is 0.025 as value. */
export const percent = (spec: Omit<Spec, 'unit'>): Declared<'percent', never> => ({
  kind: 'percent',
  unit: '%',
  ...spec,
})
/** Declares an exact decimal. */
export const decimal = (spec: Spec): Declared<'decimal', never> => ({ kind: 'decimal', ...spec })
/** Declares a flag, `true` or `false`. */
export const flag = (spec: Omit<Spec, 'unit'>): Declared<'boolean', never> => ({
  kind: 'boolean',
  unit: '',
  ...spec,
})
/** Declares a file with daily BTC prices. */
export const prices = (spec: Omit<Spec, 'unit' | 'default'>): Declared<'prices', never> => ({
  kind: 'prices',
  unit: 'USD/BTC',
  default: '',
  ...spec,
})
/** Declares a file with a daily history. */
export const history = (spec: Omit<Spec, 'unit' | 'default'>): Declared<'history', never> => ({
  kind: 'history',
  unit: '',
  default: '',
  ...spec,
})
export const date = (spec: Omit<Spec, 'unit'>): Declared<'date', never> => ({
  kind: 'date',
  unit: '',
  ...spec,
})
export const snapshot = (spec: Omit<Spec, 'unit' | 'default'>): Declared<'snapshot', never> => ({
  kind: 'snapshot',
  unit: '',
  default: '',
  ...spec,
})
/** Declares a choice among words. */
export const choice = <const C extends string>(
  spec: Omit<Spec, 'unit' | 'default'> & { readonly default: C; readonly choices: readonly C[] },
): Declared<'choice', C> => ({ kind: 'choice', unit: '', ...spec })

/** Content of a file that a setting names. */
export type FileTable = readonly PriceRow[] | History | ChainSnapshot

/** Daily prices, histories and chain snapshots by the text with which a setting names them. */
export type Tables = ReadonlyMap<string, FileTable>

const NO_TABLES: Tables = new Map()

/** Declarations as a list of named parameters. */
export function parametersOf(declared: Declarations): readonly Parameter[] {
  return Object.entries(declared).map(([name, parameter]) => ({ name, ...parameter }))
}

/**
 * Typed values of all parameters, and the canonical text of those that a run names (`20.0` and `20` are the
 * same setting).
 */
export interface Reading<P extends Declarations> {
  readonly settings: Settings<P>
  readonly texts: Readonly<Record<string, string>>
}

/**
 * Reads every parameter from `given`, or from its default.
 *
 * @throws {UnknownParameter} when `given` names a parameter that is not declared.
 * @throws {InvalidParameter} when a text does not match the parameter's kind or range, or names a table that
 *   is not in `tables`.
 * @throws {ConflictingSettings} when `given` has a parameter and another that takes its place.
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
  const isChanged = (name: string | undefined): boolean =>
    name !== undefined && texts[name] !== standard[name]
  for (const { name, replacedBy } of parameters)
    if (name in given && isChanged(replacedBy))
      throw new ConflictingSettings(
        `${replacedBy} or ${name}, not both: ${replacedBy} brings its own value of ${name}`,
        `${replacedBy}=${texts[replacedBy!]} and ${name}=${texts[name]}`,
        `Leave out ${name}, or ${replacedBy}.`,
      )
  const isNamed = ({ name, onlyWith, replacedBy }: Parameter): boolean =>
    !isChanged(replacedBy) && (onlyWith === undefined || name in given || isChanged(onlyWith))
  return {
    settings: Object.fromEntries(read.map(({ name, value }) => [name, value])) as Settings<P>,
    texts: Object.fromEntries(parameters.filter(isNamed).map(({ name }) => [name, texts[name]!])),
  }
}

/** Canonical text of every parameter's default. */
export function standardTexts(parameters: readonly Parameter[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    parameters.map((parameter) => [
      parameter.name,
      readParameter(parameter, parameter.default, NO_TABLES)[1],
    ]),
  )
}

type Value = bigint | number | Decimal | string | boolean | FileTable | undefined

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
    case 'date': {
      const day = dayOf(text.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'))
      if (day === undefined || text.length > 10) throw new InvalidParameter(parameter, text)
      return [day, dateOfDay(day)]
    }
    case 'prices':
      if (text !== '' && !tables.has(text)) throw new InvalidParameter(parameter, text)
      return [pricesIn(tables.get(text)), text]
    case 'history':
      if (text !== '' && !isHistory(tables.get(text))) throw new InvalidParameter(parameter, text)
      return [tables.get(text), text]
    case 'snapshot':
      if (text !== '' && !isChainSnapshot(tables.get(text))) throw new InvalidParameter(parameter, text)
      return [tables.get(text), text]
  }
}

/** A file that is named as something else, too, has no table of prices. */
const pricesIn = (table: FileTable | undefined): readonly PriceRow[] | undefined =>
  isHistory(table) || isChainSnapshot(table) ? undefined : table

const isHistory = (table: FileTable | undefined): table is History =>
  table !== undefined && 'firstDay' in table

const WRITTEN: Partial<Record<Kind, RegExp>> = {
  amount: /^\d+(?:\.\d{1,18})?$/,
  integer: /^-?\d{1,15}$/,
  percent: /^-?\d+(?:\.\d{1,18})?$/,
  decimal: /^-?\d+(?:\.\d{1,18})?$/,
}

/** The text as an exact number within the parameter's range; zero for kinds that are not numbers. */
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

/** Decimals with enough digits that dividing a percentage by 100 is exact. */
const Exact = Decimal.clone({ precision: 60 })

/** The accepted values of a parameter in words, such as `an integer from 0 to 100 (%)`. */
export function acceptedBy(parameter: Parameter): string {
  if (parameter.kind === 'choice') return `one of ${parameter.choices!.join(', ')}`
  if (parameter.kind === 'boolean') return 'true or false'
  if (parameter.kind === 'prices') return 'a CSV file with the columns date and usd, one row a day'
  if (parameter.kind === 'history')
    return `a CSV file with date and any of ${HISTORY_NAMES.join(', ')}, one row a day`
  if (parameter.kind === 'snapshot') return 'a CSV file quantity,value of a chain snapshot'
  if (parameter.kind === 'date') return 'a date YYYY-MM-DD'
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

/** The scenario has no parameter of that name. */
export class UnknownParameter extends Error {
  override readonly name = 'UnknownParameter'
  readonly parameter: string
  readonly possible: readonly string[]
  constructor(parameter: string, possible: readonly string[]) {
    super(`expected one of the parameters ${possible.join(', ')}, got "${parameter}"`)
    this.parameter = parameter
    this.possible = possible
  }
}

/** The text of a setting is not accepted by its parameter. */
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

/** Settings that are valid one by one but exclude each other. */
export class ConflictingSettings extends Error {
  override readonly name = 'ConflictingSettings'
  readonly expected: string
  readonly got: string
  /** What to do about it, in a sentence. */
  readonly advice: string
  constructor(expected: string, got: string, advice = 'Change one of the parameters.') {
    super(`expected ${expected}, got ${got}. ${advice}`)
    this.expected = expected
    this.got = got
    this.advice = advice
  }
}
