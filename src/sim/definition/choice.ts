/**
 * Choices: several metrics of one run of which one is best, such as the profit at different premiums.
 *
 * Which one that is can differ from path to path. All of them come from the same random numbers, so the share
 * of paths on which each is best tells a winner from a tie (`statistics/best.ts`).
 */
export interface Choice {
  /** Lower-case letters, digits and hyphens. */
  readonly name: string
  /** Such as `Most profitable premium`. */
  readonly title: string
  readonly better: 'higher' | 'lower'
  /** Names of the metrics by what is chosen: `{ '5%': 'profitAt5' }`. */
  readonly metrics: Readonly<Record<string, string>>
}
