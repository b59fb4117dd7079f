/** Sandwiches around purchases of the buy-back vault: they lose, and each safeguard is needed for it. */
import { describe, expect, it } from 'vitest'
import { changedBuild, projectBuild } from '../../src/evm/build.ts'
import type { Build } from '../../src/evm/build.ts'
import { MAX, ChainWorld } from '../support/chain-world.ts'
import { DAY, DUE, HALF_HOUR, POOLED, SOURCE, dueWorld } from './buying-world.ts'

/**
 * Elena's gain in BTCB from a sandwich of `size` around purchases that she triggers, or the revert reason.
 */
function sandwich(world: ChainWorld, size: bigint, purchases = 1): bigint | string {
  world.giveBtcb('elena', size)
  world.does('elena', 'btcb', 'approve', 'router', MAX)
  world.does('elena', 'amt', 'approve', 'router', MAX)
  const path = [world.address('btcb'), world.address('amt')]
  const swap = (amount: bigint, along: readonly string[]): void => {
    world.does('elena', 'router', 'swapExactTokensForTokens', amount, 0n, along, world.address('elena'), MAX)
  }
  const [amtBefore, btcbBefore] = [world.balance('amt', 'elena'), world.balance('btcb', 'elena')]
  const start = world.machine.checkpoint()
  swap(size, path)
  try {
    for (let left = purchases; left > 0; left--) world.does('elena', 'buyBackVault', 'buyBack', 0n, MAX)
  } catch (error) {
    world.machine.rewind(start)
    return error instanceof Error ? error.message : String(error)
  }
  swap(world.balance('amt', 'elena') - amtBefore, path.toReversed())
  return world.balance('btcb', 'elena') - btcbBefore
}

type Safeguard = { readonly find: string; readonly replace: string }

/** The vault without some of its safeguards. */
function weakened(...edits: readonly Safeguard[]): Build {
  return changedBuild('weakened', {
    edits: edits.map((edit) => ({ purpose: 'weaken a safeguard', source: SOURCE, ...edit })),
  })
}

/** A purchase spends all unspent BTCB, regardless of the pool. */
const ALL_AT_ONCE = { find: 'Math.min(pending, _mostToSpend(since))', replace: 'pending' }
const NO_MINIMUM = { find: 'MIN_OUT_PERCENT = 97', replace: 'MIN_OUT_PERCENT = 0' }
const NO_END = { find: 'MAX_WINDOW = 1 days', replace: 'MAX_WINDOW = 10000 days' }
const NO_PAUSE = { find: 'if (block.timestamp - boughtAt < MIN_WINDOW) revert TooSoon();', replace: '' }
const POOL_OF_THE_MOMENT = { find: 'Math.min(reserveBtcb, since.reserveBtcb)', replace: 'reserveBtcb' }
const RECORD_OF_THE_MOMENT = {
  find: 'reserveBtcb = Math.min(reserveBtcb, _newest.reserveBtcb);',
  replace: '',
}
const EMPTY_COUNTS = {
  find: 'if (reserveBtcb == 0 || reserveAmt == 0) revert NoPrice();',
  replace: 'if (reserveBtcb == 0 || reserveAmt == 0) return cumulative;',
}

describe('a sandwich', () => {
  const SIZE = 25_000_000_000_000n
  const TOO_LITTLE = 'reverted: UniswapV2Router: INSUFFICIENT_OUTPUT_AMOUNT'
  const sizes = [1n, 2n, 5n, 10n, 20n, 50n, 100n, 200n].map((bp) => (POOLED * bp) / 10_000n)

  it('of any size makes a loss or reverts', () => {
    const gains = [...sizes, SIZE].map((size) => sandwich(dueWorld(), size))
    for (const gain of gains) if (gain !== TOO_LITTLE) expect(gain).toBeLessThan(0n)
    expect(gains.filter((gain) => gain !== TOO_LITTLE).length).toBeGreaterThan(4)
    expect(gains).toContain(TOO_LITTLE)
    // Without the sandwich the same purchase succeeds.
    dueWorld().does('elena', 'buyBackVault', 'buyBack', 0n, MAX)
  })

  it('around an unlimited purchase takes up to the 3% of the minimum, and far more without it', () => {
    const naive = weakened(ALL_AT_ONCE)
    const gains = sizes
      .map((size) => sandwich(dueWorld(naive), size))
      .filter((gain) => typeof gain === 'bigint')
    expect(gains.some((gain) => gain > DUE / 200n)).toBe(true)
    for (const gain of gains) expect(gain).toBeLessThan((DUE * 3n) / 100n)
    expect(sandwich(dueWorld(naive), SIZE)).toBe(TOO_LITTLE)
    expect(sandwich(dueWorld(weakened(ALL_AT_ONCE, NO_MINIMUM)), SIZE)).toBeGreaterThan(DUE / 8n)
  })

  it('around several purchases within a block would pay, but only one is possible', () => {
    const [size, purchases] = [POOLED / 1_000n, 4]
    expect(sandwich(dueWorld(weakened(NO_PAUSE)), size, purchases)).toBeGreaterThan(0n)
    expect(sandwich(dueWorld(), size, purchases)).toBe('reverted: TooSoon')
  })

  /**
   * Diego sells AMT until the price of BTCB has quadrupled, after a year: the average since then is far below
   * the price.
   */
  const crash = (world: ChainWorld): void => {
    world.wait(365n * DAY)
    world.giveAmt('diego', 1_000_000_000n)
    world.does('diego', 'amt', 'approve', 'router', MAX)
    const path = [world.address('amt'), world.address('btcb')]
    world.does(
      'diego',
      'router',
      'swapExactTokensForTokens',
      1_000_000_000n,
      0n,
      path,
      world.address('diego'),
      MAX,
    )
  }

  it('cannot use a stale price', () => {
    expect(sandwich(dueWorld(projectBuild(), crash), SIZE / 5n)).toBe('reverted: NoPrice')
    expect(sandwich(dueWorld(weakened(NO_END), crash), SIZE / 5n)).toBeGreaterThan(0n)
  })

  it('cannot use a record of an empty pool', () => {
    const late = (build: Build): bigint | string => {
      const world = new ChainWorld(build)
      const poked = world.machine.checkpoint()
      try {
        world.does('elena', 'buyBackVault', 'poke')
      } catch (error) {
        world.machine.rewind(poked)
        return error instanceof Error ? error.message : String(error)
      }
      world.wait(HALF_HOUR - 60n)
      world.provide('diego', 1_000_000_000n, POOLED)
      world.deposit('alice', 'buyBackVault', 1_000_000_000n)
      world.pay(800_000_000_000n, 0n)
      world.wait(60n)
      return sandwich(world, SIZE)
    }
    expect(late(projectBuild())).toBe('reverted: NoPrice')
    // Such a record also has a reserve of zero.
    expect(late(weakened(EMPTY_COUNTS))).toBe('reverted: PoolTooSmall')
    expect(late(weakened(EMPTY_COUNTS, ALL_AT_ONCE))).toBeGreaterThan(DUE / 8n)
  })
})

/**
 * Elena's gain, at the initial price, from a sandwich of `push` per mille in a pool that her JIT liquidity
 * enlarges tenfold: she earns 90% of all fees.
 */
function liquidSandwich(world: ChainWorld, push: bigint): { readonly gain: bigint; readonly spent: bigint } {
  const [amt, btcb] = world.reserves()
  const size = (btcb * 10n * push) / 1_000n
  endow(world, amt * 9n, btcb * 9n + size)
  const worth = (): bigint => world.balance('btcb', 'elena') + (world.balance('amt', 'elena') * btcb) / amt
  const [before, pending] = [worth(), world.amount('buyBackVault', 'pendingBtcb')]
  world.does('elena', 'master', 'addLiquidity', amt * 9n, btcb * 9n)
  expect(sandwich(world, size)).toBeTypeOf('bigint')
  world.does('elena', 'master', 'removeLiquidity', world.balance('liqAmt', 'elena'))
  // Elena's capital was given to her.
  return { gain: worth() - size - before, spent: pending + DUE - world.amount('buyBackVault', 'pendingBtcb') }
}

function endow(world: ChainWorld, amountAmt: bigint, amountBtcb: bigint): void {
  world.giveAmt('elena', amountAmt)
  world.giveBtcb('elena', amountBtcb)
  world.does('elena', 'liqAmt', 'approve', 'master', MAX)
}

/** The swap fee of a purchase, which goes to the liquidity providers at that time. */
const feeOf = (spent: bigint): bigint => (spent * 25n) / 10_000n

describe('a sandwich with JIT liquidity', () => {
  it('gains at most its share of the fee, for any price impact', () => {
    for (const push of [1n, 3n, 6n, 12n]) {
      const { gain, spent } = liquidSandwich(dueWorld(), push)
      expect(spent).toBe(POOLED / 400n)
      expect(gain).toBeLessThan(feeOf(spent))
    }
  })

  it('would enlarge the purchase at will if only the current reserve counted', () => {
    const { gain, spent } = liquidSandwich(dueWorld(weakened(POOL_OF_THE_MOMENT)), 12n)
    expect(spent).toBe(DUE)
    expect(gain).toBeGreaterThan(5n * feeOf(spent))
  })

  /** Elena adds JIT liquidity while the record is stored, too. */
  const borrowedRecord = (build: Build): ReturnType<typeof liquidSandwich> => {
    const world = dueWorld(build)
    const [amt, btcb] = world.reserves()
    endow(world, amt * 9n, btcb * 9n)
    world.does('elena', 'master', 'addLiquidity', amt * 9n, btcb * 9n)
    world.does('elena', 'buyBackVault', 'poke')
    world.does('elena', 'master', 'removeLiquidity', world.balance('liqAmt', 'elena'))
    world.wait(HALF_HOUR)
    return liquidSandwich(world, 12n)
  }

  it('cannot enlarge the record either', () => {
    const { gain, spent } = borrowedRecord(projectBuild())
    expect(spent).toBe(POOLED / 400n)
    expect(gain).toBeLessThan(feeOf(spent))
    const naive = borrowedRecord(weakened(RECORD_OF_THE_MOMENT))
    expect(naive.spent).toBe(DUE)
    expect(naive.gain).toBeGreaterThan(5n * feeOf(naive.spent))
  })
})
