/** Claim 29: the buy-back lifts the price. */
import flywheel from '../../scenarios/buyback-flywheel/index.ts'
import { purchase, START, WORLD } from '../buy-back-world.ts'
import type { Claim, StudyFinding } from '../claim.ts'
import { purchaseRaisesPrice } from '../proof/lemmas/trade.ts'
import { metricOf, runsOf, shareOfPaths } from '../runs.ts'

const PATHS = 10

function study(seed: bigint): StudyFinding {
  const changes = (sellers: string): readonly number[] =>
    runsOf(flywheel, { seed, paths: PATHS, set: { sellers } })
      .map((run) => Number(metricOf(run, 'priceChange')))
      .toSorted((a, b) => a - b)
  const [alone, sold, oversold] = ['0', '100', '200'].map(changes)
  const range = (of: readonly number[]): string => `${of[0]!.toFixed(2)} to ${of.at(-1)!.toFixed(2)}%`
  const up = (of: readonly number[]): number => of.filter((change) => change > 0).length
  const least = Math.min(...[alone!, sold!, oversold!].map(up))
  return {
    is: least === PATHS ? 'partly testable' : 'fails',
    paths: 3 * PATHS,
    text:
      'After half a year of purchases for a fifth of the AMT the pool’s price is higher in ' +
      `${shareOfPaths(up(alone!), PATHS)} without sellers (${range(alone!)}), in ` +
      `${shareOfPaths(up(sold!), PATHS)} if others sell into each purchase as much as it spent ` +
      `(${range(sold!)}), and in ${shareOfPaths(up(oversold!), PATHS)} if they sell twice as much ` +
      `(${range(oversold!)}).`,
    repeat: `npm run simulate -- buyback-flywheel --seed ${seed}`,
  }
}

export default {
  number: 29,
  quotation:
    'aporta al crecimiento general del precio de AMT ejecutando operaciones de compra de forma periódica',
  place: 'Baul de Staking y Recompra',
  english: 'It contributes to the general growth of the price of AMT by periodic purchases.',
  readings: [
    {
      by: 'search',
      name: 'each-purchase',
      property: 'Each purchase raises the pool’s price.',
      start: START,
      moves: WORLD,
      violation(step) {
        if (purchase(step) === undefined) return undefined
        const [x, y] = [step.before.balance('amt', 'pair'), step.before.balance('btcb', 'pair')]
        const [u, v] = [step.after.balance('amt', 'pair'), step.after.balance('btcb', 'pair')]
        return v * x > y * u ? undefined : `the price goes from ${y}/${x} to ${v}/${u}`
      },
      proof: purchaseRaisesPrice,
      restsOn: ['buy-back-trades'],
    },
    {
      by: 'study',
      name: 'over-half-a-year',
      property: 'After half a year of purchases the price is higher, whatever others sell.',
      study,
      restsOn: [],
    },
  ],
  leavesOpen: 'Over which time, and whether others sell into the purchases.',
} satisfies Claim
