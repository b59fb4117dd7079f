/** Lemmas about the RCL: redemptions, deposits and emissions. Amounts in base units. */
import type { Lemma } from '../lemma.ts'

const RCL = { V: 'BTCB in the RCL', S: 'circulating AMT' } as const

/** A redemption of `a`: `(V-p)/(S-a) >= V/S`, multiplied out. */
export const redemptionKeepsRate: Lemma = {
  name: 'redemption-keeps-rate',
  symbols: { ...RCL, a: 'AMT redeemed', p: 'BTCB paid for them' },
  quotients: { p: ['a*V', 'S'] },
  given: ['a <= S'],
  concludes: ['(V-p)*S >= V*(S-a)'],
}

/** A redemption of `a` and then of `b`, against one of `a+b`. */
export const redemptionInParts: Lemma = {
  name: 'redemption-in-parts',
  symbols: {
    ...RCL,
    a: 'AMT redeemed first',
    b: 'AMT redeemed second',
    p: 'BTCB paid first',
    q: 'BTCB paid second',
    w: 'BTCB paid for both at once',
  },
  quotients: { p: ['a*V', 'S'], q: ['b*(V-p)', 'S-a'], w: ['(a+b)*V', 'S'] },
  given: ['a+b <= S'],
  concludes: ['p+q <= w'],
}

/** A redemption of `a`, and the next of as much. */
export const nextRedemption: Lemma = {
  name: 'next-redemption',
  symbols: {
    ...RCL,
    a: 'AMT redeemed, twice',
    p: 'BTCB paid first',
    q: 'BTCB paid second',
  },
  quotients: { p: ['a*V', 'S'], q: ['a*(V-p)', 'S-a'] },
  given: ['a+a <= S'],
  concludes: ['q >= p'],
}

/** `V/S >= V/C`, multiplied out. */
export const rateAboveCapRate: Lemma = {
  name: 'rate-above-cap-rate',
  symbols: { ...RCL, C: 'most AMT that can circulate' },
  quotients: {},
  given: ['S <= C'],
  concludes: ['V*C >= V*S'],
}

/** A payment above 100 base units with a share of at least 1%: `(V+t)/S > V/S`, multiplied out. */
export const paymentRaisesRate: Lemma = {
  name: 'payment-raises-rate',
  symbols: { ...RCL, A: 'BTCB of the payment', v: 'percent of it for the RCL', t: 'BTCB for the RCL' },
  quotients: { t: ['A*v', '100'] },
  given: ['A > 100', 'v >= 1', 'S > 0'],
  concludes: ['(V+t)*S > V*S'],
}
