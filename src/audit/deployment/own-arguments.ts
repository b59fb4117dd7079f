/**
 * Own arguments: edge values for the arguments of a plan of a build's own, one at a time.
 *
 * An argument of a constructor or initialiser has the meaning of the published constructor's argument with
 * the same planned value: `payer` is the payer wallet, wherever it stands. So the project's own contracts are
 * deployed with the same edge value in its place, and are what the build is compared with: in whether the
 * plan goes through, in all views afterwards, and in an exercise of every contract.
 *
 * Not modelled: arguments that the published constructors do not have, or whose planned value they have
 * twice or not at all; two edge values at once, but for two arguments that change places.
 */
import type { Build } from '../../evm/build.ts'
import { InvalidPlan } from '../../evm/deploy.ts'
import { STANDARD_PLAN, type Plan, type PlanValue } from '../../evm/plan.ts'
import { publishedBuild } from '../input/abi-items.ts'
import { deployed, placeText, type PrologueDifference } from './acts.ts'
import { changedPlan, changesAt, type Change } from './changes.ts'
import { exercised, otherwise, type Exercised, type Otherwise } from './exercise.ts'

/** All differences from the project's contracts with the same arguments. */
export function ownArgumentDifferences(build: Build, plan: Plan): readonly PrologueDifference[] {
  const [own, published] = [sideOf(build, plan), sideOf(publishedBuild(), STANDARD_PLAN)]
  const known = knownOf(withChange(published, UNCHANGED), withChange(own, UNCHANGED))
  const found = new Map<string, PrologueDifference>()
  for (const [index, step] of plan.entries())
    for (const { what, here, there } of changesAt(step, index)) {
      const how = howWith([published, there], [own, here], known)
      // Further values of the same argument that lead to the same say no more.
      const key = [index, [...here.args.keys()], how?.how].join()
      if (how !== undefined && !found.has(key))
        found.set(key, {
          ...how,
          signature: `deployment: ${placeText(step)}, with ${what}: ${how.how}`,
          by: 'owner',
        })
    }
  return [...found.values()]
}

interface Side {
  readonly build: Build
  readonly plan: Plan
  /** Addresses of the plan's contracts, which are the same in every deployment that goes through. */
  readonly addressOf: (name: string) => PlanValue
}

function sideOf(build: Build, plan: Plan): Side {
  const addresses = new Map<string, string>()
  deployed({ ...build, plan }, (_machine, _step, known) => {
    for (const [name, address] of known) addresses.set(name, address)
  })
  return { build: { ...build, plan }, plan, addressOf: (name) => addresses.get(name) ?? name }
}

/** A system with a change, exercised, or why the plan does not go through. */
function withChange(side: Side, change: Change): Exercised | Error {
  try {
    const chain = deployed({ ...side.build, plan: changedPlan(side.plan, change, side.addressOf) }, () => {})
    return chain instanceof Error ? chain : exercised(chain)
  } catch (error) {
    // The value is too large for the parameter's type.
    if (error instanceof InvalidPlan) return error
    throw error
  }
}

const UNCHANGED: Change = { step: -1, args: new Map() }

/** The project's contracts with a change: made once. */
const references = new Map<string, Exercised | Error>()

function referenceWith(side: Side, change: Change): Exercised | Error {
  const key = [change.step, ...[...change.args].flat()].join()
  const known = references.get(key) ?? withChange(side, change)
  references.set(key, known)
  return known
}

function howWith(
  [published, there]: readonly [Side, Change],
  [own, here]: readonly [Side, Change],
  known: ReadonlySet<string>,
): Otherwise | undefined {
  const [model, chain] = [referenceWith(published, there), withChange(own, here)]
  if (model instanceof Error && chain instanceof Error) return undefined
  if (model instanceof Error)
    return {
      how: 'the model reverts it, the chain does it',
      kind: 'permits',
      model: model.message,
      chain: 'deployed',
    }
  if (chain instanceof Error)
    return {
      how: 'the model does it, the chain reverts it',
      kind: 'blocks',
      model: 'deployed',
      chain: chain.message,
    }
  return otherwise(model, chain, known)
}

/** What differs with the planned arguments as well; a plan that fails is reported elsewhere. */
function knownOf(model: Exercised | Error, chain: Exercised | Error): ReadonlySet<string> {
  const known = new Set<string>()
  for (;;) {
    const found =
      model instanceof Error || chain instanceof Error ? undefined : otherwise(model, chain, known)
    if (found === undefined) return known
    known.add(found.how)
  }
}
