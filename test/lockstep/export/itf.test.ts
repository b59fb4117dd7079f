import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exportItf } from '../../../src/lockstep/export/export-failure.ts'
import { importItf, InvalidTrace } from '../../../src/lockstep/export/itf/read.ts'
import { itfTrace } from '../../../src/lockstep/export/itf/write.ts'
import { replayCase } from '../../../src/lockstep/export/replay-case.ts'
import { aboutWhat } from '../../../src/lockstep/compare/comparison.ts'
import { RULES } from '../../../src/lockstep/compare/rules.ts'
import { deployEconomy, apply, type DeploymentSpec } from '../../../src/model/economy.ts'
import type { Timestamp } from '../../../src/model/kernel/units.ts'
import { anyActions } from '../../model/any-action.ts'
import { PEOPLE } from '../../support/model-world.ts'
import { BACKING_NEVER_FALLS } from '../../../src/lockstep/mutation/canaries.ts'
import { falseInvariant } from './broken-invariant.ts'
import { failureOfMutant } from './failures.ts'

interface RawState {
  [variable: string]: unknown
  action: { tag: string; value: Record<string, unknown> }
}
interface Raw {
  [field: string]: unknown
  vars: string[]
  states: RawState[]
}

const failed = await failureOfMutant("the providers' part rounds up")
const text = exportItf(failed.failure)

function changed(change: (trace: Raw) => unknown): string {
  const trace = JSON.parse(text) as Raw
  change(trace)
  return JSON.stringify(trace)
}

describe('an ITF trace', () => {
  it('has the fields of the format, and every variable in each state', () => {
    const trace = JSON.parse(text) as Raw
    expect(trace['#meta']).toMatchObject({ format: 'ITF' })
    expect(trace.states).toHaveLength(failed.failure.found.finding.actions.length + 1)
    for (const [index, state] of trace.states.entries()) {
      expect(state['#meta']).toEqual({ index })
      expect(Object.keys(state).filter((name) => name !== '#meta')).toEqual(trace.vars)
    }
    const last = trace.states.at(-1)!
    expect(last.action).toMatchObject({ tag: 'Call', value: { call: 'master.payRent' } })
    expect(last['divergence']).toBe(aboutWhat(failed.failure.found.finding))
  })

  it('is read and replayed to the same divergence, and to none on the contracts as they are', () => {
    const { deployment, actions, about } = importItf(text)
    expect(deployment).toEqual(failed.failure.deployment)
    expect(actions).toEqual(failed.failure.found.finding.actions)
    const { build } = failed
    expect(replayCase(deployment, actions, { build, invariants: [] })?.about).toBe(about)
    expect(replayCase(deployment, actions)).toBeUndefined()
  })

  it('of a broken invariant is replayed to the same violation, and to none without the invariant', () => {
    const { failure, build } = falseInvariant()
    const { deployment, actions, about } = importItf(exportItf(failure))
    expect(about).toBe('invariant canary: the backing never falls on the model')
    const invariants = [BACKING_NEVER_FALLS]
    expect(replayCase(deployment, actions, { build, invariants })?.about).toBe(about)
    expect(replayCase(deployment, actions, { build })).toBeUndefined()
  })

  it('holds any action', () => {
    const deployment: DeploymentSpec = {
      people: PEOPLE,
      tokenOrder: ['usdt', 'liqAmt', 'amt', 'btcb'],
      timestamp: 7n as Timestamp,
    }
    fc.assert(
      fc.property(anyActions, (actions) => {
        let economy = deployEconomy(deployment)
        const outcomes = actions.map((action) => {
          const applied = apply(economy, action)
          economy = applied.economy
          return applied.outcome
        })
        const divergence = { kind: 'invariant', side: 'model', invariant: 'x', detail: 'y' } as const
        const told = { about: 'x', story: '', command: '', divergence }
        const trace = itfTrace({ ...told, deployment, actions, outcomes }, RULES)
        expect(importItf(trace)).toEqual({ deployment, actions, about: 'x' })
      }),
      { numRuns: 50 },
    )
  })

  const broken: readonly (readonly [what: string, text: () => string, where: string])[] = [
    ['text that is no JSON', () => 'states', 'JSON'],
    ['another format', () => changed((trace) => (trace['#meta'] = { format: 'CSV' })), '#meta.format'],
    ['no action', () => changed((trace) => (trace.vars = ['x'])), 'vars'],
    ['no deployment', () => changed(({ states }) => states.shift()), 'states.0.action'],
    [
      'a token twice',
      () => changed(({ states }) => (states[0]!.action.value['tokenOrder'] = ['amt'])),
      'tokenOrder',
    ],
    [
      'an unknown variant',
      () => changed(({ states }) => (states[2]!.action.tag = 'Send')),
      'states.2.action.tag',
    ],
    [
      'an unknown function',
      () => changed(({ states }) => (states[2]!.action.value['call'] = 'amt.fly')),
      'states.2.action',
    ],
    [
      'a missing argument',
      () => changed(({ states }) => (states[1]!.action.value['args'] = {})),
      'states.1.action',
    ],
    [
      'a number of JSON',
      () => changed(({ states }) => (states[1]!.action.value['args'] = { amount: 5 })),
      'states.1.action',
    ],
    [
      'an unknown sender',
      () => changed(({ states }) => (states[1]!.action.value['by'] = 'nobody')),
      'nobody',
    ],
  ]

  it.for(broken)('is rejected with %s, and says where', ([, trace, where]) => {
    const read = (): unknown => importItf(trace())
    expect(read).toThrow(InvalidTrace)
    expect(read).toThrow(where)
  })
})
