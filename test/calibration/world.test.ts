/** The elasticity of orders in a written world: set where it is identified, explained where it is not. */
import { describe, expect, it } from 'vitest'
import type { Calibration } from '../../src/calibration/calibration.ts'
import { matchOf } from '../../src/calibration/matching.ts'
import type { ResponseFitting } from '../../src/calibration/response-fit.ts'
import { worldOf } from '../../src/calibration/world.ts'
import { RESPONSE } from '../../src/sim/process/miners.ts'
import { NETWORK } from '../../src/scenarios/shared/network.ts'
import { parametersOf } from '../../src/sim/definition/parameter.ts'

const NOTHING: Calibration = {
  firstDay: 0,
  lastDay: 0,
  price: undefined,
  network: undefined,
  levels: {},
  last: {},
  missingReturns: 0,
  notFitted: [],
}

/** A fit whose simulated response rises by 0.1 for each 1 of elasticity. */
function observing(value: number, standardError: number): ResponseFitting {
  const half = 1.96 * standardError
  const data = { name: 'after168', value, standardError, low: value - half, high: value + half }
  const curve = [0, 10].map((at) => ({ at, value: at / 10, error: 0 }))
  const match = matchOf(curve, data, 1)
  return {
    fit: {
      from: 0,
      to: 0,
      paths: 1,
      scenario: 1,
      range: [0, 10],
      fleetFactor: 1,
      curve: [],
      matches: { after84: match, after168: match },
    },
  }
}

describe('a world with a fit of the response', () => {
  const parameters = parametersOf(NETWORK)
  const world = (response: ResponseFitting) => worldOf(NOTHING, parameters, undefined, response)

  it('sets the elasticity, with its interval as source', () => {
    const { settings, notes } = world(observing(0.25, 0.05))
    expect(settings.map(({ name, text }) => [name, text])).toEqual([
      ['networkElasticity', '2.5'],
      ['networkProgress', String(100 * RESPONSE.progress)],
    ])
    expect(settings[0]!.source).toContain('95% interval 1.52 to 3.48')
    expect(notes).toEqual([])
  })

  it.each([
    ['outside its range', observing(2, 0.1), 'outside the documented range of 0 to 10'],
    ['outside, with a part of the range in the interval', observing(1.1, 0.1), 'interval has 9.04 to 10'],
    ['of which the whole range is in the interval', observing(0.5, 1), 'not identified'],
    ['that is not fitted', { reason: 'difficulty fell' }, 'not fitted, difficulty fell'],
  ])('keeps the default of one %s, and says why', (_which, response, expected) => {
    const { settings, notes } = world(response)
    // A fit is stated together with what it assumes of the progress of machines.
    expect(settings.map(({ name }) => name)).toEqual('fit' in response ? ['networkProgress'] : [])
    expect(notes).toHaveLength(1)
    expect(notes[0]).toContain('networkElasticity keeps its default of 1: ')
    expect(notes[0]).toContain(expected)
  })

  it('says nothing where the scenario has no such parameter, or nothing is fitted', () => {
    expect(worldOf(NOTHING, [], undefined, { reason: 'any' }).notes).toEqual([])
    expect(worldOf(NOTHING, parameters).notes).toEqual([])
  })
})
