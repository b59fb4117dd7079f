/**
 * Content: what a page shows, in its language: its markup, and the data of its charts and tables. Pure: a
 * file and a browser show the same content.
 */
import type { Column } from '../sim/result.ts'
import type { Chart } from './plot.ts'
import type { Html } from './html.ts'
import { spanish, translatorFor, type Language } from './language/language.ts'
import { localised, localisedChart, localisedColumns, wordsIn } from './language/localise.ts'
import { dark, light } from './theme.ts'

export interface About {
  readonly file: string
  readonly source: readonly string[]
}

/** A page as it is composed, in English. */
export interface Composed {
  readonly title: string
  readonly body: Html
  /** Columns by table name: the data of the charts. */
  readonly tables: Readonly<Record<string, readonly Column[]>>
  readonly charts: readonly Chart[]
  /** Names of cases as charts show them, by the name in the tables. @default none */
  readonly names?: Readonly<Record<string, string>>
  /** For images of the charts: the start of their file names, and the lines that name their source. */
  readonly about?: About
  /** Language of all that is shown. @default English, in which everything is given */
  readonly language?: Language | undefined
}

const UNNAMED: About = { file: 'amt-lab', source: ['AMT Lab'] }

/** Texts that the page's script writes. It puts the cause of a failure in the place of the dots. */
const SCRIPT_TEXTS = {
  dataOf: 'Data of:',
  failed: 'This chart could not be drawn (…). Its data are in the table below.',
  imageFailed: 'failed',
}

/** Signs of numbers on the page: the decimal sign, then that between thousands, as Plotly wants them. */
const SIGNS: Readonly<Record<Language, string>> = { en: '.,', es: `${spanish.decimal}${spanish.group}` }

/** Names of the months on axes, where they are not English. */
const MONTHS: Readonly<Record<Language, readonly string[] | undefined>> = {
  en: undefined,
  es: spanish.months,
}

/** What a page shows, in its language. */
export interface Content {
  readonly title: string
  /** Markup of everything that is shown without the page's script. */
  readonly body: string
  readonly language: Language
  /** Lines at the foot of printed pages. */
  readonly footer: readonly string[]
  /** What the script shows, as plain serialisable data. */
  readonly data: object
}

/** A page's texts and data in its language. */
export function contentOf({
  title,
  body,
  tables,
  charts,
  names = {},
  about = UNNAMED,
  language = 'en',
}: Composed): Content {
  const to = translatorFor(language)
  const { translate } = to
  const columns = Object.values(tables).flat()
  const mapped = (texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, translate(text)]))
  return {
    title: translate(title),
    body: language === 'en' ? body.html : localised(body.html, to),
    language,
    footer: (about === UNNAMED ? [title] : about.source).map(translate),
    data: {
      tables: Object.fromEntries(
        Object.entries(tables).map(([name, own]) => [name, localisedColumns(own, to)]),
      ),
      charts: charts.map((chart) => localisedChart(chart, to)),
      names: mapped(names),
      about: { ...about, source: about.source.map(translate) },
      texts: mapped(SCRIPT_TEXTS),
      words: language === 'en' ? {} : wordsIn(columns, to),
      signs: SIGNS[language],
      monthNames: MONTHS[language],
      themes: { light, dark },
    },
  }
}
