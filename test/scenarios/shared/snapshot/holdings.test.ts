/** Holdings of a snapshot: who is in which class. */
import { describe, expect, it } from 'vitest'
import { amt, btcb, fromBase, lp, type Amt } from '../../../../src/model/kernel/units.ts'
import { holdingsOf, type DealtShares } from '../../../../src/scenarios/shared/snapshot/holdings.ts'
import { timestampOf } from '../../../../src/sim/calendar.ts'
import type { ChainSnapshot } from '../../../../src/sim/opening/chain-snapshot.ts'
import type { Label } from '../../../../src/sim/opening/labels-csv.ts'

const SHARES: DealtShares = { miner: 50n, public: 30n, trader: 15n, redeemer: 5n }

/** A snapshot with these holders: balance in AMT, and label or none. */
function snapshotWith(...rows: readonly (readonly [balance: string, label?: Label])[]): ChainSnapshot {
  const holders = rows.map(([balance], i) => ({
    address: `0x${String(i).padStart(40, '0')}`,
    amt: amt(balance),
  }))
  return {
    timestamp: timestampOf('2024-02-12'),
    block: 1n,
    supply: amt('100000'),
    backing: btcb('1'),
    reserves: { amt: amt('1000'), btcb: btcb('1') },
    lp: { supply: lp('1'), locked: lp('0.1'), wrapped: lp('0.5') },
    holders,
    labels: new Map(
      rows.flatMap(([, label], i) => (label === undefined ? [] : [[holders[i]!.address, label]])),
    ),
    unlisted: amt('7'),
    pending: 0,
  }
}

const shown = (amounts: readonly Amt[]): readonly string[] => amounts.map(fromBase)

describe('holdings', () => {
  it('follow the labels, by descending balance', () => {
    const { of, accounts, project } = holdingsOf(
      snapshotWith(
        ['1', 'miner'],
        ['3', 'miner'],
        ['2', 'provider'],
        ['4', 'market'],
        ['5', 'dead'],
        ['6', 'dead'],
        ['8', 'staking-vault'],
        ['10', 'project'],
        ['1000.25', 'pair'],
      ),
      SHARES,
    )
    expect([shown(of.miner), shown(of.provider), of.large, of.trader]).toEqual([['3', '1'], ['2'], [], []])
    expect(accounts).toMatchObject({ market: amt('4'), dead: amt('11'), stakingVault: amt('8'), rcl: 0n })
    // Its own, what is not listed, and what the pair has beyond its reserve.
    expect(fromBase(project)).toBe('17.25')
  })

  it('without a label go to the class furthest below its share, the largest first', () => {
    const { of } = holdingsOf(snapshotWith(['10'], ['40'], ['30'], ['20']), SHARES)
    // Of 100 AMT miners lack 50, then 10; the public 30; traders 15.
    expect([shown(of.miner), shown(of.small), shown(of.trader)]).toEqual([['40', '10'], ['30'], ['20']])
    expect(of.redeemer).toEqual([])
  })

  it('with a label count towards the share of their class', () => {
    const { of } = holdingsOf(snapshotWith(['40', 'miner'], ['30'], ['20'], ['10']), SHARES)
    expect([shown(of.miner), shown(of.small), shown(of.trader)]).toEqual([['40', '10'], ['30'], ['20']])
    const labelled = holdingsOf(snapshotWith(['40', 'medium'], ['30'], ['20'], ['10']), SHARES).of
    expect([shown(labelled.medium), shown(labelled.miner)]).toEqual([['40'], ['30', '20']])
  })

  it('have about the shares of the cap table where there are many', () => {
    const rows = Array.from({ length: 200 }, (_, i) => [String(1000 - i)] as const)
    const { of } = holdingsOf(snapshotWith(...rows), SHARES)
    const total = (amounts: readonly Amt[]): number => amounts.reduce((sum, each) => sum + Number(each), 0)
    const whole = total(Object.values(of).flat())
    const share = (...classes: readonly (keyof typeof of)[]): number =>
      classes.reduce((sum, name) => sum + total(of[name]), 0) / whole
    // The smallest holder has 0.44% of all AMT.
    expect(share('miner')).toBeCloseTo(0.5, 2)
    expect(share('large', 'medium', 'small')).toBeCloseTo(0.3, 2)
    expect(share('trader')).toBeCloseTo(0.15, 2)
    expect(share('redeemer')).toBeCloseTo(0.05, 2)
  })

  it('of the public are a tenth large, four tenths medium and the rest small', () => {
    const rows = Array.from({ length: 25 }, (_, i) => [String(100 + i)] as const)
    const { of } = holdingsOf(snapshotWith(...rows), { miner: 0n, public: 1n, trader: 0n, redeemer: 0n })
    expect([of.large, of.medium, of.small].map(({ length }) => length)).toEqual([2, 8, 15])
    expect(shown(of.large)).toEqual(['124', '123'])
    expect(shown(of.small)[0]).toBe('114')
  })

  it('are all public without any shares', () => {
    const none = { miner: 0n, public: 0n, trader: 0n, redeemer: 0n }
    expect(holdingsOf(snapshotWith(['1'], ['2']), none).of.small).toHaveLength(2)
  })

  it('do not depend on the order of the file', () => {
    const rows = [['5'], ['5', 'trader'], ['3'], ['9'], ['2']] as const
    const { of } = holdingsOf(snapshotWith(...rows), SHARES)
    const snapshot = snapshotWith(...rows)
    const turned = { ...snapshot, holders: snapshot.holders.toReversed() }
    expect(holdingsOf(turned, SHARES).of).toEqual(of)
  })
})
