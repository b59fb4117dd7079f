import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Long properties run in their own worker; two cores are what CI has.
    pool: 'forks',
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
