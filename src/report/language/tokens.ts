/**
 * Tokens: the numbers, dates and identifiers in an English text, which no catalogue lists. A text without
 * them is its phrase: `69.18 sat on 12 July 2023` is `{0} sat on {1}`.
 */

import { MONTHS } from '../../sim/months.ts'

/** A text with its numbers taken out. */
export interface Tokenised {
  /** `{0}`, `{1}` and so on stand for the tokens. */
  readonly phrase: string
  readonly tokens: readonly string[]
}

const MONTH = `(?:${MONTHS.join('|')})`
const DATE = `(?:\\d{1,2} )?${MONTH} \\d{4}|\\d{1,2} ${MONTH}\\b`
const KEPT =
  '\\d{4}-\\d\\d-\\d\\d|\\d+(?:\\.\\d+){2,}|[0-9a-f]{12,64}(?!\\w)|[A-Za-z]\\w*=[^\\s,:;()]*[^\\s,.:;()]'
const POWER = '(?: × 10⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|e[-+]?\\d+)'
const NUMBER = `[-−+±]?\\d+(?:,\\d{3})*(?:\\.\\d+)?${POWER}?(?![\\w]|[.,]\\d)`
/** Units that may stand between a number and its range: `69.2 sat (66.4 to 73)`. */
const UNIT = '%|(?: (?:sat|BTC|AMT|USDT|TH/s|sat/AMT|USD/AMT|sat/TH/day|USD/PH/day|days|outages)\\b)'

/** `66.4 to 73`, `39 to never; never on 2`, `5 to 7; none on 1`. */
const RANGE = `${NUMBER} to (?:never|${NUMBER})(?:; (?:never|none) on \\d+)*`

const TOKEN = new RegExp(`(?<![\\w.])(?:(${DATE}|${KEPT})|(${NUMBER})(?:(${UNIT})? \\((${RANGE})\\))?)`, 'gu')

/** The phrase of a text, and what was taken out: a number with its range is one token, around its unit. */
export function tokenised(text: string): Tokenised {
  const tokens: string[] = []
  const phrase = text.replace(
    TOKEN,
    (
      all: string,
      kept: string | undefined,
      number: string | undefined,
      unit: string | undefined,
      range: string | undefined,
      at: number,
    ) => {
      const token = kept ?? number!
      // A minus after a digit is a dash between two numbers.
      const isRange = /^[-−]/.test(all) && /\d$/.test(text.slice(0, at))
      tokens.push((isRange ? token.slice(1) : token) + (range === undefined ? '' : `${AROUND}${range}`))
      return `${isRange ? token[0] : ''}{${tokens.length - 1}}${unit ?? ''}`
    },
  )
  return { phrase, tokens }
}

/** Separates a number from its range in a token. */
const AROUND = '\u0001'

/** Moves the range of every number behind the unit that follows it. */
export function rangesPlaced(text: string): string {
  return text.replaceAll(
    new RegExp(`${AROUND}([^${AROUND}]*)${AROUND}(%| (?:[\\p{L}]+/)*[\\p{L}]+(?=[^\\p{L}]|$))?`, 'gu'),
    (_all, range: string, unit: string | undefined) => {
      const own = unit !== undefined && UNITS.has(unit.trim()) ? unit : ''
      return `${own} (${range})${unit === undefined ? '' : unit.slice(own.length)}`
    },
  )
}

/** Units as translations write them. */
const UNITS = new Set('% sat BTC AMT USDT TH/s sat/AMT USD/AMT sat/TH/día USD/PH/día días cortes'.split(' '))

/** A noun after a number: `1 path` is looked up as `1 paths`, and its translation gets the singular. */
export interface Counted {
  readonly english: { readonly one: string; readonly many: string }
  readonly own: { readonly one: string; readonly many: string }
}

/** How a language writes numbers and dates. */
export interface Locale {
  readonly counted: readonly Counted[]
  readonly decimal: string
  readonly group: string
  readonly months: readonly string[]
  /** Words of a range: `39 to never; never on 2; none on 1`. */
  readonly words: Readonly<Record<'to' | 'never' | 'none' | 'on', string>>
  /** Writes a day, or `''`, a month, and a year, or `''`. */
  readonly date: (day: string, month: string, year: string) => string
}

/** A token as a language writes it. ISO dates, versions and hashes are the same in all. */
export function written(token: string, locale: Locale): string {
  const { decimal, group, months, date, words } = locale
  const [number = '', range] = token.split(AROUND)
  if (range !== undefined) {
    const ends = range.replaceAll(/[^ ;]+/g, (part) =>
      Object.hasOwn(words, part) ? words[part as keyof Locale['words']] : written(part, locale),
    )
    return `${written(number, locale)}${AROUND}${ends}${AROUND}`
  }
  const dated = new RegExp(`^(?:(\\d{1,2}) )?(${MONTH})(?: (\\d{4}))?$`).exec(token)
  if (dated !== null) {
    const [, day = '', month = '', year = ''] = dated
    return date(day, months[MONTHS.findIndex((name) => name === month)]!, year)
  }
  if (new RegExp(`^(?:${KEPT})$`).test(token)) return token
  return token.replaceAll(/[.,]/g, (sign) => (sign === ',' ? group : decimal))
}

/** The phrase with the plural of every noun whose number is one. */
export function inPlural({ phrase, tokens }: Tokenised, { counted }: Locale): string {
  return phrase.replaceAll(/\{(\d+)\} (\w+)/g, (all, index: string, noun: string) => {
    const found =
      tokens[Number(index)] === '1' ? counted.find(({ english }) => english.one === noun) : undefined
    return found === undefined ? all : `{${index}} ${found.english.many}`
  })
}

/** A translation with the singular of every noun whose number is one. */
export function inSingular(text: string, { counted }: Locale): string {
  return text.replaceAll(/(?<![\d.,])1 (\p{L}+)/gu, (all, noun: string) => {
    const found = counted.find(({ own }) => own.many === noun)
    return found === undefined ? all : `1 ${found.own.one}`
  })
}
