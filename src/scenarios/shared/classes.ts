/**
 * Classes of participants: what each owns at the start and at the end, and since when it has been out of AMT
 * or BTCB. A class that has run out of AMT can no longer lower the price, one out of BTCB no longer raise it.
 */
import type { Account } from '../../model/interface/accounts.ts'
import { fromBase } from '../../model/kernel/units.ts'
import { namesOf } from '../../sim/agent.ts'
import type { Table } from '../../sim/result.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import { tableOf } from './figures.ts'
import { peopleIn, type Participants } from './participants.ts'

/** A class is out of a token below this share of the most that it has held, as a divisor. */
const NEARLY_ALL = 100n

interface Class {
  readonly title: string
  readonly people: readonly Account[]
}

/** The classes that trade in the pool, by what they are called in the cap table. */
export function tradingClasses(settings: Participants): readonly Class[] {
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

/** One row per class: balances at both ends, and the day from which on it stays out of a token. */
export function classTable(settings: Participants, run: Summary): Table {
  const end = lastOf(run).view
  const rows = tradingClasses(settings).map(({ title, people }) => [
    title,
    ...(['amt', 'btcb'] as const).flatMap((token) => [
      fromBase(run.start.view.held(token, people)),
      fromBase(end.held(token, people)),
      outSince(run, token, people)?.toString() ?? '',
    ]),
  ])
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
 * First day from which on a class owns less than a hundredth of the most that it ever held at a close;
 * undefined if it still owns more at the end, or never held any.
 */
export function outSince(
  run: Summary,
  token: 'amt' | 'btcb',
  people: readonly Account[],
): number | undefined {
  const balances = run.closes.map(({ view }) => view.held(token, people))
  const most = balances.reduce((a, b) => (a > b ? a : b), run.start.view.held(token, people))
  if (most === 0n) return undefined
  let day = balances.length
  while (day > 0 && balances[day - 1]! * NEARLY_ALL < most) day--
  return day === balances.length ? undefined : day
}
