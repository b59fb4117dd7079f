/**
 * Localise: a page's markup and data in another language.
 *
 * Works on finished markup, block by block: the texts between two block-level tags are one text to the
 * translator, in which tags, and whole elements of code, are `⟦a⟧`, `⟦b⟧` and so on. Where the catalogue
 * lacks the whole, its parts are translated on their own.
 */
import type { Column } from '../../sim/result.ts'
import type { Translator } from './translator.ts'

/** Elements inside a sentence. */
const INLINE = new Set(['a', 'abbr', 'b', 'code', 'em', 'i', 'small', 'span', 'strong', 'sub', 'sup', 'time'])
/** Elements whose content is left as it is, and those that say so. */
const OPAQUE = ['script', 'style', 'pre', 'code']
const UNTRANSLATED = '<(\\w+)\\b[^>]* translate="no"[^>]*>[\\s\\S]*?</\\2>'
/** Attributes that are shown or read out. */
const SHOWN = ['title', 'aria-label', 'alt', 'placeholder', 'data-title', 'data-label']

const PIECE = new RegExp(
  `(<!--[\\s\\S]*?-->|${OPAQUE.map((name) => `<${name}\\b[^>]*>[\\s\\S]*?</${name}>`).join('|')}|${UNTRANSLATED}|<[^>]+>)`,
  'g',
)

/** The markup with all shown texts translated. */
export function localised(html: string, translator: Pick<Translator, 'translate' | 'lookup'>): string {
  const { translate } = translator
  let result = ''
  let unit: string[] = []
  const flush = (): void => {
    result += unitIn(unit, translator)
    unit = []
  }
  for (const piece of pieces(html)) {
    const name = /^<\/?([a-z][a-z0-9]*)/.exec(piece)?.[1]
    if (piece.startsWith('<') && !INLINE.has(name ?? '')) {
      flush()
      result += attributes(piece, translate)
    } else if (piece !== '') unit.push(piece)
  }
  flush()
  return result
}

/** Tags, with what is left as it is inside them, and the texts in between. */
function pieces(html: string): readonly string[] {
  const all: string[] = []
  let end = 0
  for (const { 0: tag, index } of html.matchAll(PIECE)) {
    all.push(html.slice(end, index), tag)
    end = index + tag.length
  }
  return [...all, html.slice(end)]
}

type Translate = Translator['translate']

/** A block's texts and inline tags. */
function unitIn(
  pieces: readonly string[],
  { translate, lookup }: Pick<Translator, 'translate' | 'lookup'>,
): string {
  const own = pieces.map((piece) => (piece.startsWith('<') ? attributes(piece, translate) : piece))
  const texts = pieces.filter((piece) => !piece.startsWith('<'))
  if (texts.every((text) => text.trim() === '')) return own.join('')
  if (texts.filter((text) => text.trim() !== '').length > 1) {
    const whole = asOne(own, lookup)
    if (whole !== undefined) return whole
  }
  return own.map((piece) => (piece.startsWith('<') ? piece : translated(piece, translate))).join('')
}

/** The texts of a block as one sentence; undefined where the catalogue lacks it. */
function asOne(pieces: readonly string[], lookup: Translator['lookup']): string | undefined {
  const tags: string[] = []
  const text = pieces
    .map((piece) => {
      if (!piece.startsWith('<')) return unescaped(piece)
      tags.push(piece)
      return `⟦${String.fromCodePoint(97 + tags.length - 1)}⟧`
    })
    .join('')
  if (tags.length > 20) return undefined
  const found = lookup(text)
  if (found === undefined) return undefined
  return escaped(found).replaceAll(/⟦([a-z])⟧/g, (_all, letter: string) => tags[letter.codePointAt(0)! - 97]!)
}

function translated(text: string, translate: Translate): string {
  return escaped(translate(unescaped(text)))
}

function attributes(tag: string, translate: Translate): string {
  return tag.replaceAll(/ ([a-z-]+)="([^"]*)"/g, (whole, name: string, value: string) =>
    SHOWN.includes(name) ? ` ${name}="${translated(value, translate)}"` : whole,
  )
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}

const unescaped = (text: string): string =>
  text.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity]!)

const escaped = (text: string): string =>
  text.replaceAll(
    /[&<>"']/g,
    (sign) => Object.entries(ENTITIES).find(([, character]) => character === sign)![0],
  )

/** Keys of a chart's figure whose texts are shown. */
const TEXTS = new Set(['title', 'subtitle', 'name', 'text', 'hovertemplate'])
/** Keys that hold names of cases where they are lists; in annotations also where they are one name. */
const CASES = new Set(['x', 'y', 'categoryarray'])

/** A chart with all shown texts translated. Names of columns, by which it is drawn, stay. */
export function localisedChart<Chart extends object>(
  chart: Chart,
  { translate }: Pick<Translator, 'translate'>,
): Chart {
  return shown(chart, translate, { isText: false, isNote: false }) as Chart
}

interface Place {
  readonly isText: boolean
  /** Whether it is in an annotation, whose place may be a name on an axis. */
  readonly isNote: boolean
}

function shown(value: unknown, translate: Translate, { isText, isNote }: Place): unknown {
  if (typeof value === 'string') return isText ? template(value, translate) : value
  if (Array.isArray(value)) return value.map((each) => shown(each, translate, { isText, isNote }))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      shown(each, translate, {
        isText: TEXTS.has(key) || (CASES.has(key) && (isNote || Array.isArray(each))),
        isNote: isNote || key === 'annotations',
      }),
    ]),
  )
}

/** Plotly's templates: the texts around `%{…}` and tags. */
function template(text: string, translate: Translate): string {
  return text
    .split(/(%\{[^}]*\}|<[^>]*>)/)
    .map((part) => (/^(?:%\{|<)/.test(part) || part.trim() === '' ? part : translate(part)))
    .join('')
}

/** Columns with translated titles and units. Cells stay: they are what is downloaded. */
export function localisedColumns(
  columns: readonly Column[],
  { translate }: Pick<Translator, 'translate'>,
): readonly Column[] {
  return columns.map((column) => ({
    ...column,
    title: translate(column.title),
    unit: translate(column.unit),
  }))
}

/** Translations of the cells that are words, by cell. */
export function wordsIn(
  columns: readonly Column[],
  { translate }: Pick<Translator, 'translate'>,
): Readonly<Record<string, string>> {
  const words = new Set(columns.flatMap(({ cells }) => cells.filter((cell) => /\p{L}/u.test(cell))))
  return Object.fromEntries([...words].map((word) => [word, translate(word)]))
}
