/**
 * Classes of participants: what each owns at the start and at the end, and since when it has been out of AMT
 * or BTCB. A class that has run out of AMT can no longer lower the price, one out of BTCB no longer raise it.
 */
import { fromBase } from '../../model/kernel/units.ts'
import { namesOf } from '../../sim/agent.ts'
import type { Table } from '../../sim/result.ts'
import type { Group } from '../../sim/recording/holdings.ts'
import type { Summary } from '../../sim/recording/summary.ts'
import { tableOf } from './figures.ts'
import { peopleIn, type Participants } from './participants.ts'

/** A class is out of a token below this share of the most that it has held, as a divisor. */
const NEARLY_ALL = 100n

/** The classes that trade in the pool, by what they are called in the cap table. */
export function tradingClasses(settings: Participants): readonly Group[] {
  const people = peopleIn(settings)
  return (
    [
      ['Miners', 'miner'],
      ['Large public holders', 'large'],
      ['Medium public holders', 'medium'],
      ['Small public holders', 'small'],
      ['Traders', 'trader'],
    ] as const
  ).map(([title, name]) => ({ title, people: namesOf(name, people[name].count) }))
}

/** One row per group of the scenario: balances at both ends, and since when it has been out of a token. */
export function classTable({ holdings }: Summary): Table {
  const rows = holdings.map(({ title, amt, btcb }) => {
    const cells = [amt, btcb].flatMap((balances: readonly bigint[]) => [
      fromBase(balances[0]!),
      fromBase(balances.at(-1)!),
      outSince(balances)?.toString() ?? '',
    ])
    return [title, ...cells]
  })
  return tableOf(
    { name: 'classes', title: 'Classes of participants' },
    [
      { name: 'class', title: 'Class', unit: '' },
      { name: 'amtAtStart', title: 'AMT at the start', unit: 'AMT' },
      { name: 'amtAtEnd', title: 'AMT at the end', unit: 'AMT' },
      { name: 'outOfAmt', title: 'Out of AMT since day', unit: 'day' },
      { name: 'btcbAtStart', title: 'BTCB at the start', unit: 'BTC' },
      { name: 'btcbAtEnd', title: 'BTCB at the end', unit: 'BTC' },
      { name: 'outOfBtcb', title: 'Out of BTCB since day', unit: 'day' },
    ],
    rows,
  )
}

/**
 * First day from which on a class owns less than a hundredth of the most that it ever held; undefined if it
 * still owns more at the end, or never held any.
 *
 * @param balances at the start and at each close, base units.
 */
export function outSince([start = 0n, ...closes]: readonly bigint[]): number | undefined {
  const most = closes.reduce((a, b) => (a > b ? a : b), start)
  if (most === 0n) return undefined
  let day = closes.length
  while (day > 0 && closes[day - 1]! * NEARLY_ALL < most) day--
  return day === closes.length ? undefined : day
}
