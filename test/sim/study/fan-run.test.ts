/** The further paths around a run: which they are, what they run with, and the fan of all. */
import { describe, expect, test } from 'vitest'
import type { RunResult } from '../../../src/sim/result.ts'
import { runScenario, type RunOptions } from '../../../src/sim/run.ts'
import { fanAmong, fanPathAt, furtherPaths } from '../../../src/sim/study/fan-run.ts'
import { fanPathOf } from '../../../src/sim/study/fan.ts'
import { simWorld } from '../../support/sim-world.ts'

describe('the further paths', () => {
  test('are the first of the seed other than the run’s own', () => {
    expect(furtherPaths(0, 3)).toEqual([1, 2, 3])
    expect(furtherPaths(2, 3)).toEqual([0, 1, 3])
    expect(furtherPaths(7, 3)).toEqual([0, 1, 2])
    expect(furtherPaths(3, 3)).toEqual([0, 1, 2])
    expect(furtherPaths(5, 0)).toEqual([])
    expect(furtherPaths(5, -1)).toEqual([])
  })
})

describe('a further path', () => {
  const world = simWorld([])
  const settings = { seed: '7', days: 3, set: {} }

  /** The options with which a path runs, where the comparison of variants is as given. */
  const optionsOf = (comparison?: { readonly detailedPathOnly?: boolean }): RunOptions => {
    const compared = Object.assign(Object.create(world) as typeof world, {
      at: () => ({ bound: { comparison } }),
    })
    let found: RunOptions | undefined
    fanPathAt(
      (_scenario, options) => {
        found = options
        return runScenario(world, { seed: 1n })
      },
      compared,
      settings,
      4,
    )
    return found!
  }

  test('is what the run at its number gives, in brief and without its actions', () => {
    const alone = runScenario(world, { seed: 7n, days: 3, path: 4, brief: true })
    expect(fanPathAt(runScenario, world, settings, 4)).toEqual(fanPathOf(alone))
    const { log, ...rest } = optionsOf()
    expect(rest).toEqual({ seed: 7n, path: 4, days: 3, set: {}, variants: true, brief: true })
    expect(log).toBeDefined()
  })

  test('runs the variants unless they are for the detailed path only', () => {
    expect(optionsOf({}).variants).toBe(true)
    expect(optionsOf({ detailedPathOnly: false }).variants).toBe(true)
    expect(optionsOf({ detailedPathOnly: true }).variants).toBe(false)
  })
})

describe('a run among further paths', () => {
  const metric = (value: string) => ({ title: 'Gain', unit: '%', value, worst: 100 })
  const result = {
    ...runScenario(simWorld([]), { seed: 1n, path: 2 }),
    metrics: { gain: metric('1'), bitcoin: metric('2') },
  } as RunResult
  const other = fanPathOf({ ...result, path: 0, metrics: { gain: metric('3'), bitcoin: metric('4') } })

  test('is one of the paths of its fan, in which benchmarks have no tail risk', () => {
    const scenario = Object.assign(Object.create(simWorld([])) as ReturnType<typeof simWorld>, {
      benchmarks: ['bitcoin'],
      choices: [{ name: 'c', title: 'C', better: 'higher', metrics: { A: 'gain', B: 'bitcoin' } }],
    })
    const fan = fanAmong(result, [other], scenario)
    expect(fan.pathNumbers).toEqual([0, 2])
    expect(fan.values).toEqual({ gain: ['3', '1'], bitcoin: ['4', '2'] })
    expect(Object.keys(fan.risks)).toEqual(['gain'])
    expect(fan.best).toMatchObject([{ name: 'c' }])
  })
})
