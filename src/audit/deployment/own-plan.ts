/**
 * Own plan: the prologue of a build with a plan of its own, which has no counterpart with the same steps.
 *
 * It is compared with itself: what an outsider may do before a step and no longer after the last one, and
 * which views the calls before a step leave otherwise than an undisturbed deployment. What the published
 * contracts allow as well is told, too. Its arguments get edge values (`own-arguments.ts`).
 */
import type { Build } from '../../evm/build.ts'
import { Chain } from '../../evm/chain.ts'
import type { Plan } from '../../evm/plan.ts'
import {
  actsAt,
  attemptsOf,
  deployed,
  differing,
  OUTSIDER,
  placeText,
  type PrologueDifference,
} from './acts.ts'
import { ownArgumentDifferences } from './own-arguments.ts'

/** All differences from the undisturbed deployment. */
export function ownPlanDifferences(build: Build, plan: Plan): readonly PrologueDifference[] {
  const plain = deployed(build, () => {})
  // A plan that fails by itself is reported where the build is deployed.
  if (!(plain instanceof Chain)) return []
  return [...onlyBefore(build), ...whatStaysOf(build, plan, plain), ...ownArgumentDifferences(build, plan)]
}

/** Calls that an outsider may make before a step, and not after the last one. */
function onlyBefore(build: Build): readonly PrologueDifference[] {
  const found = new Map<string, PrologueDifference>()
  // Initialisers are not published.
  const attempts = attemptsOf(build, () => true)
  for (const { place, what, ok, by } of attempts.values()) {
    const late = attempts.get(`${placeText(undefined)}, ${what}`)
    // What has no counterpart after the last step is an edge value of a constructor.
    if (!ok || late === undefined || late.ok) continue
    const how = what.replace(/ #\d+$/, '')
    if (found.has(how)) continue
    found.set(how, {
      signature: `deployment: ${place}, ${how}: done there, and reverted after the last step`,
      kind: 'permits',
      by,
      model: 'reverted after the last step',
      chain: `done ${place}`,
    })
  }
  return [...found.values()]
}

function whatStaysOf(build: Build, plan: Plan, plain: Chain): readonly PrologueDifference[] {
  const after = (isPlace: (place: string) => boolean): Chain | Error =>
    deployed(build, actsAt(build, isPlace))
  const late = after((where) => where === placeText(undefined))
  const known = new Set(late instanceof Chain ? differing(plain, late).map(({ key }) => key) : [])
  return plan.map(placeText).flatMap((place): readonly PrologueDifference[] => {
    const disturbed = after((where) => where === place)
    const by = OUTSIDER
    const signature = `deployment: calls of ${OUTSIDER} ${place}: then`
    if (!(disturbed instanceof Chain))
      return [
        {
          signature: `${signature} the chain cannot be deployed`,
          kind: 'blocks',
          by,
          model: 'deployed without them',
          chain: disturbed.message,
        },
      ]
    const [first] = differing(plain, disturbed).filter(({ key }) => !known.has(key))
    if (first === undefined) return []
    const { view, key, left, right } = first
    return [
      {
        signature: `${signature} ${view.on}.${view.fn} differs`,
        kind: 'state',
        by,
        model: `${key} is ${left} without them`,
        chain: `${key} is ${right}`,
      },
    ]
  })
}
