/**
 * Computed: sentences that a run composes in English, with their Spanish. The catalogue has the phrases;
 * readings and assumptions inside them have the page's own words.
 */
import { CLAIMS } from '../../claims/claims.ts'
import { spanish } from '../../report/language/language.ts'
import { spanishPhrases } from '../../report/language/spanish/catalogue.ts'
import { tokenised, written } from '../../report/language/tokens.ts'
import { translatorOf, type Phrase } from '../../report/language/translator.ts'
import { markup, type Content, type Html } from '../../report/html.ts'
import { both, SPANISH_ASSUMPTIONS } from './bilingual.ts'
import { SPANISH_READINGS } from './spanish-readings.ts'

/** A sentence in both languages; in English, marked as such, where the catalogue lacks it. */
export type Computed = (english: string) => Content

/** The Spanish of a text; the text itself where the catalogue lacks it. */
export type Translate = (english: string) => string

/** The catalogue is read on each call: pages are few. */
export function computedTexts(): { readonly computed: Computed; readonly translate: Translate } {
  const { lookup, translate } = translatorOf([...spanishPhrases(), ...ownPhrases()], spanish)
  const computed: Computed = (english) => {
    const found = lookup(english)
    if (found === undefined) return untranslated(english)
    return found === english ? english : both({ en: english, es: found })
  }
  return { computed, translate }
}

function untranslated(english: string): Html {
  return markup`<span lang="en-GB">${english}</span>`
}

function ownPhrases(): readonly Phrase[] {
  const texts = CLAIMS.flatMap(({ number, readings }) =>
    readings.flatMap((reading) => [
      [reading.property, SPANISH_READINGS[`${number} ${reading.name}`]] as const,
      ...(reading.by === 'search' ? (reading.assumptions ?? []) : []).map(
        ({ name, text }) => [text, SPANISH_ASSUMPTIONS[name]] as const,
      ),
    ]),
  )
  return texts.flatMap(([english, translation]) =>
    translation === undefined ? [] : [phraseOf(english, translation)],
  )
}

/** Both texts with placeholders for the numbers of the English one. */
function phraseOf(english: string, translation: string): Phrase {
  const { phrase, tokens } = tokenised(english)
  const own = tokens.reduce(
    (text, token, index) => text.replace(written(token, spanish), `{${index}}`),
    translation,
  )
  return [phrase, own]
}
