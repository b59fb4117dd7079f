import { expect, it } from 'vitest'
import { actionLiteral, literal, reproSource } from '../../../src/lockstep/report/repro.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import type { Timestamp } from '../../../src/model/kernel/units.ts'

it('writes actions as TypeScript that can be pasted back', () => {
  expect(actionLiteral({ wait: 5n })).toBe('{ wait: 5n }')
  expect(actionLiteral(call('alice', 'amt.burn', { amount: 5n }))).toBe(
    "{ by: 'alice', call: 'amt.burn', args: { amount: 5n } }",
  )
  expect(actionLiteral(call('alice', 'pair.sync', {}, 'pair:amt/usdt'))).toBe(
    "{ by: 'alice', call: 'pair.sync', at: 'pair:amt/usdt', args: {} }",
  )
})

it('writes any plain value, quotes included', () => {
  expect(literal({ a: [1n, "it's"], b: { c: true } })).toBe("{ a: [1n, 'it\\'s'], b: { c: true } }")
})

it('makes a whole test file with deployment, actions, title and the command that found it', () => {
  const deployment = {
    people: ['alice'],
    tokenOrder: ['usdt', 'liqAmt', 'amt', 'btcb'],
    timestamp: 7n as Timestamp,
  } as const
  const source = reproSource({
    title: 'model and contracts agree: x',
    deployment,
    actions: [call('alice', 'amt.burn', { amount: 5n }), { wait: 5n }],
    command: 'LOCKSTEP_SEED=1 npx vitest run',
  })
  expect(source).toContain('// Found by: LOCKSTEP_SEED=1 npx vitest run')
  expect(source).toContain("  { by: 'alice', call: 'amt.burn', args: { amount: 5n } },\n  { wait: 5n },\n]")
  expect(source).toContain("it('model and contracts agree: x', async () => {")
  expect(source).toContain('timestamp: 7n')
})
