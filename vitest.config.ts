import { configDefaults, defineConfig } from 'vitest/config'

/** The quick suite, `npm test`: all properties, with the budgets that fit into five minutes on two cores. */
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
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
})
