/** Pool of a snapshot: the planned transactions reach reserves and LP supply to the wei, on the model. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apply, deployEconomy, read, type Economy } from '../../../../src/model/economy.ts'
import { MINIMUM_LIQUIDITY } from '../../../../src/model/contracts/pancake/formulas.ts'
import { isqrt } from '../../../../src/model/kernel/uint256.ts'
import { CAP, type Amt, type Btcb, type Lp } from '../../../../src/model/kernel/units.ts'
import { roundingOf } from '../../../../src/scenarios/shared/snapshot/pool.ts'
import { initialStateOfSnapshot } from '../../../../src/scenarios/shared/snapshot/initial-state.ts'
import { call, type Action } from '../../../../src/model/interface/action.ts'
import { timestampOf } from '../../../../src/sim/calendar.ts'
import type { ChainSnapshot } from '../../../../src/sim/opening/chain-snapshot.ts'

const NOTHING = { market: 0n, stakingVault: 0n, buyBackVault: 0n, master: 0n, rcl: 0n, dead: 0n } as Record<
  'market' | 'stakingVault' | 'buyBackVault' | 'master' | 'rcl' | 'dead',
  Amt
>

function openedWith(amt: bigint, btcb: bigint, lp: ChainSnapshot['lp'], protocolFee = true): Economy {
  const snapshot: ChainSnapshot = {
    timestamp: timestampOf('2024-02-12'),
    block: 1n,
    supply: CAP,
    backing: 0n as Btcb,
    reserves: { amt: amt as Amt, btcb: btcb as Btcb },
    lp,
    holders: [],
    labels: new Map(),
    unlisted: (CAP - amt) as Amt,
    pending: 0,
  }
  const { stages, tokenOrder, timestamp } = initialStateOfSnapshot(
    snapshot,
    { protocolFee, daysSinceLaunch: 0 },
    NOTHING,
    [],
  )
  let economy = deployEconomy({ people: [], tokenOrder, timestamp })
  for (const action of stages.flatMap(({ actions }) => actions)) {
    const applied = apply(economy, action)
    expect(applied.outcome).toMatchObject({ ok: true })
    economy = applied.economy
  }
  return economy
}

const supplyOf = (economy: Economy, token: 'pair' | 'liqAmt'): bigint =>
  read(economy, { on: token, fn: 'totalSupply', args: [] }) as bigint
const balance = (economy: Economy, token: 'amt' | 'btcb' | 'liqAmt' | 'pair', account: string): bigint =>
  read(economy, { on: token, fn: 'balanceOf', args: [account] }) as bigint

/** A pool between a millionth of a token and the cap on each side, at any price. */
const amount = fc.bigInt({ min: 10n ** 12n, max: CAP })
/** Parts in ppm. */
const part = fc.integer({ min: 0, max: 1_000_000 })

test('reserves, LP supply and locked liqAMT are those of the snapshot, whatever the price', () => {
  fc.assert(
    fc.property(
      amount,
      amount,
      part,
      part,
      part,
      part,
      (amt, btcb, grown, wrappedPart, lockedPart, rawPart) => {
        const root = isqrt(amt * btcb)
        const wei = root / (amt < btcb ? amt : btcb) + 1n
        const of = (whole: bigint, ppm: number): bigint => (whole * BigInt(ppm)) / 1_000_000n
        // The least first deposit that a snapshot may have.
        const first = (1_000_000n * root) / (amt < btcb ? amt : btcb) + 1n
        const most = root - MINIMUM_LIQUIDITY - 1_000_000n * wei - of(root / 2n, grown)
        const wrapped = first + of(most - first, wrappedPart)
        const locked = lockedPart === 0 ? 0n : first + of(wrapped - first, lockedPart)
        const reserves = { amt, btcb } as ChainSnapshot['reserves']
        const parts = { supply: 0n, locked, wrapped } as ChainSnapshot['lp']
        // Fees have let the reserves grow by up to a half; by the rounding at least.
        const free = root - MINIMUM_LIQUIDITY - roundingOf({ reserves, lp: parts }) - wrapped
        const lp = MINIMUM_LIQUIDITY + wrapped + (free > 0n ? of(free, rawPart) : 0n)
        const economy = openedWith(amt, btcb, { supply: lp, locked, wrapped } as ChainSnapshot['lp'])
        expect(balance(economy, 'amt', 'pair')).toBe(amt)
        expect(balance(economy, 'btcb', 'pair')).toBe(btcb)
        const found = read(economy, { on: 'pair', fn: 'getReserves', args: [] }) as readonly bigint[]
        expect([found[0], found[1]]).toEqual([amt, btcb])
        expect(supplyOf(economy, 'pair')).toBe(lp)
        expect(balance(economy, 'liqAmt', 'locker')).toBe(locked)
        const short = wrapped - supplyOf(economy, 'liqAmt')
        expect(short).toBeGreaterThanOrEqual(0n)
        expect(short).toBeLessThanOrEqual(2n * wei)
      },
    ),
    { numRuns: 200 },
  )
})

test('an LP supply at the root is reached if one deposit has all of it', () => {
  const [amt, btcb] = [7_877_440n * 10n ** 18n, 85_220_000_000_000_000_001n]
  const root = isqrt(amt * btcb) as Lp
  const all = (root - MINIMUM_LIQUIDITY) as Lp
  for (const locked of [all, 0n as Lp]) {
    const economy = openedWith(amt, btcb, { supply: root, locked, wrapped: all })
    expect([supplyOf(economy, 'pair'), supplyOf(economy, 'liqAmt')]).toEqual([root, all])
    expect(balance(economy, 'liqAmt', 'locker')).toBe(locked)
  }
  // With two it is short by what their rounding needs.
  const lp = { supply: root, locked: (root / 3n) as Lp, wrapped: all }
  const economy = openedWith(amt, btcb, lp)
  expect(balance(economy, 'btcb', 'pair')).toBe(btcb)
  expect(root - supplyOf(economy, 'pair')).toBe(
    roundingOf({ reserves: { amt, btcb } as ChainSnapshot['reserves'], lp }),
  )
  expect(root - supplyOf(economy, 'pair')).toBeLessThan(5_000n)
})

test('the growth of the reserves pays no protocol fee a second time', () => {
  const lp = { supply: 10n ** 20n, locked: 10n ** 19n, wrapped: 5n * 10n ** 19n } as ChainSnapshot['lp']
  let economy = openedWith(10n ** 24n, 10n ** 20n, lp)
  const act = (action: Action): unknown => {
    const applied = apply(economy, action)
    economy = applied.economy
    return applied.outcome.ok ? applied.outcome.returned : applied.outcome.revert
  }
  act(call('binance', 'btcb.mint', { amount: 10n ** 18n }))
  act(call('binance', 'btcb.transfer', { to: 'pair', amount: 10n ** 18n }))
  act(call('owner', 'amt.transfer', { to: 'pair', amount: 10n ** 22n }))
  // A hundredth of the pool for a hundredth of the LP tokens, to the wei.
  expect(act(call('owner', 'pair.mint', { to: 'owner' }))).toBe(lp.supply / 100n)
  expect(balance(economy, 'pair', 'pancake')).toBe(0n)
  expect(read(economy, { on: 'pair', fn: 'kLast', args: [] })).not.toBe(0n)
})
