/**
 * Language: the languages of reports. English is what reports are composed in; the others translate it.
 */
import type { Locale } from './tokens.ts'
import { translatorOf, type Translator } from './translator.ts'
import { spanishPhrases } from './spanish/catalogue.ts'

export const LANGUAGES = ['en', 'es'] as const
export type Language = (typeof LANGUAGES)[number]

/** Spanish as the whitepaper writes it: `100.000.000` and `12 de julio de 2023`. */
export const spanish: Locale = {
  decimal: ',',
  group: '.',
  months: [
    'enero',
    'febrero',
    'marzo',
    'abril',
    'mayo',
    'junio',
    'julio',
    'agosto',
    'septiembre',
    'octubre',
    'noviembre',
    'diciembre',
  ],
  counted: (
    [
      ['action', 'actions', 'acción', 'acciones'],
      ['break', 'breaks', 'rotura', 'roturas'],
      ['day', 'days', 'día', 'días'],
      ['decimal', 'decimals', 'decimal', 'decimales'],
      ['divergence', 'divergences', 'divergencia', 'divergencias'],
      ['check', 'checks', 'comprobación', 'comprobaciones'],
      ['column', 'columns', 'columna', 'columnas'],
      ['origin', 'origins', 'origen', 'orígenes'],
      ['path', 'paths', 'camino', 'caminos'],
      ['point', 'points', 'punto', 'puntos'],
      ['scenario', 'scenarios', 'escenario', 'escenarios'],
      ['shock', 'shocks', 'choque', 'choques'],
    ] as const
  ).map(([one, many, uno, muchos]) => ({ english: { one, many }, own: { one: uno, many: muchos } })),
  words: { to: 'a', never: 'nunca', none: 'ninguno', on: 'en' },
  date: (day, month, year) => [day, month, year].filter((part) => part !== '').join(' de '),
}

/** Texts are composed in English, and stay as they are. */
const english: Translator = { lookup: (text) => text, translate: (text) => text, missing: new Set() }

/** The translator of a language; a new one, which has no missing phrases yet. */
export const translatorFor = (language: Language): Translator =>
  language === 'en' ? english : translatorOf(spanishPhrases(), spanish)
