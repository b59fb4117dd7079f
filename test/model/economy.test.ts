import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UnknownAccount } from '../../src/model/kernel/names.ts'
import { CONTRACT_ACCOUNTS, PAIRS, type Coin } from '../../src/model/interface/accounts.ts'
import type { Action } from '../../src/model/interface/action.ts'
import { sameOutcome, sameValue } from '../../src/model/interface/outcome.ts'
import { allowanceOf } from '../../src/model/contracts/token.ts'
import { NotModelled } from '../../src/model/contracts/pancake/factory.ts'
import { observe, viewKey, viewsOf, type Observation } from '../../src/model/surface/observation.ts'
import { NoAnswer } from '../../src/model/surface/views.ts'
import { apply, changedViews, viewDomainOf, isOutgrown, read, type Economy } from '../../src/model/economy.ts'
import {
  UINT256_MAX,
  deployedWorld,
  liquidWorld,
  observed,
  PEOPLE,
  START,
  TOKEN_ORDER,
  modelWorldOf,
  stockedWorld,
  vaultsWorld,
} from '../support/model-world.ts'
import { anyActions } from './any-action.ts'

const DEPLOYED = deployedWorld().economy
const LIQUID = liquidWorld().economy
const SETTLED = vaultsWorld().economy

function frozen<T>(value: T, seen = new Set<unknown>()): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || seen.has(value)) return value
  seen.add(value)
  for (const part of Object.values(value)) frozen(part, seen)
  return Object.freeze(value)
}

function observation(economy: Economy): Observation {
  return observe(observed(economy), viewDomainOf(economy))
}

/** The action's result, or `undefined` for the few actions outside the model. */
function tryApply(economy: Economy, action: Action): ReturnType<typeof apply> | undefined {
  try {
    return apply(economy, action)
  } catch (error) {
    if (error instanceof NotModelled) return undefined
    throw error
  }
}

describe('a deployed economy', () => {
  test('has the roles, allowances and empty pair of the deployment', () => {
    const world = deployedWorld()
    expect(world.domain).toEqual({
      people: ['owner', 'payer', 'binance', 'pancake', 'admin', ...PEOPLE],
      snapshots: 0n,
      pairs: ['pair'],
      lockerExists: false,
      rounds: 0,
      airdrops: undefined,
    })
    const owners = ['amt', 'liqAmt', 'btcb', 'usdt', 'master', 'market'].map((on) => world.ask(on, 'owner'))
    expect(owners).toEqual(['master', 'master', 'binance', 'binance', 'owner', 'owner'])
    for (const token of ['amt', 'btcb', 'pair'])
      expect(world.ask(token, 'allowance', 'master', 'router')).toBe(UINT256_MAX)
    expect(world.ask('liqAmt', 'allowance', 'master', 'router')).toBe(0n)
    expect(world.ask('master', 'payerWallet')).toBe('payer')
    expect(world.ask('factory', 'feeToSetter')).toBe('pancake')
    expect(world.ask('pair', 'getReserves')).toEqual([0n, 0n, 0n])
    expect(world.economy.timestamp).toBe(START)
  })

  test('has all coins and pairs, of which only the AMT/BTCB pair exists', () => {
    const { tokens, pools, factory, timestamp, tokenOrder } = DEPLOYED
    const owners = Object.fromEntries(Object.entries(tokens).map(([coin, { owner }]) => [coin, owner]))
    expect(owners).toEqual({
      amt: 'master',
      liqAmt: 'master',
      btcb: 'binance',
      usdt: 'binance',
      // LP shares have no owner.
      ...Object.fromEntries(PAIRS.map((pair) => [pair, 'zero'])),
    })
    expect(Object.keys(pools).toSorted()).toEqual([...PAIRS].toSorted())
    expect(PAIRS.filter((pair) => pools[pair] !== undefined)).toEqual(['pair'])
    expect(factory).toEqual({ feeTo: 'zero', feeToSetter: 'pancake', pairs: ['pair'] })
    expect([timestamp, tokenOrder]).toEqual([START, TOKEN_ORDER])
    const spendable = Object.keys(tokens).flatMap((coin) =>
      viewDomainOf(DEPLOYED)
        .people.concat(CONTRACT_ACCOUNTS)
        .flatMap((by) => CONTRACT_ACCOUNTS.map((spender) => [coin, by, spender] as const))
        .filter(([on, by, spender]) => allowanceOf(DEPLOYED, on as Coin, by, spender) > 0n),
    )
    expect(spendable).toEqual([
      ['amt', 'master', 'router'],
      ['btcb', 'master', 'router'],
      ['btcb', 'buyBackVault', 'router'],
      ['pair', 'master', 'router'],
    ])
  })

  test('gains views by snapshots, pairs, the locker, purchases and an airdrop', () => {
    expect(viewDomainOf(SETTLED)).toMatchObject({
      snapshots: 4n,
      pairs: ['pair', 'pair:btcb/usdt'],
      lockerExists: true,
      rounds: 0,
      airdrops: 4,
    })
  })

  test('outgrows a view domain exactly when it has more views', () => {
    fc.assert(
      fc.property(anyActions, (actions) => {
        let economy = SETTLED
        for (const action of actions) {
          const before = viewDomainOf(economy)
          economy = tryApply(economy, action)?.economy ?? economy
          const after = viewDomainOf(economy)
          const grew = [...viewsOf(after)].length > [...viewsOf(before)].length
          expect(isOutgrown(before, economy)).toBe(grew)
        }
      }),
      { numRuns: 20 },
    )
    expect(isOutgrown(viewDomainOf(DEPLOYED), LIQUID)).toBe(true)
  })

  test('answers every view of its domain', () => {
    const asked = observation(DEPLOYED)
    expect(asked.get('factory.getPair(amt, btcb)')).toBe('pair')
    const nonZero = [...asked].filter(([, value]) => typeof value === 'bigint' && value !== 0n)
    expect(nonZero.map(([key]) => key)).toEqual([
      'amt.allowance(master, router)',
      'btcb.allowance(master, router)',
      'btcb.allowance(buyBackVault, router)',
      'pair.allowance(master, router)',
      'market.usdPer100Amt()',
      'market.fee()',
      'factory.allPairsLength()',
      'pair.decimals()',
      'pair.MINIMUM_LIQUIDITY()',
      ...['amt', 'liqAmt', 'btcb', 'usdt'].map((token) => `${token}.decimals()`),
      'amt.CAP()',
      ...['quote', 'getAmountOut', 'getAmountIn'].map(
        (fn) => `router.${fn}(1000000000000000007, 300000000000000000001, 10000000000000000009)`,
      ),
    ])
    expect([asked.get('market.usdPer100Amt()'), asked.get('market.fee()')]).toEqual([150n, 10n])
    expect(() => read(DEPLOYED, { on: 'locker', fn: 'beneficiary', args: [] })).toThrow(NoAnswer)
    expect(() => read(DEPLOYED, { on: 'alice', fn: 'totalSupply', args: [] })).toThrow(NoAnswer)
    expect(() => read(DEPLOYED, { on: 'distributor', fn: 'reserve', args: [] })).toThrow(NoAnswer)
    expect(() => read(DEPLOYED, { on: 'master', fn: 'harvestedTo', args: [] })).toThrow(NoAnswer)
  })
})

describe('applying actions', () => {
  test('never mutates its input', () => {
    fc.assert(
      fc.property(anyActions, (actions) => {
        let economy = frozen(SETTLED)
        const before = observation(economy)
        for (const action of actions) economy = frozen(tryApply(economy, action)?.economy ?? economy)
        expect(observation(SETTLED)).toEqual(before)
      }),
      { numRuns: 60 },
    )
  })

  test('is deterministic', () => {
    fc.assert(
      fc.property(anyActions, (actions) => {
        const [left, right] = [modelWorldOf(SETTLED), modelWorldOf(SETTLED)]
        for (const action of actions) {
          if (tryApply(left.economy, action) === undefined) continue
          expect(sameOutcome(left.act(action), right.act(action))).toBe(true)
        }
        expect(observation(left.economy)).toEqual(observation(right.economy))
      }),
      { numRuns: 40 },
    )
  })

  test('that revert returns the identical economy', () => {
    const reverted = apply(LIQUID, { by: 'alice', call: 'amt.burn', args: { amount: UINT256_MAX } })
    expect(reverted.outcome).toEqual({ ok: false, revert: 'BurnExceedsBalance' })
    expect(reverted.economy).toBe(LIQUID)
  })

  test('throws for an unknown account, which is a mistake of the caller and not a revert', () => {
    const unknown: Action = { by: 'nobody', call: 'amt.burn', args: { amount: 0n } }
    expect(() => apply(LIQUID, unknown)).toThrow(UnknownAccount)
  })

  test('advances the clock by waiting only', () => {
    const later = apply(LIQUID, { wait: 5n })
    expect(later.outcome).toEqual({ ok: true, returned: undefined, events: [] })
    expect(later.economy.timestamp).toBe(LIQUID.timestamp + 5n)
    expect(apply(LIQUID, { wait: UINT256_MAX }).outcome).toEqual({ ok: false, revert: 'Panic(0x11)' })
  })
})

test('a view that has no answer says what was expected and what came', () => {
  const world = deployedWorld()
  const why = (ask: () => unknown): string => {
    try {
      ask()
      return 'an answer'
    } catch (error) {
      expect(error).toBeInstanceOf(NoAnswer)
      return (error as Error).message
    }
  }
  expect(why(() => world.ask('amt', 'balanceOf', 5n))).toBe('expected an account as argument, got "5"')
  expect(why(() => world.ask('amt', 'totalSupplyAt', 'alice'))).toBe(
    'expected a number as argument, got "alice"',
  )
  expect(why(() => world.ask('alice', 'totalSupply'))).toBe('expected a token or a pair, got "alice"')
  expect(why(() => world.ask('alice', 'symbol'))).toBe('expected a token, got "alice"')
  expect(why(() => world.ask('amt', 'harvestedTo'))).toBe('expected a vault, got "amt"')
  expect(why(() => world.ask('pair:amt/usdt', 'kLast'))).toBe(
    'expected a pair that exists, got "pair:amt/usdt"',
  )
  expect(why(() => world.ask('factory', 'allPairs', 9n))).toBe(
    'expected a pair that exists, got "the one at 9"',
  )
  expect(why(() => world.ask('locker', 'releaseTime'))).toBe('expected a locker that exists, got "locker"')
  expect(why(() => world.ask('distributor', 'deadline'))).toBe(
    'expected a distributor that exists, got "distributor"',
  )
  expect(world.ask('factory', 'getPair', 'alice', 'amt')).toBe('zero')
  expect(world.ask('router', 'quote', 6n, 4n, 10n)).toBe(15n)
  expect(world.ask('router', 'getAmountOut', 1_000n, 4_000n, 10_000n)).toBe(1_995n)
  expect(world.ask('router', 'getAmountIn', 1_000n, 4_000n, 10_000n)).toBe(446n)
})

describe('changed views', () => {
  test('contain every answer that differs or is new', () => {
    fc.assert(
      fc.property(anyActions, (actions) => {
        let economy = SETTLED
        let before = observation(economy)
        for (const action of actions) {
          const next = tryApply(economy, action)?.economy ?? economy
          const after = observation(next)
          const changed = new Set(changedViews(economy, next).map(viewKey))
          for (const [key, value] of after)
            if (!sameValue(before.get(key), value)) expect(changed, key).toContain(key)
          economy = next
          before = after
        }
      }),
      { numRuns: 60 },
    )
  })

  test('are few for a transfer, and can all be read', () => {
    const world = modelWorldOf(LIQUID)
    world.ok('alice', 'amt.transfer', { to: 'bruno', amount: 1n })
    expect(changedViews(LIQUID, world.economy).map(viewKey)).toEqual([
      'amt.balanceOf(alice)',
      'amt.balanceOf(bruno)',
    ])
    expect(changedViews(LIQUID, LIQUID)).toEqual([])
    world.ok('payer', 'master.payRent', { amountBtcb: 1_000n, vaultParticipation: 0n })
    world.ok('alice', 'factory.createPair', { tokenA: 'amt', tokenB: 'usdt' })
    for (const view of changedViews(LIQUID, world.economy)) expect(world.read(view)).toBeDefined()
  })

  test('are those of a purchase in the order of the contracts, and of the lock', () => {
    const world = modelWorldOf(SETTLED)
    world.ok('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: UINT256_MAX })
    expect(changedViews(SETTLED, world.economy).map(viewKey)).toEqual([
      'amt.balanceOf(buyBackVault)',
      'amt.balanceOf(pair)',
      'btcb.balanceOf(master)',
      'btcb.balanceOf(pair)',
      'btcb.allowance(buyBackVault, router)',
      ...['getReserves', 'kLast', 'price0CumulativeLast', 'price1CumulativeLast'].map((fn) => `pair.${fn}()`),
      'master.alreadyCharged(buyBackVault, 4)',
      ...['harvestedTo()', 'rounds()', 'boughtAt()', 'round(0)'].map((fn) => `buyBackVault.${fn}`),
    ])
    const unlocked = stockedWorld()
    const before = unlocked.economy
    unlocked.ok('owner', 'master.addLiquidityLocking', { amountAmt: 400_000n, amountBtcb: 20_000n })
    expect(changedViews(before, unlocked.economy).map(viewKey)).toContain('master.liqLocked()')
  })

  test('contain every view of entities that the deployed economy lacks', () => {
    const known = new Set([...viewsOf(viewDomainOf(DEPLOYED))].map(viewKey))
    const changed = new Set(changedViews(DEPLOYED, LIQUID).map(viewKey))
    for (const view of viewsOf(viewDomainOf(LIQUID))) {
      const key = viewKey(view)
      if (!known.has(key)) expect(changed, key).toContain(key)
    }
  })
})
