/** Numbers of a lockstep run that are out of range: a run of nothing would pass whatever the contracts do. */
import { expect, test } from 'vitest'
import { InvalidLockstep, runLockstep } from '../../src/lockstep/index.ts'
import { runSequences } from '../../src/lockstep/lockstep.ts'

test.each([
  [{ sequences: 0 }, 'a whole number from 1 for sequences of a lockstep run, got 0'],
  [{ sequences: Number.NaN }, 'got NaN'],
  [{ maxActions: -1 }, 'a whole number from 1 for maxActions of a lockstep run, got -1'],
  [{ crossCheckEvery: -1 }, 'a whole number from 0 for crossCheckEvery'],
  [{ shrinkAttempts: 0.5 }, 'a whole number from 0 for shrinkAttempts'],
  [{ seed: 1.5 }, 'a whole number for seed of a lockstep run, got 1.5'],
])('%o is an error before anything runs', async (options, message) => {
  for (const run of [runLockstep, runSequences]) {
    await expect(run(options)).rejects.toThrow(InvalidLockstep)
    await expect(run(options)).rejects.toThrow(message)
  }
})
