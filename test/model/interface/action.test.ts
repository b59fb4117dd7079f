import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decodeAction,
  encodeAction,
  InvalidAction,
  type Action,
} from '../../../src/model/interface/action.ts'
import {
  FUNCTION_NAMES,
  isFunctionName,
  signatureOf,
  UnknownFunction,
  type FunctionName,
} from '../../../src/model/interface/functions.ts'
import { anyActions } from '../any-action.ts'

const UNKNOWN = ['amt.teleport', 'nothing.transfer', 'amt', '', 'constructor', '__proto__.toString']

const distributor = { reserve: 'owner', snapshotId: '1', deadline: '2', accounts: ['alice', 'bruno'] }

describe('an encoded action', () => {
  test('decodes to the same action', () => {
    fc.assert(
      fc.property(anyActions, (actions) => {
        for (const action of actions) expect(decodeAction(encodeAction(action))).toEqual(action)
      }),
    )
  })

  test('with a list of numbers decodes to the same action', () => {
    const text = JSON.stringify({
      by: 'owner',
      call: 'deploy.distributor',
      args: { ...distributor, amounts: ['3', '4'] },
    })
    expect(encodeAction(decodeAction(text))).toBe(text)
    expect(decodeAction(text)).toMatchObject({ args: { amounts: [3n, 4n] } })
  })

  test('without a pair decodes to an action without that field', () => {
    const burn: Action = { by: 'alice', call: 'amt.burn', args: { amount: 1n } }
    expect(decodeAction(encodeAction(burn))).toStrictEqual(burn)
  })

  test('is the JSON of its fields, with bigints as decimal text', () => {
    const replaced = (_field: string, value: unknown): unknown =>
      typeof value === 'bigint' ? value.toString() : value
    const odd = {
      by: 'a "b"\n\u2028é',
      call: 'amt.burn',
      at: undefined,
      args: { amount: 1n, x: [null, 2, {}, { 'a "b"': 1n }, { '{"by":': 2n }, { ',"by":': 3n }] },
      // Names of fields that need escapes, or look like encoded text themselves.
      'a "b"\n': 1n,
      ',"by":': 2n,
      '{"by":': 3n,
    }
    fc.assert(
      fc.property(anyActions, (actions) => {
        for (const action of [...actions, odd as unknown as Action])
          expect(encodeAction(action)).toBe(JSON.stringify(action, replaced))
      }),
    )
  })

  test.each(UNKNOWN)('of the unknown function "%s" is rejected by an error that names it', (name) => {
    const text = JSON.stringify({ by: 'alice', call: name, args: {} })
    expect(() => decodeAction(text)).toThrow(InvalidAction)
    expect(() => decodeAction(text)).toThrow(JSON.stringify(name))
  })

  test.each([
    ['no function', {}],
    ['a function that is no text', { call: 7 }],
    ['no caller', { call: 'amt.burn', args: { amount: '1' } }],
    ['no arguments', { by: 'alice', call: 'amt.burn' }],
    ['a missing argument', { by: 'alice', call: 'amt.burn', args: {} }],
    ['a number that is no text', { by: 'alice', call: 'amt.burn', args: { amount: 1 } }],
    ['a negative number', { by: 'alice', call: 'amt.burn', args: { amount: '-1' } }],
    ['a number beyond uint256', { by: 'alice', call: 'amt.burn', args: { amount: (1n << 256n).toString() } }],
    ['an account that is no text', { by: 'alice', call: 'amt.transfer', args: { to: 1, amount: '1' } }],
  ])('with %s is rejected', (_name, raw) => {
    expect(() => decodeAction(JSON.stringify(raw))).toThrow(InvalidAction)
  })
})

test.each([
  ['amt.burn', 'amount', { amount: 'much' }],
  ['amt.transfer', 'to', { to: 1, amount: '1' }],
  [
    'router.swapExactTokensForTokens',
    'path',
    { amountA: '1', limit: '1', path: 'amt', to: 'alice', deadline: '1' },
  ],
  ['deploy.distributor', 'amounts', { ...distributor, amounts: '1' }],
  ['deploy.distributor', 'amounts', { ...distributor, amounts: ['1', '-1'] }],
])('a wrong argument of %s is named: %s', (call, name, args) => {
  expect(() => decodeAction(JSON.stringify({ by: 'alice', call, args }))).toThrow(`expected "${name}" as `)
})

describe('the catalogue', () => {
  test('has a signature for each of its functions', () => {
    for (const name of FUNCTION_NAMES) {
      expect(isFunctionName(name)).toBe(true)
      expect(signatureOf(name).params).toBeDefined()
    }
  })

  test.each(UNKNOWN)('throws for the unknown function "%s" an error that names it', (name) => {
    expect(isFunctionName(name)).toBe(false)
    expect(() => signatureOf(name as FunctionName)).toThrow(UnknownFunction)
    expect(() => signatureOf(name as FunctionName)).toThrow(JSON.stringify(name))
  })
})
