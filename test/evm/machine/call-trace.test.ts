/** Traces: the calls that contracts make within an action, and the branch that makes it fail. */
import { describe, expect, it } from 'vitest'
import { projectBuild } from '../../../src/evm/build.ts'
import { deployedChainOf } from '../../../src/lockstep/compare/deployed-chain.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import type { Call } from '../../../src/model/interface/action.ts'

const ONE = 10n ** 18n
const { chain, start } = deployedChainOf(projectBuild(), 'below')
chain.rewind(start)
for (const action of [
  call('owner', 'master.mintMaster', { account: 'alice', amount: ONE }),
  call('alice', 'amt.approve', { spender: 'stakingVault', amount: ONE }),
  call('binance', 'btcb.mint', { amount: ONE }),
  call('binance', 'btcb.transfer', { to: 'payer', amount: ONE }),
  call('payer', 'btcb.approve', { spender: 'master', amount: ONE }),
])
  expect(chain.apply(action)).toMatchObject({ ok: true })

const trace = (action: ReturnType<typeof call>) => chain.trace(action as Call)

describe('a trace', () => {
  it('has the calls within an action, by whom, and not the action itself nor what only reads', () => {
    const deposit = call('alice', 'stakingVault.deposit', { amount: 7n })
    const { calls, failure } = trace(deposit)
    expect(calls).toEqual([
      {
        depth: 1,
        call: call('stakingVault', 'amt.transferFrom', { from: 'alice', to: 'stakingVault', amount: 7n }),
      },
    ])
    expect(failure).toBeUndefined()
  })

  it('changes nothing, and code runs as before afterwards', () => {
    const before = chain.readAfresh({ on: 'stakingVault', fn: 'depositOf', args: ['alice'] })
    trace(call('alice', 'stakingVault.deposit', { amount: 7n }))
    expect(chain.readAfresh({ on: 'stakingVault', fn: 'depositOf', args: ['alice'] })).toBe(before)
    const mark = chain.checkpoint()
    expect(chain.apply(call('alice', 'stakingVault.deposit', { amount: 7n }))).toMatchObject({ ok: true })
    chain.rewind(mark)
  })

  it('names the code and the branch that fails, whoever calls it', () => {
    // The vault passes on what the token reverts.
    const within = trace(call('alice', 'stakingVault.deposit', { amount: 2n * ONE })).failure
    const directly = trace(
      call('stakingVault', 'amt.transferFrom', { from: 'alice', to: 'bruno', amount: 2n * ONE }),
    ).failure
    expect(within).toMatchObject({ on: 'amt' })
    expect(within!.branch).toBeGreaterThan(0)
    expect(directly).toEqual(within)
    // Another check of the same function is another branch.
    const other = trace(call('alice', 'stakingVault.deposit', { amount: 0n })).failure
    expect(other).toMatchObject({ on: 'stakingVault' })
    const payer = trace(call('alice', 'master.payRent', { amountBtcb: 7n, vaultParticipation: 0n })).failure
    const small = trace(call('payer', 'master.payRent', { amountBtcb: 7n, vaultParticipation: 0n })).failure
    expect([payer?.on, small?.on]).toEqual(['master', 'master'])
    expect(payer?.branch).not.toBe(small?.branch)
  })
})
