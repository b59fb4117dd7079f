// Found by the first lockstep run: Binance's tokens revert on overflow with a string that the revert table
// lacked.
import { expect, it } from 'vitest'
import { UINT256_MAX } from '../../src/model/kernel/uint256.ts'
import type { Timestamp } from '../../src/model/kernel/units.ts'
import type { Action } from '../../src/model/interface/action.ts'
import type { DeploymentSpec } from '../../src/model/economy.ts'
import { replay } from '../../src/lockstep/compare/replay.ts'

const deployment: DeploymentSpec = {
  people: ['alice'],
  tokenOrder: ['usdt', 'liqAmt', 'amt', 'btcb'],
  timestamp: 1_689_120_000n as Timestamp,
}

const actions: readonly Action[] = [
  { by: 'binance', call: 'btcb.mint', args: { amount: UINT256_MAX } },
  { by: 'binance', call: 'btcb.mint', args: { amount: 1n } },
  { by: 'alice', call: 'btcb.approve', args: { spender: 'master', amount: 1n } },
  { by: 'alice', call: 'btcb.increaseAllowance', args: { spender: 'master', amount: UINT256_MAX } },
]

it('model and contracts revert with the same code when BTCB overflows', async () => {
  const { divergences, first } = await replay(deployment, actions)
  expect(first?.story).toBeUndefined()
  expect(divergences).toBe(0)
})
