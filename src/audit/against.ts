/**
 * Against: two builds of the system, such as a version and the one before it: what is fixed, new, unchanged,
 * or not decided.
 *
 * A campaign need not meet in one build what it met in the other. So the shrunk actions of a finding of one
 * are played on the other, and only what they show decides. Where another difference undoes one of them, or
 * the other build has no such function, they say nothing: the finding may only be hidden.
 */
import { amtSortsIn } from '../lockstep/compare/deployed-chain.ts'
import { peopleIn } from '../lockstep/compare/run-sequence.ts'
import type { Build } from '../evm/build.ts'
import { isWait } from '../model/interface/action.ts'
import { CensusRunner, type CensusSetup } from './census/runner.ts'
import { functionOf } from './census/difference.ts'
import { propertyIn, propertyNamed } from './properties/property-finding.ts'
import { play } from './properties/play.ts'
import { setupOf, type Audit } from './audit.ts'
import type { Finding } from './finding.ts'

/** What differs between two audits of builds: findings that are new, gone, or in both. */
export interface Comparison {
  /** Name of the other build. */
  readonly other: string
  /** Signatures that only the other build shows. */
  readonly fixed: readonly string[]
  /** Signatures that only this build shows. */
  readonly added: readonly string[]
  readonly unchanged: readonly string[]
  /** Signatures that one build shows, and of which it is not known whether the other has them. */
  readonly undecided: readonly Undecided[]
}

export interface Undecided {
  readonly signature: string
  /** Which build shows it. */
  readonly shownBy: 'this' | 'other'
  /** Why the other one does not say. */
  readonly reason: string
}

/** What the other build shows of a finding's shrunk actions. */
type Replay = { readonly shows: boolean } | { readonly undecided: string }

/** Compares the findings of a build with those of another. */
export function comparedWith(audit: Audit, other: Audit): Comparison {
  const here = new Set(audit.findings.map(({ signature }) => signature))
  const there = new Set(other.findings.map(({ signature }) => signature))
  const [fixed, added, unchanged]: [string[], string[], string[]] = [[], [], []]
  const undecided: Undecided[] = []
  const sort = (finding: Finding, in_: Audit, only: string[], shownBy: Undecided['shownBy']): void => {
    const { signature } = finding
    const replay = replayed(in_, finding)
    if ('undecided' in replay) undecided.push({ signature, shownBy, reason: replay.undecided })
    else (replay.shows ? unchanged : only).push(signature)
  }
  for (const finding of audit.findings)
    if (there.has(finding.signature)) unchanged.push(finding.signature)
    else sort(finding, other, added, 'this')
  for (const finding of other.findings) if (!here.has(finding.signature)) sort(finding, audit, fixed, 'other')
  return { other: other.subject.name, fixed, added, unchanged, undecided }
}

/** Plays the shrunk actions of another build's finding. */
function replayed({ subject, config }: Audit, { shown, signature }: Finding): Replay {
  // What differs from deployment on, and functions that are tried, are seen in every audit.
  if (shown.actions.length === 0) return { shows: false }
  const setup = setupOf(subject.build, config)
  const name = propertyIn(signature)
  return name === undefined ? compared(setup, shown, signature) : watched(setup, shown, name)
}

/** Whether the same difference shows, with model beside it. */
function compared(setup: CensusSetup, { deployment, actions }: Finding['shown'], signature: string): Replay {
  const runner = new CensusRunner(setup, amtSortsIn(deployment), peopleIn(actions))
  for (const action of actions) {
    const { differences, undone } = runner.step(action)
    if (differences.some((difference) => difference.signature === signature)) return { shows: true }
    if (!undone) continue
    const [hiding] = differences
    return {
      undecided:
        hiding === undefined
          ? `it has no ${functionOf(action)}`
          : `it may be hidden by another difference: ${hiding.signature}`,
    }
  }
  return { shows: false }
}

/** Whether the same property breaks. It counts as kept only if everything was done as in the model. */
function watched(setup: CensusSetup, { deployment, actions }: Finding['shown'], name: string): Replay {
  const { build, adaptors } = setup
  const played = play(build, amtSortsIn(deployment), actions, [propertyNamed(name)], adaptors)
  if (played.broken.length > 0) return { shows: true }
  const [unwatched] = played.unwatched
  if (unwatched !== undefined) return { undecided: `it cannot be watched: ${unwatched.reason}` }
  const lacking = actions.find((action) => !isWait(action) && lacks(build, action.call))
  if (lacking !== undefined) return { undecided: `it has no ${functionOf(lacking)}` }
  const runner = new CensusRunner(setup, amtSortsIn(deployment), peopleIn(actions))
  for (const action of actions) {
    const { differences, undone } = runner.step(action)
    if (undone && differences.length > 0)
      return { undecided: `it may be hidden by another difference: ${differences[0]!.signature}` }
  }
  return { shows: false }
}

function lacks(build: Build, fn: string): boolean {
  return build.lacks?.includes(fn) ?? false
}
