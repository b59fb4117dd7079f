import { expect, test } from 'vitest'
import { study } from '../../../src/cli/commands/study.ts'
import { directory, run } from '../harness.ts'
import { lab } from './lab.ts'
import { ask, LAB } from './ask.ts'

test('--verify-worst replays the worst paths on the EVM', async () => {
  const { code, json } = await ask(directory(), '--runs', '3', '--verify-worst', '2', '--by', 'redeemed')
  expect(code).toBe(0)
  const [first, second, third] = json.worst.paths
  for (const path of [first!, second!]) {
    expect(path.verified).toMatchObject({ divergences: 0 })
    expect(path.verified!.actions).toBeGreaterThan(20)
  }
  expect(third!.verified).toBeUndefined()
})

test('as text all replayed paths are listed, not only the first ones', async () => {
  const agreed = study(
    { ...lab, verify: async () => ({ actions: 3, divergences: 0, answers: 3, messages: 2 }) },
    LAB,
  )
  const argv = ['gamble', '--runs', '7', '--workers', '1', '--verify-worst', '7']
  const { out } = await run(agreed, argv, { cwd: directory() })
  expect(out.split('3 actions replayed on the EVM, 0 divergences').length - 1).toBe(7)
})

test('a divergence on the EVM exits 1', async () => {
  const diverged = study(
    {
      ...lab,
      verify: async () => ({ actions: 3, divergences: 1, answers: 3, messages: 0, first: 'a divergence' }),
    },
    LAB,
  )
  const { code, out } = await run(
    diverged,
    ['gamble', '--runs', '1', '--workers', '1', '--verify-worst', '1'],
    {
      cwd: directory(),
    },
  )
  expect(code).toBe(1)
  expect(out).toContain('1 divergence\na divergence')
})
