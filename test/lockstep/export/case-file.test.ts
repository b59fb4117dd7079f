import { expect, it } from 'vitest'
import {
  caseFile,
  InvalidCaseFile,
  readCaseFile,
  type SavedCase,
} from '../../../src/lockstep/export/case-file.ts'
import { replayCase } from '../../../src/lockstep/export/replay-case.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import type { Timestamp } from '../../../src/model/kernel/units.ts'
import { failureOfMutant } from './failures.ts'

const saved: SavedCase = {
  about: 'answer to pays',
  deployment: {
    people: ['alice'],
    tokenOrder: ['usdt', 'liqAmt', 'amt', 'btcb'],
    timestamp: 1_689_120_000n as Timestamp,
  },
  actions: [call('alice', 'amt.burn', { amount: 2n ** 200n }), { wait: 5n }],
}

it('gives back what was saved, one action a line', () => {
  expect(readCaseFile(caseFile(saved))).toEqual(saved)
  expect(caseFile(saved).split('\n')[1]).toBe(
    '{"by":"alice","call":"amt.burn","args":{"amount":"1606938044258990275541962092341162602522202993782792835301376"}},',
  )
})

it('replays a failure on its build, without the generators', async () => {
  const { build, failure } = await failureOfMutant('a payment of exactly 100 is accepted')
  const { deployment, found } = failure
  const { actions } = found.finding
  const again = readCaseFile(caseFile({ about: 'x', deployment, actions }))
  expect(replayCase(again.deployment, again.actions, { build })?.about).toContain('master.payRent')
  expect(replayCase(again.deployment, again.actions)).toBeUndefined()
})

it('names what is wrong: an unknown function, another shape, no JSON', () => {
  const text = caseFile(saved)
  expect(() => readCaseFile(text.replace('amt.burn', 'amt.burnt'))).toThrow(
    'action 1: expected a function of the catalogue, got "amt.burnt"',
  )
  expect(() => readCaseFile(text.replace('"schema":1', '"schema":2'))).toThrow(InvalidCaseFile)
  expect(() => readCaseFile(text.replace('"liqAmt","amt"', '"amt","amt"'))).toThrow('each of the four tokens')
  expect(() => readCaseFile('{')).toThrow(InvalidCaseFile)
  // Actions start on the second line of the file.
  expect(() => readCaseFile(text.replace('amt.burn', 'amt.burnt'), 'mine.json')).toThrow(/^mine\.json:2: /m)
})
