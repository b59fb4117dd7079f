/** Constructors: invalid arguments, and deployment into a system that is already in use. */
import { describe, expect, it } from 'vitest'
import { prepareCall } from '../../src/evm/abi/call.ts'
import { decodeRevert, prepareErrors } from '../../src/evm/abi/revert.ts'
import { DeploymentFailed } from '../../src/evm/create.ts'
import type { Artifact } from '../../src/evm/compile/artifact.ts'
import type { AbiValue } from '../../src/evm/abi/value.ts'
import type { Address } from '../../src/evm/machine/machine.ts'
import { ChainWorld, zero } from '../support/chain-world.ts'

function revertedDeployment(world: ChainWorld, artifact: Artifact, ...args: readonly AbiValue[]): string {
  try {
    world.create('owner', artifact, ...args)
  } catch (error) {
    if (!(error instanceof DeploymentFailed)) throw error
    const revert = decodeRevert(error.receipt.returned, prepareErrors(artifact.abi))
    if (revert.kind === 'error') return revert.message
    return revert.kind === 'custom' ? revert.name : revert.kind
  }
  throw new Error(`expected ${artifact.contract} to revert in its constructor`)
}

describe('Master', () => {
  it.each([0, 1, 2, 3])('reverts on a zero address as argument %i', (position) => {
    const world = new ChainWorld()
    const args = ['amt', 'burnVault', 'liqAmt', 'payer']
    expect(revertedDeployment(world, world.build.master, ...args.with(position, zero))).toBe('ZeroAddress')
  })

  it('approves the router for AMT, BTCB and LP tokens, in this order', () => {
    const world = new ChainWorld()
    const approved: string[] = []
    const unwatch = world.machine.monitor({
      executed: (_message, { logs }) => approved.push(...logs.map(({ address }) => address)),
    })
    const master = world.create('owner', world.build.master, 'amt', 'burnVault', 'liqAmt', 'payer')
    unwatch()
    const { amt, btcb, pair } = world.world
    expect(approved).toEqual([master, amt, btcb, pair])
  })

  it('uses a pair that already exists, with its liquidity', () => {
    const world = new ChainWorld()
    world.provide('diego', 1_000_000n, 4_000_000n)
    const second = world.create('owner', world.build.master, 'amt', 'burnVault', 'liqAmt', 'payer')
    expect(view(world, second, 'liqPool')).toBe(world.world.pair)
    expect(view(world, second, 'owner')).toBe(world.address('owner'))
    expect(world.amount('pair', 'allowance', second, 'router')).toBe(2n ** 256n - 1n)
  })
})

describe('the burn vault', () => {
  it('reverts without AMT', () => {
    const world = new ChainWorld()
    expect(revertedDeployment(world, world.build.burnVault, zero)).toBe('ZeroAddress')
  })
})

describe('the Market', () => {
  const args = ['amt', 'master', 150n, 10n, 'admin'] as const

  it.each([0, 1, 4])('reverts on a zero address as argument %i', (position) => {
    const world = new ChainWorld()
    const changed = (args as readonly AbiValue[]).with(position, zero)
    expect(revertedDeployment(world, world.build.market, ...changed)).toBe('ZeroAddress')
  })

  it.each([
    [2, 0n, 'RateOutOfRange'],
    [2, 2n ** 128n, 'RateOutOfRange'],
    [3, 1000n, 'FeeTooHigh'],
  ] as const)('reverts on argument %i = %i', (position, value, revert) => {
    const world = new ChainWorld()
    const changed = (args as readonly AbiValue[]).with(position, value)
    expect(revertedDeployment(world, world.build.market, ...changed)).toBe(revert)
  })
})

describe.each(['stakingVault', 'buyBackVault'] as const)('the %s', (vault) => {
  it.each([0, 1])('reverts on a zero address as argument %i', (position) => {
    const world = new ChainWorld()
    const args = ['amt', 'master'].with(position, zero)
    expect(revertedDeployment(world, world.build[vault], ...args)).toBe('ZeroAddress')
  })

  it('ignores payments before its deployment', () => {
    const world = new ChainWorld()
    world.giveAmt('alice', 100n)
    world.pay(1000n, 0n)
    const later = world.create('owner', world.build[vault], 'amt', 'master')
    const call = prepareCall(world.build[vault].abi, 'harvestedTo')
    const { returned } = world.machine.view({ ...world.block, from: zero, to: later, data: call.encode() })
    expect(call.decode(returned)).toEqual([1n])
  })
})

describe('the distributor', () => {
  const root = `0x${'11'.repeat(32)}`

  it.each([
    [0, zero, 'ZeroAddress'],
    [1, zero, 'ZeroAddress'],
    [2, 0n, 'ERC20Snapshot: id is 0'],
    [2, 2n, 'ERC20Snapshot: nonexistent id'],
    [3, `0x${'00'.repeat(32)}`, 'RootZero'],
    [4, 1_689_120_000n, 'DeadlinePassed'],
  ] as const)('reverts on argument %i = %s', (position, value, revert) => {
    const world = new ChainWorld()
    const args: readonly AbiValue[] = ['amt', 'owner', world.takeSnapshot(), root, world.now + 1n]
    expect(revertedDeployment(world, world.build.distributor, ...args.with(position, value))).toBe(revert)
    world.create('owner', world.build.distributor, ...args)
  })
})

/** A second AMT, liqAMT and Master, with snapshots of both tokens before Master owns them. */
function secondSystem(amtSnapshots: number, liqSnapshots: number): { world: ChainWorld; master: Address } {
  const world = new ChainWorld()
  const { build } = world
  const amt = world.create('owner', build.amt)
  const liqAmt = world.create('owner', build.liqAmt)
  const master = world.create('owner', build.master, amt, 'burnVault', liqAmt, 'payer')
  send(world, 'owner', amt, build.amt, 'mint', world.address('alice'), 100n)
  for (let i = 0; i < amtSnapshots; i++) send(world, 'owner', amt, build.amt, 'snapshot')
  for (let i = 0; i < liqSnapshots; i++) send(world, 'owner', liqAmt, build.liqAmt, 'snapshot')
  send(world, 'owner', amt, build.amt, 'transferOwnership', master)
  send(world, 'owner', liqAmt, build.liqAmt, 'transferOwnership', master)
  world.giveBtcb('payer', 1000n)
  world.does('payer', 'btcb', 'approve', master, 1000n)
  return { world, master }
}

describe('snapshots from before Master owned the tokens', () => {
  it.each([
    [0, 1],
    [1, 0],
    [2, 1],
  ] as const)('block payments if the counts differ (%i, %i)', (amt, liq) => {
    const { world, master } = secondSystem(amt, liq)
    expect(send(world, 'payer', master, world.build.master, 'payRent', 1000n, 0n)).toBe('SnapshotsOutOfStep')
  })

  it('are told before a payment whose parts overflow', () => {
    const payAll = (liqSnapshots: number): string => {
      const { world, master } = secondSystem(0, liqSnapshots)
      const [amt, pair] = [view(world, master, 'amt'), view(world, master, 'liqPool')]
      send(world, 'alice', amt as Address, world.build.amt, 'transfer', pair as Address, 100n)
      return send(world, 'payer', master, world.build.master, 'payRent', 2n ** 255n, 0n)
    }
    expect([payAll(1), payAll(0)]).toEqual(['SnapshotsOutOfStep', '"panic"'])
  })

  it.each([0, 2])('do no harm if the counts are equal: %i of each', (count) => {
    const { world, master } = secondSystem(count, count)
    expect(send(world, 'payer', master, world.build.master, 'payRent', 1000n, 0n)).toBe('done')
    expect(view(world, master, 'pays', BigInt(count) + 1n)).toBe(1000n)
    if (count > 0) {
      expect(view(world, master, 'pays', 1n)).toBe(0n)
      expect(send(world, 'alice', master, world.build.master, 'charge', 1n)).toBe('done')
    }
    expect(send(world, 'alice', master, world.build.master, 'charge', BigInt(count) + 1n)).toBe('done')
    expect(world.balance('btcb', 'alice')).toBe(1000n)
  })
})

/** Calls a contract outside of the chain world: `done`, or the custom error's name. */
function send(
  world: ChainWorld,
  from: 'owner' | 'payer' | 'alice',
  to: Address,
  { abi }: Artifact,
  name: string,
  ...args: readonly AbiValue[]
): string {
  const data = prepareCall(abi, name).encode(...args)
  const receipt = world.machine.execute({ ...world.block, from: world.address(from), to, data })
  if (receipt.ok) return 'done'
  const revert = decodeRevert(receipt.returned, prepareErrors(abi))
  return revert.kind === 'custom' ? revert.name : JSON.stringify(revert.kind)
}

function view(
  world: ChainWorld,
  master: Address,
  name: string,
  ...args: readonly AbiValue[]
): AbiValue | undefined {
  const call = prepareCall(world.build.master.abi, name)
  const data = call.encode(...args)
  return call.decode(world.machine.view({ ...world.block, from: zero, to: master, data }).returned)[0]
}
