import { expect, test } from 'vitest'
import { verifyAll } from '../../src/cli/commands/verify.ts'
import { count } from '../../src/report/number.ts'
import { contents, directory, run } from './harness.ts'
import { lab } from './study/lab.ts'

/** A clock that advances by 1.5 seconds on every reading. */
function clock(): () => number {
  let readings = 0
  return () => 1500 * readings++
}

test('every scenario has a line with its counts, and the last line has the totals', async () => {
  const cwd = directory()
  const { code, out, err } = await run(verifyAll(lab, clock()), ['--days', '1', '--seed', '7'], { cwd })
  expect([code, err]).toEqual([0, ''])
  const [head, ...lines] = out.trimEnd().split('\n')
  expect(head).toBe('Seed 7, path 0')
  const rows = lines.map((line) => line.split(/ +/))
  const actions = lab.scenarios.map((scenario) => lab.run(scenario, { seed: 7n, days: 1 }).actions.length)
  expect(rows[0]).toEqual(['scenario', 'days', 'runs', 'actions', 'messages', 'divergences', 'seconds'])
  expect(rows.map(([name]) => name)).toEqual(['scenario', 'gamble', 'modest', 'all'])
  expect(rows.slice(1).map((row) => row[3])).toEqual([...actions, actions[0]! + actions[1]!].map(count))
  for (const [, days, runs, , messages, divergences, seconds] of rows.slice(1, 3)) {
    expect([days, runs, divergences, seconds]).toEqual(['1', '1', '0', '2'])
    expect(Number(messages)).toBeGreaterThan(10)
  }
  expect(contents(cwd).size).toBe(0)
})

test('a broken invariant or a divergence exits 1 and is printed', async () => {
  const broken = await run(verifyAll(lab), ['modest', '--days', '8'], { cwd: directory() })
  expect(broken.code).toBe(1)
  expect(broken.out).toContain('  broken: modesty\n')
  const diverged = { actions: 3, divergences: 1, answers: 3, messages: 2, first: 'a divergence' }
  const diverging = verifyAll({ ...lab, verify: async () => diverged })
  const { code, out } = await run(diverging, ['gamble', '--days', '1'], { cwd: directory() })
  expect(code).toBe(1)
  expect(out).toMatch(/gamble .* 1 +\d+\na divergence\n$/)
})

test('wrong input runs nothing, and --help prints the usage', async () => {
  const cwd = directory()
  const command = verifyAll(lab)
  const wrong = await run(command, ['gamble', 'modesty'], { cwd })
  expect([wrong.code, wrong.out]).toEqual([2, ''])
  expect(wrong.err).toContain('got "modesty".\nDid you mean "modest"?')
  expect((await run(command, ['--days', '0'], { cwd })).code).toBe(2)
  expect((await run(command, ['--help'], { cwd })).out).toContain('npm run verify')
})
