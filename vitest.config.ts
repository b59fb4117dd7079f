import { configDefaults, defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take longest. They start first, so that no worker is left with one of them at the end. */
const LONG = [
  'cli/audit',
  'cli/process',
  'cli/simulate',
  'cli/calibrate',
  'audit/severity',
  'audit/input/read-subject',
  'scenarios/hashprice-crash',
  'cli/backtest',
  'cli/study/shard',
  'machine/canary',
  'docs/readme',
  'shrink/search',
  'contracts/removal-minimums',
  'lockstep/lockstep',
]

/** Runs the files whose paths contain one of `names` first, in the order of the names. */
export function longestFirst(names: readonly string[]): typeof BaseSequencer {
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const rank = ({ moduleId }: TestSpecification): number => {
        const at = names.findIndex((name) => moduleId.includes(name))
        return at === -1 ? names.length : at
      }
      return files.toSorted((a, b) => rank(a) - rank(b))
    }
  }
}

/**
 * The quick suite, `npm test`: every part of the project, with the budgets that fit into five minutes on two
 * cores. What takes longer is in `vitest.full.config.ts`.
 */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/**/*.full.test.ts'],
    pool: 'forks',
    // One module graph per worker: imports took a quarter of the time. No test may change state that it does
    // not restore.
    isolate: false,
    // Long properties run in a worker of their own. The default leaves one core idle, which on two cores
    // doubles the time.
    maxWorkers: 2,
    sequence: { sequencer: longestFirst(LONG) },
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
})
