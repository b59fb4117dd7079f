/**
 * The option `--lang`: the language of a report.
 */
import { LANGUAGES, type Language } from '../report/language/language.ts'
import type { Option } from './options.ts'
import { didYouMean } from './suggest.ts'
import { WrongInput } from './wrong-input.ts'

export const LANG = {
  value: 'LANG',
  means: `Language of the report, its question and its answer: ${LANGUAGES.join(' or ')}. Default en.`,
} as const satisfies Option

/**
 * Reads the value of `--lang`.
 *
 * @throws {WrongInput} when there is no such language.
 */
export function readLanguage(text: string): Language {
  const language = LANGUAGES.find((each) => each === text)
  if (language !== undefined) return language
  throw new WrongInput({
    expected: `one of the languages ${LANGUAGES.join(', ')} for --lang`,
    got: `"${text}"`,
    advice: `${didYouMean(text, LANGUAGES)}en is English, es is Spanish.`,
  })
}
