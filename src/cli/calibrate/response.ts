/**
 * Response: the fit of the scenario's own network to a calibration, at the defaults of its other parameters.
 */
import type { Calibration } from '../../calibration/calibration.ts'
import { fitResponse, type ResponseFitting } from '../../calibration/response-fit.ts'
import { NETWORK, responseOf as parametersFrom } from '../../scenarios/shared/network.ts'
import { readSettings } from '../../sim/definition/parameter.ts'
import type { CalibrateRun } from './request.ts'

/** Undefined if the data has no response, or the scenario no such network. */
export function responseOf(
  { history, scenario, feesShare }: Pick<CalibrateRun, 'history' | 'scenario' | 'feesShare'>,
  { network }: Calibration,
): ResponseFitting | undefined {
  if (network?.response === undefined) return undefined
  const declared = scenario.parameters.filter(({ name }) => Object.hasOwn(NETWORK, name))
  const elasticity = declared.find(({ name }) => name === 'networkElasticity')
  if (elasticity === undefined) return undefined
  const texts = Object.fromEntries(declared.map(({ name, default: text }) => [name, text]))
  const { min = '0', max = '10' } = elasticity
  return fitResponse(history, network, {
    parameters: parametersFrom(readSettings(NETWORK, texts).settings),
    range: [Number(min), Number(max)],
    feesShare,
  })
}
