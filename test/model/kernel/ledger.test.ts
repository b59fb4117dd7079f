import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EMPTY_LEDGER, NOWHERE, Overdrawn, post } from '../../../src/model/kernel/ledger.ts'
import { entries, get } from '../../../src/model/kernel/vector.ts'

const account = fc.integer({ min: 0, max: 6 })
const posting = fc.tuple(
  fc.oneof(account, fc.constant(NOWHERE)),
  fc.oneof(account, fc.constant(NOWHERE)),
  fc.bigInt(0n, 9n),
)

describe('a ledger', () => {
  test('that mints what it burns has the balances that it had, and no account for it', () => {
    const ledger = post(EMPTY_LEDGER, NOWHERE, 1, 5n)
    expect(post(ledger, NOWHERE, NOWHERE, 7n)).toEqual(ledger)
    expect(post(ledger, NOWHERE, NOWHERE, 7n).balances).toBe(ledger.balances)
  })

  test('keeps no balance for what it mints and burns', () => {
    for (const holder of [3, 40]) {
      const burned = post(post(EMPTY_LEDGER, NOWHERE, holder, 5n), holder, NOWHERE, 2n)
      expect(get(burned.balances, NOWHERE)).toBe(0n)
      expect([...entries(burned.balances)]).toEqual([[holder, 3n]])
    }
  })

  test('sums to its supply after any postings, and no balance is negative', () => {
    fc.assert(
      fc.property(fc.array(posting, { maxLength: 60 }), (postings) => {
        let ledger = EMPTY_LEDGER
        for (const [debit, credit, amount] of postings) {
          const covered = debit === NOWHERE || get(ledger.balances, debit) >= amount
          if (covered) ledger = post(ledger, debit, credit, amount)
          else expect(() => post(ledger, debit, credit, amount)).toThrow(Overdrawn)
          const balances = [...entries(ledger.balances)].map(([, balance]) => balance)
          expect(balances.reduce((sum, balance) => sum + balance, 0n)).toBe(ledger.supply)
          expect(balances.every((balance) => balance >= 0n)).toBe(true)
        }
      }),
    )
  })

  test('has the identical balances after a transfer of nothing', () => {
    const ledger = post(EMPTY_LEDGER, NOWHERE, 3, 10n)
    expect(post(ledger, 3, 4, 0n).balances).toBe(ledger.balances)
  })

  test('says how much a posting may be, and how much it was', () => {
    expect(() => post(post(EMPTY_LEDGER, NOWHERE, 3, 10n), 3, 4, 17n)).toThrow(/\b10\b.*\b17\b/)
  })

  test('is unchanged by a transfer from an account to itself', () => {
    const ledger = post(EMPTY_LEDGER, NOWHERE, 3, 10n)
    expect(post(ledger, 3, 3, 10n)).toEqual(ledger)
  })
})
