/** The Market, on numbers small enough to check by hand: 150 USDT per 100 AMT, a fee of 10 per mille. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedBuild, projectBuild } from '../../src/evm/build.ts'
import { MAX, Reverted, ChainWorld } from '../support/chain-world.ts'

const CAP = 100_000_000n * 10n ** 18n

/**
 * The Market holds 1,000 AMT and 600 USDT; alice holds 900 USDT and 50 AMT, with allowances to the Market.
 */
function openWorld(): ChainWorld {
  const world = new ChainWorld()
  world.giveAmt('market', 1_000n)
  world.giveUsdt('market', 600n)
  world.giveUsdt('alice', 900n)
  world.giveAmt('alice', 50n)
  world.does('alice', 'amt', 'approve', 'market', MAX)
  return world
}

describe('buying', () => {
  it('pays floor(100 * usdt / rate) AMT; the admin wallet gets the USDT', () => {
    const world = openWorld()
    // floor(100 * 100 / 150) = 66.
    expect(world.does('alice', 'market', 'buy', 100n).events).toEqual([
      'usdt.Transfer(alice, admin, 100)',
      `usdt.Approval(alice, market, ${MAX - 100n})`,
      'amt.Transfer(market, alice, 66)',
      'market.amtBought(100, 66)',
    ])
    expect(world.balance('usdt', 'market')).toBe(600n)
    expect(world.balance('usdt', 'admin')).toBe(100n)
  })

  it('is limited to the inventory, exactly', () => {
    const world = openWorld()
    world.giveUsdt('alice', 10_000n)
    // 1,500 USDT buy exactly 1,000 AMT; 1,502 buy 1,001.
    expect(world.revert('alice', 'market', 'buy', 1_502n)).toBe('InsufficientInventory')
    world.does('alice', 'market', 'buy', 1_500n)
    expect(world.balance('amt', 'market')).toBe(0n)
    expect(world.revert('alice', 'market', 'buy', 2n)).toBe('InsufficientInventory')
  })

  it('reverts if it buys nothing, before any other check', () => {
    const world = openWorld()
    expect(world.revert('bruno', 'market', 'buy', 1n)).toBe('NothingBought')
    expect(world.revert('bruno', 'market', 'buy', 2n)).toBe('BEP20: transfer amount exceeds balance')
    expect(world.revert('bruno', 'market', 'buy', MAX)).toBe('Panic(0x11)')
  })

  it('needs an allowance of USDT', () => {
    const world = openWorld()
    world.does('alice', 'usdt', 'approve', 'market', 99n)
    expect(world.revert('alice', 'market', 'buy', 100n)).toBe('BEP20: transfer amount exceeds allowance')
  })
})

describe('selling', () => {
  it('pays floor(floor(amt * rate / 100) * (1000 - fee) / 1000) USDT; the admin wallet gets the AMT', () => {
    const world = openWorld()
    // floor(33 * 150 / 100) = 49, floor(49 * 990 / 1000) = 48.
    expect(world.does('alice', 'market', 'sell', 33n).events).toEqual([
      'amt.Transfer(alice, admin, 33)',
      'usdt.Transfer(market, alice, 48)',
      'market.userSold(48, 33)',
    ])
    expect(world.balance('amt', 'admin')).toBe(33n)
    expect(world.balance('amt', 'market')).toBe(1_000n)
  })

  it('is limited to the Market’s USDT', () => {
    const world = openWorld()
    world.giveAmt('alice', 1_000n)
    // 405 AMT: floor(607 * 990 / 1000) = 600; 406: floor(609 * 0.99) = 602.
    expect(world.revert('alice', 'market', 'sell', 406n)).toBe('InsufficientUsdt')
    world.does('alice', 'market', 'sell', 405n)
    expect(world.balance('usdt', 'market')).toBe(0n)
  })

  it('reverts if it pays nothing, before any other check', () => {
    const world = openWorld()
    // floor(1 * 150 / 100) = 1, floor(1 * 990 / 1000) = 0.
    expect(world.revert('bruno', 'market', 'sell', 1n)).toBe('NothingPaid')
    expect(world.revert('bruno', 'market', 'sell', 2n)).toBe('ERC20: insufficient allowance')
    expect(world.revert('bruno', 'market', 'sell', MAX)).toBe('Panic(0x11)')
  })
})

describe('the owner', () => {
  it('alone sets rate and fee, within bounds', () => {
    const world = openWorld()
    for (const [name, value] of [
      ['setRate', 0n],
      ['setFee', 1_000n],
    ] as const)
      expect(world.revert('alice', 'market', name, value)).toBe('Ownable: caller is not the owner')
    expect(world.revert('owner', 'market', 'setRate', 0n)).toBe('RateOutOfRange')
    expect(world.revert('owner', 'market', 'setRate', 2n ** 128n)).toBe('RateOutOfRange')
    expect(world.revert('owner', 'market', 'setFee', 1_000n)).toBe('FeeTooHigh')
    expect(world.does('owner', 'market', 'setRate', 2n ** 128n - 1n).events).toEqual([])
    world.does('owner', 'market', 'setRate', 1n)
    world.does('owner', 'market', 'setFee', 999n)
    expect(world.amount('market', 'usdPer100Amt')).toBe(1n)
    expect(world.amount('market', 'fee')).toBe(999n)
  })

  it('collects the payments of the unsold AMT, and all BTCB of the Market', () => {
    const world = openWorld()
    world.does('owner', 'master', 'mintMaster', 'bruno', 950n)
    // 2,000 AMT of which the Market holds 1,000: half of the payment.
    world.pay(1_001n, 0n)
    world.giveBtcb('market', 7n)
    expect(world.revert('alice', 'market', 'charge', 1n)).toBe('Ownable: caller is not the owner')
    expect(world.revert('owner', 'market', 'charge', 0n)).toBe('ERC20Snapshot: id is 0')
    expect(world.does('owner', 'market', 'charge', 1n).events).toEqual([
      'btcb.Transfer(master, market, 500)',
      'master.charged(1, market, 500)',
      'btcb.Transfer(market, owner, 507)',
    ])
    expect(world.revert('owner', 'market', 'charge', 1n)).toBe('AlreadyCharged')
  })

  it('withdraws whole balances, without transfers of zero', () => {
    const world = openWorld()
    expect(world.revert('admin', 'market', 'withdrawAll')).toBe('Ownable: caller is not the owner')
    expect(world.does('owner', 'market', 'withdrawAll').events).toEqual([
      'amt.Transfer(market, owner, 1000)',
      'usdt.Transfer(market, owner, 600)',
    ])
    expect(world.does('owner', 'market', 'withdrawAll').events).toEqual([])
    world.giveAmt('market', 1n)
    expect(world.does('owner', 'market', 'withdrawAll').events).toEqual(['amt.Transfer(market, owner, 1)'])
  })
})

describe('the bounds of the rate', () => {
  it('exclude overflow for every trade of AMT that can exist', () => {
    const world = new ChainWorld()
    world.does('owner', 'market', 'setRate', 2n ** 128n - 1n)
    world.giveAmt('alice', CAP)
    world.does('alice', 'amt', 'approve', 'market', MAX)
    expect(world.revert('alice', 'market', 'sell', CAP)).toBe('InsufficientUsdt')
    const price = (CAP * (2n ** 128n - 1n)) / 100n
    expect(world.revert('alice', 'market', 'buy', price)).toBe('InsufficientInventory')
  })
})

describe('a round trip', () => {
  const rate = fc.oneof(fc.bigInt(1n, 400n), fc.bigInt(1n, 2n ** 128n - 1n))
  const amount = fc.oneof(fc.bigInt(1n, 1_000n), fc.bigInt(1n, 10n ** 24n))

  it('from USDT never gains, for any rate, fee and amount', () => {
    const world = tradingWorld()
    fc.assert(
      fc.property(rate, fc.bigInt(0n, 999n), amount, (usdPer100, fee, usdt) => {
        set(world, usdPer100, fee)
        const [amt, usdtBefore] = [world.balance('amt', 'alice'), world.balance('usdt', 'alice')]
        if (!succeeds(world, 'buy', usdt)) return
        succeeds(world, 'sell', world.balance('amt', 'alice') - amt)
        expect(world.balance('usdt', 'alice')).toBeLessThanOrEqual(usdtBefore)
      }),
      { numRuns: 150 },
    )
  })

  it('from AMT never gains, for any rate, fee and amount', () => {
    const world = tradingWorld()
    fc.assert(
      fc.property(rate, fc.bigInt(0n, 999n), amount, (usdPer100, fee, amt) => {
        set(world, usdPer100, fee)
        const [amtBefore, usdt] = [world.balance('amt', 'alice'), world.balance('usdt', 'alice')]
        if (!succeeds(world, 'sell', amt)) return
        succeeds(world, 'buy', world.balance('usdt', 'alice') - usdt)
        expect(world.balance('amt', 'alice')).toBeLessThanOrEqual(amtBefore)
      }),
      { numRuns: 150 },
    )
  })

  it('would gain if the sale rounded up', () => {
    const edits = [
      {
        purpose: 'round the sale up',
        source: 'contracts/Market.sol',
        find: '(amountAmt * usdPer100Amt) / LOT',
        replace: '(amountAmt * usdPer100Amt + LOT - 1) / LOT',
      },
    ]
    const earned = [projectBuild(), changedBuild('round the sale up', { edits })].map((build) => {
      const world = tradingWorld(build)
      set(world, 150n, 0n)
      world.does('alice', 'market', 'buy', 100n)
      for (let i = 0; i < 66; i++) world.does('alice', 'market', 'sell', 1n)
      return world.balance('usdt', 'alice') - 10n ** 27n
    })
    // 66 AMT for 100 USDT, sold one unit at a time for floor(1.5) or ceil(1.5).
    expect(earned).toEqual([-100n + 66n, -100n + 132n])
  })
})

function tradingWorld(build = projectBuild()): ChainWorld {
  const world = new ChainWorld(build)
  world.giveAmt('market', CAP / 4n)
  world.giveAmt('alice', CAP / 4n)
  world.does('alice', 'amt', 'approve', 'market', MAX)
  world.giveUsdt('market', 10n ** 60n)
  world.giveUsdt('alice', 10n ** 27n)
  return world
}

function set(world: ChainWorld, rate: bigint, fee: bigint): void {
  world.does('owner', 'market', 'setRate', rate)
  world.does('owner', 'market', 'setFee', fee)
}

/** Whether a trade by alice succeeds: some buy or pay nothing. */
function succeeds(world: ChainWorld, name: 'buy' | 'sell', amount: bigint): boolean {
  try {
    world.does('alice', 'market', name, amount)
    return true
  } catch (error) {
    if (error instanceof Reverted) return false
    throw error
  }
}
