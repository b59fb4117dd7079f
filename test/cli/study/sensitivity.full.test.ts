import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { contents, directory, run } from '../harness.ts'
import { ask, command } from './ask.ts'

const SALTELLI = ['--days', '1', '--design', 'saltelli', '--sweep', 'share=0..100:8']

describe('sensitivity beyond means', () => {
  test('has quantiles of each metric and the probability of each event, with enough paths', async () => {
    const middle = await ask(directory(), '--runs', '1', '--days', '1', '--set', 'share=50')
    const floor = middle.json.metrics['finalFloor']!.mean!
    const events = ['--probability', `finalFloor>=${floor}`, '--probability', 'finalFloor>=1000']
    const cwd = directory()
    const argv = [...SALTELLI, '--runs', '20', '--out', 'study', ...events]
    const { json } = await ask(cwd, ...argv)
    const { tails } = json.sensitivity!
    for (const tail of ['p5', 'p95'] as const) {
      const { first } = tails![tail]['finalFloor']!['share'] as { first: { value: string } }
      // The share alone decides the floor; 8 rows have a sampling error.
      expect(Number(first.value)).toBeGreaterThan(0.5)
    }
    const [varies, never] = json.probabilities
    expect(varies!.sensitivity).toHaveProperty('share.total')
    expect(never).not.toHaveProperty('sensitivity')
    const { out } = await run(command, ['gamble', '--workers', '1', ...argv], { cwd })
    expect(out).toMatch(/Of its 5% quantile:\n +share: first-order index/)
    expect(out).toMatch(/Of the probability of finalFloor>=[\d.]+:\n +share: first-order index/)
    expect(out.match(/Of the probability of/g)).toHaveLength(1)
    const page = contents(join(cwd, 'study')).get('report.html')!.toString()
    expect(page).toContain('Floor, 5% quantile')
  })

  test('has no quantiles with fewer than 20 paths at a point', async () => {
    const { json } = await ask(directory(), ...SALTELLI, '--runs', '2')
    expect(json.sensitivity!.metrics).toHaveProperty('finalFloor')
    expect(json.sensitivity).not.toHaveProperty('tails')
  })
})
