/**
 * Edges of the economics: where one base unit, zero or a negative number decides.
 */
import { describe, expect, test } from 'vitest'

import { crossDay, keptForFeeUp, newBridge, type BridgeTerms } from '../../../src/model/economics/bridge.ts'
import { COST_POLICIES } from '../../../src/model/economics/costs.ts'
import { burn, checkCap, emissionFor, issue } from '../../../src/model/economics/hash-rate-ledger.ts'
import { emissionPlan, splitEmission, type Split } from '../../../src/model/economics/emission.ts'
import { FARM, type Wad } from '../../../src/model/economics/mining.ts'
import { produceDays } from '../../../src/model/economics/production-days.ts'
import { btcOfDown, floorInBtcDown, NegativePeg, usdPerBtcbDown } from '../../../src/model/economics/peg.ts'
import { CAP, ONE, type Amt, type Btcb } from '../../../src/model/kernel/units.ts'

describe('the backing wallets', () => {
  const terms: BridgeTerms = { batch: 100n as Btcb, fee: 1n as Btcb, delayDays: 1, backing: 20n as Btcb }
  const idle = { mined: 0n as Btcb, due: 0n as Btcb, up: true }
  const after = (backing: bigint, arrived: bigint) =>
    crossDay({ ...newBridge(terms), backing: backing as Btcb, arrived: arrived as Btcb }, terms, idle)

  test.each([
    [15n, 9n, 5n],
    [15n, 5n, 5n],
    [15n, 4n, 4n],
    [19n, 9n, 1n],
    [20n, 9n, 0n],
    [23n, 9n, 0n],
    [23n, 0n, 0n],
  ])('with %i of 20 take of %i BTCB that arrived: %i', (backing, arrived, refilled) => {
    const { bridge, traffic } = after(backing, arrived)
    expect(traffic.refilled).toBe(refilled)
    expect([bridge.backing, bridge.arrived]).toEqual([backing + refilled, arrived - refilled])
  })

  test('keep a part of a fee below one satoshi as a whole one', () => {
    const small = { ...terms, batch: 7n as Btcb, fee: 3n as Btcb }
    expect([0n, 1n, 2n].map((waiting) => keptForFeeUp(small, waiting as Btcb))).toEqual([
      0n,
      10n ** 10n,
      10n ** 10n,
    ])
  })

  test('keep a whole satoshi for the least part of the least fee', () => {
    const least = { ...terms, batch: 7n as Btcb, fee: 1n as Btcb }
    expect(keptForFeeUp(least, 1n as Btcb)).toBe(10n ** 10n)
  })

  test.each([-1n, 100n, 101n])('reject a fee of %i, and name it and the batch', (fee) => {
    expect(() => newBridge({ ...terms, fee: fee as Btcb })).toThrow(
      `expected a fee below the least batch of 100, got ${fee}`,
    )
  })
})

test('the cost policies are named and ordered as in the choices of every scenario', () => {
  expect(COST_POLICIES).toEqual(['deducted', 'retained'])
})

test('less than a minimum batch waits, and nothing is in transit', () => {
  const terms: BridgeTerms = { batch: 100n as Btcb, fee: 1n as Btcb, delayDays: 1, backing: 20n as Btcb }
  const after = (mined: bigint) =>
    crossDay(newBridge(terms), terms, { mined: mined as Btcb, due: 0n as Btcb, up: true }).bridge
  expect(after(99n)).toMatchObject({ waiting: 99n, underWay: [] })
  expect(after(100n)).toMatchObject({ waiting: 0n, underWay: [{ amount: 99n, arrives: 1 }] })
})

test('an emission to a ratio issues the last base unit that is missing, and none beyond', () => {
  const policy = { kind: 'to-ratio', amtPerTh: 10n as Amt } as const
  const issued = (before: bigint) =>
    emissionFor(policy, { ths: 5n, issued: before as Amt, burnt: 0n as Amt }, 1n)
  expect([58n, 59n, 60n, 61n].map(issued)).toEqual([2n, 1n, 0n, 0n])
})

test('the cap names what is left below it, and what was asked for', () => {
  expect(() => checkCap((CAP - 5n) as Amt, 5n as Amt)).not.toThrow()
  expect(() => checkCap((CAP - 5n) as Amt, 6n as Amt)).toThrow(
    'expected an emission of at most 5 wei of AMT, got 6: the cap is 100,000,000 AMT',
  )
})

test('batches are in transit in order of arrival', () => {
  const terms: BridgeTerms = { batch: 100n as Btcb, fee: 1n as Btcb, delayDays: 3, backing: 20n as Btcb }
  let bridge = newBridge(terms)
  for (const mined of [100n, 0n, 200n])
    bridge = crossDay(bridge, terms, { mined: mined as Btcb, due: 0n as Btcb, up: true }).bridge
  expect(bridge.underWay).toEqual([
    { amount: 99n, arrives: 3 },
    { amount: 199n, arrives: 5 },
  ])
})

test('a ledger names what may be issued or burnt, and what was asked for', () => {
  const ledger = { ths: 1n, issued: (CAP - 5n) as Amt, burnt: (CAP - 12n) as Amt }
  expect(() => issue({ ...ledger, burnt: 0n as Amt }, 6n as Amt)).toThrow('at most 5 wei of AMT, got 6')
  expect(() => burn(ledger, 8n as Amt)).toThrow('at most 7 wei of AMT to burn, got 8')
  expect(burn(ledger, 7n as Amt).burnt).toBe(ledger.issued)
})

test('an emission mints a part of one base unit, and none of zero', () => {
  const to = { miner: 'alice', sale: 'bruno', administration: 'carmen' } as const
  const minted = (...[miner, sale, administration]: readonly bigint[]) =>
    emissionPlan({ miner, sale, administration } as Split, to, 'owner').map((action) =>
      'call' in action && action.call === 'master.mintMaster' ? action.args.account : '',
    )
  expect(minted(1n, 1n, 1n)).toEqual(['alice', 'bruno', 'carmen'])
  expect(minted(0n, 1n, 0n)).toEqual(['bruno'])
})

test('a split of an emission above the cap names what is left below it, too', () => {
  expect(() => splitEmission(6n as Amt, (CAP - 5n) as Amt)).toThrow('at most 5 wei of AMT, got 6')
})

test('a day of production rejects a negative peg, and not the price beside it', () => {
  const bridge: BridgeTerms = { batch: 100n as Btcb, fee: 1n as Btcb, delayDays: 1, backing: 20n as Btcb }
  const paidAt = (peg: bigint) => {
    const prices = { usdPerBtc: 30_000n * ONE, usdPerKwh: 0n, difficulty: 1n, perBlock: 1n }
    const day = { ...prices, ths: 1n, bridgeUp: true, peg }
    return produceDays({ farm: FARM, policy: 'retained', bridge }, [day])[0]!.usdPaid
  }
  expect(paidAt(0n)).toBe(0n)
  expect(() => paidAt(-1n)).toThrow(NegativePeg)
})

test('a peg is zero at least, whatever is asked of it', () => {
  const floor = { backing: 3n as Btcb, supply: 2n as Amt }
  for (const read of [
    (peg: Wad) => usdPerBtcbDown(ONE as Wad, peg),
    (peg: Wad) => btcOfDown(5n as Btcb, peg),
    (peg: Wad) => floorInBtcDown(floor, peg),
  ]) {
    expect(read(0n as Wad)).toBe(0n)
    expect(() => read(-1n as Wad)).toThrow('expected a peg of at least 0')
  }
})
