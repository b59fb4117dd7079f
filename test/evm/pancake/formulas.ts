/** The formulas of PancakeSwap V2 as properties of a build. A wrong build fails them (`build.test.ts`). */
import * as fc from 'fast-check'
import { expect } from 'vitest'
import type { World } from './world.ts'
import {
  addLiquidity,
  amountIn,
  amountOut,
  aside,
  feeTo,
  give,
  isqrt,
  owner,
  protocolFee,
  trader,
} from './world.ts'

const uint256 = (1n << 256n) - 1n
const uint112 = (1n << 112n) - 1n

/** Amounts of every magnitude: small ones, which show rounding, are as frequent as large ones. */
export const amount = (max: bigint, min = 1n): fc.Arbitrary<bigint> =>
  fc
    .tuple(fc.integer({ min: 0, max: max.toString(2).length }), fc.bigInt({ min: 0n, max }))
    .map(([shift, value]) => value >> BigInt(shift))
    .map((value) => (value < min ? min : value))

/** Reserves that leave room for later additions. */
const reserve = amount(1n << 100n, 2000n)

/** The router's quotes are exact, and revert exactly if an intermediate product overflows. */
export function checkQuotes({ router }: World, numRuns: number): void {
  fc.assert(
    fc.property(amount(uint256), amount(uint256), amount(uint256), (traded, reserveIn, reserveOut) => {
      const gain = 9975n * traded
      const overflows = gain * reserveOut > uint256 || 10000n * reserveIn + gain > uint256
      const out = router.look('getAmountOut', traded, reserveIn, reserveOut)
      if (overflows) expect(out).toMatchObject({ reverted: expect.stringContaining('ds-math-') as string })
      else expect(out).toMatchObject({ returned: [amountOut(traded, reserveIn, reserveOut)] })
    }),
    { numRuns },
  )
  fc.assert(
    fc.property(amount(uint256), amount(uint256), amount(uint256), (traded, reserveIn, reserveOut) => {
      const numerator = 10000n * reserveIn * traded
      const overflows = numerator > uint256 || traded > reserveOut || 9975n * (reserveOut - traded) > uint256
      const input = router.look('getAmountIn', traded, reserveIn, reserveOut)
      if (overflows) expect(input).toMatchObject({ reverted: expect.stringContaining('ds-math-') as string })
      else if (traded === reserveOut) expect(input).toHaveProperty('reverted')
      else expect(input).toMatchObject({ returned: [amountIn(traded, reserveIn, reserveOut)] })
    }),
    { numRuns },
  )
}

/**
 * Quotes whose division leaves no remainder, where one less in the numerator shows; random amounts have hardly
 * any. 400 units paid into 399 keep 9975/10000 of themselves, so that input and reserve are equal.
 */
export function checkWholeQuotes({ router }: World, numRuns: number): void {
  // 9975 * 400 * unit * times * (times + 1) * share is below 2^247.
  const part = amount(1n << 56n)
  fc.assert(
    fc.property(part, part, part, (unit, times, share) => {
      const reserveOut = (times + 1n) * share
      const out = router.look('getAmountOut', 400n * unit * times, 399n * unit, reserveOut)
      expect(out).toMatchObject({ returned: [times * share] })
      const input = router.look('getAmountIn', times * share, 399n * unit, reserveOut)
      expect(input).toMatchObject({ returned: [400n * unit * times + 1n] })
      expect(router.look('quote', times * unit, unit, share)).toMatchObject({ returned: [times * share] })
    }),
    { numRuns },
  )
}

/** A swap may take exactly the formula's output: one wei more reverts. Either token may be the input. */
export function checkSwaps(world: World, numRuns: number): void {
  const { pair, token0, token1 } = world
  fc.assert(
    fc.property(
      reserve,
      reserve,
      amount(1n << 101n),
      fc.boolean(),
      (reserve0, reserve1, paid, paysToken0) => {
        aside(world, () => {
          addLiquidity(world, reserve0, reserve1)
          const [reserveIn, reserveOut] = paysToken0 ? [reserve0, reserve1] : [reserve1, reserve0]
          const out = amountOut(paid, reserveIn, reserveOut)
          const take = (output: bigint) => {
            give(paysToken0 ? token0 : token1, pair, paid)
            return pair.send(trader, 'swap', ...(paysToken0 ? [0n, output] : [output, 0n]), trader, '0x')
          }
          const revert = aside(world, () => take(out + 1n))
          const greedy = out + 1n < reserveOut ? 'UniswapV2: K' : 'UniswapV2: INSUFFICIENT_LIQUIDITY'
          expect(revert).toEqual({ reverted: greedy })
          if (out === 0n) expect(take(0n)).toEqual({ reverted: 'UniswapV2: INSUFFICIENT_OUTPUT_AMOUNT' })
          else {
            expect(take(out)).toHaveProperty('returned')
            expect((paysToken0 ? token1 : token0).read('balanceOf', trader)).toBe(out)
          }
        })
      },
    ),
    { numRuns },
  )
}

/**
 * A swap that pays in both tokens may take token0 as long as the invariant, with the fee on both inputs,
 * holds.
 */
export function checkInvariant(world: World, numRuns: number): Tally {
  const { pair, token0, token1 } = world
  const tally: Tally = {}
  const tenths = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 10 }))
  const nudges = fc.bigInt({ min: -2n, max: 2n })
  fc.assert(
    fc.property(reserve, reserve, tenths, tenths, nudges, (reserve0, reserve1, tenths0, tenths1, nudge) => {
      aside(world, () => {
        addLiquidity(world, reserve0, reserve1)
        const in0 = (reserve0 * BigInt(tenths0)) / 10n
        const in1 = (reserve1 * BigInt(tenths1)) / 10n
        // (10000*(r0 + in0 - out0) - 25*in0) * (10000*(r1 + in1) - 25*in1) >= r0*r1*1e8, solved for the
        // greatest out0.
        const side1 = 10000n * reserve1 + 9975n * in1
        const side0 = (reserve0 * reserve1 * 100_000_000n + side1 - 1n) / side1
        const most = (10000n * reserve0 + 9975n * in0 - side0) / 10000n
        const out = most + nudge < 0n ? 0n : most + nudge
        const expected =
          out === 0n
            ? 'UniswapV2: INSUFFICIENT_OUTPUT_AMOUNT'
            : out >= reserve0
              ? 'UniswapV2: INSUFFICIENT_LIQUIDITY'
              : in0 === 0n && in1 === 0n
                ? 'UniswapV2: INSUFFICIENT_INPUT_AMOUNT'
                : out > most
                  ? 'UniswapV2: K'
                  : 'passes'
        give(token0, pair, in0)
        give(token1, pair, in1)
        const result = pair.send(trader, 'swap', out, 0n, trader, '0x')
        expect('reverted' in result ? result.reverted : 'passes').toBe(expected)
        count(tally, expected)
      })
    }),
    { numRuns },
  )
  return tally
}

/** Number of occurrences of each case. */
export type Tally = Record<string, number>

function count(tally: Tally, result: string): void {
  tally[result] = (tally[result] ?? 0) + 1
}

/** The protocol fee in LP tokens is exact, before a mint and before a burn. */
export function checkProtocolFee(world: World, numRuns: number): Tally {
  const { factory, pair, token0, token1 } = world
  const tally: Tally = {}
  const growth = fc.oneof(fc.constant(0n), amount(1n << 100n))
  fc.assert(
    fc.property(reserve, reserve, growth, growth, fc.boolean(), (r0, r1, grow0, grow1, burns) => {
      aside(world, () => {
        factory.must(owner, 'setFeeTo', feeTo)
        addLiquidity(world, r0, r1)
        const supply = pair.read('totalSupply') as bigint
        expect(pair.read('kLast')).toBe(r0 * r1)
        // A donation to the pair makes k grow as swaps do, by any amount.
        give(token0, pair, grow0)
        give(token1, pair, grow1)
        pair.must(trader, 'sync')
        const k = (r0 + grow0) * (r1 + grow1)
        const fee = protocolFee(supply, k, r0 * r1)
        if (burns) {
          const half = (supply - 1000n) / 2n
          pair.must(owner, 'transfer', pair.address, half)
          pair.must(owner, 'burn', owner)
        } else {
          give(token0, pair, r0 + grow0)
          give(token1, pair, r1 + grow1)
          pair.must(owner, 'mint', owner)
        }
        expect(pair.read('balanceOf', feeTo)).toBe(fee)
        count(tally, `${fee > 0n ? 'fee' : 'no fee'} before a ${burns ? 'burn' : 'mint'}`)
      })
    }),
    { numRuns },
  )
  return tally
}

/** Without `feeTo` there is no protocol fee, and growth before `feeTo` was set is never charged. */
export function checkNoProtocolFee(world: World): void {
  const { factory, pair, token0 } = world
  aside(world, () => {
    addLiquidity(world, 10n ** 18n, 10n ** 18n)
    expect(pair.read('kLast')).toBe(0n)
    give(token0, pair, 10n ** 18n)
    pair.must(trader, 'sync')
    factory.must(owner, 'setFeeTo', feeTo)
    addLiquidity(world, 10n ** 18n, 10n ** 18n)
    expect(pair.read('balanceOf', feeTo)).toBe(0n)
    factory.must(owner, 'setFeeTo', `0x${'0'.repeat(40)}`)
    addLiquidity(world, 10n ** 18n, 10n ** 18n)
    expect(pair.read('kLast')).toBe(0n)
  })
}

/** LP tokens minted for a first and a later deposit, and the amounts paid for burning them. */
export function checkLiquidity(world: World, numRuns: number): void {
  const { pair, token0, token1 } = world
  fc.assert(
    fc.property(reserve, reserve, amount(1n << 100n), amount(1n << 100n), (r0, r1, add0, add1) => {
      aside(world, () => {
        const first = isqrt(r0 * r1) - 1000n
        expect(addLiquidity(world, r0, r1)).toBe(first)
        expect(pair.read('balanceOf', `0x${'0'.repeat(40)}`)).toBe(1000n)
        const supply = first + 1000n
        give(token0, pair, add0)
        give(token1, pair, add1)
        const [for0, for1] = [(add0 * supply) / r0, (add1 * supply) / r1]
        const more = for0 < for1 ? for0 : for1
        const minted = pair.send(owner, 'mint', trader)
        if (more === 0n) {
          expect(minted).toEqual({ reverted: 'UniswapV2: INSUFFICIENT_LIQUIDITY_MINTED' })
          return
        }
        expect(minted).toMatchObject({ returned: [more] })
        pair.must(trader, 'transfer', pair.address, more)
        const back0 = (more * (r0 + add0)) / (supply + more)
        const back1 = (more * (r1 + add1)) / (supply + more)
        const burnt = pair.send(trader, 'burn', trader)
        if (back0 === 0n || back1 === 0n)
          expect(burnt).toEqual({ reverted: 'UniswapV2: INSUFFICIENT_LIQUIDITY_BURNED' })
        else expect(burnt).toMatchObject({ returned: [back0, back1] })
      })
    }),
    { numRuns },
  )
}

/** No reserve exceeds uint112. */
export function checkReserveLimit(world: World): void {
  const { pair, token0 } = world
  aside(world, () => {
    addLiquidity(world, uint112 - 1n, 10n ** 18n)
    give(token0, pair, 1n)
    pair.must(trader, 'sync')
    expect(pair.send(trader, 'getReserves')).toMatchObject({
      returned: [uint112, 10n ** 18n, expect.anything()],
    })
    give(token0, pair, 1n)
    expect(pair.send(trader, 'sync')).toEqual({ reverted: 'UniswapV2: OVERFLOW' })
  })
}
