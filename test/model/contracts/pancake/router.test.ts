import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ONE } from '../../../../src/model/kernel/units.ts'
import type { Account } from '../../../../src/model/interface/accounts.ts'
import type { ArgsOf } from '../../../../src/model/interface/action.ts'
import { NotModelled } from '../../../../src/model/contracts/pancake/factory.ts'
import { amountIn, amountOut } from '../../../../src/model/contracts/pancake/formulas.ts'
import {
  UINT256_MAX,
  deployedWorld,
  liquidWorld,
  named,
  provision,
  START,
  stockedWorld,
  type ModelWorld,
  vaultsWorld,
} from '../../../support/model-world.ts'

type Swap = ArgsOf<'router.swapExactTokensForTokens'>

function along(path: readonly Account[], amountA: bigint, more: Partial<Swap> = {}): Swap {
  return { amountA, limit: 0n, path, to: 'alice', deadline: UINT256_MAX, ...more }
}

const EXACT_IN = 'router.swapExactTokensForTokens'
const EXACT_OUT = 'router.swapTokensForExactTokens'
const FEE_ON_TRANSFER = 'router.swapExactTokensForTokensSupportingFeeOnTransferTokens'

function reserves(world: ModelWorld, input: 'amt' | 'btcb'): readonly [bigint, bigint] {
  const [amt, btcb] = world.ask('pair', 'getReserves') as readonly [bigint, bigint, bigint]
  return input === 'amt' ? [amt, btcb] : [btcb, amt]
}

describe('a swap through the router', () => {
  test('pays exactly the formula, in both directions', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('amt' as const, 'btcb' as const),
        fc.bigInt(1_000n, 900n * ONE),
        (input, amount) => {
          const world = liquidWorld()
          const output = input === 'amt' ? 'btcb' : 'amt'
          const due = amountOut(amount, ...reserves(world, input))
          const before = world.ask(output, 'balanceOf', 'alice') as bigint
          const { returned } = world.ok('alice', EXACT_IN, along([input, output], amount, { limit: due }))
          expect(returned).toEqual([amount, due])
          expect(world.ask(output, 'balanceOf', 'alice')).toBe(before + due)
        },
      ),
      { numRuns: 40 },
    )
  })

  test('charges exactly the formula for an exact output', () => {
    const world = liquidWorld()
    const needed = amountIn(ONE, ...reserves(world, 'amt'))
    expect(world.revert('alice', EXACT_OUT, along(['amt', 'btcb'], ONE, { limit: needed - 1n }))).toBe(
      'RouterExcessiveInput',
    )
    const { returned } = world.ok('alice', EXACT_OUT, along(['amt', 'btcb'], ONE, { limit: needed }))
    expect(returned).toEqual([needed, ONE])
  })

  test('crosses several pairs, each paying the next', () => {
    const world = liquidWorld()
    const { events, returned } = world.ok('alice', EXACT_IN, along(['amt', 'btcb', 'usdt'], ONE))
    const [first, second, third] = returned as readonly bigint[]
    expect(named(events, 'Transfer')).toEqual([
      ['alice', 'pair', first],
      ['pair', 'pair:btcb/usdt', second],
      ['pair:btcb/usdt', 'alice', third],
    ])
  })

  test('cannot return through the same pair, which would pay itself', () => {
    const world = liquidWorld()
    const back = along(['amt', 'btcb', 'amt'], ONE)
    expect(world.revert('alice', EXACT_IN, back)).toBe('PairInsufficientInput')
    expect(world.revert('alice', FEE_ON_TRANSFER, back)).toBe('LibraryInsufficientInput')
  })

  test('with a fee on transfer also swaps the excess balance of the pair', () => {
    const world = liquidWorld()
    world.ok('bruno', 'amt.transfer', { to: 'pair', amount: ONE })
    const due = amountOut(2n * ONE, ...reserves(world, 'amt'))
    const swap = (limit: bigint): string | undefined =>
      world.revert('alice', FEE_ON_TRANSFER, along(['amt', 'btcb'], ONE, { limit }))
    expect(swap(due + 1n)).toBe('RouterInsufficientOutput')
    expect(swap(due)).toBeUndefined()
  })

  test('is in time at its deadline and expired a second later; the deadline is checked first', () => {
    const world = liquidWorld()
    expect(
      world.revert('alice', EXACT_IN, along(['amt', 'btcb'], 1_000n, { deadline: START })),
    ).toBeUndefined()
    world.act({ wait: 1n })
    for (const call of [EXACT_IN, EXACT_OUT, FEE_ON_TRANSFER] as const)
      expect(world.revert('alice', call, along([], 0n, { deadline: START }))).toBe('RouterExpired')
    const late = { ...provision('zero', 'zero', 0n, 0n, 'alice'), deadline: START }
    expect(world.revert('alice', 'router.addLiquidity', late)).toBe('RouterExpired')
    expect(world.revert('alice', 'router.removeLiquidity', { ...late, liquidity: 0n })).toBe('RouterExpired')
  })

  test.each(['locker', 'distributor'] as const)(
    'that begins with the %s fails once it is deployed',
    (account) => {
      const why = (world: ModelWorld): unknown =>
        world.revert('alice', FEE_ON_TRANSFER, along([account, 'btcb'], 1n))
      // A call to an address without code succeeds; the pair is missing then.
      expect(why(deployedWorld())).toBe('NoReason')
      expect(why(vaultsWorld())).toBe('TransferFromFailed')
    },
  )

  test('over an invalid path reverts as the library or the missing pair', () => {
    const world = liquidWorld()
    const why = (
      call: typeof EXACT_IN | typeof EXACT_OUT | typeof FEE_ON_TRANSFER,
      ...path: Account[]
    ): unknown => world.revert('alice', call, along(path, ONE))
    expect(why(EXACT_IN)).toBe('LibraryInvalidPath')
    expect(why(EXACT_OUT, 'amt')).toBe('LibraryInvalidPath')
    expect(why(FEE_ON_TRANSFER)).toBe('NoReason')
    expect(why(FEE_ON_TRANSFER, 'amt')).toBe('NoReason')
    for (const call of [EXACT_IN, EXACT_OUT, FEE_ON_TRANSFER] as const) {
      expect(why(call, 'amt', 'amt')).toBe('LibraryIdenticalAddresses')
      expect(why(call, 'amt', 'zero')).toBe('LibraryZeroAddress')
      expect(why(call, 'amt', 'usdt')).toBe('NoReason')
      expect(why(call, 'carmen', 'btcb')).toBe('NoReason')
      expect(why(call, 'amt', 'btcb', 'carmen')).toBe('NoReason')
    }
    expect(why(FEE_ON_TRANSFER, 'master', 'btcb')).toBe('TransferFromFailed')
    expect(why(FEE_ON_TRANSFER, 'amt', 'btcb', 'pair')).toBe('NoReason')
    expect(why(FEE_ON_TRANSFER, 'pair:amt/usdt', 'btcb')).toBe('NoReason')
    expect(world.revert('carmen', FEE_ON_TRANSFER, along(['pair', 'btcb'], ONE))).toBe('TransferFromFailed')
    expect(world.revert('bruno', FEE_ON_TRANSFER, along(['pair', 'btcb'], 1n))).toBe('NoReason')
  })

  test('for the whole reserve divides by zero and reverts without a reason', () => {
    const world = liquidWorld()
    const [, reserveOut] = reserves(world, 'amt')
    const all = (amount: bigint): string | undefined =>
      world.revert('alice', EXACT_OUT, along(['amt', 'btcb'], amount, { limit: UINT256_MAX }))
    expect(all(reserveOut)).toBe('NoReason')
    expect(all(reserveOut + 1n)).toBe('MathSubUnderflow')
  })
})

describe('liquidity through the router', () => {
  test('takes both sides in the ratio of the reserves, and creates a pair that is missing', () => {
    const world = liquidWorld()
    const created = world.ok('alice', 'router.addLiquidity', provision('usdt', 'amt', 9n * ONE, ONE, 'alice'))
    expect(created.events[0]!.name).toBe('PairCreated')
    expect(created.returned).toEqual([9n * ONE, ONE, 3n * ONE - 1000n])
    expect(world.domain.pairs).toEqual(['pair', 'pair:amt/usdt', 'pair:btcb/usdt'])
    const more = world.ok('alice', 'router.addLiquidity', provision('amt', 'usdt', ONE, ONE, 'alice'))
    expect(more.returned).toEqual([ONE / 9n, ONE, expect.any(BigInt)])
  })

  test('pays the share, in the requested order of tokens', () => {
    const world = liquidWorld()
    const shares = world.ask('pair', 'balanceOf', 'bruno') as bigint
    const [amt, btcb] = reserves(world, 'amt')
    const supply = world.ask('pair', 'totalSupply') as bigint
    const args = {
      tokenA: 'btcb',
      tokenB: 'amt',
      liquidity: shares,
      amountAMin: 0n,
      amountBMin: 0n,
      to: 'carmen',
      deadline: UINT256_MAX,
    }
    const floorAmt = (shares * amt) / supply
    const floorBtcb = (shares * btcb) / supply
    const tooMuch = (amountAMin: bigint, amountBMin: bigint): string | undefined =>
      world.revert('bruno', 'router.removeLiquidity', { ...args, amountAMin, amountBMin })
    expect(tooMuch(floorBtcb + 1n, floorAmt + 1n)).toBe('RouterInsufficientA')
    expect(tooMuch(floorBtcb, floorAmt + 1n)).toBe('RouterInsufficientB')
    expect(world.ok('bruno', 'router.removeLiquidity', args).returned).toEqual([floorBtcb, floorAmt])
    expect(world.revert('bruno', 'router.removeLiquidity', { ...args, tokenA: 'usdt' })).toBe('NoReason')
    expect(world.revert('bruno', 'router.removeLiquidity', { ...args, tokenA: 'amt' })).toBe(
      'LibraryIdenticalAddresses',
    )
    expect(world.revert('bruno', 'router.removeLiquidity', { ...args, tokenA: 'zero' })).toBe(
      'LibraryZeroAddress',
    )
  })

  test('for accounts that are not tokens reverts as on the chain', () => {
    const world = stockedWorld()
    const why = (tokenA: Account, tokenB: Account, amount = 1n): unknown =>
      world.revert('alice', 'router.addLiquidity', provision(tokenA, tokenB, amount, amount, 'alice'))
    expect(why('amt', 'amt')).toBe('FactoryIdenticalAddresses')
    expect(why('amt', 'zero')).toBe('FactoryZeroAddress')
    expect(why('amt', 'bruno')).toBe('NoReason')
    expect(why('amt', 'bruno', UINT256_MAX)).toBe('TransferFromFailed')
    expect(why('bruno', 'master')).toBe('TransferFromFailed')
    // What is wrong in the model itself is not taken for a revert of the token.
    const noAmount = { ...along(['amt', 'btcb'], 1n), amountA: undefined as never }
    expect(() => world.act({ by: 'alice', call: FEE_ON_TRANSFER, args: noAmount } as never)).toThrow(
      TypeError,
    )
    expect(() => why('amt', 'pair')).toThrow(NotModelled)
  })
})

test('a swap for tokens with a fee measures what came of the last token of three', () => {
  const swap = (limit: bigint): Swap => along(['amt', 'btcb', 'usdt'], ONE, { limit })
  const { events } = liquidWorld().ok('alice', FEE_ON_TRANSFER, swap(0n))
  const got = named(events, 'Transfer').at(-1)![2] as bigint
  expect(liquidWorld().revert('alice', FEE_ON_TRANSFER, swap(got + 1n))).toBe('RouterInsufficientOutput')
  expect(liquidWorld().revert('alice', FEE_ON_TRANSFER, swap(got))).toBeUndefined()
})
