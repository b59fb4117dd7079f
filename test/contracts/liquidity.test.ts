/** Liquidity through Master on the real PancakeSwap V2: ratios, refunds, minimums, the protocol fee. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { prepareCall } from '../../src/evm/abi/call.ts'
import { changedBuild } from '../../src/evm/build.ts'
import { findArtifact } from '../../src/evm/compile/artifact.ts'
import { compileSources } from '../../src/evm/compile/compile.ts'
import { projectSources } from '../../src/evm/compile/project.ts'
import { readProject } from '../../src/evm/compile/sources.ts'
import { MAX, Refused, Town } from '../support/chain-world.ts'
import type { Who } from '../support/chain-world.ts'

const ONE = 10n ** 18n
const sides = ['below', 'above'] as const

describe.each(sides)('with AMT sorting %s BTCB, liquidity', (amtSorts) => {
  it('is added as given to an empty pair, against as much liqAMT as LP tokens', () => {
    const town = new Town(undefined, amtSorts)
    const { events } = town.provide('dora', 1_000_000n, 4_000_000n)
    expect(events.at(-1)).toBe('master.liqAdded(1000000, 4000000, dora)')
    expect(town.balance('liqAmt', 'dora')).toBe(1_999_000n)
    expect(town.balance('pair', 'master')).toBe(1_999_000n)
  })

  it('is added at the pair’s ratio, and the rest of either token is refunded', () => {
    const town = new Town(undefined, amtSorts)
    town.provide('dora', 1_000_000n, 4_000_000n)
    expect(town.provide('emil', 1000n, 4080n).events.slice(-2)).toEqual([
      'btcb.Transfer(master, emil, 80)',
      'master.liqAdded(1000, 4000, emil)',
    ])
    expect(town.provide('carol', 1020n, 4000n).events.slice(-2)).toEqual([
      'amt.Transfer(master, carol, 20)',
      'master.liqAdded(1000, 4000, carol)',
    ])
    expect(town.balance('btcb', 'emil')).toBe(80n)
    expect(town.balance('amt', 'carol')).toBe(20n)
    expect([town.balance('amt', 'master'), town.balance('btcb', 'master')]).toEqual([0n, 0n])
  })

  it('is refunded from what was left over, never from the claims that Master keeps', () => {
    const town = new Town(undefined, amtSorts)
    town.provide('dora', 1_000_000n, 4_000_000n)
    town.pay(123_456n, 0n)
    town.giveAmt('master', 77n)
    town.provide('emil', 1000n, 4080n)
    town.provide('carol', 1020n, 4000n)
    expect([town.balance('btcb', 'emil'), town.balance('amt', 'carol')]).toEqual([80n, 20n])
    expect([town.balance('btcb', 'master'), town.balance('amt', 'master')]).toEqual([123_456n, 77n])
  })

  it('is not followed by refunds of nothing', () => {
    const town = new Town(undefined, amtSorts)
    const { events } = town.provide('dora', 1_000_000n, 4_000_000n)
    const transfers = events.filter((event) => /^(amt|btcb)\.Transfer/.test(event))
    expect(transfers).toEqual([
      'amt.Transfer(dora, master, 1000000)',
      'btcb.Transfer(dora, master, 4000000)',
      'amt.Transfer(master, pair, 1000000)',
      'btcb.Transfer(master, pair, 4000000)',
    ])
  })

  it('is refused if more than 2% of either token would be left over', () => {
    const town = new Town(undefined, amtSorts)
    town.provide('dora', 1_000_000n, 4_000_000n)
    town.giveAmt('emil', 5000n)
    town.giveBtcb('emil', 20_000n)
    // The minimum for 4,082 BTCB is floor(4000.36), which 1,000 AMT can meet; for 4,083 it is floor(4001.34).
    expect(town.refusal('emil', 'master', 'addLiquidity', 1000n, 4083n)).toContain('INSUFFICIENT_B_AMOUNT')
    town.does('emil', 'master', 'addLiquidity', 1000n, 4082n)
    // The minimum for 1,021 AMT is floor(1000.58), which 4,000 BTCB can meet; for 1,022 it is floor(1001.56).
    expect(town.refusal('emil', 'master', 'addLiquidity', 1022n, 4000n)).toContain('INSUFFICIENT_A_AMOUNT')
    town.does('emil', 'master', 'addLiquidity', 1021n, 4000n)
    expect([town.balance('amt', 'emil'), town.balance('btcb', 'emil')]).toEqual([3000n, 12_000n])
  })

  it('comes back against liqAMT, to the last one', () => {
    const town = new Town(undefined, amtSorts)
    town.provide('dora', 1_000_000n, 4_000_000n)
    town.does('dora', 'liqAmt', 'approve', 'master', 1_999_000n)
    const { events } = town.does('dora', 'master', 'removeLiquidity', 1_999_000n)
    expect(events.slice(0, 2)).toEqual([
      'liqAmt.Approval(dora, master, 0)',
      'liqAmt.Transfer(dora, zero, 1999000)',
    ])
    expect(events.at(-1)).toBe('master.liqRemoved(999500, 3998000, dora)')
    expect([town.balance('amt', 'dora'), town.balance('btcb', 'dora')]).toEqual([999_500n, 3_998_000n])
    expect(town.balance('pair', 'master')).toBe(0n)
  })

  it('comes back in proportion to the pair’s reserves as they are by then', () => {
    const town = new Town(undefined, amtSorts)
    town.provide('dora', 1_000_000n, 4_000_000n)
    town.giveAmt('pair', 500_000n)
    town.does('carol', 'pair', 'sync')
    expect(town.does('dora', 'master', 'removeLiquidity', 1_000_000n).events.at(-1)).toBe(
      'master.liqRemoved(750000, 2000000, dora)',
    )
  })
})

describe('removing liquidity', () => {
  it('needs liqAMT, and an allowance to Master', () => {
    const town = new Town()
    town.provide('dora', 1_000_000n, 4_000_000n)
    expect(town.refusal('emil', 'master', 'removeLiquidity', 1n)).toBe('ERC20: insufficient allowance')
    town.does('emil', 'liqAmt', 'approve', 'master', MAX)
    expect(town.refusal('emil', 'master', 'removeLiquidity', 1n)).toBe('ERC20: burn amount exceeds balance')
  })

  it('needs a pair with LP tokens', () => {
    expect(new Town().refusal('emil', 'master', 'removeLiquidity', 0n)).toBe('NoLiquidity')
  })

  it('is refused by the pair if it would pay nothing', () => {
    const town = new Town()
    town.provide('dora', 1_000_000n, 4_000_000n)
    expect(town.refusal('dora', 'master', 'removeLiquidity', 0n)).toContain('INSUFFICIENT_LIQUIDITY_BURNED')
    expect(town.refusal('dora', 'master', 'removeLiquidity', 1n)).toContain('INSUFFICIENT_LIQUIDITY_BURNED')
  })

  it('cannot be frozen by the owner, who can only raise the router’s allowances', () => {
    const town = new Town()
    expect(town.refusal('alice', 'master', 'extendApprove', 0n)).toBe('Ownable: caller is not the owner')
    town.provide('dora', 1_000_000n, 4_000_000n)
    expect(town.does('owner', 'master', 'extendApprove', 0n).events).toEqual(['master.approveExtended(0)'])
    // BTCB has reduced even the infinite allowance; AMT and the LP token have not.
    expect(town.amount('btcb', 'allowance', 'master', 'router')).toBe(MAX - 4_000_000n)
    expect(town.does('owner', 'master', 'extendApprove', MAX).events).toEqual([
      `btcb.Approval(master, router, ${MAX})`,
      `master.approveExtended(${MAX})`,
    ])
    town.does('dora', 'master', 'removeLiquidity', 1_999_000n)
  })
})

/** Dora provides 1,000 AMT and 4,000 BTCB with the protocol fee on; then trading at 10 times the reserves goes on. */
function tradedTown(town: Town, trades: number): Town {
  town.does('pancake', 'factory', 'setFeeTo', 'emil')
  town.provide('dora', 1000n * ONE, 4000n * ONE)
  town.giveAmt('carol', 10_000n * ONE)
  for (const token of ['amt', 'btcb'] as const) town.does('carol', token, 'approve', 'router', MAX)
  for (let i = 0; i < trades; i++) swapAll(town, 'carol', i % 2 === 0 ? 'amt' : 'btcb')
  return town
}

function swapAll(town: Town, who: Who, token: 'amt' | 'btcb'): void {
  const path = [town.address(token), town.address(token === 'amt' ? 'btcb' : 'amt')]
  // The arguments are resolved one level deep, so the path is given by addresses.
  town.does(who, 'router', 'swapExactTokensForTokens', town.balance(token, who), 0n, path, who, town.now)
}

/** Removes `amount` and returns what share of the LP supply the fee was by then, in parts per 10,000. */
function feeShareOnRemoval(town: Town, amount: bigint): bigint {
  const before = town.amount('pair', 'totalSupply')
  town.does('dora', 'master', 'removeLiquidity', amount)
  return (town.balance('pair', 'emil') * 10_000n) / before
}

describe('the pair’s protocol fee', () => {
  it('does not block an exit when more than 2% of it are unclaimed', () => {
    const town = tradedTown(new Town(), 80)
    expect(feeShareOnRemoval(town, ONE)).toBeGreaterThan(204n)
  })

  it('would block every exit if the minimums were computed without it', () => {
    const build = changedBuild('minimums without the fee', {
      edits: [
        {
          purpose: 'compute the minimums with the present LP supply',
          source: 'contracts/Master.sol',
          find: 'PancakeLiquidity.supplyWithProtocolFee(liqPool, _factory, reserve0, reserve1)',
          replace: 'liqPool.totalSupply()',
        },
      ],
    })
    const town = tradedTown(new Town(build), 80)
    expect(town.refusal('dora', 'master', 'removeLiquidity', ONE)).toContain('INSUFFICIENT_A_AMOUNT')
    expect(town.refusal('dora', 'master', 'removeLiquidity', town.balance('liqAmt', 'dora'))).toContain(
      'INSUFFICIENT_A_AMOUNT',
    )
    const fresh = tradedTown(new Town(build), 0)
    expect(feeShareOnRemoval(fresh, ONE)).toBe(0n)
  })

  it('is predicted to the base unit, in every state that the pair can be in', () => {
    const predict = supplyProbe()
    const feeOn = (): Town => tradedTown(new Town(), 0)
    const towns: Readonly<Record<string, () => Town>> = {
      'fee off': () => {
        const town = new Town()
        town.provide('dora', 1000n * ONE, 4000n * ONE)
        return town
      },
      'fee on, nothing traded': feeOn,
      'fee on since after the last liquidity, so that kLast is zero': () => {
        const town = new Town()
        town.provide('dora', 1000n * ONE, 4000n * ONE)
        town.does('pancake', 'factory', 'setFeeTo', 'emil')
        town.giveAmt('pair', 77n * ONE)
        town.does('carol', 'pair', 'sync')
        return town
      },
      'fee off again, kLast still set': () => {
        const town = feeOn()
        town.giveAmt('pair', 77n * ONE)
        town.does('carol', 'pair', 'sync')
        town.does('pancake', 'factory', 'setFeeTo', '0x0000000000000000000000000000000000000000')
        return town
      },
      'growth too small for a unit of fee': () => {
        const town = feeOn()
        town.giveAmt('pair', 1n)
        town.does('carol', 'pair', 'sync')
        return town
      },
      'donated, not yet synced': () => {
        const town = feeOn()
        town.giveAmt('pair', 77n * ONE)
        return town
      },
      'donated and synced': () => {
        const town = feeOn()
        town.giveAmt('pair', 77n * ONE)
        town.does('carol', 'pair', 'sync')
        return town
      },
      'traded once': () => tradedTown(new Town(), 1),
      'traded seven times, other order': () => tradedTown(new Town(undefined, 'above'), 7),
    }
    const fees = Object.entries(towns).map(([name, make]) => {
      const town = make()
      const before = town.amount('pair', 'totalSupply')
      const predicted = predict(town)
      town.does('dora', 'master', 'removeLiquidity', ONE)
      expect(predicted, name).toBe(town.amount('pair', 'totalSupply') + ONE)
      return predicted > before
    })
    // Both kinds of states were there.
    expect(fees).toEqual([false, false, false, false, false, false, true, true, true])
  })
})

/** Asks Master's library, through a contract that does nothing else. */
function supplyProbe(): (town: Town) => bigint {
  const unit = 'contracts/SupplyProbe.sol'
  const text = readFileSync(join(import.meta.dirname, 'solidity/SupplyProbe.sol'), 'utf8')
  const sources = { ...projectSources(), [unit]: text }
  const { artifacts } = compileSources({ sources, targets: [unit], read: readProject })
  const probe = findArtifact(artifacts, 'SupplyProbe')
  const call = prepareCall(probe.abi, 'supply')
  return (town) => {
    const to = town.create('owner', probe)
    const data = call.encode(town.world.pair, town.world.factory)
    const { ok, returned } = town.machine.view({ ...town.block, from: to, to, data })
    if (!ok) throw new Refused('SupplyProbe')
    return BigInt(String(call.decode(returned)[0]))
  }
}
