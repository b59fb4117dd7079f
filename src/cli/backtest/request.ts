/**
 * Request: parses and validates the arguments of `npm run backtest`.
 */
import type { Language } from '../../report/language/language.ts'
import { resolve } from 'node:path'
import { FEES_SHARE } from '../../calibration/network-fit.ts'
import { statistic } from '../../sim/study/quantiles.ts'
import type { PriceModel } from '../../calibration/model-fit.ts'
import { dateOfDay } from '../../sim/process/history-csv.ts'
import { oneFile, readModel, readPercent } from '../calibrate/request.ts'
import { readDate, readHistoryFile, spanOf, type HistoryFile } from '../history-file.ts'
import { DAYS, readWhole, SEEDS, type Range } from '../number.ts'
import { LANG, readLanguage } from '../language.ts'
import { readOptions, type Options } from '../options.ts'
import { WrongInput } from '../wrong-input.ts'
import { readAmtPrices, type AmtPrices } from './amt-prices.ts'

export const OPTIONS = {
  from: { value: 'DATE', means: 'First day of the test; the models are fitted to the days before it.' },
  to: { value: 'DATE', means: 'Last day of the test.' },
  horizons: { value: 'DAYS,…', means: 'Horizons of the forecasts, in days. Default 30,90,365.' },
  step: { value: 'DAYS', means: 'Days from one origin to the next. Default 30.' },
  paths: { value: 'N', means: 'Paths of each forecast, from 20 to 100000. Default 300.' },
  seed: { value: 'N', means: 'Seed of all random numbers, from 0 to 2^64 - 1. Default 1.' },
  model: {
    value: 'MODEL',
    means: 'BTC model: gbm, merton or regimes. Default: the best on the origins that are not held out.',
  },
  'fees-share': {
    value: 'PERCENT',
    means: `Fees as a share of the subsidy, past and future. Default ${statistic(100 * FEES_SHARE, 6)}.`,
  },
  'amt-prices': {
    value: 'FILE.csv',
    means: 'AMT prices to score baseline against: date and amt_btc or amt_usd.',
  },
  'amt-paths': { value: 'N', means: 'Paths of baseline for --amt-prices, from 20 to 1000. Default 20.' },
  report: { value: 'DIR', means: 'Write a report with fans and scores, replaced atomically.' },
  json: { means: 'Print one JSON object on one line instead of the summary.' },
  lang: LANG,
  help: { short: 'h', means: 'Show this help and exit.' },
} satisfies Options

const STEPS: Range = { min: 1n, max: 3650n, example: 30n }
const FORECAST_PATHS: Range = { min: 20n, max: 100_000n, example: 300n }
const AMT_PATHS: Range = { min: 20n, max: 1000n, example: 20n }

export interface BacktestRun {
  readonly file: HistoryFile
  /** Days since 1970-01-01. */
  readonly from: number
  readonly to: number
  readonly horizons: readonly number[]
  readonly step: number
  readonly paths: number
  readonly seed: bigint
  readonly model: PriceModel | undefined
  readonly feesShare: number
  readonly amt: { readonly prices: AmtPrices; readonly paths: number } | undefined
  readonly report: string | undefined
  readonly json: boolean
  readonly language: Language
  readonly command: string
}

/**
 * Parses the arguments and reads the files. Nothing is written.
 *
 * @throws {WrongInput} when an argument or a line of a file is wrong.
 */
export function readBacktest(argv: readonly string[], cwd: string): { readonly help: true } | BacktestRun {
  const { flags, values, positionals } = readOptions(argv, OPTIONS)
  if (flags.has('help')) return { help: true }
  const value = (name: keyof typeof OPTIONS): string | undefined => values.get(name)?.[0]
  const named = oneFile(positionals, 'backtest')
  const [from, to] = (['from', 'to'] as const).map((name) => {
    const text = value(name)
    if (text !== undefined) return readDate(`--${name}`, text)
    throw new WrongInput({
      expected: `a date for --${name}`,
      got: 'none',
      advice: 'Example: --from 2023-01-01 --to 2024-01-17.',
    })
  }) as [number, number]
  const horizons = readHorizons(value('horizons') ?? '30,90,365')
  const whole = (name: 'step' | 'paths' | 'amt-paths', fallback: string, range: Range): number =>
    Number(readWhole(`--${name}`, value(name) ?? fallback, range))
  const step = whole('step', '30', STEPS)
  const paths = whole('paths', '300', FORECAST_PATHS)
  const amtPaths = whole('amt-paths', '20', AMT_PATHS)
  const seed = readWhole('--seed', value('seed') ?? '1', SEEDS)
  const model = readModel(value('model'))
  const feesShare = readPercent('--fees-share', value('fees-share'), FEES_SHARE)
  const file = readHistoryFile(named, cwd)
  checkDays(file, from, to, horizons)
  const amtFile = value('amt-prices')
  const names = [
    'horizons',
    'step',
    'paths',
    'seed',
    'model',
    'fees-share',
    'amt-prices',
    'amt-paths',
  ] as const
  const kept = names.filter((name) => value(name) !== undefined).map((name) => ` --${name} ${value(name)}`)
  return {
    file,
    from,
    to,
    horizons,
    step,
    paths,
    seed,
    model,
    feesShare,
    amt: amtFile === undefined ? undefined : { prices: readAmtPrices(amtFile, cwd), paths: amtPaths },
    report: value('report') === undefined ? undefined : resolve(cwd, value('report')!),
    json: flags.has('json'),
    language: readLanguage(value('lang') ?? 'en'),
    command: `npm run backtest -- ${named} --from ${dateOfDay(from)} --to ${dateOfDay(to)}${kept.join('')}`,
  }
}

function readHorizons(text: string): readonly number[] {
  const horizons = text.split(',').map((each) => Number(readWhole('--horizons', each.trim(), DAYS)))
  const rising = horizons.every((each, i) => i === 0 || each > horizons[i - 1]!)
  if (rising && horizons.length <= 10) return horizons
  throw new WrongInput({
    expected: 'up to ten ascending numbers of days for --horizons',
    got: `"${text}"`,
    advice: 'Example: --horizons 30,90,365.',
  })
}

/** The test and the days before it must be in the file, and the shortest horizon in the test. */
function checkDays(file: HistoryFile, from: number, to: number, horizons: readonly number[]): void {
  const { firstDay, days, values } = file.history
  if (values.btc_usd === undefined)
    throw new WrongInput({
      expected: 'a column btc_usd in the file',
      got: Object.keys(values).join(', '),
      advice: 'See docs/how-to/calibrate.md for the format.',
    })
  if (to < from)
    throw new WrongInput({
      expected: '--from before --to',
      got: `${dateOfDay(from)} to ${dateOfDay(to)}`,
      advice: 'Exchange the dates.',
    })
  if (from <= firstDay || to >= firstDay + days)
    throw new WrongInput({
      expected: `--from and --to within the file, after its first day: it has ${spanOf(file).join(' to ')}`,
      got: `${dateOfDay(from)} to ${dateOfDay(to)}`,
      advice: 'Change the dates, or use a longer file.',
    })
  if (to - from + 1 < horizons[0]!)
    throw new WrongInput({
      expected: `a test of at least ${horizons[0]} days, the shortest horizon`,
      got: `${to - from + 1} days`,
      advice: 'Set an earlier --from, a later --to, or shorter --horizons.',
    })
  if (values.btc_usd[from - 1 - firstDay] === undefined)
    throw new WrongInput({
      expected: `btc_usd on ${dateOfDay(from - 1)}, the day before --from`,
      got: 'none',
      advice: 'Choose another --from, or complete the file.',
    })
}
