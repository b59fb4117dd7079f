/** Request: the arguments of `npm run compare`. */
import type { Language } from '../../report/language/language.ts'
import { resolve } from 'node:path'
import { LANG, readLanguage } from '../language.ts'
import { readOptions, type Options } from '../options.ts'
import { readOut } from '../request.ts'
import type { Place } from '../results/saved.ts'
import { shellWord } from '../../report/shell-word.ts'
import { WrongInput } from '../wrong-input.ts'

export const OPTIONS = {
  out: { value: 'DIR', means: 'Directory of the page. Default out/compare.' },
  json: { means: 'Print one JSON object on one line instead of the table.' },
  lang: LANG,
  help: { short: 'h', means: 'Show this help and exit.' },
} satisfies Options

/** Most directories that are compared. */
const MOST = 8

export interface CompareRun {
  readonly places: readonly Place[]
  /** Absolute. */
  readonly out: string
  readonly language: Language
  readonly json: boolean
  readonly command: string
}

/** @throws {WrongInput} when the arguments are invalid. */
export function readCompare(argv: readonly string[], cwd: string): CompareRun | { readonly help: true } {
  const { flags, values, positionals } = readOptions(argv, OPTIONS)
  if (flags.has('help')) return { help: true }
  if (positionals.length === 0 || positionals.length > MOST)
    throw new WrongInput({
      expected: `one study, or two to ${MOST} directories of runs and studies`,
      got: positionals.length === 0 ? 'none' : String(positionals.length),
      advice: 'Example: npm run compare -- out/baseline out/other. npm run gallery lists results.',
    })
  const places = positionals.map((shown) => ({
    shown: shown.replace(/\/+$/, '') || shown,
    path: resolve(cwd, shown),
  }))
  const twice = places.find(({ path }, at) => places.findIndex((each) => each.path === path) !== at)
  if (twice !== undefined)
    throw new WrongInput({
      expected: 'each directory once',
      got: `"${twice.shown}" twice`,
      advice: 'Leave out the repetition.',
    })
  const out = readOut(values.get('out')?.[0] ?? 'out/compare', cwd)
  if (places.some(({ path }) => path === out || out.startsWith(`${path}/`)))
    throw new WrongInput({
      expected: 'a directory for --out outside of the results that are compared',
      got: `"${values.get('out')?.[0] ?? 'out/compare'}"`,
      advice: 'Choose another directory with --out DIR.',
    })
  const command = `npm run compare -- ${places.map(({ shown }) => shellWord(shown)).join(' ')}`
  const language = readLanguage(values.get('lang')?.[0] ?? 'en')
  return { places, out, json: flags.has('json'), language, command }
}
