/** What an action changes: exact amounts, in the sections that it is about. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { casesIn } from '../../../src/explorer/walk/case-files.ts'
import { changesOf, type Section } from '../../../src/explorer/walk/changes.ts'
import { momentAt, timelineOf } from '../../../src/explorer/walk/timeline.ts'
import { writtenSection } from '../../../src/explorer/walk/told.ts'
import { translatorFor } from '../../../src/report/language/language.ts'
import { call, type Action } from '../../../src/model/interface/action.ts'
import { UINT256_MAX } from '../../../src/model/kernel/uint256.ts'
import { btcb, amt, type Timestamp } from '../../../src/model/kernel/units.ts'

const actions: readonly Action[] = [
  call('binance', 'btcb.mint', { amount: btcb('10') }),
  call('binance', 'btcb.transfer', { to: 'payer', amount: btcb('10') }),
  call('payer', 'btcb.approve', { spender: 'master', amount: UINT256_MAX }),
  call('owner', 'master.mintMaster', { account: 'alice', amount: amt('750') }),
  call('owner', 'master.mintMaster', { account: 'bob', amount: amt('250') }),
  call('payer', 'master.payRent', { amountBtcb: btcb('1'), vaultParticipation: 20n }),
  call('payer', 'master.payRent', { amountBtcb: btcb('1'), vaultParticipation: 20n }),
  call('alice', 'master.chargeFromTo', { from: 1n, to: 2n }),
  call('alice', 'master.charge', { snapId: 1n }),
  { wait: 86_400n },
]

const timeline = timelineOf({
  deployment: {
    people: ['alice', 'bob'],
    tokenOrder: ['usdt', 'liqAmt', 'amt', 'btcb'],
    timestamp: 1_689_120_000n as Timestamp,
  },
  actions,
})

const sections = (index: number): readonly Section[] => changesOf(momentAt(timeline, index))

/** `title: before → after` of a section. */
const lines = (index: number, title: string): readonly string[] =>
  (sections(index).find((each) => each.title === title)?.changes ?? []).map(
    (change) => `${change.title}: ${change.before} → ${change.after}`,
  )

test('a payment: who pays, its parts, the RCL and its rate', () => {
  expect(lines(5, 'payer')).toEqual(['AMT: 0 → 0', 'BTCB: 10 → 9'])
  expect(lines(5, 'Payment 1')).toEqual([
    'For holders: 0 → 0.8',
    'Claimed by holders: 0 → 0',
    'For liquidity providers: 0 → 0',
    'Claimed by liquidity providers: 0 → 0',
    'Payments so far: 0 → 1',
  ])
  expect(lines(5, 'RCL')).toEqual(['BTCB in the RCL: 0 → 0.2', 'Floor (RCL): 0 → 0.0002'])
  // The flags and snapshots that every payment adds are no news.
  expect(lines(5, 'Other state')).toEqual(['btcb.allowance(payer, master): ' + allowances])
})

const MAX = '115792089237316195423570985008687907853269984665640564039457.584007913129639935'
const LESS = '115792089237316195423570985008687907853269984665640564039456.584007913129639935'
const allowances = `${MAX} → ${LESS}`

test('a claim of a range: all its payments together, and the flags', () => {
  expect(lines(7, 'alice')).toEqual(['AMT: 750 → 750', 'BTCB: 0 → 1.2'])
  expect(lines(7, 'Payments 1 to 2').slice(0, 2)).toEqual([
    'For holders: 1.6 → 1.6',
    'Claimed by holders: 0 → 1.2',
  ])
  expect(lines(7, 'master')).toEqual(['BTCB: 1.6 → 0.4'])
  expect(lines(7, 'Other state')).toEqual([
    'master.alreadyCharged(alice, 1): false → true',
    'master.alreadyCharged(alice, 2): false → true',
  ])
})

test('a reverted action changes nothing, and shows what it is about', () => {
  expect(timeline.reverts.get(8)).toBe('AlreadyCharged')
  expect(lines(8, 'Payment 1')[1]).toBe('Claimed by holders: 0.6 → 0.6')
  expect(
    sections(8)
      .flatMap(({ changes }) => changes)
      .filter(({ before, after }) => before !== after),
  ).toEqual([])
})

test('amounts are written rounded and exact, prices in satoshi, in the language of the page', () => {
  const change = { title: 'Floor (RCL)', unit: 'BTC/AMT', before: '0.000000637412345678', after: '0.0001' }
  const write = (language: 'en' | 'es') =>
    writtenSection({ title: 'RCL', isName: false, changes: [change] }, translatorFor(language).translate)
  expect(write('en').changes[0]).toEqual({
    title: 'Floor (RCL)',
    isCode: false,
    unit: 'sat/AMT',
    before: { short: '63.7412', exact: '63.7412345678' },
    after: { short: '10,000', exact: '10,000' },
    difference: { short: '+9,936.26', exact: '+9,936.2587654322' },
    isChanged: true,
  })
  expect(write('es').changes[0]!.difference).toEqual({ short: '+9.936,26', exact: '+9.936,2587654322' })
  expect(write('es').changes[0]!.title).toBe('Piso (RCL)')
})

test('all that is told is Spanish on a Spanish page', () => {
  const to = translatorFor('es')
  const corpus = new URL('../../../corpus/lockstep.jsonl', import.meta.url)
  for (const each of casesIn('lockstep.jsonl', readFileSync(corpus, 'utf8'))) {
    const own = timelineOf(each)
    for (const section of changesOf(momentAt(own, each.actions.length - 1)))
      writtenSection(section, to.translate)
  }
  expect([...to.missing]).toEqual([])
})
