import { expect, it } from 'vitest'
import { EditMismatch } from '../../../src/evm/compile/edit.ts'
import { plant, type Fault } from '../../../src/lockstep/mutation/mutant.ts'
import { RULES } from '../../../src/lockstep/compare/rules.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import type { Founding } from '../../../src/model/economy.ts'
import { CAP, type Timestamp } from '../../../src/model/kernel/units.ts'

const uncapped: Fault = {
  name: 'no cap',
  side: 'model',
  edit: {
    source: 'src/model/contracts/amt.ts',
    find: "if (amount > CAP - totalSupply(step.state, 'amt')) throw new CapExceeded()",
    replace: '',
  },
  breaks: [],
}

const founding: Founding = {
  people: ['alice'],
  tokenOrder: ['usdt', 'liqAmt', 'amt', 'btcb'],
  timestamp: 0n as Timestamp,
}

it('changes a copy of the model and leaves the model alone', async () => {
  const tooMuch = call('owner', 'master.mintMaster', { account: 'alice', amount: CAP + 1n })
  const { rules } = await plant(uncapped)
  expect(rules.apply(rules.found(founding), tooMuch).outcome.ok).toBe(true)
  expect(RULES.apply(RULES.found(founding), tooMuch).outcome).toEqual({ ok: false, refusal: 'CapExceeded' })
})

it.each([
  ['model', 'src/model/contracts/amt.ts'],
  ['contracts', 'contracts/Master.sol'],
  ['contracts', 'contracts/outside/BEP20.sol'],
  ['contracts', '@uniswap/v2-core/contracts/UniswapV2Pair.sol'],
  ['contracts', '@uniswap/v2-periphery/contracts/UniswapV2Router02.sol'],
] as const)('refuses a fault in the %s whose text is gone: %s', async (side, source) => {
  const stale: Fault = { ...uncapped, side, edit: { source, find: 'this was never written', replace: '' } }
  await expect(plant(stale)).rejects.toThrow(EditMismatch)
})
