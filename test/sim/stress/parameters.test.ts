/** The parameters `stress` and `stressDay`, which every scenario has. */
import { describe, expect, test } from 'vitest'
import { scenarios } from '../../../src/scenarios/index.ts'
import { InvalidParameter } from '../../../src/sim/definition/parameter.ts'
import { cellsOf } from '../../../src/sim/recording/recorder.ts'
import { canonicalText, type RunResult } from '../../../src/sim/result.ts'
import { runScenario } from '../../../src/sim/run.ts'
import { SHOCKS } from '../../../src/sim/stress/shocks.ts'
import { dailyPayer, simWorld } from '../../support/sim-world.ts'

const run = (set: Readonly<Record<string, string>> = {}, days = 12): RunResult =>
  runScenario(simWorld([dailyPayer]), { seed: 3n, days, set })

const prices = ({ tables }: RunResult): readonly number[] => cellsOf(tables[0]!, 'btcPrice').map(Number)

describe('stress', () => {
  test('is a parameter of every scenario, with every shock', () => {
    for (const { name, parameters } of scenarios) {
      const stress = parameters.find((each) => each.name === 'stress')
      expect({ name, choices: stress?.choices }).toEqual({
        name,
        choices: ['none', ...SHOCKS.map((each) => each.name)],
      })
      expect(parameters.map((each) => each.name)).toContain('stressDay')
    }
  })

  test('reaches the environment of every scenario', () => {
    for (const scenario of scenarios) {
      const { bound } = scenario.at({ stress: 'halving-2024', stressDay: '7' })
      expect(bound.stress).toEqual({ shock: SHOCKS[2], day: 7 })
      expect(bound.processes.fees).toHaveProperty('follow')
      expect(bound.processes.network).not.toEqual(scenario.at({}).bound.processes.network)
    }
  })

  test('is not named by a run without it, whose result does not change by a day', () => {
    expect(Object.keys(run().parameters)).toEqual(['unused'])
    const [plain, none] = [run(), run({ stress: 'none', stressDay: '4' })]
    expect(none.parameters).toEqual({ unused: '1', stress: 'none', stressDay: '4' })
    expect(canonicalText({ ...none, parameters: {} })).toBe(canonicalText({ ...plain, parameters: {} }))
  })

  test('is named with its day by a run that has it', () => {
    expect(run({ stress: 'may-2022' }).parameters).toEqual({
      unused: '1',
      stress: 'may-2022',
      stressDay: '0',
    })
  })

  test('changes the path from the day after stressDay on, by the factors alone', () => {
    const [plain, shocked] = [prices(run()), prices(run({ stress: 'may-2022', stressDay: '4' }))]
    expect(shocked.slice(0, 5)).toEqual(plain.slice(0, 5))
    // Cells are rounded to cents of some 30,000 USD.
    expect(shocked[11]! / plain[11]!).toBeCloseTo(0.7289, 6)
  })

  test('after the last day changes nothing but the parameters', () => {
    const [plain, late] = [run(), run({ stress: 'may-2022', stressDay: '11' })]
    expect(late.tables).toEqual(plain.tables)
    expect(late.actions).toEqual(plain.actions)
  })

  test.each([
    ['stress', 'may-2023'],
    ['stressDay', '-1'],
    ['stressDay', '36500'],
    ['stressDay', '1.5'],
  ])('%s=%s is an error', (name, text) => {
    expect(() => simWorld([]).at({ [name]: text })).toThrow(InvalidParameter)
  })
})
