/** The project's locked liquidity: locked once, for two years; its claims go to the beneficiary. */
import { describe, expect, it } from 'vitest'
import { ChainWorld } from '../support/chain-world.ts'

const TWO_YEARS = 730n * 86_400n

/**
 * The owner has locked 1,000,000 AMT and 4,000,000 BTCB; LP and liqAMT 1,999,000. Alice holds 1,000,000 AMT.
 */
function lockedWorld(): ChainWorld {
  const world = new ChainWorld()
  world.giveAmt('alice', 1_000_000n)
  world.giveAmt('owner', 1_000_100n)
  world.giveBtcb('owner', 4_000_000n)
  world.does('owner', 'master', 'addLiquidityLocking', 1_000_000n, 4_000_000n)
  return world
}

describe('locking', () => {
  it('puts LP tokens and liqAMT into a new locker', () => {
    const world = lockedWorld()
    expect(world.read('master', 'addrLiqLocker')).toBe(world.world.locker)
    expect(world.read('master', 'liqLocked')).toBe(true)
    expect(world.balance('pair', 'locker')).toBe(1_999_000n)
    expect(world.balance('liqAmt', 'locker')).toBe(1_999_000n)
    expect(world.read('locker', 'beneficiary')).toBe(world.address('owner'))
    expect(world.read('locker', 'token')).toBe(world.world.pair)
    expect(world.read('locker', 'releaseTime')).toBe(world.now + TWO_YEARS)
  })

  it('refunds what the ratio of the reserves leaves unused, and reports the used amounts', () => {
    const world = new ChainWorld()
    world.provide('diego', 1_000_000n, 4_000_000n)
    world.giveAmt('owner', 1010n)
    world.giveBtcb('owner', 4000n)
    const { events } = world.does('owner', 'master', 'addLiquidityLocking', 1010n, 4000n)
    expect(events.slice(-2)).toEqual([
      'amt.Transfer(master, owner, 10)',
      'master.liqLockingAdded(1000, 4000, owner)',
    ])
  })

  it('is reserved to the owner, and possible once', () => {
    const world = new ChainWorld()
    expect(world.revert('alice', 'master', 'addLiquidityLocking', 0n, 0n)).toBe(
      'Ownable: caller is not the owner',
    )
    expect(world.revert('owner', 'master', 'addLiquidityLocking', 1n, 1n)).toBe(
      'ERC20: insufficient allowance',
    )
    expect(world.read('master', 'liqLocked')).toBe(false)
    expect(lockedWorld().revert('owner', 'master', 'addLiquidityLocking', 100n, 400n)).toBe('AlreadyLocked')
  })

  it('remains impossible after the release', () => {
    const world = lockedWorld()
    world.wait(TWO_YEARS)
    world.does('alice', 'locker', 'release')
    expect(world.read('master', 'liqLocked')).toBe(true)
    expect(world.revert('owner', 'master', 'addLiquidityLocking', 100n, 400n)).toBe('AlreadyLocked')
  })
})

describe('the locker', () => {
  it('releases after two years, and not one second earlier', () => {
    const world = lockedWorld()
    world.wait(TWO_YEARS - 1n)
    expect(world.revert('alice', 'locker', 'release')).toBe('StillLocked')
    world.wait(1n)
    expect(world.does('alice', 'locker', 'release').events).toEqual([
      'pair.Transfer(locker, master, 1999000)',
      'liqAmt.Transfer(locker, owner, 1999000)',
    ])
    expect(world.revert('alice', 'locker', 'release')).toBe('NothingToRelease')
  })

  it('reverts with StillLocked even if it is empty', () => {
    const world = lockedWorld()
    world.wait(TWO_YEARS)
    world.does('alice', 'locker', 'release')
    world.wait(-1n)
    expect(world.revert('alice', 'locker', 'release')).toBe('StillLocked')
  })

  it('releases either token that it receives later', () => {
    const world = lockedWorld()
    world.wait(TWO_YEARS)
    world.does('alice', 'locker', 'release')
    world.does('owner', 'liqAmt', 'transfer', 'locker', 5n)
    expect(world.does('bruno', 'locker', 'release').events).toEqual(['liqAmt.Transfer(locker, owner, 5)'])
    world.does('owner', 'amt', 'transfer', 'pair', 100n)
    world.giveBtcb('pair', 400n)
    world.does('bruno', 'pair', 'mint', 'locker')
    expect(world.does('bruno', 'locker', 'release').events).toEqual(['pair.Transfer(locker, master, 200)'])
  })

  it('lets the beneficiary remove the liquidity through Master after the release', () => {
    const world = lockedWorld()
    world.wait(TWO_YEARS)
    world.does('alice', 'locker', 'release')
    world.does('owner', 'liqAmt', 'approve', 'master', 1_999_000n)
    expect(world.does('owner', 'master', 'removeLiquidity', 1_999_000n).events.at(-1)).toBe(
      'master.liqRemoved(999500, 3998000, owner)',
    )
  })

  it('sends its claims, by any caller, and all BTCB that it holds to the beneficiary', () => {
    const world = lockedWorld()
    // 2,000,100 AMT, 1,000,000 of them in the pair.
    world.pay(2_000_100n, 0n)
    world.giveBtcb('locker', 7n)
    expect(world.does('bruno', 'locker', 'charge', 1n).events).toEqual([
      'btcb.Transfer(master, locker, 1000000)',
      'master.charged(1, locker, 1000000)',
      'btcb.Transfer(locker, owner, 1000007)',
    ])
    expect(world.revert('bruno', 'locker', 'charge', 1n)).toBe('AlreadyCharged')
    expect(world.revert('bruno', 'locker', 'charge', 2n)).toBe('ERC20Snapshot: nonexistent id')
  })

  it('can claim payments from before the release after it', () => {
    const world = lockedWorld()
    world.pay(2_000_100n, 0n)
    world.wait(TWO_YEARS)
    world.does('bruno', 'locker', 'release')
    world.pay(2_000_100n, 0n)
    world.does('bruno', 'locker', 'charge', 1n)
    expect(world.balance('btcb', 'owner')).toBe(1_000_000n)
    expect(world.revert('bruno', 'locker', 'charge', 2n)).toBe('NothingToCharge')
  })

  it('keeps its beneficiary when the ownership of Master is transferred', () => {
    const world = lockedWorld()
    world.does('owner', 'master', 'transferOwnership', 'carmen')
    world.wait(TWO_YEARS)
    world.does('bruno', 'locker', 'release')
    expect(world.balance('liqAmt', 'owner')).toBe(1_999_000n)
  })
})
