/**
 * Story: a backtest as titled tables, for the terminal and the report, and as the object of `--json`.
 */
import type { Backtest, LongFan, Quantity } from '../../calibration/backtest/backtest.ts'
import type { NetworkModel } from '../../calibration/backtest/forecast.ts'
import { insideOf, type Score } from '../../calibration/backtest/summary.ts'
import { PRICE_MODELS, type PriceModel } from '../../calibration/model-fit.ts'
import { sixDigits } from '../../calibration/world.ts'
import type { AnalysisSection } from '../../report/analysis/report.ts'
import type { Fan } from '../../report/study/fan.ts'
import { dateOfDay } from '../../sim/process/history-csv.ts'
import type { ChartSpec, Table } from '../../sim/result.ts'
import { rounded } from '../calibrate/data.ts'
import { readingNotes } from '../history-file.ts'
import type { AmtScores } from './amt.ts'
import { PAYOUT_ASSUMPTIONS } from './payout.ts'
import type { BacktestRun } from './request.ts'

export interface BacktestStory {
  readonly run: BacktestRun
  readonly result: Backtest
  readonly scores: readonly Score[]
  readonly model: PriceModel
  readonly amt: AmtScores | undefined
}

const UNITS: Readonly<Record<Quantity, string>> = {
  btc: 'USD/BTC',
  difficulty: 'T',
  hashprice: 'USD/PH/day',
  payout: 'BTC/day',
}

/** Factor from the value to the unit that is shown: difficulty in T, 1e12. */
const shown = (quantity: Quantity, value: number): number =>
  quantity === 'difficulty' ? value / 1e12 : value

const NETWORK_WORDS: Readonly<Record<NetworkModel, string>> = {
  response: 'fitted response',
  growth: 'constant growth',
}

const titleOf = (quantity: Quantity, network: NetworkModel): string =>
  quantity === 'btc' ? 'BTC price' : `${quantity}, ${NETWORK_WORDS[network]}`

const percent = (share: number): string => `${(share * 100).toFixed(share === 1 || share === 0 ? 0 : 1)}%`

export function sectionsOf(story: BacktestStory): readonly AnalysisSection[] {
  const { run, result, model, amt } = story
  const fans = result.fans.filter((each) => each.model === model)
  return [
    {
      title: 'The test',
      text: [
        ...readingNotes(run.file),
        `${result.origins.length} origins, ${run.step} days apart, from ${dateOfDay(run.from)}. At each, all models are fitted to the days before it; a horizon of h days is the value h days after the last of them.`,
        `The last third of the origins of each horizon is held out. ${run.model === undefined ? `On the others ${model} has the least CRPS of BTC relative to the naive forecast, and is judged below.` : `The model is ${model}, as asked for.`}`,
        `Fees are assumed to be ${sixDigits(run.feesShare * 100)}% of the subsidy, in forecasts and in what came.`,
        PAYOUT_ASSUMPTIONS,
        ...(result.networks.includes('growth')
          ? [
              'Two models of the network: constant growth, as with networkModel=exogenous; and the fitted response to past rewards with its residual noise.',
            ]
          : ['The file has no difficulty on the day before the test: only BTC is tested.']),
      ],
      columns: [],
      rows: [],
    },
    longFanSection(fans),
    ...stoppedSection(fans),
    scoresSection(story),
    modelsSection(story),
    ...(amt === undefined ? [] : [amtSection(amt)]),
  ]
}

function longFanSection(fans: readonly LongFan[]): AnalysisSection {
  return {
    title: 'Was what came inside the fan of the first day?',
    text: [
      'One forecast from the first day over the whole test. Its days are not independent: this is one outcome, not many.',
    ],
    columns: [
      'Quantity',
      '#Days',
      '#In 50%',
      '#In 90%',
      '#Below',
      '#Above',
      'First day outside',
      '#Last: came',
      '#5% to 95%',
    ],
    rows: fans.map((fan) => {
      const { days, in50, in90, below90, above90, firstOutside } = insideOf(fan)
      const last = fan.came.findLastIndex((value) => value !== undefined)
      const { p5, p95 } = fan.quantiles
      const digits = (value = NaN): string => sixDigits(shown(fan.quantity, value), 4)
      return [
        `${titleOf(fan.quantity, fan.network)} (${UNITS[fan.quantity]})`,
        days.toString(),
        percent(in50),
        percent(in90),
        percent(below90),
        percent(above90),
        firstOutside === undefined ? 'none' : dateOfDay(fan.firstDay + firstOutside),
        digits(fan.came[last]),
        `${digits(p5[last])} to ${digits(p95[last])}`,
      ]
    }),
  }
}

function stoppedSection(fans: readonly LongFan[]): readonly AnalysisSection[] {
  const payouts = fans.filter(({ quantity }) => quantity === 'payout')
  if (payouts.length === 0) return []
  return [
    {
      title: 'Days without a payout',
      text: ['Days on which power costs more than is mined, in the whole test.'],
      columns: ['Network', '#Came', '#Forecast: median', '#5% to 95%', '#Paths with such a day'],
      rows: payouts.map(({ network, came, daysWithoutPayout: sorted }) => {
        const at = (level: number): string =>
          sorted[Math.max(Math.ceil(level * sorted.length) - 1, 0)]!.toString()
        return [
          NETWORK_WORDS[network],
          came.filter((value) => value === 0).length.toString(),
          at(0.5),
          `${at(0.05)} to ${at(0.95)}`,
          percent(sorted.filter((days) => days > 0).length / sorted.length),
        ]
      }),
    },
  ]
}

function scoresSection({ scores, model }: BacktestStory): AnalysisSection {
  const own = scores.filter((each) => each.model === model && each.part !== 'selection')
  return {
    title: `Scores of ${model} by horizon`,
    text: [
      'CRPS of the logarithm (of BTC a day for payouts): lower is better. Naive: a random walk without drift, with the variance of the year before. Distance: of the PITs from uniform; above the critical value, for as many origins as do not overlap, the forecasts are miscalibrated at 5%.',
    ],
    columns: [
      'Quantity',
      '#Days',
      'Origins',
      '#Of them independent',
      '#In 50%',
      '#In 90%',
      '#CRPS',
      '#Naive',
      '#Ratio',
      '#Distance (critical)',
    ],
    rows: own.map((each) => [
      titleOf(each.quantity, each.network),
      each.horizon.toString(),
      each.part === 'all' ? `all ${each.origins}` : `held out ${each.origins}`,
      each.independent.toString(),
      percent(each.in50),
      percent(each.in90),
      sixDigits(each.crps, 3),
      sixDigits(each.naive, 3),
      (each.crps / each.naive).toFixed(2),
      `${each.uniformity.toFixed(2)} (${each.critical.toFixed(2)})`,
    ]),
  }
}

function modelsSection({ scores }: BacktestStory): AnalysisSection {
  const btc = scores.filter(({ quantity, part }) => quantity === 'btc' && part !== 'all')
  return {
    title: 'Models of BTC',
    text: ['CRPS relative to the naive forecast: below 1 is better than a random walk.'],
    columns: ['Model', '#Days', 'Origins', '#CRPS', '#Naive', '#Ratio', '#In 90%'],
    rows: PRICE_MODELS.flatMap((model) =>
      btc
        .filter((each) => each.model === model)
        .map(({ horizon, part, origins, crps, naive, in90 }) => [
          model,
          horizon.toString(),
          `${part === 'heldOut' ? 'held out' : 'selection'} ${origins}`,
          sixDigits(crps, 3),
          sixDigits(naive, 3),
          (crps / naive).toFixed(2),
          percent(in90),
        ]),
    ),
  }
}

function amtSection({ unit, prices, paths, in50, in90, crps, naive, meanPit }: AmtScores): AnalysisSection {
  return {
    title: 'AMT price',
    text: [
      `${prices} prices in ${unit} against ${paths} paths of baseline in the calibrated world. Every path opens with the pool of July 2023, whatever the first day of the test.`,
    ],
    columns: ['#In 50%', '#In 90%', '#Mean PIT', '#CRPS of the logarithm', '#Naive'],
    rows: [[percent(in50), percent(in90), meanPit.toFixed(2), sixDigits(crps, 3), sixDigits(naive, 3)]],
  }
}

/** Fans of the chosen model with what came. */
export function fansOf({ result, model, run }: BacktestStory): readonly Fan[] {
  return result.fans
    .filter((each) => each.model === model)
    .map(({ quantity, network, firstDay, quantiles, came }) => ({
      name: quantity === 'btc' ? 'btc' : `${quantity}-${network}`,
      title: titleOf(quantity, network),
      unit: UNITS[quantity],
      x: {
        name: 'date',
        title: 'Date',
        unit: '',
        cells: came.map((_value, day) => dateOfDay(firstDay + day)),
      },
      series: [
        {
          label: '',
          quantiles: Object.fromEntries(
            Object.entries(quantiles).map(([name, values]) => [
              name,
              values.map((each) => sixDigits(shown(quantity, each))),
            ]),
          ),
        },
      ],
      actual: {
        label: `what came, forecast before ${dateOfDay(run.from)}`,
        cells: came.map((value) => (value === undefined ? '' : sixDigits(shown(quantity, value)))),
      },
    }))
}

/** PIT histograms of the chosen model at the shortest horizon. */
export function pitPicture({ scores, model, run }: BacktestStory): {
  readonly table: Table
  readonly spec: ChartSpec
} {
  const own = scores.filter(
    (each) => each.model === model && each.part === 'all' && each.horizon === run.horizons[0],
  )
  const columns = own.map(({ quantity, network, histogram }) => ({
    name: quantity === 'btc' ? 'btc' : `${quantity}-${network}`,
    title: titleOf(quantity, network),
    unit: 'origins',
    cells: histogram.map(String),
  }))
  const bins = Array.from({ length: 10 }, (_bin, i) => `${i * 10} to ${(i + 1) * 10}%`)
  return {
    table: {
      name: 'pit',
      title: 'PIT',
      columns: [
        { name: 'pit', title: 'Share of the paths below what came', unit: '', cells: bins },
        ...columns,
      ],
    },
    spec: {
      name: 'pit',
      title: `PIT at ${run.horizons[0]} days`,
      caption:
        'Number of origins by the share of the paths that lie below what came. Right forecasts give equal bars.',
      kind: 'bars',
      table: 'pit',
      x: 'pit',
      y: columns.map(({ name }) => name),
    },
  }
}

/** The object of `--json`. */
export function backtestData({ run, result, scores, model, amt }: BacktestStory): object {
  return {
    schema: 1,
    file: run.file.text,
    from: dateOfDay(run.from),
    to: dateOfDay(run.to),
    horizons: run.horizons,
    step: run.step,
    paths: run.paths,
    seed: run.seed.toString(),
    feesShare: run.feesShare,
    origins: result.origins.map(dateOfDay),
    model,
    fan: result.fans
      .filter((each) => each.model === model)
      .map((fan) => {
        const { firstOutside, days, lastInside, ...shares } = insideOf(fan)
        return {
          quantity: fan.quantity,
          network: fan.quantity === 'btc' ? null : fan.network,
          unit: UNITS[fan.quantity],
          days,
          ...Object.fromEntries(Object.entries(shares).map(([name, share]) => [name, rounded(share)])),
          firstOutside: firstOutside === undefined ? null : dateOfDay(fan.firstDay + firstOutside),
          lastInside,
        }
      }),
    scores: scores.map((each) => ({
      ...each,
      network: each.quantity === 'btc' ? null : each.network,
      crps: rounded(each.crps),
      naive: rounded(each.naive),
      in50: rounded(each.in50),
      in90: rounded(each.in90),
      uniformity: rounded(each.uniformity),
      critical: rounded(each.critical),
    })),
    amt:
      amt === undefined
        ? null
        : Object.fromEntries(
            Object.entries(amt).map(([name, value]) => [
              name,
              typeof value === 'number' ? rounded(value) : value,
            ]),
          ),
  }
}
