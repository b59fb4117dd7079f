/**
 * Short runs: `baseline` over few days, for tests of what surrounds a run. It does not depend on the length.
 */
import { expect } from 'vitest'

import { simulate } from '../../src/cli/commands/simulate.ts'
import { lab } from '../../src/cli/lab.ts'
import { run, type CommandOutput } from './harness.ts'

export const SHORT = ['--days', '2']

export const command = simulate(lab)

/** Runs `baseline` in `cwd` and expects exit code 0. */
export async function succeed(cwd: string, ...argv: string[]): Promise<CommandOutput> {
  const output = await run(command, [...argv, ...SHORT], { cwd })
  expect(output.code).toBe(0)
  return output
}
