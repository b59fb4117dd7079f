/** Answer of the scenario `market-arbitrage`, worded from its metrics. */
import type { Figures } from '../../sim/answer/figures.ts'
import { WEEK } from './best-premium.ts'

export function answer(_settings: unknown, figures: Figures): string {
  const { say } = figures
  const sales = `By sales at 5%, updated every day, the project gains ${say('projectGainSpot')} at the pool price and ${say('projectGainJoint')} if everybody sells, and the customers gain ${say('customersGainJoint')}.`
  return [...whichIsBest(figures, 1), ...whichIsBest(figures, WEEK), sales].join(' ')
}

/** On one path there is nothing to tell a winner from a tie. */
function whichIsBest({ best, say }: Figures, every: 1 | typeof WEEK): readonly string[] {
  const [choice, when, prefix] =
    every === 1
      ? (['premium', 'Updated every day', 'profitAt'] as const)
      : (['weekly-premium', 'Updated every week', 'weeklyProfitAt'] as const)
  const found = best(choice)
  if (found === undefined)
    return every === 1
      ? [`${when}, a premium of ${say('bestPremium')} earns most on this path, ${say('bestProfit')}.`]
      : []
  const { leader, ties, paths, standings } = found
  const profit = say(`${prefix}${leader.replace('%', '')}`)
  if (ties.length > 0)
    return [`${when}, no premium is best: ${[leader, ...ties].join(', ')} tie, with ${profit} at ${leader}.`]
  const { alone, shared } = standings[leader]!
  return [`${when}, a premium of ${leader} earns most on ${alone + shared} of ${paths} paths, ${profit}.`]
}
