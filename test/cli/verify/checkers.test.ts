import { expect, onTestFinished, test } from 'vitest'

import { startCheckers } from '../../../src/cli/verify/checkers.ts'
import { projectBuild } from '../../../src/evm/build.ts'
import { Chain } from '../../../src/evm/chain.ts'
import { crossCheck, type Step, type Trace } from '../../../src/evm/machine/trace.ts'

const mutate = (trace: Trace, gasUsed: bigint): Trace => ({
  ...trace,
  steps: trace.steps.map((step): Step =>
    step.kind === 'message' ? { ...step, receipt: { ...step.receipt, gasUsed } } : step,
  ),
})

test('checker threads find the same differences as this thread, and report a failure', async () => {
  const chain = new Chain({ build: projectBuild(), amtSorts: 'below', start: 1_689_120_000n })
  const recording = chain.record()
  chain.apply({ by: 'binance', call: 'btcb.mint', args: { amount: 5n } })
  chain.apply({ by: 'binance', call: 'btcb.transfer', args: { to: 'payer', amount: 6n } })
  const right = recording.stop()
  const traces = [right, mutate(right, 1n), right, mutate(right, 2n), right, right, mutate(right, 3n)]
  const here = await Promise.all(traces.map(crossCheck))
  expect(here.map((differences) => differences.length)).toEqual([0, 2, 0, 2, 0, 0, 2])
  const checkers = startCheckers(2)
  onTestFinished(checkers.close)
  expect(await Promise.all(traces.map(checkers.check))).toEqual(here)

  const nowhere: Trace = { ...right, steps: [{ kind: 'rewind', mark: { level: 7 } }] }
  const [broken, behind] = await Promise.allSettled([checkers.check(nowhere), checkers.check(nowhere)])
  for (const settled of [broken, behind])
    expect(settled).toMatchObject({ status: 'rejected', reason: { name: 'TypeError' } })
  await expect(checkers.check(right)).rejects.toThrow(TypeError)
})
