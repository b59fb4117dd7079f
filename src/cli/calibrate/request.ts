/**
 * Request: parses and validates the arguments of `npm run calibrate`.
 */
import type { Language } from '../../report/language/language.ts'
import { resolve } from 'node:path'
import { FEES_SHARE } from '../../calibration/network-fit.ts'
import { statistic } from '../../sim/study/quantiles.ts'
import { PRICE_MODELS, type PriceModel } from '../../calibration/model-fit.ts'
import { sliceHistory, type History } from '../../sim/process/history-csv.ts'
import type { Scenario } from '../../sim/definition/scenario.ts'
import { readDate, readHistoryFile, spanOf, type HistoryFile } from '../history-file.ts'
import { LANG, readLanguage } from '../language.ts'
import { readOptions, type Options } from '../options.ts'
import { chosen } from '../request.ts'
import { WrongInput } from '../wrong-input.ts'

export const OPTIONS = {
  out: { value: 'FILE.yaml', means: 'Write a scenario file with the fitted parameters.' },
  report: { value: 'DIR', means: 'Write a report with the fits against the data, replaced atomically.' },
  scenario: { value: 'NAME', means: 'Scenario of the file. Default baseline.' },
  model: {
    value: 'MODEL',
    means: 'BTC model of the file: gbm, merton or regimes. Default: the one with the least BIC.',
  },
  since: { value: 'DATE', means: 'First day that is used. Default: the first of the file.' },
  until: {
    value: 'DATE',
    means: 'Last day that is used, where the world starts. Default: the last of the file.',
  },
  'fees-share': {
    value: 'PERCENT',
    means: `Fees as a share of the subsidy on days without fees_btc. Default ${statistic(100 * FEES_SHARE, 6)}.`,
  },
  json: { means: 'Print one JSON object on one line instead of the summary.' },
  lang: LANG,
  help: { short: 'h', means: 'Show this help and exit.' },
} satisfies Options

export interface CalibrateRun {
  readonly file: HistoryFile
  /** The file as named on the command line. */
  readonly named: string
  /** The part of the file that is used. */
  readonly history: History
  readonly scenario: Scenario
  readonly model: PriceModel | undefined
  readonly feesShare: number
  /** Absolute. */
  readonly out: string | undefined
  readonly report: string | undefined
  readonly json: boolean
  readonly language: Language
  /** Options as written, for the command that reproduces the calibration. */
  readonly command: string
}

/**
 * Parses the arguments and reads the file. Nothing is written.
 *
 * @throws {WrongInput} when an argument or a line of the file is wrong.
 */
export function readCalibrate(
  argv: readonly string[],
  scenarios: readonly Scenario[],
  cwd: string,
): { readonly help: true } | CalibrateRun {
  const { flags, values, positionals } = readOptions(argv, OPTIONS)
  if (flags.has('help')) return { help: true }
  const value = (name: keyof typeof OPTIONS): string | undefined => values.get(name)?.[0]
  const named = oneFile(positionals, 'calibrate')
  const model = readModel(value('model'))
  const scenario = chosen(value('scenario') === undefined ? [] : [value('scenario')!], scenarios, 'calibrate')
  const out = value('out')
  if (out !== undefined && !/\.ya?ml$/.test(out))
    throw new WrongInput({
      expected: 'a file name that ends in .yaml or .yml for --out',
      got: `"${out}"`,
      advice: 'Example: --out my-world.yaml. The report goes to --report DIR.',
    })
  const feesShare = readPercent('--fees-share', value('fees-share'), FEES_SHARE)
  const [since, until] = (['since', 'until'] as const).map((name) => {
    const text = value(name)
    return text === undefined ? undefined : readDate(`--${name}`, text)
  }) as [number | undefined, number | undefined]
  const file = readHistoryFile(named, cwd)
  const history = sliceHistory(file.history, since ?? -Infinity, until ?? Infinity)
  if (history.days < 1 || (since ?? -Infinity) > (until ?? Infinity))
    throw new WrongInput({
      expected: `days between --since and --until that are in the file, which has ${spanOf(file).join(' to ')}`,
      got: `${value('since') ?? 'the first day'} to ${value('until') ?? 'the last day'}`,
      advice: 'Change the dates, or use a longer file.',
    })
  const kept = (['scenario', 'model', 'since', 'until', 'fees-share'] as const)
    .filter((name) => value(name) !== undefined)
    .map((name) => ` --${name} ${value(name)}`)
  return {
    file,
    named,
    history,
    scenario,
    model,
    feesShare,
    out: out === undefined ? undefined : resolve(cwd, out),
    report: value('report') === undefined ? undefined : resolve(cwd, value('report')!),
    json: flags.has('json'),
    language: readLanguage(value('lang') ?? 'en'),
    command: `npm run calibrate -- ${named}${kept.join('')}`,
  }
}

/** The only positional: a file. */
export function oneFile(positionals: readonly string[], command: string): string {
  const [named, ...more] = positionals
  if (named !== undefined && named !== '' && more.length === 0) return named
  throw new WrongInput({
    expected: 'one CSV file',
    got: named === undefined ? 'none' : positionals.map((each) => `"${each}"`).join(', '),
    advice: `Example: npm run ${command} -- history.csv. See --help.`,
  })
}

export function readModel(text: string | undefined): PriceModel | undefined {
  if (text === undefined) return undefined
  const model = PRICE_MODELS.find((each) => each === text)
  if (model !== undefined) return model
  throw new WrongInput({
    expected: `one of ${PRICE_MODELS.join(', ')} for --model`,
    got: `"${text}"`,
    advice: 'Without --model, the model with the least BIC is taken.',
  })
}

/** A percentage from 0 to 1000 as a fraction. */
export function readPercent(option: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback
  const percent = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN
  if (percent >= 0 && percent <= 1000) return percent / 100
  throw new WrongInput({
    expected: `a percentage from 0 to 1000 for ${option}`,
    got: `"${text}"`,
    advice: `Example: ${option} 2.`,
  })
}
