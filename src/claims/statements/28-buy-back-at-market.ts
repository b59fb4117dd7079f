/** Claim 28: the buy-back vault buys at the market price. */
import { purchase, START, WORLD } from '../buy-back-world.ts'
import type { Claim } from '../claim.ts'
import { purchaseNearPrice } from '../proof/lemmas/trade.ts'

export default {
  number: 28,
  quotation: 'utilizando todos los BTCB cobrados para comprar a precio de mercado AMT',
  place: 'Baul de Staking y Recompra',
  english: 'Using all the BTCB collected to buy AMT at the market price.',
  readings: [
    {
      by: 'search',
      name: 'as-anybody-would',
      property:
        'A purchase brings what the pool gives anybody for that amount: after the fee of 0.25%, ' +
        'along the curve, rounded down.',
      start: START,
      moves: WORLD,
      violation(step) {
        const made = purchase(step)
        if (made === undefined) return undefined
        const [amt, btcb] = [step.before.balance('amt', 'pair'), step.before.balance('btcb', 'pair')]
        const due = (9_975n * made.spent * amt) / (10_000n * btcb + 9_975n * made.spent)
        return made.bought === due
          ? undefined
          : `the vault gets ${made.bought} base units of AMT for ${made.spent} of BTCB; the pool gives ${due}`
      },
      restsOn: ['buy-back-trades'],
    },
    {
      by: 'search',
      name: 'near-the-pool-price',
      property:
        'A purchase brings at least what the pool’s price gives less 0.51%, to within one base unit of AMT.',
      start: START,
      moves: WORLD,
      violation(step) {
        const made = purchase(step)
        if (made === undefined) return undefined
        const [amt, btcb] = [step.before.balance('amt', 'pair'), step.before.balance('btcb', 'pair')]
        // 10,000/9,975 of the fee and 1/400 of the curve are below 1.0051.
        if ((made.bought + 1n) * btcb * 10_051n >= made.spent * amt * 10_000n) return undefined
        return (
          `the vault gets ${made.bought} base units of AMT for ${made.spent} of BTCB; the price is ` +
          `${btcb}/${amt}`
        )
      },
      proof: purchaseNearPrice,
      restsOn: ['buy-back-limit'],
    },
    {
      by: 'search',
      name: 'all-of-it',
      property: 'A purchase spends all BTCB that the vault has collected.',
      start: START,
      moves: WORLD,
      violation(step) {
        const made = purchase(step)
        const left = step.after.balance('btcb', 'buyBackVault')
        return made === undefined || left === 0n
          ? undefined
          : `the vault spends ${made.spent} base units of BTCB and keeps ${left}`
      },
      restsOn: ['buy-back-limit'],
    },
  ],
  leavesOpen:
    'When it buys, and how much at once: at most 1/400 of the pool’s BTCB every half hour, here. A ' +
    'depositor who leaves gets unspent BTCB.',
} satisfies Claim
