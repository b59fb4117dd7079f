/**
 * Shrinks a finding of a run: the same kind of divergence, shown by the shortest and plainest list of
 * actions.
 *
 * A probe proposes; whole runs on both sides confirm. Usually the final list alone is confirmed. If it is
 * not, another divergence came first in it, and every accepted list is confirmed. A crash, or a divergence
 * that only the full comparison shows, is shrunk by whole runs alone.
 */
import type { Account } from '../../model/interface/accounts.ts'
import { aboutWhat, type Finding } from '../compare/comparison.ts'
import { deploymentOf, deployedChainOf } from '../compare/deployed-chain.ts'
import { peopleIn, runActions, type SequenceRun, type TestSetup } from '../compare/run-sequence.ts'
import { ROSTER, type Genesis } from '../generate/genesis.ts'
import { Probe } from './probe.ts'
import { firstReduction, renamedBy, type Actions, type Shows } from './reductions.ts'
import { shrinkActions, type ShrinkOptions } from './shrink.ts'

/** A run with a finding. */
export type FailedRun = SequenceRun & { readonly finding: Finding }

/** The run of the smallest list found that shows the same divergence as `failed`. */
export function shrinkFinding(
  setup: TestSetup,
  amtSorts: Genesis['amtSorts'],
  failed: FailedRun,
  options: ShrinkOptions = {},
): FailedRun {
  const probe = probeOf(setup, amtSorts, failed.finding)
  const about = aboutWhat(failed.finding)
  const confirmed = (actions: Actions): FailedRun | undefined => {
    const run = runActions(setup, amtSorts, actions)
    probe.forget()
    return run.finding !== undefined && aboutWhat(run.finding) === about ? (run as FailedRun) : undefined
  }
  const byRuns: Shows = (actions) => confirmed(actions)?.actions
  const byProbe: Shows = (actions) => probe.shows(actions)
  const byBoth: Shows = (actions) => byProbe(actions) && byRuns(actions)

  const supported = byProbe(failed.actions)?.length === failed.actions.length
  for (const shows of supported ? [byProbe, byBoth] : [byRuns]) {
    const start = shows(withoutReverts(failed)) ?? failed.actions
    const run = confirmed(plainlyNamed(shrinkActions(start, shows, options), shows))
    if (run !== undefined) return shrunkByRuns(run)
  }
  return failed

  /**
   * What a whole run may show in even less: it ends with the full comparison, and a view that is wrong from
   * the start needs no action that changes it.
   */
  function shrunkByRuns(run: FailedRun): FailedRun {
    const reduction = firstReduction(run.actions, byRuns, options.merges)
    if (reduction === undefined) return run
    const actions = shrinkActions(reduction.actions, byRuns, options)
    return confirmed(plainlyNamed(actions, byRuns)) ?? run
  }
}

function probeOf(setup: TestSetup, amtSorts: Genesis['amtSorts'], finding: Finding): Probe {
  const deployed = deployedChainOf(setup.build, amtSorts)
  const people = [...new Set([...peopleIn(finding.actions), ...ROSTER])]
  return new Probe(setup, deployed, deploymentOf(deployed, people), finding)
}

/** Without what reverted, which changed nothing on either side; the last action shows the finding. */
function withoutReverts({ actions, outcomes }: SequenceRun): Actions {
  return actions.filter((_, index) => index === actions.length - 1 || outcomes[index]?.ok !== false)
}

/** People named in the order of their appearance: alice, bruno, carmen … */
export function plainlyNamed(actions: Actions, shows: Shows): Actions {
  const people = peopleIn(actions)
  if (people.length > ROSTER.length) return actions
  const names = new Map<Account, Account>(people.map((person, index) => [person, ROSTER[index]!]))
  return shows(renamedBy(actions, (person) => names.get(person) ?? person)) ?? actions
}
