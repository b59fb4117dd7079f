/**
 * The minimums that Master passes to the router at a removal.
 *
 * They never bind, since the pair pays at least what they are computed from, so no outcome shows them. Here
 * the router's code is replaced by one that reverts with its call data; Master passes the revert data on,
 * which is exactly what it has sent.
 */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepareCall } from '../../src/evm/abi/call.ts'
import { changedBuild, projectBuild, type Build } from '../../src/evm/build.ts'
import { fromHex, toHex } from '../../src/evm/machine/hex.ts'
import { ChainWorld } from '../support/chain-world.ts'

const ONE = 10n ** 18n

/** `calldatacopy(0, 0, calldatasize()); revert(0, calldatasize())`. */
const ECHO = fromHex('0x365f5f37365ffd')

const removal = prepareCall(projectBuild().master.abi, 'removeLiquidity')
const routed = prepareCall(projectBuild().outside.router.abi, 'removeLiquidity')

interface Situation {
  readonly amtSorts: 'below' | 'above'
  readonly amt: bigint
  readonly btcb: bigint
  /** Whether the protocol fee is on. */
  readonly feeOn: boolean
  /** AMT given to the pair and synced, so that the fee accrues. */
  readonly gift: bigint
  /** Removed, in per mille of Diego's liqAMT. */
  readonly perMille: number
}

function worldOf(build: Build, { amtSorts, amt, btcb, feeOn, gift }: Situation): ChainWorld {
  const world = new ChainWorld(build, amtSorts)
  if (feeOn) world.does('pancake', 'factory', 'setFeeTo', 'elena')
  world.provide('diego', amt, btcb)
  if (gift > 0n) {
    world.giveAmt('pair', gift)
    world.does('carmen', 'pair', 'sync')
  }
  return world
}

/** What Master sends to the router for a removal, as call data. */
function sent(world: ChainWorld, amount: bigint): string {
  const { machine } = world
  const mark = machine.checkpoint()
  machine.place(world.world.router, ECHO)
  const message = { ...world.block, from: world.address('diego'), to: world.world.master }
  const receipt = machine.execute({ ...message, data: removal.encode(amount) })
  machine.rewind(mark)
  machine.release(mark)
  expect(receipt.ok).toBe(false)
  return toHex(receipt.returned)
}

/** What it must send, by the mechanism: 98% of the LP tokens' share, the fee that the pair mints included. */
function expected(world: ChainWorld, amount: bigint): string {
  const [reserveAmt, reserveBtcb] = world.reserves()
  const { machine } = world
  const mark = machine.checkpoint()
  world.does('diego', 'master', 'removeLiquidity', amount)
  const supply = world.amount('pair', 'totalSupply') + amount
  machine.rewind(mark)
  machine.release(mark)
  const least = (reserve: bigint): bigint => (((amount * reserve) / supply) * 98n) / 100n
  const tokens = [world.address('amt'), world.address('btcb')] as const
  const to = world.address('diego')
  return toHex(routed.encode(...tokens, amount, least(reserveAmt), least(reserveBtcb), to, world.now))
}

function amountOf(world: ChainWorld, { perMille }: Situation): bigint {
  return (world.balance('liqAmt', 'diego') * BigInt(perMille)) / 1000n
}

const situation: fc.Arbitrary<Situation> = fc.record({
  amtSorts: fc.constantFrom('below' as const, 'above' as const),
  amt: fc.bigInt(10n ** 6n, 10n ** 6n * ONE),
  btcb: fc.bigInt(10n ** 6n, 10n ** 4n * ONE),
  feeOn: fc.boolean(),
  gift: fc.oneof(fc.constant(0n), fc.bigInt(1n, 10n ** 6n * ONE)),
  perMille: fc.integer({ min: 1, max: 1000 }),
})

const example: Situation = {
  amtSorts: 'below',
  amt: 1000n * ONE + 7n,
  btcb: 4000n * ONE + 3n,
  feeOn: true,
  gift: 100n * ONE,
  perMille: 333,
}

describe('Master calls the router’s removal', () => {
  it('with 98% of the LP tokens’ share of each reserve, for the caller, at once', () => {
    fc.assert(
      fc.property(situation, (drawn) => {
        const world = worldOf(projectBuild(), drawn)
        const amount = amountOf(world, drawn)
        expect(sent(world, amount)).toBe(expected(world, amount))
      }),
      { numRuns: 25 },
    )
  })

  it('with minimums below what the pair pays, so that they never bind', () => {
    fc.assert(
      fc.property(situation, (drawn) => {
        const world = worldOf(projectBuild(), drawn)
        const amount = amountOf(world, drawn)
        const data = sent(world, amount)
        const [minAmt, minBtcb] = [3, 4].map((at) => BigInt(`0x${data.slice(10 + 64 * at, 74 + 64 * at)}`))
        const held = (token: 'amt' | 'btcb'): bigint => world.balance(token, 'diego')
        const [amt, btcb] = [held('amt'), held('btcb')]
        world.does('diego', 'master', 'removeLiquidity', amount)
        expect(held('amt') - amt).toBeGreaterThanOrEqual(minAmt!)
        expect(held('btcb') - btcb).toBeGreaterThanOrEqual(minBtcb!)
      }),
      { numRuns: 15 },
    )
  })

  it.each([
    [
      'swaps the minimums',
      '            minAmt,\n            minBtcb,\n',
      '            minBtcb,\n            minAmt,\n',
    ],
    ['passes none', '            minAmt,\n            minBtcb,\n', '            0,\n            0,\n'],
    [
      'takes all of the share',
      'minAmt = (((liquidity * reserveAmt) / supply) * MIN_USED_PERCENT) / PERCENT;',
      'minAmt = (liquidity * reserveAmt) / supply;',
    ],
    [
      'rounds once',
      'minBtcb = (((liquidity * reserveBtcb) / supply) * MIN_USED_PERCENT) / PERCENT;',
      'minBtcb = (liquidity * reserveBtcb * MIN_USED_PERCENT) / (supply * PERCENT);',
    ],
    [
      'ignores the order of the tokens',
      'address(amt) < BTCB\n            ?',
      'address(amt) > BTCB\n            ?',
    ],
  ])('and a mutant that %s differs', (purpose, find, replace) => {
    const build = changedBuild(purpose, {
      edits: [{ purpose, source: 'contracts/Master.sol', find, replace }],
    })
    const found = fc.check(
      fc.property(situation, (drawn) => {
        const world = worldOf(build, drawn)
        const amount = amountOf(world, drawn)
        return sent(world, amount) === expected(worldOf(projectBuild(), drawn), amount)
      }),
      { numRuns: 30, examples: [[example]], endOnFailure: true },
    )
    expect(found.failed).toBe(true)
  })
})
