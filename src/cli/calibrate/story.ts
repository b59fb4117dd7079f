/**
 * Story: a calibration as titled lists of sentences and rows, for the terminal and the report.
 */
import { fewDays, type Calibration } from '../../calibration/calibration.ts'
import type { Estimate } from '../../calibration/likelihood.ts'
import { PRICE_MODELS, type PriceModel } from '../../calibration/model-fit.ts'
import { HAC_LAG, PERIOD, WINDOW, type NetworkFit } from '../../calibration/network-fit.ts'
import { likelihoodRatio, volatilityOf, type PriceCalibration } from '../../calibration/price.ts'
import { valueAt } from '../../calibration/matching.ts'
import { curveFor, RESPONSES, type ResponseFitting } from '../../calibration/response-fit.ts'
import { rangeText, sixDigits, whyNotFitted, type World } from '../../calibration/world.ts'
import type { AnalysisSection } from '../../report/analysis/report.ts'
import { dateOfDay, HISTORY_COLUMNS } from '../../sim/process/history-csv.ts'
import { readingNotes } from '../history-file.ts'
import type { CalibrateRun } from './request.ts'

const TITLES: Readonly<Record<string, string>> = {
  drift: 'Growth of the expected price, log a year',
  volatility: 'Volatility, a year',
  logMean: 'Mean log return without jumps, a year',
  jumpsPerYear: 'Jumps a year',
  jumpMean: 'Mean jump of the log price',
  jumpSd: 'Standard deviation of a jump',
  calmVolatility: 'Volatility in the calm regime, a year',
  wildVolatility: 'Volatility in the wild regime, a year',
  calmDays: 'Mean stay in the calm regime, days',
  wildDays: 'Mean stay in the wild regime, days',
}

const NAMES: Readonly<Record<PriceModel, string>> = {
  gbm: 'Geometric Brownian motion',
  merton: 'Jump diffusion (Merton)',
  regimes: 'Two regimes (hidden Markov)',
}

/** All sections, in the order of the report. */
export function sectionsOf(
  run: CalibrateRun,
  calibration: Calibration,
  world: World,
  response: ResponseFitting | undefined,
): AnalysisSection[] {
  const { price, network } = calibration
  return [
    {
      title: 'The file',
      text: [
        ...readingNotes(run.file),
        ...calibration.notFitted.map((each) => `Not fitted: ${each}.`),
        ...fewDays(calibration).map((each) => `Warning: ${each}`),
      ],
      columns: [],
      rows: [],
    },
    ...(price === undefined ? [] : [comparison(price), estimates(price)]),
    ...(network === undefined ? [] : [networkSection(network, run)]),
    ...(response === undefined ? [] : [responseSection(response)]),
    ...levelsSection(calibration),
    {
      title: `Parameters of ${run.scenario.name}`,
      // The file's own remarks are in its section.
      text: world.notes.filter((note) => !/^(Not fitted|Warning): /.test(note)),
      columns: ['Parameter', '#Value', 'Source'],
      rows: world.settings.map(({ name, text, source }) => [name, text, source]),
    },
  ].filter(({ text, rows }) => text.length + rows.length > 0)
}

function comparison({ fits, best, wild }: PriceCalibration): AnalysisSection {
  return {
    title: 'Models of the BTC price',
    text: [
      `Log returns of ${fits.gbm.observations} days, fitted by maximum likelihood. The least BIC has ` +
        `${best}.`,
      'Geometric Brownian motion lies at the boundary of both other models, where their further ' +
        'parameters have no meaning. The likelihood ratio is therefore not chi-squared, and no p-value ' +
        'is given.',
      `Probability of the wild regime on the last day: ${wild.toFixed(2)}. Scenarios start in the ` +
        'calm regime.',
    ],
    columns: ['Model', '#log L', '#AIC', '#BIC', '#2 Δ log L', '#Volatility'],
    rows: PRICE_MODELS.map((model) => {
      const { logLikelihood, aic, bic, converged } = fits[model]
      return [
        `${NAMES[model]}${model === best ? ' (least BIC)' : ''}${converged ? '' : ' (search not converged)'}`,
        logLikelihood.toFixed(1),
        aic.toFixed(1),
        bic.toFixed(1),
        model === 'gbm' ? '' : likelihoodRatio(fits, model).toFixed(1),
        `${(volatilityOf(fits[model]) * 100).toFixed(1)}%`,
      ]
    }),
  }
}

function estimates({ fits }: PriceCalibration): AnalysisSection {
  return {
    title: 'Estimates',
    text: [
      'Standard errors from the observed information; the 95% intervals hold for large samples. The ' +
        'growth of the past has a wide interval, however exactly volatility is known, and is no ' +
        'forecast.',
    ],
    columns: ['Model and parameter', '#Estimate', '#Standard error', '#95% interval'],
    rows: PRICE_MODELS.flatMap((model) =>
      Object.values(fits[model].estimates).map((each) => [
        `${model}: ${TITLES[each.name] ?? each.name}`,
        ...estimateCells(each),
      ]),
    ),
  }
}

function networkSection(
  { growth, response, periods, periodSd }: NetworkFit,
  run: CalibrateRun,
): AnalysisSection {
  const form =
    `Change of log difficulty over ${PERIOD} days on a constant and on the changes of log reward over ` +
    `the ${PERIOD * WINDOW} days before and the ${PERIOD * WINDOW} days before those.`
  return {
    title: 'Network',
    text: [
      `${periods * PERIOD} days in periods of ${PERIOD}. The change of log difficulty in a period has a ` +
        `standard deviation of ${(periodSd * 100).toFixed(1)}%.`,
      ...(response === undefined
        ? []
        : [
            `Response, by least squares: ${form} Reward is price × (subsidy + fees), the part of hashprice that miners do not determine; ${run.file.missing.includes('fees_btc') ? `fees are assumed to be ${sixDigits(run.feesShare * 100)}% of the subsidy` : `on days without fees they are assumed to be ${sixDigits(run.feesShare * 100)}% of the subsidy`}. Standard errors allow for autocorrelation (Newey–West, ${HAC_LAG} lags).`,
            'An elasticity of 0.2 after 84 days means: 10% more reward, 2% more difficulty. ' +
              `Explained share of the variance: ${(response.reward.r2 * 100).toFixed(0)}% on reward, ` +
              `${(response.hashprice.r2 * 100).toFixed(0)}% on hashprice, where luck moves both sides.`,
          ]),
    ],
    columns: ['Quantity', '#Estimate', '#Standard error', '#95% interval'],
    rows: [
      ['Growth of difficulty, a year', ...estimateCells(growth)],
      ...(response === undefined
        ? []
        : [
            ['Elasticity to reward after 84 days', ...estimateCells(response.reward.after84)],
            ['Elasticity to reward after 168 days', ...estimateCells(response.reward.after168)],
            ['Elasticity to hashprice after 84 days', ...estimateCells(response.hashprice.after84)],
            ['Elasticity to hashprice after 168 days', ...estimateCells(response.hashprice.after168)],
          ]),
    ],
  }
}

function responseSection(response: ResponseFitting): AnalysisSection {
  const title = 'Response of the simulated network'
  if ('reason' in response)
    return { title, text: [`networkElasticity is ${whyNotFitted(response)}.`], columns: [], rows: [] }
  const { from, to, paths, scenario, fleetFactor, curve, matches } = response.fit
  const { value } = matches.after168
  const at = (name: keyof typeof matches, elasticity: number | undefined): string =>
    elasticity === undefined ? '' : short(valueAt(curveFor(curve, name), elasticity))
  return {
    title,
    text: [
      `The scenario's network process, driven by the rewards of ${dateOfDay(from)} to ` +
        `${dateOfDay(to)} on ${paths} paths, and the same regression on the difficulty that it ` +
        'simulates (indirect inference). Only networkElasticity varies; difficultyGrowth is the ' +
        `estimate above, and the energy of the machines is ${short(fleetFactor)} times that of July ` +
        '2023, by networkProgress a year.',
      value === undefined
        ? `networkElasticity is ${whyNotFitted(response)}. The scenario keeps ${short(scenario)}.`
        : `networkElasticity is ${short(value)}, 95% interval ${rangeText(matches.after168)}, by the ` +
          'response after 168 days: ordered machines run after months. The response after 84 days is ' +
          'compared, not fitted.',
    ],
    columns: [
      'Elasticity to reward',
      '#Data',
      '#95% interval',
      `#Model at ${short(scenario)}`,
      '#Model as fitted',
      '#Over the documented range',
    ],
    rows: RESPONSES.map((name) => {
      const { data, least, largest } = matches[name]
      return [
        `After ${name.slice('after'.length)} days`,
        short(data.value),
        estimateCells(data)[2]!,
        at(name, scenario),
        value === undefined ? 'not fitted' : at(name, value),
        `${short(least)} to ${short(largest)}`,
      ]
    }),
  }
}

function levelsSection({ levels }: Calibration): AnalysisSection[] {
  const rows = Object.entries(levels).map(([name, { observations, median, spread, halfLifeDays }]) => {
    const { title, unit } = HISTORY_COLUMNS[name as keyof typeof HISTORY_COLUMNS]
    return [
      `${title} (${unit})`,
      observations.toString(),
      sixDigits(median),
      `${(spread * 100).toFixed(0)}%`,
      halfLifeDays === undefined ? 'none' : halfLifeDays.toFixed(1),
    ]
  })
  const tooMuch = (levels.fees_btc?.median ?? 0) > 2
  if (rows.length === 0) return []
  return [
    {
      title: 'Levels',
      text: tooMuch
        ? [
            'The fees are above 2 BTC. The column is the average of a block, not the sum of a day: ' +
              'divide by 144.',
          ]
        : [],
      columns: ['Level', '#Days', '#Median', '#Spread of the logarithm', '#Half-life, days'],
      rows,
    },
  ]
}

function estimateCells({ value, standardError, low, high }: Estimate): string[] {
  return [
    short(value),
    standardError === undefined ? 'not determined' : short(standardError),
    low === undefined || high === undefined ? 'not determined' : `${short(low)} to ${short(high)}`,
  ]
}

/** Four significant digits. */
const short = (value: number): string => sixDigits(value, 4)
