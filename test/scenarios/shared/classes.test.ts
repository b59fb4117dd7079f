import { describe, expect, test } from 'vitest'

import { outSince } from '../../../src/scenarios/shared/classes.ts'
import type { Summary } from '../../../src/sim/recording/summary.ts'
import type { AgentView } from '../../../src/sim/view/agent-view.ts'

const viewWith = (balances: Readonly<Record<string, bigint>>): AgentView =>
  ({
    held: (token: string, people: readonly string[]) =>
      people.reduce((sum, person) => sum + (balances[`${token} ${person}`] ?? 0n), 0n),
  }) as unknown as AgentView

/** A run in which anna owns these amounts of AMT at the start and at each close. */
const owning = (start: bigint, ...closes: readonly bigint[]): Summary =>
  ({
    start: { view: viewWith({ 'amt anna': start }) },
    closes: closes.map((amount) => ({ view: viewWith({ 'amt anna': amount }) })),
  }) as unknown as Summary

describe('classes of participants', () => {
  test('are out from the day on which they own less than a hundredth of the most they held, for good', () => {
    expect(outSince(owning(100n, 50n, 0n, 0n), 'amt', ['anna'])).toBe(1)
    expect(outSince(owning(100n, 0n, 0n), 'amt', ['anna'])).toBe(0)
    expect(outSince(owning(0n, 1000n, 9n), 'amt', ['anna'])).toBe(1)
  })

  test('are not out with a hundredth, after coming back, or if they never had any', () => {
    expect(outSince(owning(100n, 1n), 'amt', ['anna'])).toBeUndefined()
    expect(outSince(owning(100n, 0n, 50n), 'amt', ['anna'])).toBeUndefined()
    expect(outSince(owning(0n, 0n), 'amt', ['anna'])).toBeUndefined()
  })
})
