/**
 * Translator: English texts of a report in another language, by a catalogue of phrases.
 *
 * A result, its files and its hash are the same in every language; only what a page shows is translated,
 * after it has been composed. So a phrase is looked up without its numbers ({@link tokenised}), and composed
 * texts by their parts: `{0}` is a number or date, `<0>` a text that is translated itself, `[0]` a word that
 * stays.
 */
import { inPlural, inSingular, rangesPlaced, tokenised, written, type Locale } from './tokens.ts'

/** English phrase and its translation, which uses the same placeholders in any order. */
export type Phrase = readonly [english: string, translation: string]

export interface Translator {
  /** The translation; undefined where the catalogue lacks it. */
  readonly lookup: (text: string) => string | undefined
  /** The translation; the text itself where the catalogue lacks it. */
  readonly translate: (text: string) => string
  /** Phrases that the catalogue lacks, in order of appearance. */
  readonly missing: ReadonlySet<string>
}

/** Ends of parts that are translated on their own, the strongest first. */
const SEPARATORS = ['. ', '; ', ' · ', ': ', ', ']

const PLACEHOLDER = /\{(\d+)\}/g
/** A phrase with one of these is a pattern. */
const PART = /<\d>|\[\d\]/
/** Names of files, parameters and scenarios, and commands, are the same in all languages. */
const NAME =
  /^[\w{}./-]+\.(?:csv|html|jsonl?|yaml|days|parquet)(?:#.*)?$|^[a-z]+[A-Z]\w*$|^[a-z]+(?:-[a-z{}\d]+)+$|^(?:npm run|npx) |^\S+\/\S+$|^[A-Z]\w*\.\w+$|^[a-z]+(?:_[a-z]+)+$|^(?:--[a-z-]+(?: \{\d+\})? ?)+$/

/** Most parts that are looked up as one phrase. */
const MOST_JOINED = 6

interface Pattern {
  /** With texts as short as possible, and as long as possible. */
  readonly matches: readonly RegExp[]
  /** Placeholders of the English phrase, in order of its groups. */
  readonly groups: readonly string[]
  readonly translation: string
}

/** A translator of a catalogue. */
export function translatorOf(catalogue: readonly Phrase[], locale: Locale): Translator {
  const exact = new Map(catalogue.filter(([english]) => !PART.test(english)).map(normalised))
  const patterns = catalogue
    .filter(([english]) => PART.test(english))
    .map(patternOf)
    .toSorted((a, b) => b.matches[0]!.source.length - a.matches[0]!.source.length)
  const known = new Map<string, string | undefined>()
  const missing = new Set<string>()

  /** Translates a phrase; undefined where a part of it is missing. */
  function phrase(text: string): string | undefined {
    if (!/\p{L}/u.test(text.replaceAll(/⟦[a-z]⟧/g, ''))) return text
    if (known.has(text)) return known.get(text)
    known.set(text, undefined)
    const found = one(text) ?? byParts(text) ?? (NAME.test(text) ? text : undefined)
    known.set(text, found)
    return found
  }

  function whole(text: string): string | undefined {
    const numbers: string[] = []
    const key = text.replaceAll(PLACEHOLDER, (_all, number: string) => `{${numbers.push(number) - 1}}`)
    return exact.get(key)?.replaceAll(PLACEHOLDER, (_all, index: string) => `{${numbers[Number(index)]}}`)
  }

  /** A title within a sentence begins with a small letter, and a word that begins one with a capital. */
  function otherCase(text: string): string | undefined {
    const first = text[0]!
    const isSmall = first !== first.toUpperCase()
    const found = whole((isSmall ? first.toUpperCase() : first.toLowerCase()) + text.slice(1))
    if (found === undefined) return undefined
    if (!isSmall) return found[0]!.toUpperCase() + found.slice(1)
    return /^\p{Lu}{2}/u.test(found) ? found : found[0]!.toLowerCase() + found.slice(1)
  }

  function byPattern(text: string): string | undefined {
    for (const { matches, groups, translation } of patterns)
      for (const match of matches) {
        const found = match.exec(text)
        if (found === null) break
        const values = new Map<string, string>()
        const isComplete = groups.every((name, index) => {
          const captured = found[index + 1]!
          const value = name.startsWith('<')
            ? phrase(captured)
            : name.startsWith('{')
              ? `{${captured}}`
              : captured
          if (value !== undefined) values.set(name, value)
          return value !== undefined
        })
        if (isComplete)
          return translation.replaceAll(/<\d>|\[\d\]|\{\d+\}/g, (name) => values.get(name) ?? name)
      }
    return undefined
  }

  const one = (text: string): string | undefined => whole(text) ?? otherCase(text) ?? byPattern(text)

  function byParts(text: string): string | undefined {
    for (const separator of SEPARATORS) {
      const parts = text.split(separator)
      const found = parts.length === 1 ? undefined : joined(parts, separator)
      if (found !== undefined) return found
    }
    const end = /^(.+)([.:;,])$/.exec(text)
    const before = end === null ? undefined : phrase(end[1]!)
    return before === undefined ? undefined : before + end![2]!
  }

  /** Parts side by side, of which the catalogue may have several as one phrase: the longest first. */
  function joined(parts: readonly string[], separator: string): string | undefined {
    if (parts.length === 0) return ''
    for (let length = Math.min(parts.length, MOST_JOINED); length > 0; length--) {
      const isLast = length === parts.length
      const own = parts.slice(0, length).join(separator)
      const stop = isLast || separator !== '. ' ? '' : '.'
      // A part that the catalogue has as it is must not meet a pattern for its stop.
      const isPhrase = length === 1 && whole(own) !== undefined && whole(own + stop) === undefined
      const known = !isPhrase && (length > 1 || stop !== '') ? one(own + stop) : undefined
      const first = known ?? (length > 1 ? undefined : phrase(own))
      const rest = first === undefined ? undefined : joined(parts.slice(length), separator)
      if (first === undefined || rest === undefined) continue
      if (isLast) return first
      return (first.endsWith('.') && stop === '.' ? first.slice(0, -1) : first) + separator + rest
    }
    return undefined
  }

  const lookup = (text: string): string | undefined => {
    const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text)!
    if (inner === '') return text
    const split = tokenised(inner.replaceAll(/\s+/g, ' '))
    const { tokens } = split
    const found = phrase(inPlural(split, locale))
    if (found === undefined) return undefined
    const filled = found.replaceAll(PLACEHOLDER, (_all, index: string) =>
      written(tokens[Number(index)]!, locale),
    )
    return before + inSingular(rangesPlaced(filled), locale) + after
  }

  return {
    missing,
    lookup,
    translate: (text) => {
      const found = lookup(text)
      if (found === undefined) missing.add(tokenised(text.trim().replaceAll(/\s+/g, ' ')).phrase)
      return found ?? text
    },
  }
}

/** Numbers the placeholders of a phrase in order of appearance, as the phrases of texts are. */
function normalised([english, translation]: Phrase): readonly [string, string] {
  const order = [...english.matchAll(PLACEHOLDER)].map(([, number]) => number!)
  const renumber = (text: string): string =>
    text.replaceAll(PLACEHOLDER, (_all, number: string) => `{${order.indexOf(number)}}`)
  return [renumber(english), renumber(translation)]
}

function patternOf([english, translation]: Phrase): Pattern {
  const source = (text: string): string =>
    english
      .split(/(<\d>|\[\d\]|\{\d+\})/)
      .map((part) => {
        if (!/^(?:<\d>|\[\d\]|\{\d+\})$/.test(part)) return part.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')
        return part.startsWith('{') ? '\\{(\\d+)\\}' : part.startsWith('[') ? '(\\S+)' : text
      })
      .join('')
  return {
    matches: ['(.+?)', '(.+)'].map((text) => new RegExp(`^${source(text)}$`, 'u')),
    groups: english.match(/<\d>|\[\d\]|\{\d+\}/g) ?? [],
    translation,
  }
}
