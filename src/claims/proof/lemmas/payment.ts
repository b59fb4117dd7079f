/** Lemmas about payments: the parts of holders and liquidity providers. Amounts in base units. */
import type { Lemma } from '../lemma.ts'

const PAYMENT = {
  N: 'BTCB of a payment beside the RCL’s part',
  S: 'circulating AMT at the payment',
  p: 'AMT in the pool at the payment',
} as const

/** A claim of `b` AMT in a wallet is `N*b/S`, to within one base unit. */
export const claimIsShare: Lemma = {
  name: 'claim-is-share',
  symbols: {
    ...PAYMENT,
    b: 'AMT in a wallet at the payment',
    L: 'BTCB for liquidity providers',
    c: 'BTCB claimed by the wallet',
  },
  quotients: { L: ['N*p', 'S'], c: ['(N-L)*b', 'S-p'] },
  given: ['b <= S-p'],
  concludes: ['c*S <= N*b+S', 'N*b <= c*S+S'],
}

/** A burn of `x` costs the claim of another wallet at most one base unit. */
export const burnCostsOneUnit: Lemma = {
  name: 'burn-costs-one-unit',
  symbols: {
    ...PAYMENT,
    b: 'AMT in a wallet at the payment',
    x: 'AMT burnt by another',
    L: 'BTCB for liquidity providers, without the burn',
    c: 'BTCB claimed by the wallet, without the burn',
    M: 'BTCB for liquidity providers, after the burn',
    d: 'BTCB claimed by the wallet, after the burn',
  },
  quotients: { L: ['N*p', 'S'], c: ['(N-L)*b', 'S-p'], M: ['N*p', 'S-x'], d: ['(N-M)*b', 'S-x-p'] },
  given: ['b+x+p <= S'],
  concludes: ['c <= d+1'],
  algebra: {
    multiplier: ['S', 'S-p', 'S-x-p'],
    terms: [
      ['S-p', 'S-x'],
      ['S-p', 'S-x', '(d+1)*(S-x-p) - (N-M)*b - 1'],
      ['S-p', 'b', 'N*p - M*(S-x)'],
      ['S-p', 'S-x-p', 'd+1', 'x'],
      ['S-x-p', 'S', '(N-L)*b - c*(S-p)'],
      ['S-x-p', 'b', '(L+1)*S - N*p - 1'],
      ['S-x-p', 'S', 'S-x-p-b'],
      ['S-x-p', 'S', 'x'],
      ['S-x-p', 'b'],
    ],
  },
}

/** A claim of `l` liqAMT is what the AMT behind as many LP shares earn, to within two base units. */
export const providersCollect: Lemma = {
  name: 'providers-collect',
  symbols: {
    ...PAYMENT,
    l: 'liqAMT of a provider at the payment',
    K: 'circulating liqAMT at the payment',
    T: 'LP shares at the payment',
    L: 'BTCB for liquidity providers',
    g: 'BTCB claimed by the provider',
  },
  quotients: { L: ['N*p', 'S'], g: ['L*l', 'K'] },
  given: ['l <= K', 'K <= T', 'p <= S'],
  concludes: ['(g+2)*S*T >= N*p*l'],
}

/** One more claim out of a pot: by induction over the claims, all of them are at most the pot. */
export const claimsWithinPot: Lemma = {
  name: 'claims-within-pot',
  symbols: {
    H: 'BTCB of a payment for holders',
    D: 'AMT that share it',
    u: 'AMT that have claimed',
    P: 'BTCB claimed so far',
    b: 'AMT of the next claim',
    q: 'BTCB of the next claim',
  },
  quotients: { q: ['H*b', 'D'] },
  given: ['u+b <= D', 'P*D <= H*u'],
  concludes: ['(P+q)*D <= H*(u+b)', 'P+q <= H'],
}
