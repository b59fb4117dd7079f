/** The buy-back vault: what Master pays for the deposits buys AMT, for exactly those whose deposits earned it. */
import { describe, expect, it } from 'vitest'
import { changedBuild, projectBuild } from '../../src/evm/build.ts'
import type { Build } from '../../src/evm/build.ts'
import { MAX, Town } from './town.ts'

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

  it('counts for payments after it with the grown deposits', () => {
    const town = buyingTown(projectBuild(), amtSorts)
    town.pay(1_000_000_000_000n, 0n)
    town.does('emil', 'buyBackVault', 'poke')
    town.wait(HALF_HOUR)
    expect(town.refusal('emil', 'buyBackVault', 'buyBack', 0n, town.now)).toBe(
      'UniswapV2Router: INSUFFICIENT_OUTPUT_AMOUNT',
    )
    // So much at once would move the price by more than the minimum allows: it waits for a deeper pool.
    town.provide('dora', 999_000_000n, 49_950_000_000_000n)
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
  return BigInt(/boughtBack\(\d+, (\d+)\)/.exec(events.at(-1)!)![1]!)
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
    expect(town.refusal('emil', 'buyBackVault', 'buyBack', 0n, MAX)).toBe('NothingToSpend')
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

/** What emil gains in BTCB by buying `size` before a purchase that he triggers, and selling all of it after; or why it fails. */
function sandwich(town: Town, size: bigint): bigint | string {
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
    town.does('emil', 'buyBackVault', 'buyBack', 0n, MAX)
  } catch (error) {
    town.machine.rewind(start)
    return error instanceof Error ? error.message : String(error)
  }
  swap(town.balance('amt', 'emil') - amtBefore, path.toReversed())
  return town.balance('btcb', 'emil') - btcbBefore
}

/** The vault with one of its safeguards edited out. */
function weakened(edit: { readonly find: string; readonly replace: string }): Build {
  return changedBuild('weakened', { edits: [{ purpose: 'weaken the minimum', source: SOURCE, ...edit }] })
}

/** A pool of 1e9 AMT and 50e12 BTCB, and a purchase of half the payment, 0.8% of the pool, that is due. */
function dueTown(build = projectBuild(), move?: (town: Town) => void, payment = 800_000_000_000n): Town {
  const town = new Town(build)
  town.provide('dora', 1_000_000_000n, 50_000_000_000_000n)
  town.deposit('alice', 'buyBackVault', 1_000_000_000n)
  town.pay(payment, 0n)
  town.does('dora', 'buyBackVault', 'poke')
  move?.(town)
  town.wait(HALF_HOUR)
  return town
}

const NO_MINIMUM = { find: 'MIN_OUT_PERCENT = 97', replace: 'MIN_OUT_PERCENT = 0' }
const NO_END = { find: 'MAX_WINDOW = 1 days', replace: 'MAX_WINDOW = 10000 days' }
const EMPTY_COUNTS = {
  find: 'if (reserveBtcb == 0 || reserveAmt == 0) revert NoPrice();',
  replace: 'if (reserveBtcb == 0 || reserveAmt == 0) return cumulative;',
}

describe('a sandwich', () => {
  const SIZE = 25_000_000_000_000n
  const VOIDED = 'refused: UniswapV2Router: INSUFFICIENT_OUTPUT_AMOUNT'

  it('is voided by the minimum from the average price', () => {
    expect(sandwich(dueTown(), SIZE)).toBe(VOIDED)
    // Without the sandwich the same purchase goes through.
    dueTown().does('emil', 'buyBackVault', 'buyBack', 0n, MAX)
  })

  it('gains when the minimum is edited out', () => {
    expect(sandwich(dueTown(weakened(NO_MINIMUM)), SIZE)).toBeGreaterThan(50_000_000_000n)
  })

  const small = [1n, 2n, 5n, 10n, 20n, 50n, 100n, 200n].map((bp) => (50_000_000_000_000n * bp) / 10_000n)

  it('that fits under the minimum takes less than the 3% that it leaves', () => {
    const gains = small.map((size) => sandwich(dueTown(), size))
    const taken = gains.filter((gain) => typeof gain === 'bigint')
    expect(taken.length).toBeGreaterThan(4)
    expect(gains).toContain(VOIDED)
    // The purchase spends half of the payment.
    for (const gain of taken) expect(gain).toBeLessThan((400_000_000_000n * 3n) / 100n)
  })

  it('loses on a purchase of less than 0.25% of the pool, whose push on the price is below both fees', () => {
    const gains = small.map((size) => sandwich(dueTown(projectBuild(), undefined, 200_000_000_000n), size))
    for (const gain of gains) if (gain !== VOIDED) expect(gain).toBeLessThan(0n)
    expect(gains.filter((gain) => gain !== VOIDED).length).toBeGreaterThan(4)
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
      town.provide('dora', 1_000_000_000n, 50_000_000_000_000n)
      town.deposit('alice', 'buyBackVault', 1_000_000_000n)
      town.pay(800_000_000_000n, 0n)
      town.wait(60n)
      return sandwich(town, SIZE)
    }
    expect(late(projectBuild())).toBe('refused: NoPrice')
    expect(late(weakened(EMPTY_COUNTS))).toBeGreaterThan(50_000_000_000n)
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
