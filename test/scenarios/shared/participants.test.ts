import { describe, expect, test } from 'vitest'

import { INITIAL_STATE, initialStateOfJuly2023 } from '../../../src/scenarios/shared/july-2023.ts'
import { MINING, processesOf, treasuryOf } from '../../../src/scenarios/shared/mining.ts'
import { PAYMENT } from '../../../src/scenarios/shared/payment.ts'
import { PARTICIPANTS, participants, UnknownParticipant } from '../../../src/scenarios/shared/participants.ts'
import { treasury } from '../../../src/sim/agents/operations/treasury.ts'
import { readSettings } from '../../../src/sim/definition/parameter.ts'
import { peopleOf, scenario } from '../../../src/sim/definition/scenario.ts'
import { runScenario } from '../../../src/sim/run.ts'

const PARAMETERS = { ...PAYMENT, ...INITIAL_STATE, ...MINING, ...PARTICIPANTS }
const { settings } = readSettings(PARAMETERS, {}, undefined)

/** A week with these participants; the calls from day 0 on. */
const callsOfAWeek = (acts: boolean | readonly string[]): readonly string[] => {
  const of = (days: number): readonly string[] =>
    runScenario(
      scenario({
        name: 'week',
        question: 'Who acts?',
        days: 7,
        parameters: PARAMETERS,
        initialState: initialStateOfJuly2023,
        processes: processesOf,
        agents: (at) => [treasury(treasuryOf(at)), ...participants(at, { acts })],
        record: () => ({}),
        metrics: () => ({}),
        charts: [],
        always: [],
        hypotheses: () => [],
      }),
      { seed: 1n, set: {}, days },
    ).actions.flatMap((action) => ('call' in action ? [`${action.by} ${action.call}`] : []))
  return of(7).slice(of(0).length)
}

describe('participants', () => {
  test('who hold are the same people with the same endowments', () => {
    const [acting, resting] = [participants(settings), participants(settings, { acts: false })]
    expect(resting.flatMap(({ people }) => people)).toEqual(acting.flatMap(({ people }) => people))
    expect(peopleOf(resting)).toEqual(expect.arrayContaining(['keeper', 'harvester', 'miner-5']))
  })

  test('who hold leave a week to the treasury', () => {
    const senders = (acts: boolean | readonly string[]): ReadonlySet<string> =>
      new Set(callsOfAWeek(acts).map((text) => text.split(' ')[0]!.split('-')[0]!))
    expect(senders(false)).toEqual(new Set(['binance', 'payer']))
    expect([...senders(true)]).toEqual(expect.arrayContaining(['trader', 'miner', 'large', 'provider']))
    expect(senders(['trader'])).toEqual(new Set(['binance', 'payer', 'trader']))
    expect(() => participants(settings, { acts: ['tradr'] })).toThrow(UnknownParticipant)
  })
})
