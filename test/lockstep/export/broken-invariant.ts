/**
 * Broken invariants for the tests of exports, each on the contracts that break it, with contracts that do not.
 */
import { changedBuild, projectBuild, type Build } from '../../../src/evm/build.ts'
import { RULES } from '../../../src/lockstep/compare/rules.ts'
import { DEFAULTS, failureOf, type Failure } from '../../../src/lockstep/lockstep.ts'
import { BACKING_NEVER_FALLS } from '../../../src/lockstep/mutation/canaries.ts'
import { applyMutant } from '../../../src/lockstep/mutation/mutant.ts'
import { search } from '../../../src/lockstep/shrink/search.ts'
import { MUTANTS } from '../../../src/lockstep/systems/mutants.ts'
import { INVARIANTS, type AnyInvariant } from '../../../src/model/invariants/invariants.ts'

export interface BrokenInvariant {
  readonly invariant: string
  readonly failure: Failure
  /** The contracts that break it. */
  readonly build: Build
  /** Contracts that do something else in the same situation. Compiled on each call. */
  readonly other: () => Build
}

/** A false invariant, which the project's contracts break; not so an RCL that keeps its backing. */
export function falseInvariant(): BrokenInvariant {
  const other = (): Build =>
    changedBuild('an RCL that keeps its backing', {
      edits: [
        {
          purpose: 'a redemption pays nothing',
          source: 'contracts/BurnVault.sol',
          find: 'if (payout > 0) IERC20(BTCB).safeTransfer(msg.sender, payout);',
          replace: '',
        },
      ],
    })
  return broken(projectBuild(), BACKING_NEVER_FALLS, other)
}

/** An invariant of the lab, which a mutant breaks; not so the project's contracts. */
export async function floorThatFalls(): Promise<BrokenInvariant> {
  const { build } = await applyMutant(MUTANTS.find(({ name }) => name === 'redemption rounds up')!)
  const invariant = INVARIANTS.find(({ name }) => name === 'floor-never-falls')!
  return broken(build, invariant, projectBuild)
}

function broken(build: Build, invariant: AnyInvariant, other: () => Build): BrokenInvariant {
  const setup = { build, rules: RULES, invariants: [invariant], compares: false }
  const found = search(setup, { ...DEFAULTS, sequences: 200 })!
  const failure = failureOf(setup, found, 'npx vitest run test/lockstep')
  return { invariant: invariant.name, failure, build, other }
}
