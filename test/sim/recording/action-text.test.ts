import { describe, expect, test } from 'vitest'

import { call } from '../../../src/sim/agent.ts'
import type { Action } from '../../../src/model/interface/action.ts'
import { hashWithText, pathHash } from '../../../src/report/hash.ts'
import { scenarios } from '../../../src/scenarios/index.ts'
import { ActionText } from '../../../src/sim/recording/action-text.ts'
import { actionLines } from '../../../src/sim/result.ts'
import { runScenario, UsedLog } from '../../../src/sim/run.ts'

const textOf = (log: ActionText): string =>
  log
    .read()
    .map((part) => new TextDecoder().decode(part))
    .join('')

function logOf(actions: readonly Action[]): ActionText {
  const log = new ActionText()
  for (const action of actions) log.push(action)
  return log
}

describe('ActionText', () => {
  const transfer = (index: number): Action =>
    call(`holder${index}`, 'amt.transfer', { to: 'bruno', amount: 10n ** BigInt(index % 70) })

  test.each([0, 1, 31, 32, 33, 25_000])('has the lines of %i actions', (count) => {
    const actions = Array.from({ length: count }, (_, index) => transfer(index))
    const log = logOf(actions)
    expect(log.length).toBe(count)
    expect(textOf(log) === actionLines(actions)).toBe(true)
  })

  test('writes over the blocks of an earlier run', () => {
    const wide = call('x'.repeat(3_000_000), 'amt.transfer', { to: 'alice', amount: 1n })
    const many = Array.from({ length: 25_000 }, (_, index) => transfer(index))
    expect(logOf(many).read().length).toBeGreaterThan(1)
    const log = new ActionText()
    for (const actions of [many, [wide, transfer(2)], [transfer(3)], many, [wide, wide]]) {
      log.clear()
      for (const action of actions) log.push(action)
      expect(textOf(log) === actionLines(actions)).toBe(true)
    }
  })

  test('is in parts of a MiB, as full as the next lines leave them', () => {
    expect(new ActionText().read()).toEqual([])
    expect(logOf(Array.from({ length: 100 }, (_, index) => transfer(index))).read().length).toBe(1)
    const sizes = logOf(Array.from({ length: 40_000 }, (_, index) => transfer(index)))
      .read()
      .map((part) => part.length)
    expect(sizes.length).toBeGreaterThan(2)
    for (const size of sizes.slice(0, -1)) {
      expect(size).toBeLessThanOrEqual(2 ** 20)
      // Less than 32 lines of 200 letters, each of 3 bytes at most, are missing.
      expect(size).toBeGreaterThan(2 ** 20 - 32 * 200 * 3)
    }
  })

  test('uses a block again, and fills one, where the room for a text is exactly what there is', () => {
    const approval = (letters: number) =>
      call('x'.repeat(letters), 'amt.approve', { spender: 'b', amount: 1n })
    const own = actionLines([approval(0)]).length
    const log = new ActionText()
    const bytes = (): ArrayBufferLike => {
      log.clear()
      log.push(approval(400_000))
      return log.read()[0]!.buffer
    }
    expect(bytes() === bytes()).toBe(true)
    // Its line leaves a multiple of three bytes, which is the room that a letter needs.
    const first = approval(3_000 + ((2 ** 20 - own) % 3))
    const left = 2 ** 20 - actionLines([first]).length
    const partsWith = (more: number): number => {
      const filled = logOf([first])
      filled.read()
      filled.push(approval(left / 3 - own + more))
      return filled.read().length
    }
    expect([partsWith(0), partsWith(1)]).toEqual([1, 2])
  })

  test('goes on after it was read', () => {
    const log = logOf([transfer(1)])
    expect(textOf(log)).toBe(actionLines([transfer(1)]))
    log.push(transfer(2))
    expect(textOf(log)).toBe(actionLines([transfer(1), transfer(2)]))
  })

  test('forgets what was cleared, whether it was bytes already or not', () => {
    const log = logOf(Array.from({ length: 40 }, (_, index) => transfer(index)))
    log.clear()
    expect(log.length).toBe(0)
    expect(textOf(log)).toBe('')
    log.push({ wait: 5n })
    expect(textOf(log)).toBe(actionLines([{ wait: 5n }]))
  })

  test('writes the widest letters as UTF-8, also as many as the first bytes have room for', () => {
    const actions = [transfer(3), call('木'.repeat(30_000), 'amt.transfer', { to: 'é', amount: 1n })]
    expect(textOf(logOf(actions))).toBe(actionLines(actions))
    const wide = [call('木'.repeat(500_000), 'amt.transfer', { to: 'é', amount: 1n })]
    expect(textOf(logOf(wide)) === actionLines(wide)).toBe(true)
  })
})

describe('a run with a log', () => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s: has the hash of the run that keeps its actions',
    (_name, scenario) => {
      const options = { seed: 3n, path: 1, days: 2, variants: false, invariants: false }
      const kept = runScenario(scenario, options)
      const log = new ActionText()
      const { actions, ...rest } = runScenario(scenario, { ...options, log })
      expect(actions).toEqual([])
      expect({ ...rest, actions: kept.actions }).toEqual(kept)
      expect(log.length).toBe(kept.actions.length)
      expect(hashWithText({ ...rest, actions }, log.read())).toBe(pathHash(kept))
    },
  )

  test('begins with an empty log', () => {
    const log = logOf([{ wait: 1n }])
    const run = () => runScenario(scenarios[0]!, { seed: 1n, days: 0, variants: false, log })
    expect(run).toThrow('expected a log without actions, got one with 1')
    log.clear()
    expect(run().actions).toEqual([])
    expect(run).toThrow(UsedLog)
  })

  test('leaves the lists of the variants empty, and counts what the invariants were checked on', () => {
    const scenario = scenarios.find(({ name }) => name === 'bank-run')!
    const options = { seed: 3n, days: 1 }
    const kept = runScenario(scenario, options)
    const log = new ActionText()
    const result = runScenario(scenario, { ...options, log })
    expect(result.variants.length).toBeGreaterThan(0)
    expect(result.variants.map(({ actions }) => actions)).toEqual(result.variants.map(() => []))
    expect(result.invariants).toEqual(kept.invariants)
    expect(result.metrics).toEqual(kept.metrics)
    expect(textOf(log)).toBe(actionLines(kept.actions))
  })
})
