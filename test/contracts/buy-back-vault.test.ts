/** The buy-back vault: what Master pays for the deposits buys AMT, for exactly those whose deposits earned it. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedBuild, projectBuild } from '../../src/evm/build.ts'
import type { Build } from '../../src/evm/build.ts'
import { MAX, Town } from '../support/chain-world.ts'

const HALF_HOUR = 1_800n
const DAY = 86_400n
const SOURCE = 'contracts/BuyBackVault.sol'

/**
 * A pool of 1,000,000 AMT and 50,000,000,000 BTCB units; alice has 300,000 AMT in the vault, bob 100,000, carol 600,000 in her wallet.
 * A payment of N gives holders floor(N / 2), of which the vault claims 40%.
 */
function buyingTown(build: Build = projectBuild(), amtSorts: 'below' | 'above' = 'below'): Town {
  const town = new Town(build, amtSorts)
  town.provide('dora', 1_000_000n, 50_000_000_000n)
  town.deposit('alice', 'buyBackVault', 300_000n)
  town.deposit('bob', 'buyBackVault', 100_000n)
  town.giveAmt('carol', 600_000n)
  return town
}

/** Pokes, waits for half an hour and buys. */
function buy(town: Town): ReturnType<Town['does']> {
  town.does('emil', 'buyBackVault', 'poke')
  town.wait(HALF_HOUR)
  return town.does('emil', 'buyBackVault', 'buyBack', 0n, town.now)
}

describe.each(['below', 'above'] as const)('a round, with AMT sorting %s BTCB', (amtSorts) => {
  it('spends all that was claimed, and the deposits grow by their parts of it', () => {
    const town = buyingTown(projectBuild(), amtSorts)
    town.pay(10_000_000n, 0n)
    const { events } = buy(town)
    // 40% of 5,000,000 buy floor(9975 * 2e6 * 1e6 / (10000 * 50e9 + 9975 * 2e6)) = 39 AMT.
    expect(events[0]).toBe('master.charged(1, buyBackVault, 2000000)')
    expect(events.at(-1)).toBe('buyBackVault.boughtBack(2000000, 39)')
    expect(town.amount('buyBackVault', 'pendingBtcb')).toBe(0n)
    expect(town.amount('buyBackVault', 'rounds')).toBe(1n)
    expect(town.balance('amt', 'buyBackVault')).toBe(400_039n)
    // As of the last settlement nothing has grown yet; floor(1,500,000 * 39 / 2,000,000) = 29 and floor(500,000 * 39 / 2,000,000) = 9.
    expect(town.amount('buyBackVault', 'depositOf', 'alice')).toBe(300_000n)
    expect(town.does('alice', 'buyBackVault', 'withdraw', 0n).events).toEqual([
      'buyBackVault.withdrawn(alice, 0, 0)',
    ])
    expect(town.amount('buyBackVault', 'depositOf', 'alice')).toBe(300_029n)
    expect(town.refusal('bob', 'buyBackVault', 'withdraw', 100_010n)).toBe('InsufficientDeposit')
    town.does('bob', 'buyBackVault', 'withdraw', 100_009n)
    town.does('alice', 'buyBackVault', 'withdraw', 300_029n)
    expect(town.amount('buyBackVault', 'totalDeposits')).toBe(0n)
    expect(town.balance('amt', 'buyBackVault')).toBe(1n)
  })

  it('spends a 400th of the pool of a larger claim, of everybody the same part, and leaves the rest', () => {
    const town = buyingTown(projectBuild(), amtSorts)
    town.pay(1_000_000_000n, 0n)
    // 40% of 500,000,000, of which alice 150,000,000; 50,000,000,000 / 400 buy floor(9975 * 125e6 * 1e6 / (10000 * 50e9 + 9975 * 125e6)) = 2,487 AMT.
    expect(buy(town).events.at(-1)).toBe('buyBackVault.boughtBack(125000000, 2487)')
    expect(town.amount('buyBackVault', 'pendingBtcb')).toBe(75_000_000n)
    expect(town.fields('buyBackVault', 'round', 0n)).toEqual([1n, 125_000_000n, 2_487n, 75_000_000n])
    expect(town.amount('buyBackVault', 'boughtAt')).toBe(town.now)
    town.does('alice', 'buyBackVault', 'withdraw', 0n)
    // floor(150e6 * 2487 / 200e6), and 150e6 * 75e6 / 200e6.
    expect(town.amount('buyBackVault', 'depositOf', 'alice')).toBe(301_865n)
    expect(town.amount('buyBackVault', 'owedTo', 'alice')).toBe(56_250_000n)
  })

  it('counts for payments after it with the grown deposits', () => {
    const town = buyingTown(projectBuild(), amtSorts)
    town.pay(250_000_000n, 0n)
    const bought = buyAmount(buy(town).events)
    town.pay(1_000_000n, 0n)
    town.does('alice', 'buyBackVault', 'withdraw', 0n)
    const grown = town.amount('buyBackVault', 'depositOf', 'alice')
    expect(grown).toBe(300_000n + (3n * bought) / 4n)
    const claimable = town.amount('amt', 'totalSupplyAt', 2n) - town.amount('amt', 'balanceOfAt', 'pair', 2n)
    expect(town.amount('buyBackVault', 'owedTo', 'alice')).toBe(
      (town.amount('master', 'pays', 2n) * grown) / claimable,
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

describe('the open round', () => {
  it('is paid out in BTCB to who leaves with everything, and stays for who does not', () => {
    const town = buyingTown()
    town.pay(10_000_000n, 0n)
    expect(town.does('bob', 'buyBackVault', 'withdraw', 99_999n).events.at(-1)).toBe(
      'buyBackVault.withdrawn(bob, 99999, 0)',
    )
    expect(town.amount('buyBackVault', 'owedTo', 'bob')).toBe(500_000n)
    expect(town.does('alice', 'buyBackVault', 'withdraw', 300_000n).events.at(-1)).toBe(
      'buyBackVault.withdrawn(alice, 300000, 1500000)',
    )
    expect(town.amount('buyBackVault', 'pendingBtcb')).toBe(500_000n)
    expect(town.does('bob', 'buyBackVault', 'withdraw', 1n).events.at(-1)).toBe(
      'buyBackVault.withdrawn(bob, 1, 500000)',
    )
    expect(town.amount('buyBackVault', 'pendingBtcb')).toBe(0n)
  })

  it('becomes AMT for an account that was settled before the round ended', () => {
    const town = buyingTown()
    town.pay(10_000_000n, 0n)
    town.does('emil', 'buyBackVault', 'harvest', 1n)
    town.does('emil', 'buyBackVault', 'settle', 'alice', 1n)
    expect(town.amount('buyBackVault', 'owedTo', 'alice')).toBe(1_500_000n)
    buy(town)
    town.does('alice', 'buyBackVault', 'withdraw', 0n)
    expect(town.amount('buyBackVault', 'owedTo', 'alice')).toBe(0n)
    expect(town.amount('buyBackVault', 'depositOf', 'alice')).toBe(300_029n)
  })
})

describe('a purchase', () => {
  it('needs something to spend, a price, and time left', () => {
    const town = buyingTown()
    expect(town.refusal('emil', 'buyBackVault', 'buyBack', 0n, MAX)).toBe('NothingToSpend')
    town.pay(10_000_000n, 0n)
    expect(town.refusal('emil', 'buyBackVault', 'buyBack', 0n, MAX)).toBe('NoPrice')
    town.does('emil', 'buyBackVault', 'poke')
    town.wait(HALF_HOUR - 1n)
    expect(town.refusal('emil', 'buyBackVault', 'buyBack', 0n, MAX)).toBe('NoPrice')
    expect(town.refusal('emil', 'buyBackVault', 'poke')).toBe('TooSoon')
    town.wait(1n)
    expect(town.refusal('emil', 'buyBackVault', 'buyBack', 0n, town.now - 1n)).toBe(
      'UniswapV2Router: EXPIRED',
    )
    expect(town.refusal('emil', 'buyBackVault', 'buyBack', 40n, MAX)).toBe(
      'UniswapV2Router: INSUFFICIENT_OUTPUT_AMOUNT',
    )
    town.does('emil', 'buyBackVault', 'buyBack', 39n, town.now)
    expect(town.refusal('emil', 'buyBackVault', 'buyBack', 0n, MAX)).toBe('TooSoon')
    town.wait(HALF_HOUR - 1n)
    expect(town.refusal('emil', 'buyBackVault', 'buyBack', 0n, MAX)).toBe('TooSoon')
    town.wait(1n)
    expect(town.refusal('emil', 'buyBackVault', 'buyBack', 0n, MAX)).toBe('NothingToSpend')
  })

  it('needs a pool of 400 units of BTCB', () => {
    const due = (pooled: bigint): Town => {
      const town = new Town()
      town.provide('dora', 1_000_000n, pooled)
      town.deposit('alice', 'buyBackVault', 1_000_000n)
      town.pay(10_000n, 0n)
      town.does('emil', 'buyBackVault', 'poke')
      town.wait(HALF_HOUR)
      return town
    }
    expect(due(399n).refusal('emil', 'buyBackVault', 'buyBack', 0n, MAX)).toBe('PoolTooSmall')
    expect(due(400n).does('emil', 'buyBackVault', 'buyBack', 0n, MAX).events.at(-1)).toMatch(
      /boughtBack\(1, /,
    )
  })

  it('is measured by the lesser of the pool at the record and the pool now, donations and liquidity of the moment left out', () => {
    const spends = (town: Town): bigint =>
      boughtBack(town.does('emil', 'buyBackVault', 'buyBack', 0n, MAX).events)[0]
    const quiet = spends(dueTown())
    expect(quiet).toBe(50_000_000_000_000n / 400n)
    // More liquidity, or BTCB in the pair, counted or not, makes it no larger,
    const deeper = dueTown()
    deeper.provide('emil', 1_000_000_000n, 50_000_000_000_000n)
    expect(spends(deeper)).toBe(quiet)
    const gifted = dueTown()
    gifted.giveBtcb('emil', 500_000_000_000n)
    gifted.does('emil', 'btcb', 'transfer', 'pair', 500_000_000_000n)
    gifted.does('emil', 'pair', 'sync')
    expect(spends(gifted)).toBe(quiet)
    // less liquidity makes it smaller,
    const thinner = dueTown()
    thinner.does('dora', 'master', 'removeLiquidity', thinner.balance('liqAmt', 'dora') / 2n)
    const [, btcb] = thinner.reserves()
    expect(spends(thinner)).toBe(btcb / 400n)
    expect(btcb).toBeLessThan(26_000_000_000_000n)
    // and liquidity that has stayed for a second makes the next record's purchases larger.
    const grown = dueTown()
    grown.provide('emil', 1_000_000_000n, 50_000_000_000_000n)
    const kept = (): bigint => grown.fields('buyBackVault', 'priceRecord', 0n)[1]!
    grown.does('emil', 'buyBackVault', 'poke')
    expect(kept()).toBe(50_000_000_000_000n)
    grown.wait(HALF_HOUR)
    grown.does('emil', 'buyBackVault', 'poke')
    expect(kept()).toBe(100_000_000_000_000n)
    expect(grown.fields('buyBackVault', 'priceRecord', 1n)).toEqual([
      expect.any(BigInt),
      50_000_000_000_000n,
      grown.now - HALF_HOUR,
    ])
    expect(spends(grown)).toBe(quiet)
  })

  it('measures from a record of 30 minutes to a day, whoever pokes meanwhile', () => {
    const town = buyingTown()
    town.pay(10_000_000n, 0n)
    town.does('emil', 'buyBackVault', 'poke')
    town.wait(DAY + 1n)
    expect(town.refusal('emil', 'buyBackVault', 'buyBack', 0n, MAX)).toBe('NoPrice')
    town.does('emil', 'buyBackVault', 'poke')
    expect(town.refusal('emil', 'buyBackVault', 'buyBack', 0n, MAX)).toBe('NoPrice')
    town.wait(HALF_HOUR)
    town.does('emil', 'buyBackVault', 'poke')
    town.does('emil', 'buyBackVault', 'buyBack', 0n, MAX)
  })

  it('cannot be measured on an empty pool', () => {
    const town = new Town()
    town.deposit('alice', 'buyBackVault', 100n)
    expect(town.refusal('emil', 'buyBackVault', 'poke')).toBe('NoPrice')
  })

  it('renews the allowance of the router when it is used up', () => {
    const town = buyingTown()
    town.pay(10_000_000n, 0n)
    const { events } = buy(town)
    expect(events).toContain(`btcb.Approval(buyBackVault, router, ${MAX - 2_000_000n})`)
    // Nobody can wait for an infinite allowance to be used up: a build that approves less does it at once.
    const small = {
      purpose: 'approve less than a purchase needs',
      source: SOURCE,
      find: '        _btcbIsToken0 = BTCB < amt_;\n        IERC20(BTCB).forceApprove(PANCAKE_ROUTER, type(uint256).max);',
      replace:
        '        _btcbIsToken0 = BTCB < amt_;\n        IERC20(BTCB).forceApprove(PANCAKE_ROUTER, 1999999);',
    }
    const scant = buyingTown(changedBuild('scant allowance', { edits: [small] }))
    scant.pay(10_000_000n, 0n)
    const purchase = buy(scant).events.filter((event) => event.startsWith('btcb.Approval'))
    expect(purchase).toEqual([
      `btcb.Approval(buyBackVault, router, ${MAX})`,
      `btcb.Approval(buyBackVault, router, ${MAX - 2_000_000n})`,
    ])
  })
})

/** What emil gains in BTCB by buying `size` before purchases that he triggers, and selling all of it after; or why it fails. */
function sandwich(town: Town, size: bigint, purchases = 1): bigint | string {
  town.giveBtcb('emil', size)
  town.does('emil', 'btcb', 'approve', 'router', MAX)
  town.does('emil', 'amt', 'approve', 'router', MAX)
  const path = [town.address('btcb'), town.address('amt')]
  const swap = (amount: bigint, along: readonly string[]): void => {
    town.does('emil', 'router', 'swapExactTokensForTokens', amount, 0n, along, town.address('emil'), MAX)
  }
  const [amtBefore, btcbBefore] = [town.balance('amt', 'emil'), town.balance('btcb', 'emil')]
  const start = town.machine.checkpoint()
  swap(size, path)
  try {
    for (let left = purchases; left > 0; left--) town.does('emil', 'buyBackVault', 'buyBack', 0n, MAX)
  } catch (error) {
    town.machine.rewind(start)
    return error instanceof Error ? error.message : String(error)
  }
  swap(town.balance('amt', 'emil') - amtBefore, path.toReversed())
  return town.balance('btcb', 'emil') - btcbBefore
}

type Safeguard = { readonly find: string; readonly replace: string }

/** The vault with some of its safeguards edited out. */
function weakened(...edits: readonly Safeguard[]): Build {
  return changedBuild('weakened', {
    edits: edits.map((edit) => ({ purpose: 'weaken a safeguard', source: SOURCE, ...edit })),
  })
}

/** A pool of 1e9 AMT and 50e12 BTCB, of which a purchase is due: half the payment, 0.8% of the pool. */
function dueTown(build = projectBuild(), move?: (town: Town) => void): Town {
  const town = new Town(build)
  town.provide('dora', 1_000_000_000n, POOLED)
  town.deposit('alice', 'buyBackVault', 1_000_000_000n)
  town.pay(800_000_000_000n, 0n)
  town.does('dora', 'buyBackVault', 'poke')
  move?.(town)
  town.wait(HALF_HOUR)
  return town
}

const POOLED = 50_000_000_000_000n
const DUE = 400_000_000_000n

/** All at once, as far as it is there: what the pool is does not matter. */
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
  const VOIDED = 'refused: UniswapV2Router: INSUFFICIENT_OUTPUT_AMOUNT'
  const sizes = [1n, 2n, 5n, 10n, 20n, 50n, 100n, 200n].map((bp) => (POOLED * bp) / 10_000n)

  it('of any size loses or is voided', () => {
    const gains = [...sizes, SIZE].map((size) => sandwich(dueTown(), size))
    for (const gain of gains) if (gain !== VOIDED) expect(gain).toBeLessThan(0n)
    expect(gains.filter((gain) => gain !== VOIDED).length).toBeGreaterThan(4)
    expect(gains).toContain(VOIDED)
    // Without the sandwich the same purchase goes through.
    dueTown().does('emil', 'buyBackVault', 'buyBack', 0n, MAX)
  })

  it('around a purchase of everything at once takes up to the 3% that the minimum leaves, and without that far more', () => {
    const naive = weakened(ALL_AT_ONCE)
    const gains = sizes
      .map((size) => sandwich(dueTown(naive), size))
      .filter((gain) => typeof gain === 'bigint')
    expect(gains.some((gain) => gain > DUE / 200n)).toBe(true)
    for (const gain of gains) expect(gain).toBeLessThan((DUE * 3n) / 100n)
    expect(sandwich(dueTown(naive), SIZE)).toBe(VOIDED)
    expect(sandwich(dueTown(weakened(ALL_AT_ONCE, NO_MINIMUM)), SIZE)).toBeGreaterThan(DUE / 8n)
  })

  it('around many purchases within a block pays, but there can be only one', () => {
    const [size, purchases] = [POOLED / 1_000n, 4]
    expect(sandwich(dueTown(weakened(NO_PAUSE)), size, purchases)).toBeGreaterThan(0n)
    expect(sandwich(dueTown(), size, purchases)).toBe('refused: TooSoon')
  })

  /** Dora sells until BTCB is four times as dear, and a year passes: an average since then lies far below the price. */
  const crash = (town: Town): void => {
    town.wait(365n * DAY)
    town.giveAmt('dora', 1_000_000_000n)
    town.does('dora', 'amt', 'approve', 'router', MAX)
    const path = [town.address('amt'), town.address('btcb')]
    town.does(
      'dora',
      'router',
      'swapExactTokensForTokens',
      1_000_000_000n,
      0n,
      path,
      town.address('dora'),
      MAX,
    )
  }

  it('cannot use a price that the market has left', () => {
    expect(sandwich(dueTown(projectBuild(), crash), SIZE / 5n)).toBe('refused: NoPrice')
    expect(sandwich(dueTown(weakened(NO_END), crash), SIZE / 5n)).toBeGreaterThan(0n)
  })

  it('cannot use a record from when the pool was empty', () => {
    const late = (build: Build): bigint | string => {
      const town = new Town(build)
      const poked = town.machine.checkpoint()
      try {
        town.does('emil', 'buyBackVault', 'poke')
      } catch (error) {
        town.machine.rewind(poked)
        return error instanceof Error ? error.message : String(error)
      }
      town.wait(HALF_HOUR - 60n)
      town.provide('dora', 1_000_000_000n, POOLED)
      town.deposit('alice', 'buyBackVault', 1_000_000_000n)
      town.pay(800_000_000_000n, 0n)
      town.wait(60n)
      return sandwich(town, SIZE)
    }
    expect(late(projectBuild())).toBe('refused: NoPrice')
    // Such a record also says that the pool had nothing.
    expect(late(weakened(EMPTY_COUNTS))).toBe('refused: PoolTooSmall')
    expect(late(weakened(EMPTY_COUNTS, ALL_AT_ONCE))).toBeGreaterThan(DUE / 8n)
  })
})

/**
 * What emil gains, at the price of before, by a sandwich of `push` per mille within a pool that liquidity of his own makes ten times as
 * large for the moment: nine tenths of all fees are his.
 */
function liquidSandwich(town: Town, push: bigint): { readonly gain: bigint; readonly spent: bigint } {
  const [amt, btcb] = town.reserves()
  const size = (btcb * 10n * push) / 1_000n
  endow(town, amt * 9n, btcb * 9n + size)
  const worth = (): bigint => town.balance('btcb', 'emil') + (town.balance('amt', 'emil') * btcb) / amt
  const [before, pending] = [worth(), town.amount('buyBackVault', 'pendingBtcb')]
  town.does('emil', 'master', 'addLiquidity', amt * 9n, btcb * 9n)
  expect(sandwich(town, size)).toBeTypeOf('bigint')
  town.does('emil', 'master', 'removeLiquidity', town.balance('liqAmt', 'emil'))
  // The sandwich got its stake from nowhere.
  return { gain: worth() - size - before, spent: pending + DUE - town.amount('buyBackVault', 'pendingBtcb') }
}

function endow(town: Town, amountAmt: bigint, amountBtcb: bigint): void {
  town.giveAmt('emil', amountAmt)
  town.giveBtcb('emil', amountBtcb)
  town.does('emil', 'liqAmt', 'approve', 'master', MAX)
}

/** The fee of a purchase, which goes to whoever provides then. */
const feeOf = (spent: bigint): bigint => (spent * 25n) / 10_000n

describe('a sandwich with borrowed liquidity', () => {
  it('gets no more than its share of the fee, however far it pushes the price', () => {
    for (const push of [1n, 3n, 6n, 12n]) {
      const { gain, spent } = liquidSandwich(dueTown(), push)
      expect(spent).toBe(POOLED / 400n)
      expect(gain).toBeLessThan(feeOf(spent))
    }
  })

  it('would make the purchase as large as it likes if the pool of the moment counted', () => {
    const { gain, spent } = liquidSandwich(dueTown(weakened(POOL_OF_THE_MOMENT)), 12n)
    expect(spent).toBe(DUE)
    expect(gain).toBeGreaterThan(5n * feeOf(spent))
  })

  /** Emil has his liquidity in the pool while the record is kept, too, for a moment. */
  const borrowedRecord = (build: Build): ReturnType<typeof liquidSandwich> => {
    const town = dueTown(build)
    const [amt, btcb] = town.reserves()
    endow(town, amt * 9n, btcb * 9n)
    town.does('emil', 'master', 'addLiquidity', amt * 9n, btcb * 9n)
    town.does('emil', 'buyBackVault', 'poke')
    town.does('emil', 'master', 'removeLiquidity', town.balance('liqAmt', 'emil'))
    town.wait(HALF_HOUR)
    return liquidSandwich(town, 12n)
  }

  it('cannot make the record larger either', () => {
    const { gain, spent } = borrowedRecord(projectBuild())
    expect(spent).toBe(POOLED / 400n)
    expect(gain).toBeLessThan(feeOf(spent))
    const naive = borrowedRecord(weakened(RECORD_OF_THE_MOMENT))
    expect(naive.spent).toBe(DUE)
    expect(naive.gain).toBeGreaterThan(5n * feeOf(naive.spent))
  })
})

describe('BTCB that has piled up', () => {
  it('is spent in time, however much it is: each purchase gets its minimum, and nobody loses AMT', () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 5_000n),
        fc.bigInt(400_000n, 10n ** 15n),
        fc.bigInt(10_000_000n, 10n ** 15n),
        (perMyriad, pooled, pooledAmt) => {
          const town = new Town()
          town.provide('dora', pooledAmt, pooled)
          town.deposit('alice', 'buyBackVault', pooledAmt)
          const due = (pooled * perMyriad) / 100_000n + 101n
          town.pay(due * 2n, 0n)
          let deposit = pooledAmt
          let purchases = 0
          do {
            const before = town.reserves()
            const { events } = buy(town)
            const [spent, bought] = boughtBack(events)
            expect(bought).toBeGreaterThanOrEqual((((spent * before[0]) / before[1]) * 97n) / 100n)
            expect(spent * 400n).toBeLessThanOrEqual(before[1])
            town.does('alice', 'buyBackVault', 'withdraw', 0n)
            const now = town.amount('buyBackVault', 'depositOf', 'alice')
            expect(now).toBeGreaterThanOrEqual(deposit)
            deposit = now
            purchases++
          } while (town.amount('buyBackVault', 'pendingBtcb') > 0n)
          // The pool grows by a 400th with each purchase.
          expect(purchases).toBeLessThanOrEqual(Number((due * 400n) / pooled) + 2)
          expect(town.balance('amt', 'buyBackVault')).toBeGreaterThanOrEqual(deposit)
        },
      ),
      { numRuns: 8 },
    )
  })

  it('is of those who earned it: who comes later has nothing of it, who leaves in between takes the unspent rest', () => {
    const town = buyingTown()
    town.pay(1_000_000_000n, 0n)
    buy(town)
    town.deposit('emil', 'buyBackVault', 4_000_000n)
    // Bob has a quarter of 75,000,000, and of the 2,487 AMT that were bought.
    expect(town.does('bob', 'buyBackVault', 'withdraw', 100_621n).events.at(-1)).toBe(
      'buyBackVault.withdrawn(bob, 100621, 18750000)',
    )
    expect(town.amount('buyBackVault', 'pendingBtcb')).toBe(56_250_000n)
    const bought = buyAmount(buy(town).events)
    for (const who of ['alice', 'emil'] as const) town.does(who, 'buyBackVault', 'withdraw', 0n)
    expect(town.amount('buyBackVault', 'depositOf', 'alice')).toBe(301_865n + bought)
    expect(town.amount('buyBackVault', 'depositOf', 'emil')).toBe(4_000_000n)
    expect(town.amount('buyBackVault', 'pendingBtcb')).toBe(0n)
  })

  it('is settled in steps by whoever was away for more purchases than a transaction can apply', () => {
    const town = buyingTown()
    town.pay(100_000_000_000n, 0n)
    for (let purchases = 0; purchases < 101; purchases++) buy(town)
    const step = (): string => {
      try {
        town.does('emil', 'buyBackVault', 'settle', 'alice', 1n)
        return 'settled'
      } catch {
        return town.refusal('emil', 'buyBackVault', 'settle', 'alice', 1n)
      }
    }
    const before = town.machine.checkpoint()
    expect([step(), step(), step()]).toEqual(['settled', 'settled', 'NothingToSettle'])
    const inSteps = town.amount('buyBackVault', 'depositOf', 'alice')
    town.machine.rewind(before)
    town.does('alice', 'buyBackVault', 'withdraw', 0n)
    expect(town.amount('buyBackVault', 'depositOf', 'alice')).toBe(inSteps)
    expect(step()).toBe('NothingToSettle')
  })
})

describe('a first depositor', () => {
  it('gains nothing by donating AMT before or after the next deposit, and the next loses nothing', () => {
    const town = new Town()
    town.provide('dora', 1_000_000n, 50_000_000_000n)
    town.deposit('emil', 'buyBackVault', 1n)
    town.giveAmt('emil', 500_000n)
    town.does('emil', 'amt', 'transfer', 'buyBackVault', 250_000n)
    town.deposit('alice', 'buyBackVault', 200_000n)
    town.does('emil', 'amt', 'transfer', 'buyBackVault', 250_000n)
    expect(town.amount('buyBackVault', 'depositOf', 'alice')).toBe(200_000n)
    town.pay(100_000_000n, 0n)
    buy(town)
    for (const who of ['alice', 'emil'] as const) town.does(who, 'buyBackVault', 'withdraw', 0n)
    // The donation earns for nobody: alice's part is that of 200,000 AMT in a wallet, emil's that of one unit.
    expect(town.amount('buyBackVault', 'depositOf', 'emil')).toBe(1n)
    const pot = town.amount('master', 'pays', 1n)
    const claimable = town.amount('amt', 'totalSupplyAt', 1n) - town.amount('amt', 'balanceOfAt', 'pair', 1n)
    const spent = (pot * 700_001n) / claimable
    const bought = town.balance('amt', 'buyBackVault') - 700_001n
    expect(town.amount('buyBackVault', 'depositOf', 'alice')).toBe(
      200_000n + (((pot * 200_000n) / claimable) * bought) / spent,
    )
    town.does('alice', 'buyBackVault', 'withdraw', town.amount('buyBackVault', 'depositOf', 'alice'))
  })

  it('changes nothing for anybody by donating BTCB', () => {
    const town = buyingTown()
    town.giveBtcb('emil', 1_000_000n)
    town.does('emil', 'btcb', 'transfer', 'buyBackVault', 1_000_000n)
    expect(town.amount('buyBackVault', 'pendingBtcb')).toBe(0n)
    town.pay(10_000_000n, 0n)
    expect(buy(town).events.at(-1)).toBe('buyBackVault.boughtBack(2000000, 39)')
  })
})
