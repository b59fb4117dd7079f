/** The buy-back vault: payments for the deposits buy AMT, for exactly the accounts that earned them. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedBuild, projectBuild } from '../../src/evm/build.ts'
import type { Build } from '../../src/evm/build.ts'
import { MAX, ChainWorld } from '../support/chain-world.ts'

const HALF_HOUR = 1_800n
const DAY = 86_400n
const SOURCE = 'contracts/BuyBackVault.sol'

/**
 * A pool of 1,000,000 AMT and 50,000,000,000 BTCB units. The vault holds 300,000 AMT of alice and 100,000 of
 * bruno; carmen holds 600,000 in her wallet. A payment of N gives holders floor(N / 2), of which the vault
 * claims 40%.
 */
function buyingWorld(build: Build = projectBuild(), amtSorts: 'below' | 'above' = 'below'): ChainWorld {
  const world = new ChainWorld(build, amtSorts)
  world.provide('diego', 1_000_000n, 50_000_000_000n)
  world.deposit('alice', 'buyBackVault', 300_000n)
  world.deposit('bruno', 'buyBackVault', 100_000n)
  world.giveAmt('carmen', 600_000n)
  return world
}

/** AMT that a swap of `amountBtcb` pays, in base units, rounded down. */
function outputOf(world: ChainWorld, amountBtcb: bigint): bigint {
  const [reserveAmt, reserveBtcb] = world.reserves()
  return (9_975n * amountBtcb * reserveAmt) / (10_000n * reserveBtcb + 9_975n * amountBtcb)
}

/** Stores a price record, waits for half an hour and buys. */
function buy(world: ChainWorld): ReturnType<ChainWorld['does']> {
  world.does('elena', 'buyBackVault', 'poke')
  world.wait(HALF_HOUR)
  return world.does('elena', 'buyBackVault', 'buyBack', 0n, world.now)
}

describe.each(['below', 'above'] as const)('a round, with AMT sorting %s BTCB', (amtSorts) => {
  it('spends the whole claim, and the deposits grow by their parts of the AMT', () => {
    const world = buyingWorld(projectBuild(), amtSorts)
    world.pay(10_000_000n, 0n)
    const { events } = buy(world)
    // 40% of 5,000,000 buy floor(9975 * 2e6 * 1e6 / (10000 * 50e9 + 9975 * 2e6)) = 39 AMT.
    expect(events[0]).toBe('master.charged(1, buyBackVault, 2000000)')
    expect(events.at(-1)).toBe('buyBackVault.boughtBack(2000000, 39)')
    expect(world.amount('buyBackVault', 'pendingBtcb')).toBe(0n)
    expect(world.amount('buyBackVault', 'rounds')).toBe(1n)
    expect(world.balance('amt', 'buyBackVault')).toBe(400_039n)
    // Deposits grow at their next settlement, by floor(1,500,000 * 39 / 2,000,000) = 29 and
    // floor(500,000 * 39 / 2,000,000) = 9.
    expect(world.amount('buyBackVault', 'depositOf', 'alice')).toBe(300_000n)
    expect(world.does('alice', 'buyBackVault', 'withdraw', 0n).events).toEqual([
      'buyBackVault.withdrawn(alice, 0, 0)',
    ])
    expect(world.amount('buyBackVault', 'depositOf', 'alice')).toBe(300_029n)
    expect(world.revert('bruno', 'buyBackVault', 'withdraw', 100_010n)).toBe('InsufficientDeposit')
    world.does('bruno', 'buyBackVault', 'withdraw', 100_009n)
    world.does('alice', 'buyBackVault', 'withdraw', 300_029n)
    expect(world.amount('buyBackVault', 'totalDeposits')).toBe(0n)
    expect(world.balance('amt', 'buyBackVault')).toBe(1n)
  })

  it('spends 1/400 of the pool of a larger claim, in proportion, and leaves the rest', () => {
    const world = buyingWorld(projectBuild(), amtSorts)
    world.pay(1_000_000_000n, 0n)
    // 40% of 500,000,000, of which 150,000,000 for alice. 50,000,000,000 / 400 buy
    // floor(9975 * 125e6 * 1e6 / (10000 * 50e9 + 9975 * 125e6)) = 2,487 AMT.
    expect(buy(world).events.at(-1)).toBe('buyBackVault.boughtBack(125000000, 2487)')
    expect(world.amount('buyBackVault', 'pendingBtcb')).toBe(75_000_000n)
    expect(world.fields('buyBackVault', 'round', 0n)).toEqual([1n, 125_000_000n, 2_487n, 75_000_000n])
    expect(world.amount('buyBackVault', 'boughtAt')).toBe(world.now)
    world.does('alice', 'buyBackVault', 'withdraw', 0n)
    // floor(150e6 * 2487 / 200e6), and 150e6 * 75e6 / 200e6.
    expect(world.amount('buyBackVault', 'depositOf', 'alice')).toBe(301_865n)
    expect(world.amount('buyBackVault', 'owedTo', 'alice')).toBe(56_250_000n)
  })

  it('counts the grown deposits for later payments', () => {
    const world = buyingWorld(projectBuild(), amtSorts)
    world.pay(250_000_000n, 0n)
    const bought = buyAmount(buy(world).events)
    world.pay(1_000_000n, 0n)
    world.does('alice', 'buyBackVault', 'withdraw', 0n)
    const grown = world.amount('buyBackVault', 'depositOf', 'alice')
    expect(grown).toBe(300_000n + (3n * bought) / 4n)
    const claimable =
      world.amount('amt', 'totalSupplyAt', 2n) - world.amount('amt', 'balanceOfAt', 'pair', 2n)
    expect(world.amount('buyBackVault', 'owedTo', 'alice')).toBe(
      (world.amount('master', 'pays', 2n) * grown) / claimable,
    )
  })
})

function buyAmount(events: readonly string[]): bigint {
  return boughtBack(events)[1]
}

function boughtBack(events: readonly string[]): readonly [spent: bigint, bought: bigint] {
  const [, spent, bought] = /boughtBack\((\d+), (\d+)\)/.exec(events.at(-1)!)!
  return [BigInt(spent!), BigInt(bought!)]
}

describe('unspent BTCB', () => {
  it('is paid in BTCB if the whole deposit is withdrawn, and otherwise remains', () => {
    const world = buyingWorld()
    world.pay(10_000_000n, 0n)
    expect(world.does('bruno', 'buyBackVault', 'withdraw', 99_999n).events.at(-1)).toBe(
      'buyBackVault.withdrawn(bruno, 99999, 0)',
    )
    expect(world.amount('buyBackVault', 'owedTo', 'bruno')).toBe(500_000n)
    expect(world.does('alice', 'buyBackVault', 'withdraw', 300_000n).events.at(-1)).toBe(
      'buyBackVault.withdrawn(alice, 300000, 1500000)',
    )
    expect(world.amount('buyBackVault', 'pendingBtcb')).toBe(500_000n)
    expect(world.does('bruno', 'buyBackVault', 'withdraw', 1n).events.at(-1)).toBe(
      'buyBackVault.withdrawn(bruno, 1, 500000)',
    )
    expect(world.amount('buyBackVault', 'pendingBtcb')).toBe(0n)
  })

  it('becomes AMT for an account that was settled before the purchase', () => {
    const world = buyingWorld()
    world.pay(10_000_000n, 0n)
    world.does('elena', 'buyBackVault', 'harvest', 1n)
    world.does('elena', 'buyBackVault', 'settle', 'alice', 1n)
    expect(world.amount('buyBackVault', 'owedTo', 'alice')).toBe(1_500_000n)
    buy(world)
    world.does('alice', 'buyBackVault', 'withdraw', 0n)
    expect(world.amount('buyBackVault', 'owedTo', 'alice')).toBe(0n)
    expect(world.amount('buyBackVault', 'depositOf', 'alice')).toBe(300_029n)
  })
})

describe('a purchase', () => {
  it('needs unspent BTCB, a price record, and an open deadline', () => {
    const world = buyingWorld()
    expect(world.revert('elena', 'buyBackVault', 'buyBack', 0n, MAX)).toBe('NothingToSpend')
    world.pay(10_000_000n, 0n)
    expect(world.revert('elena', 'buyBackVault', 'buyBack', 0n, MAX)).toBe('NoPrice')
    world.does('elena', 'buyBackVault', 'poke')
    world.wait(HALF_HOUR - 1n)
    expect(world.revert('elena', 'buyBackVault', 'buyBack', 0n, MAX)).toBe('NoPrice')
    expect(world.revert('elena', 'buyBackVault', 'poke')).toBe('TooSoon')
    world.wait(1n)
    expect(world.revert('elena', 'buyBackVault', 'buyBack', 0n, world.now - 1n)).toBe(
      'UniswapV2Router: EXPIRED',
    )
    expect(world.revert('elena', 'buyBackVault', 'buyBack', 40n, MAX)).toBe(
      'UniswapV2Router: INSUFFICIENT_OUTPUT_AMOUNT',
    )
    world.does('elena', 'buyBackVault', 'buyBack', 39n, world.now)
    expect(world.revert('elena', 'buyBackVault', 'buyBack', 0n, MAX)).toBe('TooSoon')
    world.wait(HALF_HOUR - 1n)
    expect(world.revert('elena', 'buyBackVault', 'buyBack', 0n, MAX)).toBe('TooSoon')
    world.wait(1n)
    expect(world.revert('elena', 'buyBackVault', 'buyBack', 0n, MAX)).toBe('NothingToSpend')
  })

  it('needs a pool of at least 400 base units of BTCB', () => {
    const due = (pooled: bigint): ChainWorld => {
      const world = new ChainWorld()
      world.provide('diego', 1_000_000n, pooled)
      world.deposit('alice', 'buyBackVault', 1_000_000n)
      world.pay(10_000n, 0n)
      world.does('elena', 'buyBackVault', 'poke')
      world.wait(HALF_HOUR)
      return world
    }
    expect(due(399n).revert('elena', 'buyBackVault', 'buyBack', 0n, MAX)).toBe('PoolTooSmall')
    expect(due(400n).does('elena', 'buyBackVault', 'buyBack', 0n, MAX).events.at(-1)).toMatch(
      /boughtBack\(1, /,
    )
  })

  it('is limited by the lesser reserve, at the record and now, without donations and JIT liquidity', () => {
    const spends = (world: ChainWorld): bigint =>
      boughtBack(world.does('elena', 'buyBackVault', 'buyBack', 0n, MAX).events)[0]
    const quiet = spends(dueWorld())
    expect(quiet).toBe(50_000_000_000_000n / 400n)
    // More liquidity, or a donation of BTCB, synced or not, does not enlarge it.
    const deeper = dueWorld()
    deeper.provide('elena', 1_000_000_000n, 50_000_000_000_000n)
    expect(spends(deeper)).toBe(quiet)
    const gifted = dueWorld()
    gifted.giveBtcb('elena', 500_000_000_000n)
    gifted.does('elena', 'btcb', 'transfer', 'pair', 500_000_000_000n)
    gifted.does('elena', 'pair', 'sync')
    expect(spends(gifted)).toBe(quiet)
    // Less liquidity makes it smaller.
    const thinner = dueWorld()
    thinner.does('diego', 'master', 'removeLiquidity', thinner.balance('liqAmt', 'diego') / 2n)
    const [, btcb] = thinner.reserves()
    expect(spends(thinner)).toBe(btcb / 400n)
    expect(btcb).toBeLessThan(26_000_000_000_000n)
    // Liquidity that is older than the record's second enlarges later purchases.
    const grown = dueWorld()
    grown.provide('elena', 1_000_000_000n, 50_000_000_000_000n)
    const kept = (): bigint => grown.fields('buyBackVault', 'priceRecord', 0n)[1]!
    grown.does('elena', 'buyBackVault', 'poke')
    expect(kept()).toBe(50_000_000_000_000n)
    grown.wait(HALF_HOUR)
    grown.does('elena', 'buyBackVault', 'poke')
    expect(kept()).toBe(100_000_000_000_000n)
    expect(grown.fields('buyBackVault', 'priceRecord', 1n)).toEqual([
      expect.any(BigInt),
      50_000_000_000_000n,
      grown.now - HALF_HOUR,
    ])
    expect(spends(grown)).toBe(quiet)
  })

  it('uses a record that is 30 minutes to a day old, whatever records are added meanwhile', () => {
    const world = buyingWorld()
    world.pay(10_000_000n, 0n)
    world.does('elena', 'buyBackVault', 'poke')
    world.wait(DAY + 1n)
    expect(world.revert('elena', 'buyBackVault', 'buyBack', 0n, MAX)).toBe('NoPrice')
    world.does('elena', 'buyBackVault', 'poke')
    expect(world.revert('elena', 'buyBackVault', 'buyBack', 0n, MAX)).toBe('NoPrice')
    world.wait(HALF_HOUR)
    world.does('elena', 'buyBackVault', 'poke')
    world.does('elena', 'buyBackVault', 'buyBack', 0n, MAX)
  })

  it('needs a pool that is not empty', () => {
    const world = new ChainWorld()
    world.deposit('alice', 'buyBackVault', 100n)
    expect(world.revert('elena', 'buyBackVault', 'poke')).toBe('NoPrice')
  })

  it('renews an exhausted allowance of the router', () => {
    const world = buyingWorld()
    world.pay(10_000_000n, 0n)
    const { events } = buy(world)
    expect(events).toContain(`btcb.Approval(buyBackVault, router, ${MAX - 2_000_000n})`)
    // An infinite allowance cannot be exhausted in a test, so the build approves less.
    const small = {
      purpose: 'approve less than a purchase needs',
      source: SOURCE,
      find: '        _btcbIsToken0 = BTCB < amt_;\n        IERC20(BTCB).forceApprove(PANCAKE_ROUTER, type(uint256).max);',
      replace:
        '        _btcbIsToken0 = BTCB < amt_;\n        IERC20(BTCB).forceApprove(PANCAKE_ROUTER, 1999999);',
    }
    const scant = buyingWorld(changedBuild('scant allowance', { edits: [small] }))
    scant.pay(10_000_000n, 0n)
    const purchase = buy(scant).events.filter((event) => event.startsWith('btcb.Approval'))
    expect(purchase).toEqual([
      `btcb.Approval(buyBackVault, router, ${MAX})`,
      `btcb.Approval(buyBackVault, router, ${MAX - 2_000_000n})`,
    ])
  })
})

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

/** A pool of 1e9 AMT and 50e12 BTCB, and unspent BTCB of half the payment, 0.8% of the pool. */
function dueWorld(build = projectBuild(), move?: (world: ChainWorld) => void): ChainWorld {
  const world = new ChainWorld(build)
  world.provide('diego', 1_000_000_000n, POOLED)
  world.deposit('alice', 'buyBackVault', 1_000_000_000n)
  world.pay(800_000_000_000n, 0n)
  world.does('diego', 'buyBackVault', 'poke')
  move?.(world)
  world.wait(HALF_HOUR)
  return world
}

const POOLED = 50_000_000_000_000n
const DUE = 400_000_000_000n

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

describe('accumulated BTCB', () => {
  it('is spent over time, for any amount: each purchase meets its minimum, and deposits never fall', () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 5_000n),
        fc.bigInt(400_000n, 10n ** 15n),
        fc.bigInt(10_000_000n, 10n ** 15n),
        (perMyriad, pooled, pooledAmt) => {
          const world = new ChainWorld()
          world.provide('diego', pooledAmt, pooled)
          world.deposit('alice', 'buyBackVault', pooledAmt)
          const due = (pooled * perMyriad) / 100_000n + 101n
          world.pay(due * 2n, 0n)
          let deposit = pooledAmt
          let purchases = 0
          do {
            const before = world.reserves()
            const { events } = buy(world)
            const [spent, bought] = boughtBack(events)
            expect(bought).toBeGreaterThanOrEqual((((spent * before[0]) / before[1]) * 97n) / 100n)
            expect(spent * 400n).toBeLessThanOrEqual(before[1])
            world.does('alice', 'buyBackVault', 'withdraw', 0n)
            const now = world.amount('buyBackVault', 'depositOf', 'alice')
            expect(now).toBeGreaterThanOrEqual(deposit)
            deposit = now
            purchases++
          } while (outputOf(world, world.amount('buyBackVault', 'pendingBtcb')) > 0n)
          // A rest that buys less than one base unit of AMT waits for the next payment.
          if (world.amount('buyBackVault', 'pendingBtcb') > 0n) {
            world.does('elena', 'buyBackVault', 'poke')
            world.wait(HALF_HOUR)
            expect(world.revert('elena', 'buyBackVault', 'buyBack', 0n, world.now)).toBe(
              'UniswapV2: INSUFFICIENT_OUTPUT_AMOUNT',
            )
          }
          // The pool grows by 1/400 with each purchase.
          expect(purchases).toBeLessThanOrEqual(Number((due * 400n) / pooled) + 2)
          expect(world.balance('amt', 'buyBackVault')).toBeGreaterThanOrEqual(deposit)
        },
      ),
      // The example leaves a rest that buys nothing.
      { numRuns: 8, examples: [[5_000n, 967_982_000n, 10_000_000n]] },
    )
  })

  it('belongs to the accounts that earned it: not to later depositors, and leavers take theirs', () => {
    const world = buyingWorld()
    world.pay(1_000_000_000n, 0n)
    buy(world)
    world.deposit('elena', 'buyBackVault', 4_000_000n)
    // Bruno has a quarter of 75,000,000, and of the 2,487 AMT bought.
    expect(world.does('bruno', 'buyBackVault', 'withdraw', 100_621n).events.at(-1)).toBe(
      'buyBackVault.withdrawn(bruno, 100621, 18750000)',
    )
    expect(world.amount('buyBackVault', 'pendingBtcb')).toBe(56_250_000n)
    const bought = buyAmount(buy(world).events)
    for (const who of ['alice', 'elena'] as const) world.does(who, 'buyBackVault', 'withdraw', 0n)
    expect(world.amount('buyBackVault', 'depositOf', 'alice')).toBe(301_865n + bought)
    expect(world.amount('buyBackVault', 'depositOf', 'elena')).toBe(4_000_000n)
    expect(world.amount('buyBackVault', 'pendingBtcb')).toBe(0n)
  })

  it('can be settled in steps of 100 purchases if more are due than one transaction can apply', () => {
    const world = buyingWorld()
    world.pay(100_000_000_000n, 0n)
    const step = (): string => {
      try {
        world.does('elena', 'buyBackVault', 'settle', 'alice', 1n)
        return 'settled'
      } catch {
        return world.revert('elena', 'buyBackVault', 'settle', 'alice', 1n)
      }
    }
    // One purchase is applied before, so that the steps continue a count.
    buy(world)
    expect(step()).toBe('settled')
    for (let purchases = 0; purchases < 100; purchases++) buy(world)
    const before = world.machine.checkpoint()
    expect([step(), step()]).toEqual(['settled', 'NothingToSettle'])
    world.machine.rewind(before)
    buy(world)
    const withOneMore = world.machine.checkpoint()
    expect([step(), step(), step()]).toEqual(['settled', 'settled', 'NothingToSettle'])
    const inSteps = world.amount('buyBackVault', 'depositOf', 'alice')
    world.machine.rewind(withOneMore)
    world.does('alice', 'buyBackVault', 'withdraw', 0n)
    expect(world.amount('buyBackVault', 'depositOf', 'alice')).toBe(inSteps)
    expect(step()).toBe('NothingToSettle')
  })
})

describe('a first depositor', () => {
  it('gains nothing by a donation attack with AMT, and the next depositor loses nothing', () => {
    const world = new ChainWorld()
    world.provide('diego', 1_000_000n, 50_000_000_000n)
    world.deposit('elena', 'buyBackVault', 1n)
    world.giveAmt('elena', 500_000n)
    world.does('elena', 'amt', 'transfer', 'buyBackVault', 250_000n)
    world.deposit('alice', 'buyBackVault', 200_000n)
    world.does('elena', 'amt', 'transfer', 'buyBackVault', 250_000n)
    expect(world.amount('buyBackVault', 'depositOf', 'alice')).toBe(200_000n)
    world.pay(100_000_000n, 0n)
    buy(world)
    for (const who of ['alice', 'elena'] as const) world.does(who, 'buyBackVault', 'withdraw', 0n)
    // The donation earns for no account: alice's part is that of 200,000 AMT in a wallet, elena's that of one
    // unit.
    expect(world.amount('buyBackVault', 'depositOf', 'elena')).toBe(1n)
    const pot = world.amount('master', 'pays', 1n)
    const claimable =
      world.amount('amt', 'totalSupplyAt', 1n) - world.amount('amt', 'balanceOfAt', 'pair', 1n)
    const spent = (pot * 700_001n) / claimable
    const bought = world.balance('amt', 'buyBackVault') - 700_001n
    expect(world.amount('buyBackVault', 'depositOf', 'alice')).toBe(
      200_000n + (((pot * 200_000n) / claimable) * bought) / spent,
    )
    world.does('alice', 'buyBackVault', 'withdraw', world.amount('buyBackVault', 'depositOf', 'alice'))
  })

  it('changes no part by a donation of BTCB', () => {
    const world = buyingWorld()
    world.giveBtcb('elena', 1_000_000n)
    world.does('elena', 'btcb', 'transfer', 'buyBackVault', 1_000_000n)
    expect(world.amount('buyBackVault', 'pendingBtcb')).toBe(0n)
    world.pay(10_000_000n, 0n)
    expect(buy(world).events.at(-1)).toBe('buyBackVault.boughtBack(2000000, 39)')
  })
})
