/** Deployment of the whole system: addresses, owners, and builds that are rejected. */
import { describe, expect, it } from 'vitest'
import { prepareCall } from '../../src/evm/abi/call.ts'
import type { AbiValue } from '../../src/evm/abi/value.ts'
import { changedBuild, projectBuild } from '../../src/evm/build.ts'
import type { Artifact } from '../../src/evm/compile/artifact.ts'
import { DeploymentFailed } from '../../src/evm/create.ts'
import { deploy, pairable, WrongDeployment } from '../../src/evm/deploy.ts'
import type { DeployOptions } from '../../src/evm/deploy.ts'
import { Machine } from '../../src/evm/machine/machine.ts'
import type { Address } from '../../src/evm/machine/machine.ts'
import { toHex } from '../../src/evm/machine/hex.ts'

const parties = {
  owner: '0x0000000000000000000000000000000000000a01',
  payer: '0x0000000000000000000000000000000000000a02',
  binance: '0x0000000000000000000000000000000000000a03',
  pancake: '0x0000000000000000000000000000000000000a04',
  admin: '0x0000000000000000000000000000000000000a05',
} as const
const block = { timestamp: 1_689_120_000n, blockNumber: 30_000_000n }
const options = (amtSorts: DeployOptions['amtSorts']): DeployOptions => ({ parties, amtSorts, block })

function read(
  machine: Machine,
  to: Address,
  { abi }: Artifact,
  name: string,
  ...args: AbiValue[]
): AbiValue | undefined {
  const call = prepareCall(abi, name)
  const { returned } = machine.view({ ...block, from: parties.owner, to, data: call.encode(...args) })
  return call.decode(returned)[0]
}

it('sorts all four tokens as chain 56 does if AMT sorts below BTCB', () => {
  const world = deploy(new Machine(), projectBuild(), options('below'))
  const sorted = [...pairable].toSorted((a, b) => (world[a] < world[b] ? -1 : 1))
  expect(sorted).toEqual(['usdt', 'liqAmt', 'amt', 'btcb'])
})

describe.each(['below', 'above'] as const)('with AMT sorting %s BTCB', (amtSorts) => {
  const build = projectBuild()
  const machine = new Machine()
  const world = deploy(machine, build, options(amtSorts))

  it('places AMT on that side', () => {
    expect(world.amt < world.btcb).toBe(amtSorts === 'below')
    const token0 = read(machine, world.pair, build.outside.pair, 'token0')
    expect(token0).toBe(amtSorts === 'below' ? world.amt : world.btcb)
  })

  it('connects the system as published', () => {
    expect(read(machine, world.master, build.master, 'amt')).toBe(world.amt)
    expect(read(machine, world.master, build.master, 'liqToken')).toBe(world.liqAmt)
    expect(read(machine, world.master, build.master, 'vault')).toBe(world.burnVault)
    expect(read(machine, world.master, build.master, 'liqPool')).toBe(world.pair)
    expect(read(machine, world.master, build.master, 'payerWallet')).toBe(parties.payer)
    expect(read(machine, world.master, build.master, 'addrRouter')).toBe(world.router)
    expect(read(machine, world.master, build.master, 'addrBtcb')).toBe(world.btcb)
    expect(read(machine, world.master, build.master, 'liqLocked')).toBe(false)
    expect(read(machine, world.master, build.master, 'owner')).toBe(parties.owner)
    expect(read(machine, world.amt, build.amt, 'owner')).toBe(world.master)
    expect(read(machine, world.liqAmt, build.liqAmt, 'owner')).toBe(world.master)
    expect(read(machine, world.burnVault, build.burnVault, 'amt')).toBe(world.amt)
    expect(read(machine, world.market, build.market, 'owner')).toBe(parties.owner)
    expect(read(machine, world.market, build.market, 'adminWallet')).toBe(parties.admin)
    expect(read(machine, world.market, build.market, 'usdPer100Amt')).toBe(150n)
    expect(read(machine, world.market, build.market, 'fee')).toBe(10n)
    for (const vault of ['stakingVault', 'buyBackVault'] as const)
      expect(read(machine, world[vault], build[vault], 'harvestedTo')).toBe(0n)
  })

  it('gives the external contracts to their owners, with the protocol fee off', () => {
    expect(read(machine, world.btcb, build.outside.btcb, 'owner')).toBe(parties.binance)
    expect(read(machine, world.usdt, build.outside.usdt, 'owner')).toBe(parties.binance)
    expect(read(machine, world.btcb, build.outside.btcb, 'symbol')).toBe('BTCB')
    expect(read(machine, world.usdt, build.outside.usdt, 'symbol')).toBe('USDT')
    expect(read(machine, world.factory, build.outside.factory, 'feeToSetter')).toBe(parties.pancake)
    expect(BigInt(String(read(machine, world.factory, build.outside.factory, 'feeTo')))).toBe(0n)
    expect(read(machine, world.router, build.outside.router, 'factory')).toBe(world.factory)
  })

  it('gives the router infinite allowances of Master and the buy-back vault', () => {
    const infinite = 2n ** 256n - 1n
    const { amt, outside } = build
    expect(read(machine, world.amt, amt, 'allowance', world.master, world.router)).toBe(infinite)
    expect(read(machine, world.btcb, outside.btcb, 'allowance', world.master, world.router)).toBe(infinite)
    expect(read(machine, world.pair, outside.pair, 'allowance', world.master, world.router)).toBe(infinite)
    const vaults = read(machine, world.btcb, outside.btcb, 'allowance', world.buyBackVault, world.router)
    expect(vaults).toBe(infinite)
  })

  it('creates only the AMT/BTCB pair and predicts the addresses of all others', () => {
    const { factory } = build.outside
    expect(read(machine, world.factory, factory, 'allPairsLength')).toBe(1n)
    expect(world.pairs).toHaveLength(6)
    const mark = machine.checkpoint()
    for (const {
      tokens: [a, b],
      address,
    } of world.pairs) {
      if (address !== world.pair) {
        const data = prepareCall(factory.abi, 'createPair').encode(world[b], world[a])
        expect(machine.execute({ ...block, from: parties.payer, to: world.factory, data }).ok).toBe(true)
      }
      expect(read(machine, world.factory, factory, 'getPair', world[a], world[b])).toBe(address)
    }
    machine.rewind(mark)
    machine.release(mark)
    expect(new Set(world.pairs.flatMap(({ tokens }) => tokens))).toEqual(new Set(pairable))
  })

  it('leaves no code at the temporary addresses of the external contracts', () => {
    const contracts = machine.accounts().filter(({ code }) => code.length > 0)
    const { pairs: _pairs, locker: _locker, ...there } = world
    const expected = Object.values(there).toSorted()
    expect(contracts.map(({ address }) => address)).toEqual(expected)
  })
})

it('is deterministic: two deployments have equal accounts', () => {
  const machines = [new Machine(), new Machine()]
  for (const machine of machines) deploy(machine, projectBuild(), options('below'))
  const [first, second] = machines.map((machine) =>
    machine.accounts().map((account) => ({ ...account, code: toHex(account.code) })),
  )
  expect(first).toEqual(second)
})

it('throws on a build whose constructor reverts', () => {
  const reverting = changedBuild('reverting constructor', {
    edits: [
      {
        purpose: 'revert in the constructor',
        source: 'contracts/Master.sol',
        find: '        amt = ISnapshotToken(amt_);\n',
        replace:
          '        amt = ISnapshotToken(amt_);\n        if (vault_ != address(0)) revert NoSupply();\n',
      },
    ],
  })
  expect(() => deploy(new Machine(), reverting, options('below'))).toThrow(DeploymentFailed)
})

it('throws on a build whose Master uses another pair than the published one', () => {
  const wrongPair = changedBuild('wrong pair', {
    edits: [
      {
        purpose: 'trade on the pair with liqAMT',
        source: 'contracts/Master.sol',
        find: '        address pair = factory.getPair(amt_, BTCB);\n        if (pair == address(0)) pair = factory.createPair(amt_, BTCB);\n',
        replace:
          '        factory.createPair(amt_, BTCB);\n        address pair = factory.createPair(amt_, liqToken_);\n',
      },
    ],
  })
  expect(() => deploy(new Machine(), wrongPair, options('below'))).toThrow(WrongDeployment)
})
