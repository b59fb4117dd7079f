import { defineConfig } from 'vitest/config'
import quick from './vitest.config.ts'

/** What `npm test` leaves out: whole budgets, all seeds, every mutant. `npm run test:full` runs it. */
export default defineConfig({
  ...quick,
  test: { ...quick.test, include: ['test/**/*.full.test.ts'], exclude: [] },
})
