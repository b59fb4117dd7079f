/**
 * Size and shape of the BTC price: its expected growth, and the variance of the models with jumps or regimes.
 *
 * With `btcVariance=own` the models differ in variance as well as in shape: at the defaults `gbm` has 53% a
 * year, `merton` 55% and `regimes` 49%. With `equal` all have `btcVolatility`: the diffusion of `merton` is
 * `√(σ² - λ(m² + s²))`, and both volatilities of `regimes` are multiplied by `σ/√(w σw² + (1 - w) σc²)`, `w`
 * being the long-run share of the wild regime, from which the first day is drawn.
 */
import { choice, ConflictingSettings } from '../../sim/definition/parameter.ts'
import type { GbmParameters } from '../../sim/process/gbm.ts'
import {
  diffusionVolatility,
  JumpsExceedVolatility,
  type MertonParameters,
} from '../../sim/process/merton.ts'
import { ParameterOutOfRange } from '../../sim/process/process.ts'
import { scaledVolatilities, type RegimeParameters } from '../../sim/process/regimes.ts'

/**
 * Growth of the expected BTC price, a year.
 *
 * `realised` is the return of one period, known afterwards. `forward` is an expectation of July 2023: what a
 * forward contract is priced at, without a risk premium.
 */
export const BTC_GROWTH = {
  realised: {
    title: 'Annual growth of the expected BTC price (30,400 to 58,000 USD in 432 days is 73%)',
    default: '73',
  },
  forward: {
    title:
      'Annual growth of the expected BTC price (forward price at the federal funds rate of July 2023, 5 to 5.25%; the realised 73% of the 432 days after are one return, not an expectation)',
    default: '5',
  },
} as const

export const BTC_VARIANCE = {
  btcVariance: choice({
    title:
      'Variance of merton and regimes: their own; or scaled to equal that of btcVolatility, so that models differ in shape alone',
    default: 'equal',
    choices: ['own', 'equal'],
    onlyWith: 'btcModel',
  }),
}

interface Numeric {
  readonly toNumber: () => number
}

interface Variance {
  readonly btcVariance: 'own' | 'equal'
}

type JumpSettings = Variance & Readonly<Record<'jumpsPerYear' | 'jumpMean' | 'jumpSd', Numeric>>

type RegimeSettings = Variance &
  Readonly<Record<'calmVolatility' | 'wildVolatility' | 'calmDays' | 'wildDays', Numeric>>

/** Jumps and diffusion; under `btcVariance=equal` the diffusion gives way to the jumps. */
export function mertonOf(settings: JumpSettings, price: GbmParameters): MertonParameters {
  const parameters = {
    ...price,
    jumpsPerYear: settings.jumpsPerYear.toNumber(),
    jumpMean: settings.jumpMean.toNumber(),
    jumpSd: settings.jumpSd.toNumber(),
  }
  return settings.btcVariance === 'own'
    ? parameters
    : fitting(() => ({ ...parameters, volatility: diffusionVolatility(parameters) }))
}

/** Two regimes; under `btcVariance=equal` scaled, and from the long-run shares instead of the calm regime. */
export function regimesOf(
  settings: RegimeSettings,
  { usd, drift, volatility }: GbmParameters,
): RegimeParameters {
  const parameters: RegimeParameters = {
    usd,
    drift,
    volatility: { calm: settings.calmVolatility.toNumber(), wild: settings.wildVolatility.toNumber() },
    meanStayDays: { calm: settings.calmDays.toNumber(), wild: settings.wildDays.toNumber() },
    regime: 'calm',
  }
  return settings.btcVariance === 'own'
    ? parameters
    : fitting(() => ({
        ...parameters,
        volatility: scaledVolatilities(volatility, parameters),
        regime: 'stationary',
      }))
}

/** @throws {ConflictingSettings} when a model cannot have the variance of `btcVolatility`. */
function fitting<P>(parameters: () => P): P {
  try {
    return parameters()
  } catch (error) {
    if (error instanceof JumpsExceedVolatility || error instanceof ParameterOutOfRange)
      throw new ConflictingSettings('a model whose variance can equal that of btcVolatility', error.message)
    throw error
  }
}
