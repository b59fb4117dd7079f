/** Request: the arguments of `npm run dashboard`. */
import type { Language } from '../../report/language/language.ts'
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { Decimal } from 'decimal.js'
import { toBase, type Amt } from '../../model/kernel/units.ts'
import { DAYS, readWhole, type Range } from '../number.ts'
import { LANG, readLanguage } from '../language.ts'
import { readOptions, type Options } from '../options.ts'
import { readOut } from '../request.ts'
import type { Place } from '../results/saved.ts'
import { shellWord } from '../../report/shell-word.ts'
import { WrongInput } from '../wrong-input.ts'

export const OPTIONS = {
  day: { value: 'N', means: 'Day of the run, from 0. Default: the last.' },
  holding: { value: 'AMT', means: 'AMT of one holder: payback period, exit value and options.' },
  elsewhere: {
    value: 'USD',
    means: 'Price of a TH/s elsewhere, for the premium over it. Default: machinePrice of the run.',
  },
  out: { value: 'DIR', means: 'Directory of the page. Default out/dashboard.' },
  json: { means: 'Print one JSON object on one line instead of the sections.' },
  lang: LANG,
  help: { short: 'h', means: 'Show this help and exit.' },
} satisfies Options

export interface DashboardRun {
  readonly source: { readonly run: Place } | { readonly snapshot: string }
  readonly day: number | undefined
  readonly holding: Amt | undefined
  readonly elsewhere: Decimal | undefined
  /** Absolute. */
  readonly out: string
  readonly json: boolean
  readonly language: Language
  readonly command: string
}

/** @throws {WrongInput} when the arguments are invalid. */
export function readDashboard(argv: readonly string[], cwd: string): DashboardRun | { readonly help: true } {
  const { flags, values, positionals } = readOptions(argv, OPTIONS)
  if (flags.has('help')) return { help: true }
  const [shown, ...more] = positionals
  if (shown === undefined || more.length > 0)
    throw new WrongInput({
      expected: 'the directory of a run, or a chain snapshot that ends in .csv',
      got: shown === undefined ? 'nothing' : positionals.map((each) => `"${each}"`).join(', '),
      advice: 'Example: npm run dashboard -- out/baseline --day 200.',
    })
  const path = resolve(cwd, shown)
  const isSnapshot = /\.csv(#[0-9a-f]+)?$/.test(shown) && !(existsSync(path) && statSync(path).isDirectory())
  const dayText = values.get('day')?.[0]
  if (isSnapshot && dayText !== undefined)
    throw new WrongInput({
      expected: 'no --day with a chain snapshot, which is of one block',
      got: `--day ${dayText}`,
      advice: 'Leave it out.',
    })
  const holding = amountOf('--holding', values.get('holding')?.[0], 18, 'AMT')
  const elsewhere = amountOf('--elsewhere', values.get('elsewhere')?.[0], 6, 'USD')
  const out = readOut(values.get('out')?.[0] ?? 'out/dashboard', cwd)
  if (out === path)
    throw new WrongInput({
      expected: 'another directory for --out than that of the run',
      got: `"${shown}"`,
      advice: 'Choose one with --out DIR.',
    })
  const words = ['day', 'holding', 'elsewhere'].flatMap((name) => {
    const value = values.get(name)?.[0]
    return value === undefined ? [] : [`--${name} ${shellWord(value)}`]
  })
  return {
    source: isSnapshot ? { snapshot: shown } : { run: { path, shown } },
    day: dayText === undefined ? undefined : Number(readWhole('--day', dayText, DAY)),
    holding: holding === undefined ? undefined : (toBase(holding) as Amt),
    elsewhere: elsewhere === undefined ? undefined : new Decimal(elsewhere),
    out,
    json: flags.has('json'),
    language: readLanguage(values.get('lang')?.[0] ?? 'en'),
    command: ['npm run dashboard --', shellWord(shown), ...words].join(' '),
  }
}

const DAY: Range = { min: 0n, max: DAYS.max - 1n, example: 200n }

/** Decimal text above zero. */
function amountOf(
  option: string,
  text: string | undefined,
  decimals: number,
  unit: string,
): string | undefined {
  if (text === undefined) return undefined
  if (new RegExp(`^\\d{1,12}(\\.\\d{1,${decimals}})?$`).test(text) && Number(text) > 0) return text
  throw new WrongInput({
    expected: `an amount of ${unit} above 0 with at most ${decimals} decimals for ${option}`,
    got: `"${text}"`,
    advice: `Example: ${option} 1000.`,
  })
}
