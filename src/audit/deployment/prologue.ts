/**
 * Prologue: what others do before, between and after the steps of a deployment, and edge values for the
 * arguments of its constructors.
 *
 * The same is done while the build and while the project's own contracts are deployed, by the published plan.
 * They are compared in who may do what, in which constructors accept what, in whether the deployment still
 * succeeds, and in all views afterwards. Functions that only the build has are called too: a build that lets
 * anybody initialise it before its owner does differs afterwards.
 *
 * What shows after the last step as well is left out: the comparison of actions and the extra functions have
 * it, with a story.
 *
 * A build with a plan of its own is compared with itself (`own-plan.ts`).
 *
 * Not modelled: BNB; two outsiders in turn.
 */
import type { Build } from '../../evm/build.ts'
import { Chain } from '../../evm/chain.ts'
import { STANDARD_PLAN } from '../../evm/plan.ts'
import { publishedBuild } from '../input/abi-items.ts'
import {
  actsAt,
  attemptsOf,
  deployed,
  deployedOrThrow,
  differing,
  OUTSIDER,
  placeText,
  type Attempt,
  type PrologueDifference,
} from './acts.ts'
import { ownPlanDifferences } from './own-plan.ts'

/** All differences; those of a build with a plan of its own are from its own undisturbed deployment. */
export function prologueDifferences(build: Build): readonly PrologueDifference[] {
  if (build.plan !== undefined) return ownPlanDifferences(build, build.plan)
  return [...whoMayDoWhat(build), ...whatStays(build)]
}

// Tried and undone: single calls, and constructors with edge values.

function whoMayDoWhat(build: Build): readonly PrologueDifference[] {
  reference.attempts ??= attemptsOf(publishedBuild())
  const [found, late] = [new Map<string, PrologueDifference>(), new Set<string>()]
  for (const { place, what, ok, by } of attemptsOf(build).values()) {
    const model = reference.attempts.get(`${place}, ${what}`)
    if (model === undefined || model.ok === ok) continue
    const how = `${what.replace(/ #\d+$/, '')}: the model ${doesIt(model.ok)}, the chain ${doesIt(ok)}`
    if (place === placeText(undefined)) late.add(how)
    if (found.has(how)) continue
    found.set(how, {
      signature: `deployment: ${place}, ${how}`,
      kind: ok ? 'permits' : 'blocks',
      by,
      model: model.ok ? 'done' : 'reverted',
      chain: ok ? 'done' : 'reverted',
    })
  }
  return [...found].flatMap(([how, difference]) => (late.has(how) ? [] : [difference]))
}

/** Of the project's own contracts, made once. */
const reference: { attempts?: ReadonlyMap<string, Attempt>; plain?: Chain; everywhere?: Chain | Error } = {}

function doesIt(ok: boolean): string {
  return ok ? 'does it' : 'reverts it'
}

// Done and kept: all calls at one place, then the rest of the deployment, then all views.

function whatStays(build: Build): readonly PrologueDifference[] {
  const everywhere = afterActs(build, EVERYWHERE)
  if (everywhere.length === 0) return []
  const late = new Set(
    afterActs(build, (where) => where === placeText(undefined)).map(({ signature }) => signature),
  )
  if (everywhere.every(({ signature }) => late.has(signature))) return []
  // Somewhere something differs: each place on its own says where.
  const found = new Map<string, PrologueDifference>()
  for (const place of STANDARD_PLAN.map(placeText)) {
    const [first] = afterActs(build, (where) => where === place).filter(
      ({ signature }) => !late.has(signature),
    )
    if (first !== undefined && !found.has(first.signature))
      found.set(first.signature, {
        ...first,
        signature: `deployment: calls of ${OUTSIDER} ${place}: ${first.signature}`,
      })
  }
  return [...found.values()]
}

/** What differs from the project's contracts after an outsider's calls at these places. */
function afterActs(build: Build, isPlace: (place: string) => boolean): readonly PrologueDifference[] {
  const acts = (of: Build): ReturnType<typeof actsAt> => actsAt(of, isPlace)
  const model =
    isPlace === EVERYWHERE
      ? (reference.everywhere ??= deployed(publishedBuild(), acts(publishedBuild())))
      : deployed(publishedBuild(), acts(publishedBuild()))
  const chain = deployed(build, acts(build))
  const by = OUTSIDER
  if (!(model instanceof Chain) || !(chain instanceof Chain)) {
    if (chain instanceof Chain || !(model instanceof Chain)) return []
    const signature = 'then the chain cannot be deployed'
    return [{ signature, kind: 'blocks', by, model: 'deployed', chain: chain.message }]
  }
  const plain = new Set(
    differing(deployedOrThrow(publishedBuild()), deployedOrThrow(build)).map(({ key }) => key),
  )
  return differing(model, chain).flatMap(({ view, key, left, right }) =>
    plain.has(key)
      ? []
      : [
          {
            signature: `then ${view.on}.${view.fn} differs`,
            kind: 'state' as const,
            by,
            model: `${key} is ${left}`,
            chain: `${key} is ${right}`,
          },
        ],
  )
}

const EVERYWHERE = (): boolean => true
