/**
 * Which of several policies is best, on common random numbers.
 *
 * Path `i` of every policy has the same random numbers, so policies are compared path by path. The
 * probability of being best is the share of paths on which a policy beats all others; it says more than a
 * comparison of means (R. E. Bechhofer and others, "Design and Analysis of Experiments for Statistical
 * Selection, Screening, and Multiple Comparisons", 1995, chapter 8, on multinomial selection).
 *
 * A difference counts only if it can be told from chance: a policy ties with the leader if the exact interval
 * of the probability that the leader beats it, given that they differ, contains one half (sign test, with
 * Bonferroni's correction for the number of comparisons).
 */
import { checkLevel } from './level.ts'
import { clopperPearson, type Bounds } from './proportion.ts'
import { checkCount } from './ranges.ts'

/** Share of the paths on which one is best. */
export interface Standing {
  /** Paths on which the policy alone is best. */
  readonly alone: number
  /** Paths on which it is best together with others. */
  readonly shared: number
  /** Estimated probability of being the only best, with its exact interval. */
  readonly probability: Bounds & { readonly value: number }
  /** Whether it cannot be told from the leader; the leader itself is not. */
  readonly ties: boolean
}

/** Which of several is best, counted path by path. */
export interface Best<Name extends string> {
  /** The policy that is best on most paths, shared ones counted; the first of several. */
  readonly leader: Name
  /** Policies that tie with the leader. If there are any, the data do not say which is best. */
  readonly ties: readonly Name[]
  readonly paths: number
  readonly standings: Readonly<Record<Name, Standing>>
}

/**
 * The probability of each policy to be best.
 *
 * @param outcomes by policy, its outcome on each path, in the same order of paths
 * @param better whether a higher or a lower outcome is better
 * @param level of the intervals, and of all comparisons with the leader together
 * @throws {TooFew} when there are fewer than two policies, or no paths.
 * @throws {UnpairedPaths} when the policies have different numbers of paths, or an outcome is NaN.
 * @throws {InvalidLevel} when the level is not between 0 and 1.
 */
export function probabilityOfBest<Name extends string>(
  outcomes: Readonly<Record<Name, ArrayLike<number>>>,
  better: 'higher' | 'lower',
  level = 0.95,
): Best<Name> {
  const names = Object.keys(outcomes) as Name[]
  checkCount('policies', names.length, 2)
  checkLevel(level)
  const paths = checkCount('paths', outcomes[names[0]!].length, 1)
  const gains = names.map((name) => Array.from(outcomes[name], (x) => (better === 'higher' ? x : -x)))
  const odd = gains.findIndex((own) => own.length !== paths || own.some(Number.isNaN))
  if (odd >= 0) throw new UnpairedPaths(names[odd]!, paths)
  const [alone, shared] = [names.map(() => 0), names.map(() => 0)]
  for (let path = 0; path < paths; path++) {
    const top = gains.reduce((most, own) => Math.max(most, own[path]!), -Infinity)
    const winners = names.flatMap((_name, index) => (gains[index]![path] === top ? [index] : []))
    for (const winner of winners) (winners.length === 1 ? alone : shared)[winner]!++
  }
  const counts = names.map((_name, index) => alone[index]! + shared[index]!)
  const first = counts.indexOf(Math.max(...counts))
  const each = 1 - (1 - level) / (names.length - 1)
  const standings = names.map((_name, index): Standing => ({
    alone: alone[index]!,
    shared: shared[index]!,
    probability: { value: alone[index]! / paths, ...clopperPearson(alone[index]!, paths, level) },
    ties: index !== first && isTie(gains[first]!, gains[index]!, each),
  }))
  return {
    leader: names[first]!,
    ties: names.filter((_name, index) => standings[index]!.ties),
    paths,
    standings: Object.fromEntries(names.map((name, index) => [name, standings[index]!])) as Record<
      Name,
      Standing
    >,
  }
}

/** Whether the sign test cannot tell the two apart in favour of the first. */
function isTie(first: readonly number[], second: readonly number[], level: number): boolean {
  const wins = first.filter((gain, path) => gain > second[path]!).length
  const losses = first.filter((gain, path) => gain < second[path]!).length
  return wins + losses === 0 || clopperPearson(wins, wins + losses, level).low <= 0.5
}

/** The policies were not run on the same paths. */
export class UnpairedPaths extends RangeError {
  override readonly name = 'UnpairedPaths'
  constructor(policy: string, paths: number) {
    super(`${policy}: expected a number on each of the ${paths} paths of the first policy`)
  }
}
