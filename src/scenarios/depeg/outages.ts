/**
 * Outages in the scenario `depeg`: the bridge's books beside a run, which days they leave unpaid, and how many outages of random length would.
 *
 * The books are the model's bridge, reckoned from the run's markets ({@link crossingsOf}); what the chain has is compared with them.
 */
import { Decimal } from 'decimal.js'

import type { BridgeTerms } from '../../model/economics/bridge.ts'
import { fromBase, toBase, type Btcb } from '../../model/kernel/units.ts'
import { crossingsOf } from '../../sim/agents/operations/treasury.ts'
import type { Crossing, Crossings } from '../../sim/view/crossings.ts'
import { ConflictingSettings, type Settings } from '../../sim/definition/parameter.ts'
import type { Table } from '../../sim/result.ts'
import type { Summary } from '../../sim/recording/summary.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import type { BRIDGE, Depeg } from './parameters.ts'
import { dec, percentOf, rounded, tableOf } from '../shared/figures.ts'
import { treasuryOf } from '../shared/mine.ts'

/** Backing wallets that are compared, in BTCB. */
export const BUFFERS = ['0', '0.25', '0.5', '1', '2', '4'] as const
export const bufferName = (buffer: string): string => `buffer-${buffer.replace('.', '-')}`

/** The bridge that the settings describe. Throws {@link ConflictingSettings} if a fee would eat a batch. */
export function termsOf({ batch, delayDays, fee, buffer }: Settings<typeof BRIDGE>): BridgeTerms {
  if (fee >= batch)
    throw new ConflictingSettings(
      'a fee below batch, the least that crosses at once',
      `fee ${fromBase(fee)} with batch ${fromBase(batch)}`,
    )
  return { batch: batch as Btcb, delayDays, fee: fee as Btcb, backing: buffer as Btcb }
}

/** The bridge's days under these settings. */
export const booksOf = (settings: Depeg): Crossings => crossingsOf(treasuryOf(settings), termsOf(settings))

/** One entry for each of the run's days. */
export function entriesOf(settings: Depeg, run: Summary): readonly Crossing[] {
  const books = booksOf(settings)
  return run.closes.map(({ view }) => books(view))
}

/** The settings of a variant with other backing wallets. */
export const withBuffer = (settings: Depeg, buffer: string): Depeg => ({
  ...settings,
  buffer: toBase(buffer),
})

export interface Outages {
  /** Days of outage on which something was due. */
  readonly down: number
  /** Those of them on whose evening it was overdue. */
  readonly short: number
  /** Days of the longest outage. */
  readonly longest: number
  /** Days, of outage or not, on whose evening anything was overdue. */
  readonly late: number
}

/** What is overdue is paid in order, so what was due today is paid if nothing is overdue in the evening, and only then. */
export function outages(settings: Depeg, run: Summary): Outages {
  let [down, short, longest, late, length] = [0, 0, 0, 0, 0]
  for (const [day, { due, traffic }] of entriesOf(settings, run).entries()) {
    const { up } = run.closes[day]!.view.environment.bridge
    const isLate = traffic.late > 0n
    length = up ? 0 : length + 1
    longest = Math.max(longest, length)
    if (isLate) late++
    if (up || due === 0n) continue
    down++
    if (isLate) short++
  }
  return { down, short, longest, late }
}

/** What backing wallets are worth and a batch takes, in days at one day's production. */
export interface Pace {
  /** Whole payments in the backing wallets. */
  readonly payments: number
  /** Days that a batch fills up in. */
  readonly perBatch: number
  readonly delayDays: number
}

/**
 * Of all days of outage, the part that is not paid, for outages of random length that begin on a random day of the batch.
 *
 * The evening before an outage the wallets lack what waits and what is under way, `k` payments; they make the others. An outage is
 * geometric with mean m, so of all its days a part of (1 - 1/m)^n comes after the n-th. Left out: that a payment is larger by its part of the fee
 * once more than a batch waits, and that production changes.
 */
export function theoryOfInsolvency({ payments, perBatch, delayDays }: Pace, meanDownDays: Decimal): Decimal {
  const goesOn = new Decimal(1).sub(new Decimal(1).div(meanDownDays))
  const after = (days: number): Decimal => goesOn.pow(Math.max(0, days))
  let sum = new Decimal(0)
  // Evenings on which batches are still under way; `day` is counted from the last departure.
  const busy = Math.min(delayDays, perBatch)
  for (let day = 0; day < busy; day++) {
    const underWay = Math.ceil((delayDays - day) / perBatch)
    sum = sum.add(after(payments - day - underWay * perBatch))
  }
  // On the others only `day` payments wait: a geometric series as long as the wallets have more, then all is lost at once.
  const able = Math.max(busy, Math.min(perBatch, payments))
  if (able > busy)
    sum = sum.add(
      after(payments - able + 1)
        .sub(after(payments - busy + 1))
        .mul(meanDownDays),
    )
  return sum.add(perBatch - able).div(perBatch)
}

/** At the pace of the first day; undefined if nothing is due on it. */
function paceOf(settings: Depeg, run: Summary): (Pace & { readonly due: Btcb }) | undefined {
  const terms = termsOf(settings)
  const { mined, due } = booksOf(settings)(run.start.view)
  if (due === 0n) return undefined
  const perBatch = (terms.batch + mined - 1n) / mined
  return {
    due,
    payments: Number(terms.backing / due),
    perBatch: Number(perBatch),
    delayDays: terms.delayDays,
  }
}

export function ruins(settings: Depeg, run: Compared): Table {
  return tableOf(
    { name: 'ruins', title: 'Days of outage that the backing wallets could not pay in full' },
    [
      { name: 'buffer', title: 'Backing wallets', unit: 'BTC' },
      { name: 'days', title: 'Backing wallets, in days of the first day’s payment', unit: 'days' },
      { name: 'late', title: 'Days with something overdue, of outage or not', unit: 'days' },
      { name: 'down', title: 'Days of outage', unit: 'days' },
      { name: 'short', title: 'Not paid in full', unit: 'days' },
      { name: 'seen', title: 'In this run', unit: '% of the days of outage' },
      { name: 'theory', title: 'Geometric outages', unit: '% of the days of outage' },
    ],
    BUFFERS.map((buffer) => {
      const other = withBuffer(settings, buffer)
      const { late, down, short } = outages(other, variantOf(run, bufferName(buffer)))
      const pace = paceOf(other, run)
      const days = pace === undefined ? new Decimal(0) : new Decimal(buffer).mul(1e18).div(dec(pace.due))
      const theory = pace === undefined ? new Decimal(1) : theoryOfInsolvency(pace, settings.meanDownDays)
      return [
        buffer,
        days.toDecimalPlaces(3).toFixed(),
        String(late),
        String(down),
        String(short),
        rounded(percentOf(BigInt(short), BigInt(down))),
        rounded(theory.mul(100)),
      ]
    }),
  )
}
