/** Loads Solidity mutants: the mutated build, with the model as it stands. */
import { RULES } from '../../lockstep/compare/rules.ts'
import type { Loader } from '../loader.ts'
import { MutantBuilder } from './build.ts'

/** A loader; the unchanged contracts are compiled on first use. */
export function solidityLoader(): Loader {
  let builder: MutantBuilder | undefined
  return {
    side: 'contracts',
    load(mutant) {
      builder ??= new MutantBuilder()
      const built = builder.build(mutant)
      if (typeof built === 'string') return Promise.resolve(built)
      const { build, codeHash } = built
      return Promise.resolve({ system: { build, rules: RULES }, codeHash })
    },
  }
}
