/**
 * Hunt: how soon lockstep finds a planted fault, and which invariants the fault breaks by itself.
 */
import * as fc from 'fast-check'
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import { aboutWhat } from '../compare/comparison.ts'
import { genesisActions, peopleOf } from '../generate/genesis.ts'
import { search } from '../shrink/search.ts'
import { actionsOf, arbitrarySequence, type Sequence } from '../generate/sequence.ts'
import { Tandem } from '../compare/tandem.ts'
import { foundingOf, worldOf } from '../compare/deployed-chain.ts'
import { plant, type Fault, type Planted } from './mutant.ts'

export interface HuntOptions {
  readonly sequences: number
  readonly maxActions: number
  readonly seed: number
}

export interface Caught {
  /** Number of the sequence in which model and contracts parted, from 1. */
  readonly sequence: number
  /** In what they parted. */
  readonly about: string
}

/** Looks for a fault by comparison alone, as if nobody knew of it. Undefined if it survives. */
export async function huntFault(fault: Fault, options: HuntOptions): Promise<Caught | undefined> {
  const planted = await plant(fault)
  const found = search({ ...planted, invariants: [] }, { ...options, shrinkAttempts: 0 })
  return found === undefined ? undefined : { sequence: found.sequence, about: aboutWhat(found.finding) }
}

/**
 * Names of the invariants that a fault breaks on its own side, with nothing to compare it with. Stops when all of `wanted` are broken.
 */
export async function invariantsBroken(
  fault: Fault,
  wanted: readonly string[],
  { sequences, maxActions, seed }: HuntOptions,
): Promise<ReadonlySet<string>> {
  const planted = await plant(fault)
  const broken = new Set<string>()
  fc.check(
    fc.property(arbitrarySequence(maxActions), (sequence) => {
      for (const name of brokenIn(planted, fault.side, sequence, maxActions)) broken.add(name)
      return !wanted.every((name) => broken.has(name))
    }),
    { numRuns: sequences, seed, endOnFailure: true },
  )
  return broken
}

/** Plays a sequence without comparing. What makes a side fail ends the sequence, and is no invariant's merit. */
function brokenIn(
  { build, rules }: Planted,
  side: Fault['side'],
  { genesis, steps }: Sequence,
  maxActions: number,
): readonly string[] {
  const world = worldOf(build, genesis.amtSorts)
  world.chain.rewind(world.deployed)
  const tandem = new Tandem(rules, world.chain, foundingOf(world, peopleOf(genesis)), {
    invariants: INVARIANTS,
    compares: false,
  })
  try {
    for (const action of genesisActions(genesis)) tandem.step(action)
    let left = maxActions
    for (const step of steps)
      for (const action of actionsOf(step, tandem.scene())) if (left-- > 0) tandem.step(action)
  } catch (error) {
    if (!(error instanceof Error)) throw error
  }
  return tandem.broken(side === 'model' ? 'model' : 'chain')
}
