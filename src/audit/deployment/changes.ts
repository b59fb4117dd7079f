/**
 * Changes of a plan: edge values for the arguments of one step, in a build's plan and at the place that they
 * have in the published one.
 *
 * An argument has its place by its planned value. Those that the published plan does not have at this
 * contract, or has twice, are not changed.
 */
import { addressOfPerson } from '../../evm/names.ts'
import { STANDARD_PLAN, type Plan, type PlanStep, type PlanValue } from '../../evm/plan.ts'
import { OUTSIDER } from './acts.ts'

/** Arguments of one step that take other values. */
export interface Change {
  readonly step: number
  readonly args: ReadonlyMap<number, PlanValue>
}

export interface Tried {
  readonly what: string
  readonly here: Change
  readonly there: Change
}

/** What is tried at a step: in the build's plan, and at its place in the published one. */
export function changesAt(step: PlanStep, index: number): readonly Tried[] {
  const places = placesOf(step)
  const one = places.flatMap(({ at, step: other, to, value }) =>
    edgesOf(value, selfOf(step)).map(([what, edge]) => ({
      what: `${what} as argument ${at + 1}`,
      here: { step: index, args: new Map([[at, edge]]) },
      there: { step: other, args: new Map([[to, edge]]) },
    })),
  )
  const swapped = places.flatMap((left, first) =>
    places.slice(first + 1).flatMap((right) =>
      typeof left.value !== typeof right.value || left.step !== right.step
        ? []
        : [
            {
              what: `arguments ${left.at + 1} and ${right.at + 1} in each other's place`,
              here: { step: index, args: exchanged(left.at, left.value, right.at, right.value) },
              there: { step: left.step, args: exchanged(left.to, left.value, right.to, right.value) },
            },
          ],
    ),
  )
  return [...one, ...swapped]
}

function exchanged(a: number, ofA: PlanValue, b: number, ofB: PlanValue): ReadonlyMap<number, PlanValue> {
  return new Map([
    [a, ofB],
    [b, ofA],
  ])
}

/** Where an argument of the build's plan stands in the published one. */
interface Place {
  readonly at: number
  readonly step: number
  readonly to: number
  readonly value: PlanValue
}

function placesOf(step: PlanStep): readonly Place[] {
  const { args = [] } = step
  const other = counterpartOf(step)
  const theirs = STANDARD_PLAN[other]?.args ?? []
  return args.flatMap((value, at) => {
    const to = theirs.indexOf(value)
    const isUnique = [args, theirs].every((list) => list.indexOf(value) === list.lastIndexOf(value))
    return to < 0 || !isUnique ? [] : [{ at, step: other, to, value }]
  })
}

/** The published step of the same call; else the one that creates the contract. */
function counterpartOf(step: PlanStep): number {
  if ('call' in step) {
    const same = STANDARD_PLAN.findIndex((each) => 'call' in each && each.call === step.call)
    if (same >= 0) return same
  }
  return STANDARD_PLAN.findIndex((each) => 'create' in each && each.create === selfOf(step))
}

/** The contract that gets the arguments. */
function selfOf(step: PlanStep): string {
  return 'create' in step ? step.create : step.call.split('.')[0]!
}

/** Stands for the address of the contract that gets the argument, on either side. */
const SELF = 'self:'

/** None, one, the bounds of the published fee and rate on both sides, and where shorter types end. */
const NUMBERS = [0n, 1n, 255n, 256n, 999n, 1000n, 1001n, 65_536n, 10n ** 18n]
const LARGE = [2n ** 64n, 2n ** 128n - 1n, 2n ** 128n, 2n ** 256n - 1n]

function edgesOf(value: PlanValue, self: string): readonly (readonly [string, PlanValue])[] {
  if (typeof value === 'boolean') return [[`the value ${String(!value)}`, !value]]
  if (typeof value === 'bigint')
    return [...NUMBERS, ...LARGE].flatMap((edge) =>
      edge === value ? [] : [[`the value ${String(edge)}`, edge] as const],
    )
  return [
    ['the zero address', `0x${'00'.repeat(20)}`],
    ['a person', addressOfPerson(OUTSIDER)],
    ['the owner', 'owner'],
    ["the contract's own address", `${SELF}${self}`],
    ['a token', 'btcb'],
  ]
}

/** A plan with a change. `addressOf`: of the plan's contracts. */
export function changedPlan(
  plan: Plan,
  { step, args }: Change,
  addressOf: (name: string) => PlanValue,
): Plan {
  const resolved = (value: PlanValue): PlanValue =>
    typeof value === 'string' && value.startsWith(SELF) ? addressOf(value.slice(SELF.length)) : value
  return plan.map((each, index) =>
    index !== step
      ? each
      : { ...each, args: (each.args ?? []).map((value, at) => resolved(args.get(at) ?? value)) },
  )
}
