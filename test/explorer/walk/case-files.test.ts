/** Case files: what lockstep, audit and claims write is read; anything else is turned away with a reason. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { DEPLOYMENT } from '../../../src/claims/deployment.ts'
import { casesIn, WrongFile } from '../../../src/explorer/walk/case-files.ts'
import { timelineOf } from '../../../src/explorer/walk/timeline.ts'
import { caseFile } from '../../../src/lockstep/export/case-file.ts'
import { call, encodeAction, type Action } from '../../../src/model/interface/action.ts'
import type { Timestamp } from '../../../src/model/kernel/units.ts'

const actions: readonly Action[] = [
  call('owner', 'master.mintMaster', { account: 'alice', amount: 5n }),
  { wait: 3n },
  { by: 'alice', call: 'pair.sync', at: 'pair:amt/usdt', args: {} },
  call('alice', 'amt.burn', { amount: 6n }),
]

const deployment = {
  people: ['alice'],
  tokenOrder: ['liqAmt', 'usdt', 'btcb', 'amt'],
  timestamp: 1_700_000_000n as Timestamp,
} as const

const text = caseFile({ about: 'answer to pays', deployment, actions })
const plain = JSON.parse(text) as { actions: object[]; deployment: object }

test('a case of lockstep or audit', () => {
  const [found, ...others] = casesIn('case.json', text)
  expect(others).toEqual([])
  expect(found).toEqual({ name: 'answer to pays', about: 'answer to pays', deployment, actions })
  expect(timelineOf(found!).reverts.size).toBe(2)
})

test('the counterexamples of a ledger of claims, from the claims’ deployment', () => {
  const counterexample = {
    story: [],
    violation: 'alice got nothing',
    actions: actions.map((action) => JSON.parse(encodeAction(action)) as object),
  }
  const claims = [
    { number: 4, readings: [{ name: 'holds', property: 'It holds', counterexamples: [] }] },
    {
      number: 5,
      readings: [
        { name: 'lowers', property: 'Nothing lowers it.', counterexamples: [counterexample, counterexample] },
      ],
    },
  ]
  const cases = casesIn('claims.json', JSON.stringify({ schema: 1, claims }))
  expect(cases.map(({ name }) => name)).toEqual(['Claim 5: lowers', 'Claim 5: lowers, 2'])
  expect(cases[0]!.about).toBe('Nothing lowers it. Here alice got nothing.')
  expect(cases[0]!.deployment).toEqual({ ...DEPLOYMENT, people: ['alice'] })
  expect(cases[0]!.actions).toEqual(actions)
})

test.each(['lockstep.jsonl', 'short-lists.jsonl'])(
  'every entry of corpus/%s can be walked through',
  (file) => {
    const cases = casesIn(file, readFileSync(new URL(`../../../corpus/${file}`, import.meta.url), 'utf8'))
    expect(cases.length).toBeGreaterThan(50)
    for (const each of cases) expect(timelineOf(each).days.at(-1)!.end).toBe(each.actions.length)
  },
)

describe('a wrong file', () => {
  const changed = (fields: object): string => JSON.stringify({ ...plain, ...fields })
  const withAction = (action: object): string => changed({ actions: [...plain.actions.slice(0, 1), action] })
  test.each([
    ['no JSON', 'hello <b>', 'it is not JSON'],
    ['an empty text', '', 'it has no counterexample'],
    ['other JSON', '{"a":1}', 'it has neither a deployment with actions nor claims'],
    ['a list', '[1]', 'its JSON is no object'],
    ['an ITF trace', '{"vars":[],"states":[]}', 'open case.json beside it'],
    ['a report of an audit', '{"findings":[]}', 'open findings/01/case.json'],
    ['the actions of a run', '{"wait":"1"}\n{"wait":"1"}', 'it has the actions of a run'],
    [
      'a broken line',
      `${JSON.stringify({ name: 'a', amtSorts: 'below', actions: [{ wait: '1' }] })}\n{`,
      'line 2 is not JSON',
    ],
    [
      'another order',
      changed({ deployment: { ...plain.deployment, tokenOrder: ['amt', 'amt', 'usdt', 'btcb'] } }),
      '"tokenOrder" has not',
    ],
    [
      'markup as a name',
      changed({ deployment: { ...plain.deployment, people: ['<img src=x>'] } }),
      '"<img src=x>", which is no name',
    ],
    [
      'another time',
      changed({ deployment: { ...plain.deployment, timestamp: '-1' } }),
      '"timestamp" is no number',
    ],
    ['no actions', changed({ actions: [] }), '"actions" is no list of at least one action'],
    [
      'an unknown function',
      withAction({ by: 'alice', call: 'amt.steal', args: {} }),
      'action 2: expected a function of the catalogue',
    ],
    [
      'an unknown account',
      withAction({ by: 'mallory', call: 'amt.burn', args: { amount: '1' } }),
      'action 2: expected an account of the deployment, got "mallory"',
    ],
    [
      'an unknown recipient',
      withAction({ by: 'alice', call: 'amt.transfer', args: { to: 'x', amount: '1' } }),
      'got "x"',
    ],
    [
      'another pair',
      withAction({ by: 'alice', call: 'pair.sync', at: 'pair:amt/x', args: {} }),
      'expected "at" to name a pair',
    ],
    [
      'a pair of no pair',
      withAction({ by: 'alice', call: 'amt.burn', at: 'pair', args: { amount: '1' } }),
      'expected "at" to name a pair',
    ],
    [
      'other bytes',
      withAction({
        by: 'alice',
        call: 'pair.swap',
        args: { amount0Out: '0', amount1Out: '0', to: 'alice', data: '0xzz' },
      }),
      'expected "data" as bytes',
    ],
    [
      'a number beyond uint256',
      withAction({ by: 'alice', call: 'amt.burn', args: { amount: '1'.repeat(90) } }),
      '"amount" as a uint256',
    ],
    ['null as an action', changed({ actions: [null] }), 'action 1: '],
    ['an endless text', ' '.repeat(5_000_001), 'more than 5000000 characters'],
  ])('%s is named', (_name, wrong, why) => {
    expect(() => casesIn('x.json', wrong)).toThrow(WrongFile)
    expect(() => casesIn('x.json', wrong)).toThrow(why)
  })
})
