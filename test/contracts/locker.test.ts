/** The project's locked liquidity: once, for two years, with its claims going to the beneficiary. */
import { describe, expect, it } from 'vitest'
import { Town } from '../support/chain-world.ts'

const TWO_YEARS = 730n * 86_400n

/** The owner has locked 1,000,000 AMT and 4,000,000 BTCB; LP and liqAMT 1,999,000. Alice holds 1,000,000 AMT. */
function lockedTown(): Town {
  const town = new Town()
  town.giveAmt('alice', 1_000_000n)
  town.giveAmt('owner', 1_000_100n)
  town.giveBtcb('owner', 4_000_000n)
  town.does('owner', 'master', 'addLiquidityLocking', 1_000_000n, 4_000_000n)
  return town
}

describe('locking', () => {
  it('puts LP tokens and liqAMT into a new locker', () => {
    const town = lockedTown()
    expect(town.read('master', 'addrLiqLocker')).toBe(town.world.locker)
    expect(town.read('master', 'liqLocked')).toBe(true)
    expect(town.balance('pair', 'locker')).toBe(1_999_000n)
    expect(town.balance('liqAmt', 'locker')).toBe(1_999_000n)
    expect(town.read('locker', 'beneficiary')).toBe(town.address('owner'))
    expect(town.read('locker', 'token')).toBe(town.world.pair)
    expect(town.read('locker', 'releaseTime')).toBe(town.now + TWO_YEARS)
  })

  it('refunds what the pair’s ratio leaves over, and reports what was used', () => {
    const town = new Town()
    town.provide('dora', 1_000_000n, 4_000_000n)
    town.giveAmt('owner', 1010n)
    town.giveBtcb('owner', 4000n)
    const { events } = town.does('owner', 'master', 'addLiquidityLocking', 1010n, 4000n)
    expect(events.slice(-2)).toEqual([
      'amt.Transfer(master, owner, 10)',
      'master.liqLockingAdded(1000, 4000, owner)',
    ])
  })

  it('is the owner’s, and possible once', () => {
    const town = new Town()
    expect(town.refusal('alice', 'master', 'addLiquidityLocking', 0n, 0n)).toBe(
      'Ownable: caller is not the owner',
    )
    expect(town.refusal('owner', 'master', 'addLiquidityLocking', 1n, 1n)).toBe(
      'ERC20: insufficient allowance',
    )
    expect(town.read('master', 'liqLocked')).toBe(false)
    expect(lockedTown().refusal('owner', 'master', 'addLiquidityLocking', 100n, 400n)).toBe('AlreadyLocked')
  })

  it('stays possible only once after the release', () => {
    const town = lockedTown()
    town.wait(TWO_YEARS)
    town.does('alice', 'locker', 'release')
    expect(town.read('master', 'liqLocked')).toBe(true)
    expect(town.refusal('owner', 'master', 'addLiquidityLocking', 100n, 400n)).toBe('AlreadyLocked')
  })
})

describe('the locker', () => {
  it('releases after two years, not one second before', () => {
    const town = lockedTown()
    town.wait(TWO_YEARS - 1n)
    expect(town.refusal('alice', 'locker', 'release')).toBe('StillLocked')
    town.wait(1n)
    expect(town.does('alice', 'locker', 'release').events).toEqual([
      'pair.Transfer(locker, master, 1999000)',
      'liqAmt.Transfer(locker, owner, 1999000)',
    ])
    expect(town.refusal('alice', 'locker', 'release')).toBe('NothingToRelease')
  })

  it('says that it is locked even when it is empty', () => {
    const town = lockedTown()
    town.wait(TWO_YEARS)
    town.does('alice', 'locker', 'release')
    town.wait(-1n)
    expect(town.refusal('alice', 'locker', 'release')).toBe('StillLocked')
  })

  it('releases whichever of the two tokens it is sent later', () => {
    const town = lockedTown()
    town.wait(TWO_YEARS)
    town.does('alice', 'locker', 'release')
    town.does('owner', 'liqAmt', 'transfer', 'locker', 5n)
    expect(town.does('bob', 'locker', 'release').events).toEqual(['liqAmt.Transfer(locker, owner, 5)'])
    town.does('owner', 'amt', 'transfer', 'pair', 100n)
    town.giveBtcb('pair', 400n)
    town.does('bob', 'pair', 'mint', 'locker')
    expect(town.does('bob', 'locker', 'release').events).toEqual(['pair.Transfer(locker, master, 200)'])
  })

  it('lets the beneficiary take out the liquidity afterwards, through Master', () => {
    const town = lockedTown()
    town.wait(TWO_YEARS)
    town.does('alice', 'locker', 'release')
    town.does('owner', 'liqAmt', 'approve', 'master', 1_999_000n)
    expect(town.does('owner', 'master', 'removeLiquidity', 1_999_000n).events.at(-1)).toBe(
      'master.liqRemoved(999500, 3998000, owner)',
    )
  })

  it('sends its claims to the beneficiary, whoever makes them, with all BTCB that it was sent', () => {
    const town = lockedTown()
    // 2,000,100 AMT, 1,000,000 of them in the pair.
    town.pay(2_000_100n, 0n)
    town.giveBtcb('locker', 7n)
    expect(town.does('bob', 'locker', 'charge', 1n).events).toEqual([
      'btcb.Transfer(master, locker, 1000000)',
      'master.charged(1, locker, 1000000)',
      'btcb.Transfer(locker, owner, 1000007)',
    ])
    expect(town.refusal('bob', 'locker', 'charge', 1n)).toBe('AlreadyCharged')
    expect(town.refusal('bob', 'locker', 'charge', 2n)).toBe('ERC20Snapshot: nonexistent id')
  })

  it('claims after the release what was paid before it', () => {
    const town = lockedTown()
    town.pay(2_000_100n, 0n)
    town.wait(TWO_YEARS)
    town.does('bob', 'locker', 'release')
    town.pay(2_000_100n, 0n)
    town.does('bob', 'locker', 'charge', 1n)
    expect(town.balance('btcb', 'owner')).toBe(1_000_000n)
    expect(town.refusal('bob', 'locker', 'charge', 2n)).toBe('NothingToCharge')
  })

  it('keeps its beneficiary when Master changes hands', () => {
    const town = lockedTown()
    town.does('owner', 'master', 'transferOwnership', 'carol')
    town.wait(TWO_YEARS)
    town.does('bob', 'locker', 'release')
    expect(town.balance('liqAmt', 'owner')).toBe(1_999_000n)
  })
})
