/** Liquidity through Master on PancakeSwap V2: ratios, refunds, minimums, the protocol fee. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { prepareCall } from '../../src/evm/abi/call.ts'
import { changedBuild } from '../../src/evm/build.ts'
import { findArtifact } from '../../src/evm/compile/artifact.ts'
import { compileSources } from '../../src/evm/compile/compile.ts'
import { projectSources } from '../../src/evm/compile/project.ts'
import { readProject } from '../../src/evm/compile/sources.ts'
import { MAX, Reverted, ChainWorld } from '../support/chain-world.ts'
import type { Who } from '../support/chain-world.ts'

const ONE = 10n ** 18n
const sides = ['below', 'above'] as const

describe.each(sides)('with AMT sorting %s BTCB, liquidity', (amtSorts) => {
  it('is added in full to an empty pair, for as much liqAMT as LP tokens', () => {
    const world = new ChainWorld(undefined, amtSorts)
    const { events } = world.provide('diego', 1_000_000n, 4_000_000n)
    expect(events.at(-1)).toBe('master.liqAdded(1000000, 4000000, diego)')
    expect(world.balance('liqAmt', 'diego')).toBe(1_999_000n)
    expect(world.balance('pair', 'master')).toBe(1_999_000n)
  })

  it('is added in the ratio of the reserves; the rest of either token is refunded', () => {
    const world = new ChainWorld(undefined, amtSorts)
    world.provide('diego', 1_000_000n, 4_000_000n)
    expect(world.provide('elena', 1000n, 4080n).events.slice(-2)).toEqual([
      'btcb.Transfer(master, elena, 80)',
      'master.liqAdded(1000, 4000, elena)',
    ])
    expect(world.provide('carmen', 1020n, 4000n).events.slice(-2)).toEqual([
      'amt.Transfer(master, carmen, 20)',
      'master.liqAdded(1000, 4000, carmen)',
    ])
    expect(world.balance('btcb', 'elena')).toBe(80n)
    expect(world.balance('amt', 'carmen')).toBe(20n)
    expect([world.balance('amt', 'master'), world.balance('btcb', 'master')]).toEqual([0n, 0n])
  })

  it('is refunded to the last base unit', () => {
    const world = new ChainWorld(undefined, amtSorts)
    world.provide('diego', 1_000_000n, 4_000_000n)
    world.provide('elena', 1000n, 4001n)
    world.provide('carmen', 1001n, 4000n)
    expect([world.balance('btcb', 'elena'), world.balance('amt', 'carmen')]).toEqual([1n, 1n])
  })

  it('is refunded from its own unused amounts, never from the claims in Master', () => {
    const world = new ChainWorld(undefined, amtSorts)
    world.provide('diego', 1_000_000n, 4_000_000n)
    world.pay(123_456n, 0n)
    world.giveAmt('master', 77n)
    world.provide('elena', 1000n, 4080n)
    world.provide('carmen', 1020n, 4000n)
    expect([world.balance('btcb', 'elena'), world.balance('amt', 'carmen')]).toEqual([80n, 20n])
    expect([world.balance('btcb', 'master'), world.balance('amt', 'master')]).toEqual([123_456n, 77n])
  })

  it('makes no refund of zero', () => {
    const world = new ChainWorld(undefined, amtSorts)
    const { events } = world.provide('diego', 1_000_000n, 4_000_000n)
    const transfers = events.filter((event) => /^(amt|btcb)\.Transfer/.test(event))
    expect(transfers).toEqual([
      'amt.Transfer(diego, master, 1000000)',
      'btcb.Transfer(diego, master, 4000000)',
      'amt.Transfer(master, pair, 1000000)',
      'btcb.Transfer(master, pair, 4000000)',
    ])
  })

  it('reverts if more than 2% of either token would be unused', () => {
    const world = new ChainWorld(undefined, amtSorts)
    world.provide('diego', 1_000_000n, 4_000_000n)
    world.giveAmt('elena', 5000n)
    world.giveBtcb('elena', 20_000n)
    // The minimum for 4,082 BTCB is floor(4000.36), which 1,000 AMT can meet; for 4,083 it is floor(4001.34).
    expect(world.revert('elena', 'master', 'addLiquidity', 1000n, 4083n)).toContain('INSUFFICIENT_B_AMOUNT')
    world.does('elena', 'master', 'addLiquidity', 1000n, 4082n)
    // The minimum for 1,021 AMT is floor(1000.58), which 4,000 BTCB can meet; for 1,022 it is floor(1001.56).
    expect(world.revert('elena', 'master', 'addLiquidity', 1022n, 4000n)).toContain('INSUFFICIENT_A_AMOUNT')
    world.does('elena', 'master', 'addLiquidity', 1021n, 4000n)
    expect([world.balance('amt', 'elena'), world.balance('btcb', 'elena')]).toEqual([3000n, 12_000n])
  })

  it('can be removed in full for liqAMT', () => {
    const world = new ChainWorld(undefined, amtSorts)
    world.provide('diego', 1_000_000n, 4_000_000n)
    world.does('diego', 'liqAmt', 'approve', 'master', 1_999_000n)
    const { events } = world.does('diego', 'master', 'removeLiquidity', 1_999_000n)
    expect(events.slice(0, 2)).toEqual([
      'liqAmt.Approval(diego, master, 0)',
      'liqAmt.Transfer(diego, zero, 1999000)',
    ])
    expect(events.at(-1)).toBe('master.liqRemoved(999500, 3998000, diego)')
    expect([world.balance('amt', 'diego'), world.balance('btcb', 'diego')]).toEqual([999_500n, 3_998_000n])
    expect(world.balance('pair', 'master')).toBe(0n)
  })

  it('is removed in proportion to the current reserves', () => {
    const world = new ChainWorld(undefined, amtSorts)
    world.provide('diego', 1_000_000n, 4_000_000n)
    world.giveAmt('pair', 500_000n)
    world.does('carmen', 'pair', 'sync')
    expect(world.does('diego', 'master', 'removeLiquidity', 1_000_000n).events.at(-1)).toBe(
      'master.liqRemoved(750000, 2000000, diego)',
    )
  })
})

describe('removing liquidity', () => {
  it('needs liqAMT, and an allowance to Master', () => {
    const world = new ChainWorld()
    world.provide('diego', 1_000_000n, 4_000_000n)
    expect(world.revert('elena', 'master', 'removeLiquidity', 1n)).toBe('ERC20: insufficient allowance')
    world.does('elena', 'liqAmt', 'approve', 'master', MAX)
    expect(world.revert('elena', 'master', 'removeLiquidity', 1n)).toBe('ERC20: burn amount exceeds balance')
  })

  it('needs a pair with LP tokens', () => {
    const world = new ChainWorld()
    expect(world.revert('elena', 'master', 'removeLiquidity', 0n)).toBe('NoLiquidity')
    // What the caller lacks is told first.
    expect(world.revert('elena', 'master', 'removeLiquidity', 1n)).toBe('ERC20: insufficient allowance')
  })

  it('reverts in the pair if it would pay zero', () => {
    const world = new ChainWorld()
    world.provide('diego', 1_000_000n, 4_000_000n)
    expect(world.revert('diego', 'master', 'removeLiquidity', 0n)).toContain('INSUFFICIENT_LIQUIDITY_BURNED')
    expect(world.revert('diego', 'master', 'removeLiquidity', 1n)).toContain('INSUFFICIENT_LIQUIDITY_BURNED')
  })

  it('cannot be frozen by the owner, who can only raise the router’s allowances', () => {
    const world = new ChainWorld()
    expect(world.revert('alice', 'master', 'extendApprove', 0n)).toBe('Ownable: caller is not the owner')
    world.provide('diego', 1_000_000n, 4_000_000n)
    expect(world.does('owner', 'master', 'extendApprove', 0n).events).toEqual(['master.approveExtended(0)'])
    // BTCB has reduced even the infinite allowance; AMT and the LP token have not.
    expect(world.amount('btcb', 'allowance', 'master', 'router')).toBe(MAX - 4_000_000n)
    expect(world.does('owner', 'master', 'extendApprove', MAX).events).toEqual([
      `btcb.Approval(master, router, ${MAX})`,
      `master.approveExtended(${MAX})`,
    ])
    world.does('diego', 'master', 'removeLiquidity', 1_999_000n)
  })
})

/**
 * Diego provides 1,000 AMT and 4,000 BTCB with the protocol fee on; then carmen trades 10 times the reserves.
 */
function tradedWorld(world: ChainWorld, trades: number): ChainWorld {
  world.does('pancake', 'factory', 'setFeeTo', 'elena')
  world.provide('diego', 1000n * ONE, 4000n * ONE)
  world.giveAmt('carmen', 10_000n * ONE)
  for (const token of ['amt', 'btcb'] as const) world.does('carmen', token, 'approve', 'router', MAX)
  for (let i = 0; i < trades; i++) swapAll(world, 'carmen', i % 2 === 0 ? 'amt' : 'btcb')
  return world
}

function swapAll(world: ChainWorld, who: Who, token: 'amt' | 'btcb'): void {
  const path = [world.address(token), world.address(token === 'amt' ? 'btcb' : 'amt')]
  // Names are resolved one level deep, so the path contains addresses.
  world.does(who, 'router', 'swapExactTokensForTokens', world.balance(token, who), 0n, path, who, world.now)
}

/** Removes `amount`, and returns the protocol fee as a share of the LP supply, in basis points. */
function feeShareOnRemoval(world: ChainWorld, amount: bigint): bigint {
  const before = world.amount('pair', 'totalSupply')
  world.does('diego', 'master', 'removeLiquidity', amount)
  return (world.balance('pair', 'elena') * 10_000n) / before
}

describe('the pair’s protocol fee', () => {
  it('does not block an exit if more than 2% of the supply is accrued', () => {
    const world = tradedWorld(new ChainWorld(), 80)
    expect(feeShareOnRemoval(world, ONE)).toBeGreaterThan(204n)
  })

  it('would block every exit if the minimums ignored it', () => {
    const build = changedBuild('minimums without the fee', {
      edits: [
        {
          purpose: 'compute the minimums with the current LP supply',
          source: 'contracts/Master.sol',
          find: 'PancakeLiquidity.supplyWithProtocolFee(liqPool, _factory, reserve0, reserve1)',
          replace: 'liqPool.totalSupply()',
        },
      ],
    })
    const world = tradedWorld(new ChainWorld(build), 80)
    expect(world.revert('diego', 'master', 'removeLiquidity', ONE)).toContain('INSUFFICIENT_A_AMOUNT')
    expect(world.revert('diego', 'master', 'removeLiquidity', world.balance('liqAmt', 'diego'))).toContain(
      'INSUFFICIENT_A_AMOUNT',
    )
    const fresh = tradedWorld(new ChainWorld(build), 0)
    expect(feeShareOnRemoval(fresh, ONE)).toBe(0n)
  })

  it('is predicted exactly, in every state of the pair', () => {
    const predict = supplyProbe()
    const feeOn = (): ChainWorld => tradedWorld(new ChainWorld(), 0)
    const grownBy = (amount: bigint): ChainWorld => {
      const world = feeOn()
      world.giveAmt('pair', amount)
      world.does('carmen', 'pair', 'sync')
      return world
    }
    const worlds: Readonly<Record<string, () => ChainWorld>> = {
      'fee off': () => {
        const world = new ChainWorld()
        world.provide('diego', 1000n * ONE, 4000n * ONE)
        return world
      },
      'fee on, nothing traded': feeOn,
      'fee on since after the last liquidity, so that kLast is zero': () => {
        const world = new ChainWorld()
        world.provide('diego', 1000n * ONE, 4000n * ONE)
        world.does('pancake', 'factory', 'setFeeTo', 'elena')
        world.giveAmt('pair', 77n * ONE)
        world.does('carmen', 'pair', 'sync')
        return world
      },
      'fee off again, kLast still set': () => {
        const world = feeOn()
        world.giveAmt('pair', 77n * ONE)
        world.does('carmen', 'pair', 'sync')
        world.does('pancake', 'factory', 'setFeeTo', '0x0000000000000000000000000000000000000000')
        return world
      },
      'growth too small for a unit of fee': () => grownBy(1n),
      // 1,000 · 4,000 with 4 more base units of AMT: √K grows by 3, and 3 · 8/25 of a unit is none. With 5 it
      // grows by 4, and the fee is one unit.
      'growth just too small for a unit of fee': () => grownBy(4n),
      'growth just enough for a unit of fee': () => grownBy(5n),
      'donated, not yet synced': () => {
        const world = feeOn()
        world.giveAmt('pair', 77n * ONE)
        return world
      },
      'donated and synced': () => {
        const world = feeOn()
        world.giveAmt('pair', 77n * ONE)
        world.does('carmen', 'pair', 'sync')
        return world
      },
      'traded once': () => tradedWorld(new ChainWorld(), 1),
      'traded seven times, other order': () => tradedWorld(new ChainWorld(undefined, 'above'), 7),
    }
    const fees = Object.entries(worlds).map(([name, make]) => {
      const world = make()
      const before = world.amount('pair', 'totalSupply')
      const predicted = predict(world)
      world.does('diego', 'master', 'removeLiquidity', ONE)
      expect(predicted, name).toBe(world.amount('pair', 'totalSupply') + ONE)
      return predicted > before
    })
    // Coverage: states with and without a fee.
    expect(fees).toEqual([...Array<boolean>(6).fill(false), true, false, true, true, true])
  })
})

/** Calls Master's library through a probe contract. */
function supplyProbe(): (world: ChainWorld) => bigint {
  const unit = 'contracts/SupplyProbe.sol'
  const text = readFileSync(join(import.meta.dirname, 'solidity/SupplyProbe.sol'), 'utf8')
  const sources = { ...projectSources(), [unit]: text }
  const { artifacts } = compileSources({ sources, targets: [unit], read: readProject })
  const probe = findArtifact(artifacts, 'SupplyProbe')
  const call = prepareCall(probe.abi, 'supply')
  return (world) => {
    const to = world.create('owner', probe)
    const data = call.encode(world.world.pair, world.world.factory)
    const { ok, returned } = world.machine.view({ ...world.block, from: to, to, data })
    if (!ok) throw new Reverted('SupplyProbe')
    return BigInt(String(call.decode(returned)[0]))
  }
}
