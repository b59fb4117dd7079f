/**
 * Charts: the fits against the data, as tables and chart specifications.
 */
import type { Calibration } from '../../calibration/calibration.ts'
import { PRICE_MODELS } from '../../calibration/model-fit.ts'
import { densityOf } from '../../calibration/price.ts'
import { wildProbabilities } from '../../calibration/regimes-fit.ts'
import { RESPONSES, type ResponseFit, type ResponseFitting } from '../../calibration/response-fit.ts'
import { known, logReturns, momentsOf } from '../../calibration/returns.ts'
import { sixDigits } from '../../calibration/world.ts'
import { pow } from '../../sim/math/pow.ts'
import { dateOfDay, HISTORY_COLUMNS, type History } from '../../sim/process/history-csv.ts'
import { DAYS_PER_YEAR } from '../../sim/process/process.ts'
import type { ChartSpec, Column, Table } from '../../sim/result.ts'

interface Picture {
  readonly table: Table
  readonly spec: ChartSpec
}

/** All pictures that the history allows. */
export function picturesOf(
  history: History,
  calibration: Calibration,
  response: ResponseFitting | undefined,
): readonly Picture[] {
  const { price, network, levels } = calibration
  return [
    ...(price === undefined ? [] : [returnsPicture(history, price), regimesPicture(history, price)]),
    ...(network === undefined ? [] : [difficultyPicture(history, network)]),
    ...(network?.response === undefined ? [] : [responsePicture(network.response)]),
    ...(response !== undefined && 'fit' in response ? [elasticityPicture(response.fit)] : []),
    ...Object.entries(levels).map(([name, fit]) =>
      levelPicture(history, name as keyof Calibration['levels'], fit.median),
    ),
  ]
}

const HALF_RANGE = 5
const BINS_PER_SD = 4

function returnsPicture(history: History, { fits }: NonNullable<Calibration['price']>): Picture {
  const sample = known(logReturns(history.values.btc_usd ?? []))
  const { mean, variance } = momentsOf(sample)
  const width = Math.sqrt(variance) / BINS_PER_SD
  const bins = 2 * HALF_RANGE * BINS_PER_SD
  const counts = Array.from({ length: bins }, () => 0)
  for (const x of sample) {
    const bin = Math.floor((x - mean) / width) + bins / 2
    if (bin >= 0 && bin < bins) counts[bin]!++
  }
  const centres = counts.map((_count, bin) => mean + (bin - bins / 2 + 0.5) * width)
  const percent = (x: number): string => sixDigits(x * 100)
  const density = (value: number): string => (value > 0 ? sixDigits(value / 100) : '')
  const columns: Column[] = [
    { name: 'return', title: 'Daily log return', unit: '%', cells: centres.map(percent) },
    {
      name: 'data',
      title: 'Data',
      unit: 'per %',
      cells: counts.map((each) => density(each / (sample.length * width))),
    },
    ...PRICE_MODELS.map((model) => ({
      name: model,
      title: model,
      unit: 'per %',
      cells: centres.map((x) => density(densityOf(fits[model])(x))),
    })),
  ]
  return {
    table: { name: 'returns', title: 'Daily log returns', columns },
    spec: {
      name: 'returns',
      title: 'Daily log returns: data and models',
      caption:
        `Density of ${sample.length} daily log returns in bins of a quarter of a standard deviation, ` +
        'up to five of them, and of the fitted models.',
      kind: 'lines',
      table: 'returns',
      x: 'return',
      y: ['data', ...PRICE_MODELS],
      scale: 'log',
    },
  }
}

function regimesPicture(history: History, { fits }: NonNullable<Calibration['price']>): Picture {
  const { firstDay, values } = history
  const wild = wildProbabilities(logReturns(values.btc_usd ?? []), fits.regimes)
  const days = (values.btc_usd ?? []).slice(1)
  return {
    table: {
      name: 'regimes',
      title: 'Price and regime',
      columns: [
        dates(days.map((_day, i) => firstDay + i + 1)),
        { name: 'btc', title: 'BTC price', unit: 'USD/BTC', cells: days.map(cell) },
        { name: 'wild', title: 'Probability of the wild regime', unit: 'probability', cells: wild.map(cell) },
      ],
    },
    spec: {
      name: 'regimes',
      title: 'Price and regime',
      caption: 'BTC price, and the probability of the wild regime given the returns up to the day.',
      kind: 'lines',
      table: 'regimes',
      x: 'date',
      y: ['btc', 'wild'],
    },
  }
}

function difficultyPicture(history: History, network: NonNullable<Calibration['network']>): Picture {
  const { from, to, growth } = network
  const cells = (history.values.difficulty ?? []).slice(from - history.firstDay, to - history.firstDay + 1)
  const first = cells.find((value) => value !== undefined) ?? NaN
  const fitted = cells.map((_cell, i) => first * pow(1 + growth.value, i / DAYS_PER_YEAR))
  return {
    table: {
      name: 'difficulty',
      title: 'Difficulty',
      columns: [
        dates(cells.map((_cell, i) => from + i)),
        { name: 'data', title: 'Data', unit: 'difficulty', cells: cells.map(cell) },
        { name: 'fitted', title: 'Constant growth', unit: 'difficulty', cells: fitted.map(cell) },
      ],
    },
    spec: {
      name: 'difficulty',
      title: 'Difficulty: data and constant growth',
      caption: 'Difficulty, and growth at the fitted mean rate from the first day.',
      kind: 'lines',
      table: 'difficulty',
      x: 'date',
      y: ['data', 'fitted'],
      scale: 'log',
    },
  }
}

function responsePicture(response: NonNullable<NonNullable<Calibration['network']>['response']>): Picture {
  const { days, changes, fitted } = response
  const percent = (value: number): string => cell(value * 100)
  return {
    table: {
      name: 'response',
      title: 'Changes of difficulty',
      columns: [
        dates(days),
        { name: 'data', title: 'Data', unit: '% in 14 days', cells: changes.map(percent) },
        { name: 'fitted', title: 'By past rewards', unit: '% in 14 days', cells: fitted.map(percent) },
      ],
    },
    spec: {
      name: 'response',
      title: 'Changes of difficulty: data and response to rewards',
      caption:
        'Change of log difficulty over 14 days, and what the rewards of the 168 days before explain of it.',
      kind: 'lines',
      table: 'response',
      x: 'date',
      y: ['data', 'fitted'],
    },
  }
}

function elasticityPicture({ curve, matches, paths }: ResponseFit): Picture {
  const series = RESPONSES.flatMap((name): Column[] => {
    const { value, low, high } = matches[name].data
    const days = `after ${name.slice('after'.length)} days`
    const flat = (level: number | undefined): string[] => curve.map(() => cell(level))
    return [
      {
        name: `model-${name}`,
        title: `Model ${days}`,
        unit: '',
        cells: curve.map((each) => cell(each[name])),
      },
      { name: `data-${name}`, title: `Data ${days}`, unit: '', cells: flat(value) },
      { name: `low-${name}`, title: `Data ${days}, 2.5%`, unit: '', cells: flat(low) },
      { name: `high-${name}`, title: `Data ${days}, 97.5%`, unit: '', cells: flat(high) },
    ]
  })
  return {
    table: {
      name: 'elasticity',
      title: 'Response of the simulated network',
      columns: [
        {
          name: 'networkElasticity',
          title: 'Elasticity of orders',
          unit: '',
          cells: curve.map(({ elasticity }) => cell(elasticity)),
        },
        ...series,
      ],
    },
    spec: {
      name: 'elasticity',
      title: 'Response of the simulated network and of the data',
      caption:
        `Elasticity of difficulty to reward: mean of ${paths} simulated paths by networkElasticity, ` +
        "and the data's with its 95% interval.",
      kind: 'lines',
      table: 'elasticity',
      x: 'networkElasticity',
      y: series.map(({ name }) => name),
    },
  }
}

function levelPicture(history: History, name: keyof Calibration['levels'], median: number): Picture {
  const { title, unit } = HISTORY_COLUMNS[name]
  const cells = history.values[name] ?? []
  const table = name.replace('_', '-')
  return {
    table: {
      name: table,
      title,
      columns: [
        dates(cells.map((_cell, i) => history.firstDay + i)),
        { name: 'data', title: 'Data', unit, cells: cells.map(cell) },
        { name: 'median', title: 'Median', unit, cells: cells.map(() => cell(median)) },
      ],
    },
    spec: {
      name: table,
      title,
      caption: 'Daily values and their median.',
      kind: 'lines',
      table,
      x: 'date',
      y: ['data', 'median'],
      scale: 'log',
    },
  }
}

const dates = (days: readonly number[]): Column => ({
  name: 'date',
  title: 'Date',
  unit: '',
  cells: days.map(dateOfDay),
})

const cell = (value: number | undefined): string => (value === undefined ? '' : sixDigits(value))
