import { beforeEach, describe, expect, it } from 'vitest'
import { projectBuild } from '../../src/evm/build.ts'
import { Chain, ViewReverted, type ChainMark } from '../../src/evm/chain.ts'
import type { AbiFunction } from '../../src/evm/abi/abi.ts'
import { artifactsOf } from '../../src/evm/interface.ts'
import { crossCheck } from '../../src/evm/machine/trace.ts'
import { addressOfPerson } from '../../src/evm/names.ts'
import type { Account } from '../../src/model/interface/accounts.ts'
import type { Action } from '../../src/model/interface/action.ts'
import {
  CONTRACTS,
  signatureOf,
  type Contract,
  type FunctionName,
} from '../../src/model/interface/functions.ts'
import { observe, viewKey, type View } from '../../src/model/surface/observation.ts'
import { UINT256_MAX } from '../../src/model/kernel/uint256.ts'
import { amt, btcb } from '../../src/model/kernel/units.ts'
import { call } from '../../src/lockstep/generate/context.ts'

const START = 1_689_120_000n
const build = projectBuild()
const chain = new Chain({ build, amtSorts: 'below', start: START })
const deployed: ChainMark = chain.checkpoint()

beforeEach(() => chain.rewind(deployed))

const balance = (on: 'amt' | 'btcb' | 'pair', of: Account): View => ({ on, fn: 'balanceOf', args: [of] })

function done(action: Action): void {
  expect(chain.apply(action)).toMatchObject({ ok: true })
}

function revert(action: Action): string {
  const outcome = chain.apply(action)
  return outcome.ok ? 'none' : outcome.revert
}

/** Alice holds 1,000 AMT; the payer holds 10 BTCB, with an allowance to Master. */
function endow(): void {
  done(call('owner', 'master.mintMaster', { account: 'alice', amount: amt('1000') }))
  done(call('binance', 'btcb.mint', { amount: btcb('10') }))
  done(call('binance', 'btcb.transfer', { to: 'payer', amount: btcb('10') }))
  done(call('payer', 'btcb.approve', { spender: 'master', amount: btcb('10') }))
}

describe('outcomes', () => {
  it('contain events in order, with names for addresses and arguments in the ABI’s order', () => {
    endow()
    expect(
      chain.apply(call('payer', 'master.payRent', { amountBtcb: 1000n, vaultParticipation: 10n })),
    ).toEqual({
      ok: true,
      returned: undefined,
      events: [
        { on: 'amt', name: 'Snapshot', args: [1n] },
        { on: 'liqAmt', name: 'Snapshot', args: [1n] },
        { on: 'btcb', name: 'Transfer', args: ['payer', 'burnVault', 100n] },
        { on: 'btcb', name: 'Approval', args: ['payer', 'master', btcb('10') - 100n] },
        { on: 'btcb', name: 'Transfer', args: ['payer', 'master', 900n] },
        { on: 'btcb', name: 'Approval', args: ['payer', 'master', btcb('10') - 1000n] },
        { on: 'master', name: 'rentPaid', args: [1000n, 100n] },
      ],
    })
  })

  it('contain decoded return values: amounts, flags, names, lists', () => {
    endow()
    done(call('payer', 'master.payRent', { amountBtcb: 1000n, vaultParticipation: 0n }))
    expect(chain.apply(call('alice', 'master.charge', { snapId: 1n }))).toMatchObject({ returned: 1000n })
    expect(chain.apply(call('alice', 'btcb.transfer', { to: 'bruno', amount: 1n }))).toMatchObject({
      returned: true,
    })
    expect(chain.apply(call('alice', 'factory.createPair', { tokenA: 'usdt', tokenB: 'amt' }))).toMatchObject(
      { returned: 'pair:amt/usdt' },
    )
    expect(chain.read({ on: 'pair', fn: 'getReserves', args: [] })).toEqual([0n, 0n, 0n])
  })

  it.each<readonly [string, Action]>([
    ['a custom error', call('alice', 'master.payRent', { amountBtcb: 1000n, vaultParticipation: 0n })],
    ['a string of OpenZeppelin', call('alice', 'amt.transfer', { to: 'zero', amount: 0n })],
    ['a string of Binance', call('alice', 'btcb.burn', { amount: 1n })],
    ['a string of Uniswap', call('alice', 'factory.setFeeTo', { feeTo: 'alice' })],
    ['a panic', call('payer', 'master.payRent', { amountBtcb: UINT256_MAX, vaultParticipation: 2n })],
    ['no reason', call('alice', 'pair.burn', { to: 'alice' })],
    ['no contract', call('alice', 'locker.release', {})],
  ])('contain revert codes: %s', (kind, action) => {
    endow()
    const expected: Readonly<Record<string, string>> = {
      'a custom error': 'NotPayer',
      'a string of OpenZeppelin': 'TransferToZero',
      'a string of Binance': 'BurnExceedsBalance',
      'a string of Uniswap': 'PancakeForbidden',
      'a panic': 'Panic(0x11)',
      'no reason': 'NoReason',
      'no contract': 'NoContract',
    }
    expect(revert(action)).toBe(expected[kind])
  })

  it('leave the state unchanged on a revert', () => {
    endow()
    const domain = {
      people: ['alice', 'payer'],
      snapshots: 0n,
      pairs: ['pair'],
      lockerExists: false,
      rounds: 0,
      airdrops: undefined,
    } as const
    const before = observe(chain, domain)
    expect(revert(call('alice', 'amt.transfer', { to: 'bruno', amount: amt('1001') }))).toBe(
      'InsufficientBalance',
    )
    expect(observe({ read: (view) => chain.readAfresh(view) }, domain)).toEqual(before)
  })

  it('change the time by waiting only, and end a lock at its exact second', () => {
    done(call('owner', 'master.mintMaster', { account: 'owner', amount: amt('1') }))
    done(call('binance', 'btcb.mint', { amount: btcb('1') }))
    done(call('binance', 'btcb.transfer', { to: 'owner', amount: btcb('1') }))
    done(call('owner', 'amt.approve', { spender: 'master', amount: amt('1') }))
    done(call('owner', 'btcb.approve', { spender: 'master', amount: btcb('1') }))
    done(call('owner', 'master.addLiquidityLocking', { amountAmt: amt('1'), amountBtcb: btcb('1') }))
    const end = chain.read({ on: 'locker', fn: 'releaseTime', args: [] }) as bigint
    expect(end).toBe(START + 730n * 86_400n)
    done({ wait: end - START - 1n })
    expect(revert(call('alice', 'locker.release', {}))).toBe('StillLocked')
    done({ wait: 1n })
    done(call('alice', 'locker.release', {}))
    expect(chain.now).toBe(end)
  })
})

describe('the distributor', () => {
  const begin = (): void => {
    endow()
    done(call('payer', 'master.payRent', { amountBtcb: 101n, vaultParticipation: 100n }))
  }
  const announce = (deadline: bigint, accounts: readonly Account[], amounts: readonly bigint[]): Action =>
    call('bruno', 'deploy.distributor', { reserve: 'owner', snapshotId: 1n, deadline, accounts, amounts })
  const claim = (index: bigint, account: Account, amount: bigint, proof: bigint): Action =>
    call('carmen', 'distributor.claim', { index, account, amount, proof })
  const reserve: View = { on: 'distributor', fn: 'reserve', args: [] }

  it('is deployed with the tree of its list, at an address that failed attempts do not change', () => {
    begin()
    expect(revert(claim(0n, 'alice', 5n, 0n))).toBe('NoContract')
    done(call('alice', 'amt.transfer', { to: 'distributor', amount: 11n }))
    expect(revert(announce(START, ['alice'], [5n]))).toBe('DeadlinePassed')
    expect(revert(announce(START + 1n, [], []))).toBe('RootZero')
    expect(revert(announce(START + 1n, ['alice'], []))).toBe('UnequalLists')
    expect(chain.apply(announce(START + 1n, ['alice', 'bruno'], [5n, 6n]))).toEqual({
      ok: true,
      returned: undefined,
      events: [],
    })
    expect(revert(announce(START + 1n, ['alice'], [5n]))).toBe('AlreadyDeployed')
    expect(chain.read(reserve)).toBe('owner')
    expect(revert(claim(0n, 'alice', 5n, 1n))).toBe('InvalidProof')
    expect(revert(claim(0n, 'alice', 5n, 2n))).toBe('InvalidProof')
    done(claim(0n, 'alice', 5n, 0n))
    done(claim(1n, 'bruno', 6n, 1n))
    expect(chain.read(balance('amt', 'distributor'))).toBe(0n)
  })

  it('is removed by rewinding, together with its list', () => {
    begin()
    const before = chain.checkpoint()
    done(announce(START + 1n, ['alice', 'bruno'], [5n, 6n]))
    chain.rewind(before)
    expect(revert(claim(0n, 'alice', 5n, 0n))).toBe('NoContract')
    done(announce(START + 1n, ['alice'], [7n]))
    done(call('alice', 'amt.transfer', { to: 'distributor', amount: 7n }))
    done(claim(0n, 'alice', 7n, 0n))
  })

  it('is deployed by messages with the same results on EthereumJS', async () => {
    const recording = chain.record()
    begin()
    revert(announce(START, ['alice'], [5n]))
    done(announce(START + 1n, ['alice', 'bruno', 'carmen'], [0n, 6n, 7n]))
    done(claim(0n, 'alice', 0n, 0n))
    expect(await crossCheck(recording.stop())).toEqual([])
  })
})

describe('views', () => {
  it('are cached until a slot that they read is written, and only then reported as stale', () => {
    endow()
    const alice = balance('amt', 'alice')
    const bruno = balance('amt', 'bruno')
    const vault = balance('btcb', 'burnVault')
    for (const view of [alice, bruno, vault]) chain.read(view)
    expect(chain.staleViews()).toEqual([])
    done(call('alice', 'amt.transfer', { to: 'bruno', amount: 1n }))
    expect(chain.staleViews().map(viewKey).toSorted()).toEqual([alice, bruno].map(viewKey))
    expect(chain.read(alice)).toBe(amt('1000') - 1n)
    expect(chain.read(bruno)).toBe(1n)
    expect(chain.staleViews()).toEqual([])
  })

  it('are not reported if they were not read, or if their slots keep their values', () => {
    endow()
    chain.read(balance('amt', 'alice'))
    done(call('alice', 'amt.transfer', { to: 'alice', amount: 5n }))
    done(call('alice', 'amt.approve', { spender: 'bruno', amount: 5n }))
    expect(chain.staleViews()).toEqual([])
  })

  it('of a balance at a snapshot depend on the list of snapshots', () => {
    endow()
    done(call('payer', 'master.payRent', { amountBtcb: 1000n, vaultParticipation: 0n }))
    const then: View = { on: 'amt', fn: 'balanceOfAt', args: ['alice', 1n] }
    expect(chain.read(then)).toBe(amt('1000'))
    done(call('alice', 'amt.transfer', { to: 'bruno', amount: 1n }))
    expect(chain.staleViews().map(viewKey)).toEqual(['amt.balanceOfAt(alice, 1)'])
    expect(chain.read(then)).toBe(amt('1000'))
  })

  it('throw ViewReverted if the view reverts', () => {
    expect(() => chain.read({ on: 'amt', fn: 'totalSupplyAt', args: [1n] })).toThrow(ViewReverted)
  })

  it('are restored by rewinding, with state and clock, at nested marks too', () => {
    endow()
    const alice = balance('amt', 'alice')
    expect(chain.read(alice)).toBe(amt('1000'))
    const outer = chain.checkpoint()
    done({ wait: 60n })
    done(call('alice', 'amt.burn', { amount: 1n }))
    expect(chain.read(alice)).toBe(amt('1000') - 1n)
    const stale = chain.staleViews().map(viewKey)
    const inner = chain.checkpoint()
    done(call('alice', 'amt.burn', { amount: 1n }))
    chain.rewind(inner)
    expect(stale).toEqual([viewKey(alice)])
    expect(chain.staleViews()).toEqual([])
    expect(chain.read(alice)).toBe(amt('1000') - 1n)
    chain.rewind(outer)
    expect(chain.read(alice)).toBe(amt('1000'))
    expect(chain.readAfresh(alice)).toBe(amt('1000'))
    expect(chain.now).toBe(START)
    done(call('alice', 'amt.burn', { amount: 2n }))
    expect(chain.staleViews().map(viewKey)).toEqual([viewKey(alice)])
  })

  it('are unaffected by recording: EthereumJS gives the same results', async () => {
    const recording = chain.record()
    endow()
    revert(call('alice', 'amt.burn', { amount: UINT256_MAX }))
    const trace = recording.stop()
    expect(trace.steps).toHaveLength(5)
    expect(await crossCheck(trace)).toEqual([])
  })
})

describe('addresses', () => {
  it('sort AMT below or above BTCB, as requested', () => {
    const other = new Chain({ build, amtSorts: 'above', start: START })
    expect([chain.token0('pair'), other.token0('pair')]).toEqual(['amt', 'btcb'])
  })

  it('without a name are shown in hexadecimal', () => {
    expect(chain.names.accountAt(addressOfPerson('stranger'))).toBe(addressOfPerson('stranger'))
  })
})

/** State-changing external functions that are not in the catalogue, with the reason. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'pair.permit': 'needs a signature',
  'router.addLiquidityETH': 'needs BNB',
  'router.removeLiquidityETH': 'needs BNB',
  'router.removeLiquidityETHSupportingFeeOnTransferTokens': 'needs BNB',
  'router.removeLiquidityETHWithPermit': 'needs BNB and a signature',
  'router.removeLiquidityETHWithPermitSupportingFeeOnTransferTokens': 'needs BNB and a signature',
  'router.removeLiquidityWithPermit': 'needs a signature',
  'router.swapETHForExactTokens': 'needs BNB',
  'router.swapExactETHForTokens': 'needs BNB',
  'router.swapExactETHForTokensSupportingFeeOnTransferTokens': 'needs BNB',
  'router.swapExactTokensForETH': 'needs BNB',
  'router.swapExactTokensForETHSupportingFeeOnTransferTokens': 'needs BNB',
  'router.swapTokensForExactETH': 'needs BNB',
}

describe('the catalogue against the compiled contracts', () => {
  const artifacts = artifactsOf(build)
  const compiled = Object.entries(artifacts).flatMap(([contract, { abi }]) =>
    abi
      .filter((item): item is AbiFunction => item.type === 'function')
      .filter(({ stateMutability }) => stateMutability === 'nonpayable' || stateMutability === 'payable')
      .map((item) => [`${contract}.${item.name}`, item] as const),
  )
  const { deploy, ...deployed } = CONTRACTS
  const catalogued = Object.entries(deployed).flatMap(([contract, functions]) =>
    Object.keys(functions).map((name) => `${contract}.${name}`),
  )

  it('contains every state-changing function, or names the reason', () => {
    const names = compiled.map(([name]) => name)
    expect([...catalogued, ...Object.keys(LEFT_OUT)].toSorted()).toEqual(names.toSorted())
    expect(new Set(names).size).toBe(names.length)
  })

  it('contains every compiled contract', () => {
    expect(Object.keys(artifacts).toSorted()).toEqual(Object.keys(deployed).toSorted())
  })

  it.each(catalogued)('agrees on the parameters and results of %s', (name) => {
    const [, item] = compiled.find(([compiledName]) => compiledName === name)!
    const { params, returns } = signatureOf(name as FunctionName)
    const types: Readonly<Record<string, string>> = {
      account: 'address',
      accounts: 'address[]',
      uint256: 'uint256',
      uint256s: 'uint256[]',
      bytes: 'bytes',
      proof: 'bytes32[]',
      bool: 'bool',
    }
    expect(item.inputs.map(({ type }) => type)).toEqual(Object.values(params).map((type) => types[type]))
    const results = returns === 'nothing' ? [] : [returns].flat()
    expect(item.outputs.map(({ type }) => type)).toEqual(results.map((type) => types[type as string]))
  })

  it('matches the constructor of the distributor', () => {
    expect(Object.keys(deploy)).toEqual(['distributor'])
    const [item] = artifacts.distributor.abi.filter(({ type }) => type === 'constructor')
    const inputs = item?.type === 'constructor' ? item.inputs.map(({ type }) => type) : []
    expect(inputs).toEqual(['address', 'address', 'uint256', 'bytes32', 'uint256'])
  })

  it('detects a missing function', () => {
    const without = (contract: Contract): readonly string[] =>
      catalogued.filter((name) => name !== `${contract}.charge`)
    expect(without('locker')).toHaveLength(catalogued.length - 1)
    expect([...without('locker'), ...Object.keys(LEFT_OUT)].toSorted()).not.toEqual(
      compiled.map(([name]) => name).toSorted(),
    )
  })
})
