/**
 * World: a calibration as parameters of a scenario, under the names that scenarios use.
 *
 * Levels start at their last known values; growth and spreads are the estimates, rounded to six digits. An
 * estimate outside a parameter's range is cut to it, and said so. What a scenario does not have as a
 * parameter is left out, and said so.
 */
import { Decimal } from 'decimal.js'
import { exp } from '../sim/math/exp.ts'
import type { Parameter } from '../sim/definition/parameter.ts'
import { heightOn } from '../sim/process/halvings.ts'
import { dateOfDay } from '../sim/process/history-csv.ts'
import { fewDays, type Calibration } from './calibration.ts'
import type { Estimate } from './likelihood.ts'
import type { Match } from './matching.ts'
import { valueOf, type PriceModel } from './model-fit.ts'
import { volatilityOf } from './price.ts'
import { PERIOD } from './network-fit.ts'
import type { ResponseFitting } from './response-fit.ts'

/** A parameter that a calibration sets, and why. */
export interface WorldSetting {
  readonly name: string
  /** Canonical text of the parameter. */
  readonly text: string
  /** Where it comes from, with its 95% interval. */
  readonly source: string
}

/** Parameters of a scenario that a calibration sets, with notes on those it leaves. */
export interface World {
  readonly settings: readonly WorldSetting[]
  readonly notes: readonly string[]
}

/**
 * The settings of a calibration for a scenario with these parameters. The elasticity of orders is one of them
 * if `response` is given and identifies it; if not, it keeps its default, and a note says why.
 */
export function worldOf(
  calibration: Calibration,
  parameters: readonly Parameter[],
  model: PriceModel | undefined = calibration.price?.best,
  response?: ResponseFitting,
): World {
  const notes: string[] = [
    ...calibration.notFitted.map((each) => `Not fitted: ${each}.`),
    ...fewDays(calibration).map((each) => `Warning: ${each}`),
  ]
  const all = [
    ...wanted(calibration, model),
    ...elasticitySettings(response),
    ...progressSettings(parameters, response),
  ]
  const kept = parameters.find(({ name }) => name === ELASTICITY)
  if (response !== undefined && kept !== undefined && elasticitySettings(response).length === 0)
    notes.push(`${ELASTICITY} keeps its default of ${kept.default}: ${whyNotFitted(response)}.`)
  const settings = all.flatMap(({ name, value, source }): readonly WorldSetting[] => {
    const parameter = parameters.find((each) => each.name === name)
    if (parameter === undefined) {
      notes.push(`${name} is no parameter of the scenario: left out.`)
      return []
    }
    if (typeof value === 'string') return [{ name, text: value, source }]
    const { text, cut } = textOf(parameter, value)
    if (cut) notes.push(`${name} is estimated as ${sixDigits(value)}, outside its range: cut to ${text}.`)
    return [{ name, text, source }]
  })
  return { settings, notes }
}

interface Wanted {
  readonly name: string
  readonly value: number | string
  readonly source: string
}

function wanted(calibration: Calibration, model: PriceModel | undefined): readonly Wanted[] {
  const { price, network, levels, last, lastDay } = calibration
  const lastOf = (column: keyof Calibration['last'], name: string, scale = 1): readonly Wanted[] => {
    const end = last[column]
    return end === undefined
      ? []
      : [{ name, value: end.value * scale, source: `${column} of ${dateOfDay(end.day)}` }]
  }
  const difficultyDay = last.difficulty?.day
  return [
    ...(Object.keys(last).length === 0
      ? []
      : [{ name: 'startDate', value: dateOfDay(lastDay), source: 'last day that is used' }]),
    ...lastOf('btc_usd', 'btcPrice'),
    ...(price === undefined || model === undefined ? [] : priceSettings(price.fits[model])),
    ...lastOf('difficulty', 'startDifficulty', 1e-12),
    ...(difficultyDay === undefined
      ? []
      : [
          {
            name: 'startHeight',
            value: heightOn(difficultyDay),
            source: `height of ${dateOfDay(difficultyDay)}, by the dates of the halvings`,
          },
        ]),
    ...(network === undefined
      ? []
      : [
          ...(network.growth.value < 0
            ? [{ name: 'networkModel', value: 'exogenous', source: 'no orders of machines sustain a fall' }]
            : []),
          {
            name: 'difficultyGrowth',
            value: network.growth.value * 100,
            source: `mean growth over ${network.periods * PERIOD} days${interval(network.growth, 100)}`,
          },
        ]),
    ...levelSettings(levels),
  ]
}

function priceSettings(fit: NonNullable<Calibration['price']>['fits'][PriceModel]): readonly Wanted[] {
  const { model, estimates } = fit
  const percent = (name: string, parameter = name): Wanted => ({
    name: parameter,
    value: valueOf(fit, name) * 100,
    source: `estimate${interval(estimates[name]!, 100)}`,
  })
  const plain = (name: string): Wanted => ({
    name,
    value: valueOf(fit, name),
    source: `estimate${interval(estimates[name]!, 1)}`,
  })
  const drift = estimates['drift']!
  const growth = (x: number | undefined): number | undefined => (x === undefined ? undefined : exp(x) - 1)
  return [
    { name: 'btcModel', value: model, source: `log-likelihood ${fit.logLikelihood.toFixed(1)}` },
    {
      name: 'btcGrowth',
      value: (exp(drift.value) - 1) * 100,
      source: `growth of the expected price in the past${interval(
        { low: growth(drift.low), high: growth(drift.high) },
        100,
      )}: no forecast`,
    },
    {
      name: 'btcVolatility',
      value: (model === 'merton' ? valueOf(fit, 'volatility') : volatilityOf(fit)) * 100,
      source: model === 'merton' ? 'estimate, between jumps' : 'of all returns',
    },
    ...(model === 'gbm'
      ? []
      : [{ name: 'btcVariance', value: 'own', source: 'jumps and regimes as estimated' }]),
    ...(model === 'merton' ? [plain('jumpsPerYear'), percent('jumpMean'), percent('jumpSd')] : []),
    ...(model === 'regimes'
      ? [percent('calmVolatility'), percent('wildVolatility'), plain('calmDays'), plain('wildDays')]
      : []),
  ]
}

function levelSettings(levels: Calibration['levels']): readonly Wanted[] {
  const { fees_btc: fees, gas_gwei: gas, bnb_usd: bnb } = levels
  const over = (days: number): string => `${days} day${days === 1 ? '' : 's'}`
  return [
    ...(fees === undefined
      ? []
      : [
          { name: 'feesModel', value: 'constant', source: 'feesPerBlock is an amount, not a share' },
          { name: 'feesPerBlock', value: fees.median, source: `median of ${over(fees.observations)}` },
          { name: 'feesSpread', value: fees.spread * 100, source: 'standard deviation of the logarithm' },
        ]),
    ...(gas === undefined
      ? []
      : [{ name: 'gasPrice', value: gas.median, source: `median of ${over(gas.observations)}` }]),
    ...(bnb === undefined
      ? []
      : [{ name: 'bnbPrice', value: bnb.median, source: `median of ${over(bnb.observations)}` }]),
  ]
}

const ELASTICITY = 'networkElasticity'

function elasticitySettings(response: ResponseFitting | undefined): readonly Wanted[] {
  if (response === undefined || 'reason' in response) return []
  const match = response.fit.matches.after168
  if (match.value === undefined) return []
  return [
    {
      name: ELASTICITY,
      value: match.value,
      source:
        'at it the simulated network responds to rewards as the data does after 168 days (indirect ' +
        `inference), 95% interval ${rangeText(match)}`,
    },
  ]
}

/** By which the fit of the response moves the machines of July 2023 to the first day of the data. */
function progressSettings(
  parameters: readonly Parameter[],
  response: ResponseFitting | undefined,
): readonly Wanted[] {
  const progress = parameters.find(({ name }) => name === 'networkProgress')
  if (response === undefined || 'reason' in response || progress === undefined) return []
  return [
    {
      name: progress.name,
      value: progress.default,
      source: 'not fitted: the default, by which the fit of the response moves machines in time',
    },
  ]
}

/** Why a fit of the response gives no elasticity. */
export function whyNotFitted(response: ResponseFitting): string {
  if ('reason' in response) return `not fitted, ${response.reason}`
  const { matches, range } = response.fit
  const { outcome, data, least, largest, low } = matches.after168
  const partText = low === undefined ? '' : `; the 95% interval has ${rangeText(matches.after168)}`
  const documented = `the documented range of ${range.join(' to ')}`
  return outcome === 'outside'
    ? `outside ${documented}, where the simulated response after 168 days is ${sixDigits(least, 3)} to ` +
        `${sixDigits(largest, 3)} and the data's ` +
        `${sixDigits(data.value, 3)}${interval(data, 1)}${partText}`
    : `not identified, since ${matches.after168.open.every(Boolean) ? `all of ${documented} is in the 95% interval` : 'several values have the response of the data'}`
}

/** The interval of a match, cut at the documented range. */
export function rangeText({ low, high, open }: Pick<Match, 'low' | 'high' | 'open'>): string {
  if (low === undefined || high === undefined) return 'empty'
  const cut = open[0] || open[1] ? ' (cut at the documented range)' : ''
  return `${sixDigits(low, 3)} to ${sixDigits(high, 3)}${cut}`
}

function interval({ low, high }: Pick<Estimate, 'low' | 'high'>, scale: number): string {
  return low === undefined || high === undefined
    ? ', not determined by the data'
    : `, 95% interval ${sixDigits(low * scale, 3)} to ${sixDigits(high * scale, 3)}`
}

/** Plain decimal digits, without an exponent. */
export const sixDigits = (value: number, digits = 6): string =>
  new Decimal(value.toPrecision(digits)).toFixed()

function textOf(parameter: Parameter, value: number): { readonly text: string; readonly cut: boolean } {
  const rounded = new Decimal(parameter.kind === 'integer' ? Math.round(value) : value.toPrecision(6))
  const { min = '-Infinity', max = 'Infinity' } = parameter
  const kept = Decimal.max(min, Decimal.min(max, rounded)).toDecimalPlaces(18, Decimal.ROUND_HALF_UP)
  return { text: kept.toFixed(), cut: !kept.eq(rounded) }
}
