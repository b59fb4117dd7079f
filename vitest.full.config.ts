import { defineConfig } from 'vitest/config'
import quick, { longestFirst } from './vitest.config.ts'

/** Files that take minutes. They start first, so that no worker is left with one of them at the end. */
const LONG = [
  'report/browser/results.full',
  'audit/builds/audits.full',
  'cli/fuzz/fuzz.full',
  'scenarios/six-seeds.full',
  'claims/mechanisms.full',
  'docs/conclusions.full',
  'scenarios/catch-up',
  'scenarios/split-policy',
  'cli/audit-runs.full',
  'docs/claims.full',
  'lockstep/lockstep.full',
  'lockstep/mutation/killed-even.full',
  'lockstep/mutation/killed-odd.full',
  'docs/tutorial.full',
  'notebooks/notebooks.full',
  'docs/hardened.full',
  'claims/repairs.full',
  'claims/export.full',
  'claims/proof/solver.full',
  'witness/witness.full',
  'cli/lockstep/lockstep.full',
  'lockstep/mutation/broken-invariants.full',
  'cli/mutants/mutants.full',
]

/** What `npm test` leaves out: whole budgets, all seeds, every mutant. `npm run test:full` runs it. */
export default defineConfig({
  ...quick,
  test: {
    ...quick.test,
    include: ['test/**/*.full.test.ts'],
    exclude: [],
    sequence: { sequencer: longestFirst(LONG) },
  },
})
