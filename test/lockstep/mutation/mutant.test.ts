import { expect, it } from 'vitest'
import { EditMismatch } from '../../../src/evm/compile/edit.ts'
import { applyMutant, type Mutant } from '../../../src/lockstep/mutation/mutant.ts'
import { RULES } from '../../../src/lockstep/compare/rules.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import type { DeploymentSpec } from '../../../src/model/economy.ts'
import { CAP, type Timestamp } from '../../../src/model/kernel/units.ts'

const uncapped: Mutant = {
  name: 'no cap',
  side: 'model',
  edit: {
    source: 'src/model/contracts/amt.ts',
    find: "if (amount > CAP - totalSupply(step.state, 'amt')) throw new CapExceeded()",
    replace: '',
  },
  breaks: [],
}

const deployment: DeploymentSpec = {
  people: ['alice'],
  tokenOrder: ['usdt', 'liqAmt', 'amt', 'btcb'],
  timestamp: 0n as Timestamp,
}

it('changes a copy of the model and leaves the model alone', async () => {
  const tooMuch = call('owner', 'master.mintMaster', { account: 'alice', amount: CAP + 1n })
  const { rules } = await applyMutant(uncapped)
  expect(rules.apply(rules.deployEconomy(deployment), tooMuch).outcome.ok).toBe(true)
  expect(RULES.apply(RULES.deployEconomy(deployment), tooMuch).outcome).toEqual({
    ok: false,
    revert: 'CapExceeded',
  })
})

it.each([
  ['model', 'src/model/contracts/amt.ts'],
  ['contracts', 'contracts/Master.sol'],
  ['contracts', 'contracts/outside/BEP20.sol'],
  ['contracts', '@uniswap/v2-core/contracts/UniswapV2Pair.sol'],
  ['contracts', '@uniswap/v2-periphery/contracts/UniswapV2Router02.sol'],
] as const)('rejects a mutant of the %s whose text is gone: %s', async (side, source) => {
  const stale: Mutant = { ...uncapped, side, edit: { source, find: 'this was never written', replace: '' } }
  await expect(applyMutant(stale)).rejects.toThrow(EditMismatch)
})
