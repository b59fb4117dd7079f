/** Lemmas about trades: in the pools, at the Market, and of a Great Reset. Amounts in base units. */
import type { Lemma } from '../lemma.ts'

const POOL = { X: 'AMT in the pool', Y: 'BTCB in the pool' } as const

const MARKET = {
  ...POOL,
  A: 'BTCB in the pool of BTCB and USDT',
  B: 'USDT in that pool',
  R: 'Market’s price, USDT for 100 AMT',
  u: 'USDT spent',
} as const

/** A purchase for `c` raises the price: `(Y+c)/(X-o) > Y/X`, multiplied out. */
export const purchaseRaisesPrice: Lemma = {
  name: 'purchase-raises-price',
  symbols: { ...POOL, c: 'BTCB spent', o: 'AMT bought' },
  quotients: { o: ['9975*c*X', '10000*Y + 9975*c'] },
  given: ['c > 0', 'X > 0'],
  concludes: ['(Y+c)*X > Y*(X-o)'],
}

/** A purchase of at most 1/400 of the pool's BTCB brings the price less 0.51%. */
export const purchaseNearPrice: Lemma = {
  name: 'purchase-near-price',
  symbols: { ...POOL, c: 'BTCB spent', o: 'AMT bought' },
  quotients: { o: ['9975*c*X', '10000*Y + 9975*c'] },
  given: ['400*c <= Y'],
  concludes: ['(o+1)*Y*10051 >= c*X*10000'],
}

/** Bought at the Market and sold in both pools, the USDT do not become more. */
export const marketToPools: Lemma = {
  name: 'market-to-pools',
  symbols: {
    ...MARKET,
    a: 'AMT bought at the Market',
    b: 'BTCB for them in the pool',
    o: 'USDT for those',
  },
  quotients: {
    a: ['100*u', 'R'],
    b: ['9975*a*Y', '10000*X + 9975*a'],
    o: ['9975*b*B', '10000*A + 9975*b'],
  },
  given: ['R*X*A >= 100*Y*B', 'X > 0', 'A > 0'],
  concludes: ['o <= u'],
}

/** Above the Market's price, the pools give no more AMT for USDT than the Market. */
export const marketCheaper: Lemma = {
  name: 'market-cheaper',
  symbols: {
    ...MARKET,
    a: 'AMT bought at the Market',
    b: 'BTCB bought in the pool of BTCB and USDT',
    o: 'AMT bought for those',
  },
  quotients: {
    a: ['100*u', 'R'],
    b: ['9975*u*A', '10000*B + 9975*u'],
    o: ['9975*b*X', '10000*Y + 9975*b'],
  },
  given: ['R*X*A < 100*Y*B', 'Y > 0', 'B > 0'],
  concludes: ['o <= a'],
}

/** The airdrop of a Great Reset at the pool's price: `(h+a+1)*V/U >= h*Y/X`, multiplied out. */
export const airdropKeepsWorth: Lemma = {
  name: 'airdrop-keeps-worth',
  symbols: {
    X: 'AMT in the pool before the sale',
    Y: 'BTCB in the pool before the sale',
    U: 'AMT in the pool after the sale',
    V: 'BTCB in the pool after the sale',
    h: 'AMT held',
    a: 'AMT of the airdrop',
  },
  quotients: { a: ['h*(Y*U - X*V)', 'X*V'] },
  given: [],
  concludes: ['(h+a+1)*V*X >= h*Y*U'],
}
