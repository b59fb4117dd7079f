/**
 * Search: runs generated worlds until some violate a property, and shrinks them to the smallest
 * counterexample.
 *
 * A world is a list of actions from deployment on. Smallest means: fewest actions, then fewest digits in all
 * numbers, then the first by text. Equal seed and number of cases give the equal result.
 */
import { shrinkActions } from '../lockstep/shrink/shrink.ts'
import { withSmallNumbers } from './small-numbers.ts'
import { placesIn } from '../lockstep/shrink/reductions.ts'
import type { Rules } from '../lockstep/compare/rules.ts'
import { encodeAction, type Action } from '../model/interface/action.ts'
import type { Economy } from '../model/economy.ts'
import { eventsOf, type Event, type Outcome } from '../model/interface/outcome.ts'
import { fnv1a32 } from '../sim/random/stream-id.ts'
import { source, stream } from '../sim/random/stream.ts'
import type { Assumption, Search, Violation } from './claim.ts'
import { DEPLOYMENT } from './deployment.ts'
import { Draw } from './draw.ts'
import { ALLOWANCES } from './moves.ts'
import { Facts } from './step.ts'

export interface Searched {
  /** Generated worlds. */
  readonly cases: number
  /** Actions in them that did not revert. */
  readonly steps: number
  readonly counterexample: Counterexample | undefined
}

export interface Counterexample {
  readonly actions: readonly Action[]
  readonly outcomes: readonly Outcome[]
  /** How they violate the property. */
  readonly violation: string
}

/** Moves of a world. */
const MOVES = { least: 4, most: 24 }

/** Violating worlds of which the smallest after shrinking counts. */
const CANDIDATES = 6

/** Lists that shrinking one world may try. */
const ATTEMPTS = 3_000

/** Worlds with numbers below `cases`, under the assumptions. `name` selects their random streams. */
export function searchWorlds(
  reading: Search,
  { rules, seed, name, cases, assumed, shrinks }: SearchOptions,
): Searched {
  const found: Counterexample[] = []
  let [ran, steps] = [0, 0]
  while (ran < cases && found.length < (shrinks ? CANDIDATES : 1)) {
    const draw = new Draw(stream(source(seed, ran), fnv1a32(name)))
    ran++
    const moves = Array.from({ length: draw.whole(MOVES.least, MOVES.most) }, () => draw.pick(reading.moves))
    const all = [...ALLOWANCES, ...(reading.start ?? []), ...moves.flatMap((move) => move(draw))]
    const run = play(rules, reading, all, assumed)
    steps += run.outcomes.filter(({ ok }) => ok).length
    if (run.violation === undefined) continue
    found.push(shrinks ? smallest(rules, reading, run.actions, assumed) : counterexampleOf(rules, run))
  }
  return { cases: ran, steps, counterexample: found.toSorted(bySize)[0] }
}

export interface SearchOptions {
  readonly rules: Rules
  readonly seed: bigint
  readonly name: string
  readonly cases: number
  readonly assumed: readonly Assumption[]
  /** Whether counterexamples are shrunk; the verdict does not depend on it. */
  readonly shrinks: boolean
}

interface Played {
  readonly actions: readonly Action[]
  readonly outcomes: readonly Outcome[]
  /** After the last action. */
  readonly economy: Economy
  readonly violation: Violation | undefined
}

/** Plays the actions that the assumptions permit, up to the first violation. */
function play(
  rules: Rules,
  { violation }: Search,
  actions: readonly Action[],
  assumed: readonly Assumption[],
): Played {
  let before = new Facts(rules, rules.deployEconomy(DEPLOYMENT))
  const played: Action[] = []
  const outcomes: Outcome[] = []
  let past: readonly Event[] = []
  for (const action of actions) {
    if (!assumed.every(({ permits }) => permits(action, before.economy, rules))) continue
    const { economy, outcome } = rules.apply(before.economy, action)
    const after = new Facts(rules, economy)
    played.push(action)
    outcomes.push(outcome)
    past = [...past, ...eventsOf(outcome)]
    const violated = violation({ action, outcome, before, after, past })
    before = after
    if (violated === undefined) continue
    const shown = typeof violated === 'string' ? { text: violated, next: [] } : violated
    return { actions: played, outcomes, economy, violation: shown }
  }
  return { actions: played, outcomes, economy: before.economy, violation: undefined }
}

/** @throws {NoViolation} when the world violates nothing. */
function counterexampleOf(rules: Rules, { actions, outcomes, economy, violation }: Played): Counterexample {
  if (violation === undefined) throw new NoViolation()
  const shown: Outcome[] = []
  let now = economy
  for (const action of violation.next) {
    const { economy: then, outcome } = rules.apply(now, action)
    shown.push(outcome)
    now = then
  }
  return {
    actions: [...actions, ...violation.next],
    outcomes: [...outcomes, ...shown],
    violation: violation.text,
  }
}

function smallest(
  rules: Rules,
  reading: Search,
  actions: readonly Action[],
  assumed: readonly Assumption[],
): Counterexample {
  const shows = (candidate: readonly Action[]): readonly Action[] | undefined => {
    const run = play(rules, reading, candidate, assumed)
    return run.violation === undefined ? undefined : run.actions
  }
  const shrunk = withSmallNumbers(shrinkActions(actions, shows, { attempts: ATTEMPTS }), shows)
  // With other numbers, other actions may be superfluous.
  const again = shrinkActions(shrunk, shows, { attempts: ATTEMPTS })
  return counterexampleOf(rules, play(rules, reading, again, assumed))
}

function bySize(a: Counterexample, b: Counterexample): number {
  const [one, other] = [a.actions.map(encodeAction).join(), b.actions.map(encodeAction).join()]
  return a.actions.length - b.actions.length || digits(a) - digits(b) || (one < other ? -1 : 1)
}

function digits({ actions }: Counterexample): number {
  return actions.flatMap(placesIn).reduce((sum, { value }) => sum + value.toString().length, 0)
}

/** A shrunk world no longer violates the property: shrinking is wrong. */
export class NoViolation extends Error {
  override readonly name = 'NoViolation'
  constructor() {
    super('expected the shrunk world to violate the property, got one that does not: report it as a bug')
  }
}
