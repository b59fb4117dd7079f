/**
 * Lemmas: each formula is the model's arithmetic. Its divisions, evaluated on integers, equal what the model's
 * functions return, and its conclusion is true there.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { algebraText, isProof } from '../../../src/claims/proof/algebra.ts'
import { ANSWERS } from '../../../src/claims/proof/answers.ts'
import type { Values } from '../../../src/claims/proof/expression.ts'
import { isTrueFor, lemmaText, valuesOf, variablesOf } from '../../../src/claims/proof/lemma.ts'
import { LEMMAS } from '../../../src/claims/proof/lemmas.ts'
import { proofOf, proofText } from '../../../src/claims/proof/proof.ts'
import { hashOf } from '../../../src/claims/proof/smt.ts'
import { redemption } from '../../../src/model/contracts/burn-vault.ts'
import { amtForDown } from '../../../src/model/contracts/market.ts'
import { split } from '../../../src/model/contracts/master/payment.ts'
import { amtBought, btcbForSelling, outDown } from '../../../src/model/contracts/pancake/quotes.ts'
import { proRataDown } from '../../../src/model/kernel/uint256.ts'
import type { Amt, Btcb } from '../../../src/model/kernel/units.ts'
import { atSpotDown } from '../../../src/model/planning/great-reset/compensation.ts'

const btcb = (value: bigint): Btcb => value as Btcb
const amt = (value: bigint): Amt => value as Amt
const pays = (V: bigint, S: bigint, a: bigint): bigint => redemption(btcb(V), amt(S), a)
const parts = (N: bigint, p: bigint, S: bigint) => split(btcb(N), 0n, amt(p), amt(S))
const pool = (X: bigint, Y: bigint) => ({ amt: amt(X), btcb: btcb(Y) })
const marketAt = (R: bigint): Parameters<typeof amtForDown>[0] => ({ rate: R, fee: 0n })

/** Quotients of each lemma by the model's functions, in the order of their computation. */
const MODEL: Readonly<Record<string, (of: Values) => Values>> = {
  'redemption-keeps-rate': ({ V, S, a }) => ({ p: pays(V!, S!, a!) }),
  'redemption-in-parts': ({ V, S, a, b }) => {
    const p = pays(V!, S!, a!)
    return { p, q: pays(V! - p, S! - a!, b!), w: pays(V!, S!, a! + b!) }
  },
  'next-redemption': ({ V, S, a }) => {
    const p = pays(V!, S!, a!)
    return { p, q: pays(V! - p, S! - a!, a!) }
  },
  'rate-above-cap-rate': () => ({}),
  'payment-raises-rate': ({ A, v }) => ({ t: split(btcb(A!), v!, amt(0n), amt(1n)).toVault }),
  'claim-is-share': ({ N, S, p, b }) => {
    const { toProviders, toHolders } = parts(N!, p!, S!)
    return { L: toProviders, c: proRataDown(toHolders, b!, S! - p!) }
  },
  'burn-costs-one-unit': ({ N, S, p, b, x }) => {
    const [without, after] = [parts(N!, p!, S!), parts(N!, p!, S! - x!)]
    return {
      L: without.toProviders,
      c: proRataDown(without.toHolders, b!, S! - p!),
      M: after.toProviders,
      d: proRataDown(after.toHolders, b!, S! - x! - p!),
    }
  },
  'providers-collect': ({ N, S, p, l, K }) => {
    const { toProviders } = parts(N!, p!, S!)
    return { L: toProviders, g: proRataDown(toProviders, l!, K!) }
  },
  'claims-within-pot': ({ H, D, b }) => ({ q: proRataDown(H!, b!, D!) }),
  'purchase-raises-price': ({ X, Y, c }) => ({ o: amtBought(pool(X!, Y!), btcb(c!)) }),
  'purchase-near-price': ({ X, Y, c }) => ({ o: amtBought(pool(X!, Y!), btcb(c!)) }),
  'market-to-pools': ({ X, Y, A, B, R, u }) => {
    const a = amtForDown(marketAt(R!), u!)
    const b = btcbForSelling(pool(X!, Y!), a)
    return { a, b, o: outDown(b, A!, B!) }
  },
  'market-cheaper': ({ X, Y, A, B, R, u }) => {
    const b = outDown(u!, B!, A!)
    return { a: amtForDown(marketAt(R!), u!), b, o: amtBought(pool(X!, Y!), btcb(b)) }
  },
  'airdrop-keeps-worth': ({ X, Y, U, V, h }) => ({
    a: atSpotDown({ before: pool(X!, Y!), after: pool(U!, V!) }, amt(h!)),
  }),
}

/** Small numbers, where rounding matters most, and numbers up to the size of all AMT in base units. */
const integer = fc.oneof(fc.bigInt(0n, 12n), fc.bigInt(0n, 1_000n), fc.bigInt(0n, 10n ** 26n))

/** Values are drawn until this many satisfy the assumptions. */
const SATISFYING = 300

describe.each(LEMMAS)('the lemma $name', (lemma) => {
  const names = variablesOf(lemma)
  const drawn = fc.tuple(...names.map(() => integer))

  test('divides as the model does, and concludes what is true', () => {
    let satisfying = 0
    for (const values of fc.sample(drawn, { numRuns: 60_000, seed: 7 })) {
      const variables = Object.fromEntries(names.map((name, at) => [name, values[at]!]))
      const all = valuesOf(lemma, variables)
      if (all === undefined) continue
      const quotients = Object.keys(lemma.quotients).map((name) => [name, all[name]] as const)
      expect(MODEL[lemma.name]!(all)).toEqual(Object.fromEntries(quotients))
      expect(isTrueFor(lemma, variables)).toBe(true)
      if (++satisfying === SATISFYING) break
    }
    expect(satisfying).toBe(SATISFYING)
  })

  test('is proved by a kept answer of the solver, or by its algebra', () => {
    const proof = proofOf(lemma)
    expect(proof).toMatchObject({ isProved: true, isKept: true })
    expect(proof.answer?.is).toBe(lemma.algebra === undefined ? 'proved' : 'unknown')
  })

  test('explains each letter', () => {
    const letters = new Set(lemmaText(lemma).match(/\b[A-Za-z]\b/g))
    expect([...letters].toSorted()).toEqual(Object.keys(lemma.symbols).toSorted())
  })

  test('has no kept answer once it changes', () => {
    expect(hashOf({ ...lemma, concludes: [...lemma.concludes, '0 = 0'] }) in ANSWERS).toBe(false)
  })
})

test('every kept answer is of a lemma', () => {
  expect(Object.keys(ANSWERS).toSorted()).toEqual(LEMMAS.map(hashOf).toSorted())
})

describe('algebra', () => {
  const lemma = LEMMAS.find(({ algebra }) => algebra !== undefined)!
  const { multiplier, terms } = lemma.algebra!

  test('is no proof with a term less, a smaller multiplier or another conclusion', () => {
    expect(isProof(lemma)).toBe(true)
    expect(isProof({ ...lemma, algebra: { multiplier, terms: terms.slice(0, -1) } })).toBe(false)
    expect(isProof({ ...lemma, algebra: { multiplier: multiplier.slice(1), terms } })).toBe(false)
    expect(isProof({ ...lemma, concludes: ['c <= d'] })).toBe(false)
  })

  test('is no proof without the assumption that it uses', () => {
    expect(isProof({ ...lemma, given: [] })).toBe(false)
  })

  test('is on the page, with what the solver could not decide', () => {
    expect(proofText(proofOf(lemma))).toContain(algebraText(lemma))
    expect(proofText(proofOf(lemma))).toContain('does not decide')
  })
})

test('a lemma without an answer says how to ask the solver', () => {
  const [lemma] = LEMMAS
  const proof = proofOf(lemma!, {})
  expect(proof.isProved).toBe(false)
  expect(proofText(proof)).toContain('npm install')
  expect(proofText(proofOf(lemma!, { [hashOf(lemma!)]: { is: 'false', values: { V: 3n } } }))).toContain(
    'V = 3',
  )
})
