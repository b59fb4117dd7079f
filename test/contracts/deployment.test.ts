/** Constructors: what they refuse, and what they make of a world that is not as new. */
import { describe, expect, it } from 'vitest'
import { prepareCall } from '../../src/evm/abi/call.ts'
import { decodeRevert, prepareErrors } from '../../src/evm/abi/revert.ts'
import { DeploymentFailed } from '../../src/evm/create.ts'
import type { Artifact } from '../../src/evm/compile/artifact.ts'
import type { AbiValue } from '../../src/evm/abi/value.ts'
import type { Address } from '../../src/evm/machine/machine.ts'
import { Town, zero } from '../support/chain-world.ts'

function refusedDeployment(town: Town, artifact: Artifact, ...args: readonly AbiValue[]): string {
  try {
    town.create('owner', artifact, ...args)
  } catch (error) {
    if (!(error instanceof DeploymentFailed)) throw error
    const revert = decodeRevert(error.receipt.returned, prepareErrors(artifact.abi))
    if (revert.kind === 'error') return revert.message
    return revert.kind === 'custom' ? revert.name : revert.kind
  }
  throw new Error(`expected ${artifact.contract} to refuse its deployment`)
}

describe('Master', () => {
  it.each([0, 1, 2, 3])('is not deployed with a zero address as argument %i', (position) => {
    const town = new Town()
    const args = ['amt', 'burnVault', 'liqAmt', 'payer']
    expect(refusedDeployment(town, town.build.master, ...args.with(position, zero))).toBe('ZeroAddress')
  })

  it('is deployed on a pair that somebody has created before, liquidity and all', () => {
    const town = new Town()
    town.provide('dora', 1_000_000n, 4_000_000n)
    const second = town.create('owner', town.build.master, 'amt', 'burnVault', 'liqAmt', 'payer')
    expect(view(town, second, 'liqPool')).toBe(town.world.pair)
    expect(view(town, second, 'owner')).toBe(town.address('owner'))
    expect(town.amount('pair', 'allowance', second, 'router')).toBe(2n ** 256n - 1n)
  })
})

describe('the burn vault', () => {
  it('is not deployed without AMT', () => {
    const town = new Town()
    expect(refusedDeployment(town, town.build.burnVault, zero)).toBe('ZeroAddress')
  })
})

describe('the Market', () => {
  const args = ['amt', 'master', 150n, 10n, 'admin'] as const

  it.each([0, 1, 4])('is not deployed with a zero address as argument %i', (position) => {
    const town = new Town()
    const changed = (args as readonly AbiValue[]).with(position, zero)
    expect(refusedDeployment(town, town.build.market, ...changed)).toBe('ZeroAddress')
  })

  it.each([
    [2, 0n, 'RateOutOfRange'],
    [2, 2n ** 128n, 'RateOutOfRange'],
    [3, 1000n, 'FeeTooHigh'],
  ] as const)('is not deployed with argument %i as %i', (position, value, refusal) => {
    const town = new Town()
    const changed = (args as readonly AbiValue[]).with(position, value)
    expect(refusedDeployment(town, town.build.market, ...changed)).toBe(refusal)
  })
})

describe.each(['stakingVault', 'buyBackVault'] as const)('the %s', (vault) => {
  it.each([0, 1])('is not deployed with a zero address as argument %i', (position) => {
    const town = new Town()
    const args = ['amt', 'master'].with(position, zero)
    expect(refusedDeployment(town, town.build[vault], ...args)).toBe('ZeroAddress')
  })

  it('has nothing to do with payments before it', () => {
    const town = new Town()
    town.giveAmt('alice', 100n)
    town.pay(1000n, 0n)
    const later = town.create('owner', town.build[vault], 'amt', 'master')
    const call = prepareCall(town.build[vault].abi, 'harvestedTo')
    const { returned } = town.machine.view({ ...town.block, from: zero, to: later, data: call.encode() })
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
  ] as const)('is not deployed with argument %i as %s', (position, value, refusal) => {
    const town = new Town()
    const args: readonly AbiValue[] = ['amt', 'owner', town.takeSnapshot(), root, town.now + 1n]
    expect(refusedDeployment(town, town.build.distributor, ...args.with(position, value))).toBe(refusal)
    town.create('owner', town.build.distributor, ...args)
  })
})

/** A second AMT, liqAMT and Master, for which `liqSnapshots` of liqAMT are taken before Master owns the tokens. */
function skewedTown(amtSnapshots: number, liqSnapshots: number): { town: Town; master: Address } {
  const town = new Town()
  const { build } = town
  const amt = town.create('owner', build.amt)
  const liqAmt = town.create('owner', build.liqAmt)
  const master = town.create('owner', build.master, amt, 'burnVault', liqAmt, 'payer')
  send(town, 'owner', amt, build.amt, 'mint', town.address('alice'), 100n)
  for (let i = 0; i < amtSnapshots; i++) send(town, 'owner', amt, build.amt, 'snapshot')
  for (let i = 0; i < liqSnapshots; i++) send(town, 'owner', liqAmt, build.liqAmt, 'snapshot')
  send(town, 'owner', amt, build.amt, 'transferOwnership', master)
  send(town, 'owner', liqAmt, build.liqAmt, 'transferOwnership', master)
  town.giveBtcb('payer', 1000n)
  town.does('payer', 'btcb', 'approve', master, 1000n)
  return { town, master }
}

describe('snapshots that were taken before Master owned the tokens', () => {
  it.each([
    [0, 1],
    [1, 0],
    [2, 1],
  ] as const)('make payments impossible when out of step (%i, %i)', (amt, liq) => {
    const { town, master } = skewedTown(amt, liq)
    expect(send(town, 'payer', master, town.build.master, 'payRent', 1000n, 0n)).toBe('SnapshotsOutOfStep')
  })

  it.each([0, 2])('do no harm when in step: %i of each', (count) => {
    const { town, master } = skewedTown(count, count)
    expect(send(town, 'payer', master, town.build.master, 'payRent', 1000n, 0n)).toBe('done')
    expect(view(town, master, 'pays', BigInt(count) + 1n)).toBe(1000n)
    if (count > 0) {
      expect(view(town, master, 'pays', 1n)).toBe(0n)
      expect(send(town, 'alice', master, town.build.master, 'charge', 1n)).toBe('done')
    }
    expect(send(town, 'alice', master, town.build.master, 'charge', BigInt(count) + 1n)).toBe('done')
    expect(town.balance('btcb', 'alice')).toBe(1000n)
  })
})

/** A call to a contract that the town does not know by name: `done`, or the custom error's name. */
function send(
  town: Town,
  from: 'owner' | 'payer' | 'alice',
  to: Address,
  { abi }: Artifact,
  name: string,
  ...args: readonly AbiValue[]
): string {
  const data = prepareCall(abi, name).encode(...args)
  const receipt = town.machine.execute({ ...town.block, from: town.address(from), to, data })
  if (receipt.ok) return 'done'
  const revert = decodeRevert(receipt.returned, prepareErrors(abi))
  return revert.kind === 'custom' ? revert.name : JSON.stringify(revert.kind)
}

function view(town: Town, master: Address, name: string, ...args: readonly AbiValue[]): AbiValue | undefined {
  const call = prepareCall(town.build.master.abi, name)
  const data = call.encode(...args)
  return call.decode(town.machine.view({ ...town.block, from: zero, to: master, data }).returned)[0]
}
