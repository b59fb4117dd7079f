/** Inconsistencies of the whitepaper: each is found by its check, for any seed. */
import { describe, expect, test } from 'vitest'
import { findInconsistencies, INCONSISTENCIES } from '../../src/claims/inconsistencies.ts'
import { page } from '../../src/claims/page.ts'
import { ledgerData, terminalText } from '../../src/claims/text.ts'

describe('the whitepaper’s inconsistencies', () => {
  const found = findInconsistencies(3n)

  test('are all found, and two seeds find the same', () => {
    expect(found.filter((each) => each.found === undefined)).toEqual([])
    expect(findInconsistencies(20230712n).map((each) => each.found)).toEqual(found.map((each) => each.found))
  })

  test('have distinct names and two different places or words each', () => {
    expect(new Set(INCONSISTENCIES.map(({ name }) => name)).size).toBe(INCONSISTENCIES.length)
    for (const { one, other } of INCONSISTENCIES) expect(one.quotation).not.toBe(other.quotation)
  })

  test('are computed from the quotations where these have numbers', () => {
    const base = INCONSISTENCIES.find(({ name }) => name === 'base-of-30')!
    const other = { ...base.other, quotation: '30/29.000.000' }
    expect({ ...base, other }.find(1n)).toBeUndefined()
    expect(base.find(1n)).toBe('After Bob’s redemption the RCL holds 29 BTC, less than 30.')
  })

  test('are on the page, in the data and in the terminal', () => {
    const { about, one, found: text } = found.find(({ name }) => name === 'chain-of-btcb')!
    expect(page([], 'npm run claims', found)).toContain(`| ${about} | “${one.quotation}” (${one.place}) |`)
    expect(terminalText([], found)).toContain(`chain-of-btcb: ${about} ${text}`)
    expect(ledgerData([], 1n, found)).toMatchObject({ inconsistencies: found.map(({ name }) => ({ name })) })
    expect(page([], 'npm run claims')).not.toContain('against itself')
  })
})
