/** Mutants and results by hand, for tests of what is computed from them. */
import type { GeneratedMutant } from '../../src/mutants/generated-mutant.ts'
import type { MutantResult } from '../../src/mutants/result.ts'

export function generated(id: string, more: Partial<GeneratedMutant> = {}): GeneratedMutant {
  return {
    id,
    side: 'contracts',
    source: 'contracts/BurnVault.sol',
    unit: 'BurnVault',
    operator: 'literal',
    start: 0,
    end: 1,
    line: 1,
    column: 1,
    before: 'a',
    after: 'b',
    ...more,
  }
}

export function killed(
  { id }: GeneratedMutant,
  stage: string,
  more: { readonly actions?: number; readonly cpuSeconds?: number; readonly codeHash?: string } = {},
): MutantResult {
  return { id, outcome: 'killed', stage, verdicts: { [stage]: { verdict: 'killed', by: 'a test', ...more } } }
}

export function survived({ id }: GeneratedMutant): MutantResult {
  return { id, outcome: 'survived', verdicts: { lockstep: { verdict: 'survived' } } }
}
