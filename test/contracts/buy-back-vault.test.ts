/** The buy-back vault: payments for the deposits buy AMT, for exactly the accounts that earned them. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedBuild, projectBuild } from '../../src/evm/build.ts'
import { MAX, ChainWorld } from '../support/chain-world.ts'
import {
  DAY,
  HALF_HOUR,
  SOURCE,
  boughtBack,
  buy,
  buyAmount,
  buyingWorld,
  dueWorld,
  outputOf,
} from './buying-world.ts'

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

  it('needs both tokens in the pool, one base unit of each', () => {
    const world = new ChainWorld()
    world.deposit('alice', 'buyBackVault', 100n)
    world.giveBtcb('elena', 1n)
    world.giveAmt('elena', 1n)
    const donate = (token: 'amt' | 'btcb'): void => {
      world.does('elena', token, 'transfer', 'pair', 1n)
      world.does('elena', 'pair', 'sync')
    }
    const empty = world.machine.checkpoint()
    for (const [first, second] of [
      ['amt', 'btcb'],
      ['btcb', 'amt'],
    ] as const) {
      world.machine.rewind(empty)
      donate(first)
      expect(world.revert('elena', 'buyBackVault', 'poke')).toBe('NoPrice')
      donate(second)
      world.does('elena', 'buyBackVault', 'poke')
      expect(world.fields('buyBackVault', 'priceRecord', 0n)).toEqual([0n, 1n, world.now])
    }
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

  it('counts each later purchase for a depositor who has left, was settled and came back', () => {
    const world = buyingWorld()
    world.pay(10_000_000n, 0n)
    buy(world)
    world.does('bruno', 'buyBackVault', 'withdraw', 100_009n)
    world.does('bruno', 'buyBackVault', 'withdraw', 0n)
    world.does('bruno', 'buyBackVault', 'deposit', 100_000n)
    world.pay(10_000_000n, 0n)
    buy(world)
    expect(world.amount('buyBackVault', 'depositOf', 'bruno')).toBe(100_000n)
    world.does('bruno', 'buyBackVault', 'withdraw', 0n)
    expect(world.amount('buyBackVault', 'depositOf', 'bruno')).toBe(100_009n)
    expect(world.amount('buyBackVault', 'owedTo', 'bruno')).toBe(0n)
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
