/**
 * Answer of the scenario `great-reset`: for which φ the reserve can pay, and who gains at the run's own φ.
 */
import type { Figures } from '../../sim/answer/figures.ts'
import type { GreatReset } from './parameters.ts'

export function answer({ factor }: GreatReset, { say, count, on }: Figures): string {
  const lacking = count('missing', isPositive)
  const carriedOut =
    lacking === 0
      ? `At φ = ${factor} the reserve can pay`
      : `At φ = ${factor} the reserve lacks AMT ${on('missing', isPositive)}, and no reset follows there`
  return (
    'The reserve can pay for φ, by which a reset divides the price, up to ' +
    `${say('largestLiteral', FOUR)} as literally described, ` +
    `${say('largestSpot', FOUR)} looked through to the people behind the contracts, and ` +
    `${say('largestExecution', FOUR)} if all are made whole at execution. ${carriedOut}: the wealth of all outside ` +
    `the project changes by ${say('peopleSpot')} at the pool price and by ${say('peopleOutside')} if they exit ` +
    `together; the project takes ${say('soldFor')}.`
  )
}

const FOUR = { digits: 4, unit: false } as const

const isPositive = (amount: string): boolean => Number(amount) > 0
