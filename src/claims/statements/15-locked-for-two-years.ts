/** Claim 15: liquidity is locked for two years. */
import { btcb, SECONDS_PER_DAY } from '../../model/kernel/units.ts'
import { timestampOf } from '../../sim/calendar.ts'
import { anyCall } from '../any-call.ts'
import { nobodySells } from '../assumptions.ts'
import type { Claim } from '../claim.ts'
import { DEPLOYMENT } from '../deployment.ts'
import { LIQUIDITY_ALLOWANCES, locked, ownerUnwraps, release, wait } from '../liquidity-moves.ts'
import * as moves from '../moves.ts'
import type { Step } from '../step.ts'

/** The owner locks before anything else happens, on 12 July 2023. */
const start = [...LIQUIDITY_ALLOWANCES, ...locked(btcb('1'))]

const LOCKED_AT = DEPLOYMENT.timestamp
const TWO_YEARS_OF_365_DAYS = LOCKED_AT + 730n * SECONDS_PER_DAY
const TWO_YEARS_LATER = timestampOf('2025-07-12')

/** Whether the locker gives LP shares or liqAMT away before a time. */
function opens({ before, after }: Step, until: bigint): string | undefined {
  if (after.time() >= until) return undefined
  for (const token of ['pair', 'liqAmt'] as const) {
    const given = before.balance(token, 'locker') - after.balance(token, 'locker')
    if (given > 0n)
      return (
        `the locker gives ${given} base units of ${token === 'pair' ? 'LP shares' : 'liqAMT'} away ` +
        `${(until - after.time()) / 3_600n} hours before the two years end`
      )
  }
  return undefined
}

export default {
  number: 15,
  quotation:
    'Se creó un pool de liquidez en PancakeSwap bloqueando los tokens de liquidez por dos años para ' +
    'el libre intercambio de los usuarios.',
  place: 'Liquidez de intercambio garantizada',
  english:
    'A liquidity pool was created on PancakeSwap, locking the liquidity tokens for two years for the ' +
    'free exchange of users.',
  readings: [
    {
      by: 'search',
      name: 'for-730-days',
      property:
        'Whatever anybody calls, the locker keeps the LP shares and the liqAMT for 730 days after ' +
        'the locking.',
      start,
      moves: [wait, wait, wait, release, anyCall, anyCall],
      violation: (step) => opens(step, TWO_YEARS_OF_365_DAYS),
      restsOn: ['lock-period'],
    },
    {
      by: 'search',
      name: 'two-calendar-years',
      property: 'Liquidity locked on 12 July 2023 stays locked until 12 July 2025.',
      start,
      moves: [wait, wait, wait, release],
      violation: (step) => opens(step, TWO_YEARS_LATER),
      restsOn: [],
    },
    {
      by: 'search',
      name: 'the-pool-keeps-the-bitcoin',
      property: 'For 730 days the pool holds at least the BTCB that were locked.',
      start,
      moves: [moves.mint, moves.sell, moves.sell, wait, wait, release, ownerUnwraps],
      violation({ before, after }) {
        if (after.time() >= TWO_YEARS_OF_365_DAYS || before.balance('btcb', 'pair') < btcb('1'))
          return undefined
        const held = after.balance('btcb', 'pair')
        return held < btcb('1') ? `the pool holds ${held} base units of BTCB, less than 1 BTCB` : undefined
      },
      assumptions: [nobodySells],
      restsOn: ['lock-period'],
    },
  ],
  leavesOpen:
    'When two years end: the contract counts 730 days, and 2024 has a leap day. The lock keeps a ' +
    'share of the pool and no amount of AMT or BTCB.',
} satisfies Claim
