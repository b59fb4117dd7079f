/**
 * Data: a calibration as the object of `--json`. Numbers have eight significant digits.
 */
import { fewDays, type Calibration } from '../../calibration/calibration.ts'
import type { Estimate } from '../../calibration/likelihood.ts'
import type { Elasticities } from '../../calibration/network-fit.ts'
import { PRICE_MODELS } from '../../calibration/model-fit.ts'
import { likelihoodRatio } from '../../calibration/price.ts'
import { RESPONSES, curveFor, type ResponseFitting } from '../../calibration/response-fit.ts'
import { valueAt } from '../../calibration/matching.ts'
import type { World } from '../../calibration/world.ts'
import { dateOfDay } from '../../sim/process/history-csv.ts'
import type { CalibrateRun } from './request.ts'

/** A number with eight significant digits; null if it is not known. */
export const rounded = (value: number | undefined): number | null =>
  value === undefined || !Number.isFinite(value) ? null : Number(value.toPrecision(8))

export function calibrationData(
  run: CalibrateRun,
  calibration: Calibration,
  world: World,
  response: ResponseFitting | undefined,
): object {
  const { file, scenario } = run
  const { price, network, levels, last, firstDay, lastDay } = calibration
  return {
    schema: 1,
    file: file.text,
    from: dateOfDay(firstDay),
    to: dateOfDay(lastDay),
    days: lastDay - firstDay + 1,
    unknown: file.unknown,
    missing: file.missing,
    gaps: file.gaps,
    duplicates: file.duplicates,
    missingReturns: calibration.missingReturns,
    notFitted: calibration.notFitted,
    warnings: fewDays(calibration),
    last: Object.fromEntries(
      Object.entries(last).map(([name, { value, day }]) => [name, { value, date: dateOfDay(day) }]),
    ),
    price:
      price === undefined
        ? null
        : {
            best: price.best,
            wildProbability: rounded(price.wild),
            models: Object.fromEntries(
              PRICE_MODELS.map((model) => {
                const { observations, logLikelihood, aic, bic, estimates, converged } = price.fits[model]
                return [
                  model,
                  {
                    observations,
                    logLikelihood: rounded(logLikelihood),
                    aic: rounded(aic),
                    bic: rounded(bic),
                    likelihoodRatio: model === 'gbm' ? null : rounded(likelihoodRatio(price.fits, model)),
                    converged,
                    estimates: Object.fromEntries(Object.values(estimates).map((each) => estimateData(each))),
                  },
                ]
              }),
            ),
          },
    network:
      network === undefined
        ? null
        : {
            from: dateOfDay(network.from),
            to: dateOfDay(network.to),
            periods: network.periods,
            growth: estimateData(network.growth)[1],
            periodSd: rounded(network.periodSd),
            response:
              network.response === undefined
                ? null
                : {
                    reward: elasticityData(network.response.reward),
                    hashprice: elasticityData(network.response.hashprice),
                  },
            model: response === undefined ? null : responseData(response),
          },
    levels: Object.fromEntries(
      Object.entries(levels).map(([name, { observations, median, spread, halfLifeDays }]) => [
        name,
        {
          observations,
          median: rounded(median),
          spread: rounded(spread),
          halfLifeDays: rounded(halfLifeDays),
        },
      ]),
    ),
    world: {
      scenario: scenario.name,
      set: Object.fromEntries(world.settings.map(({ name, text }) => [name, text])),
      notes: world.notes,
    },
  }
}

function responseData(response: ResponseFitting): object {
  if ('reason' in response) return { outcome: 'not-fitted', reason: response.reason }
  const { from, to, paths, scenario, range, fleetFactor, curve, matches } = response.fit
  const { outcome, value, low, high, open } = matches.after168
  return {
    parameter: 'networkElasticity',
    outcome,
    value: rounded(value),
    low: rounded(low),
    high: rounded(high),
    open,
    scenario: rounded(scenario),
    range,
    from: dateOfDay(from),
    to: dateOfDay(to),
    paths,
    fleetFactor: rounded(fleetFactor),
    responses: Object.fromEntries(
      RESPONSES.map((name) => {
        const match = matches[name]
        return [
          name,
          {
            data: estimateData(match.data)[1],
            atScenario: rounded(match.atScenario),
            atFitted: rounded(value === undefined ? undefined : valueAt(curveFor(curve, name), value)),
            least: rounded(match.least),
            largest: rounded(match.largest),
            outcome: match.outcome,
            value: rounded(match.value),
            low: rounded(match.low),
            high: rounded(match.high),
            open: match.open,
          },
        ]
      }),
    ),
    curve: curve.map(({ elasticity, errors, ...values }) => ({
      networkElasticity: rounded(elasticity),
      ...Object.fromEntries(
        RESPONSES.map((name) => [
          name,
          { value: rounded(values[name]), standardError: rounded(errors[name]) },
        ]),
      ),
    })),
  }
}

function estimateData({ name, value, standardError, low, high }: Estimate): readonly [string, object] {
  return [
    name,
    {
      value: rounded(value),
      standardError: rounded(standardError),
      low: rounded(low),
      high: rounded(high),
    },
  ]
}

function elasticityData(fit: Elasticities): object {
  const { after84, after168, residualSd, r2, periods } = fit
  return {
    after84: estimateData(after84)[1],
    after168: estimateData(after168)[1],
    residualSd: rounded(residualSd),
    r2: rounded(r2),
    periods,
  }
}
