/**
 * Market: no trade gets a better price than the displayed one.
 *
 * The lot of 100 AMT and the fee per mille are restated from docs/reference/mechanism.md on purpose, so that
 * the invariant does not follow a change of the model's constants.
 */
import { readAmount } from './books.ts'
import { type Invariant } from './invariant.ts'
import { subjects } from './touched.ts'
import { eventsOf } from '../interface/outcome.ts'

/** Prices are compared exactly, by cross-multiplication. Trades change neither rate nor fee. */
export const marketKeepsItsPrice: Invariant<undefined> = {
  name: 'market-keeps-its-price',
  statement: 'The Market sells AMT at its rate or above, and buys AMT at its rate less its fee or below.',
  source: 'mechanism: Market',
  about: subjects('market'),
  start: () => undefined,
  next(_state, { outcome, observed }) {
    for (const { on, name, args } of eventsOf(outcome)) {
      if (on !== 'market' || (name !== 'amtBought' && name !== 'userSold')) continue
      const [usdt, amt] = args as readonly [bigint, bigint]
      const rate = readAmount(observed, 'market', 'usdPer100Amt')
      const fee = readAmount(observed, 'market', 'fee')
      if (name === 'amtBought' && amt * rate > 100n * usdt)
        return { violation: `${usdt} USDT bought ${amt} AMT at ${rate} per 100` }
      if (name === 'userSold' && usdt * 100_000n > amt * rate * (1000n - fee))
        return { violation: `${amt} AMT sold for ${usdt} USDT at ${rate} per 100 and a fee of ${fee}` }
    }
    return { state: undefined }
  },
}
