/**
 * Outages of the scenario `depeg`: the bridge's books for a run, unpaid days, and the insolvency probability
 * in theory.
 *
 * The books replay the bridge model on the run's environment ({@link crossingsOf}). The hypotheses compare
 * them with the balances on the chain.
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
import { treasuryOf } from '../shared/mining.ts'

/** Sizes of the backing wallets that are compared, in BTCB. */
export const BUFFERS = ['0', '0.25', '0.5', '1', '2', '4'] as const
export const bufferName = (buffer: string): string => `buffer-${buffer.replace('.', '-')}`

/**
 * The bridge's terms.
 *
 * @throws {ConflictingSettings} when `fee` is not below `batch`.
 */
export function termsOf({ batch, delayDays, fee, buffer }: Settings<typeof BRIDGE>): BridgeTerms {
  if (fee >= batch)
    throw new ConflictingSettings(
      'a fee below batch, the minimum that crosses at once',
      `fee ${fromBase(fee)} with batch ${fromBase(batch)}`,
    )
  return { batch: batch as Btcb, delayDays, fee: fee as Btcb, backing: buffer as Btcb }
}

/** The bridge's books under these settings. */
export const booksOf = (settings: Depeg): Crossings => crossingsOf(treasuryOf(settings), termsOf(settings))

/** One entry for each of the run's days. */
export function entriesOf(settings: Depeg, run: Summary): readonly Crossing[] {
  const books = booksOf(settings)
  return run.closes.map(({ view }) => books(view))
}

/** The settings with another size of the backing wallets. */
export const withBuffer = (settings: Depeg, buffer: string): Depeg => ({
  ...settings,
  buffer: toBase(buffer),
})

export interface Outages {
  /** Outage days with a payment due. */
  readonly down: number
  /** Outage days with a payment due that was not paid in full by the close. */
  readonly short: number
  /** Length of the longest outage in days. */
  readonly longest: number
  /** Days with any overdue amount at the close, with or without an outage. */
  readonly late: number
}

/**
 * Overdue amounts are paid in order, so the day's payment is complete iff nothing is overdue at the close.
 */
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

/** One outage, or its part within the run. */
export interface Outage {
  /** BTCB of the wallets on the chain at the close before. */
  readonly held: bigint
  /** What falls due in it, with what was overdue before. */
  readonly due: bigint
  /** Whether anything is overdue at its end. */
  readonly short: boolean
}

/** The outages of a run, in order. Nothing arrives in an outage, so the wallets are all that pays. */
export function eachOutage(settings: Depeg, run: Summary): readonly Outage[] {
  const found: Outage[] = []
  let [wasUp, lateBefore] = [true, 0n]
  for (const [day, { due, traffic }] of entriesOf(settings, run).entries()) {
    const { up } = run.closes[day]!.view.environment.bridge
    if (!up) {
      const before = day === 0 ? run.start : run.closes[day - 1]!
      const sofar = wasUp
        ? { held: before.view.balance('btcb', 'payer'), due: lateBefore as bigint }
        : found.pop()!
      found.push({ held: sofar.held, due: sofar.due + due, short: traffic.late > 0n })
    }
    wasUp = up
    lateBefore = traffic.late
  }
  return found
}

/** Size of the backing wallets and of a batch, in days of constant production. */
export interface Pace {
  /** Whole daily payments in the backing wallets. */
  readonly payments: number
  /** Days until a batch is full. */
  readonly perBatch: number
  /** Days that a batch is in transit. */
  readonly delayDays: number
}

/**
 * Expected share of outage days that are not paid, for outages of geometric length that begin on a random day
 * of a batch.
 *
 * At the close before an outage the wallets lack the `k` payments that wait or are in transit, and cover the
 * rest. An outage has mean length m, so the share (1 - 1/m)^n of its days comes after the n-th. Not modelled:
 * a payment is larger by its share of the fee once more than a batch waits, and production changes.
 */
export function theoryOfInsolvency({ payments, perBatch, delayDays }: Pace, meanDownDays: Decimal): Decimal {
  const goesOn = new Decimal(1).sub(new Decimal(1).div(meanDownDays))
  const after = (days: number): Decimal => goesOn.pow(Math.max(0, days))
  let sum = new Decimal(0)
  // Closes with batches in transit; `day` counts from the last departure.
  const inTransit = Math.min(delayDays, perBatch)
  for (let day = 0; day < inTransit; day++) {
    const underWay = Math.ceil((delayDays - day) / perBatch)
    sum = sum.add(after(payments - day - underWay * perBatch))
  }
  // On the other closes only `day` payments wait: a geometric series while the wallets hold more, then no day
  // is paid.
  const solvent = Math.max(inTransit, Math.min(perBatch, payments))
  if (solvent > inTransit)
    sum = sum.add(
      after(payments - solvent + 1)
        .sub(after(payments - inTransit + 1))
        .mul(meanDownDays),
    )
  return sum.add(perBatch - solvent).div(perBatch)
}

/** The pace of the first day; undefined if nothing is due on it. */
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

/** Unpaid outage days by size of the backing wallets, in the run and in theory. */
export function shortfallByBuffer(settings: Depeg, run: Compared): Table {
  return tableOf(
    { name: 'ruins', title: 'Outage days not paid in full, by size of the backing wallets' },
    [
      { name: 'buffer', title: 'Backing wallets', unit: 'BTC' },
      { name: 'days', title: 'Backing wallets in days of the first day’s payment', unit: 'days' },
      { name: 'late', title: 'Days with overdue payments', unit: 'days' },
      { name: 'down', title: 'Outage days', unit: 'days' },
      { name: 'short', title: 'Outage days not paid in full', unit: 'days' },
      { name: 'seen', title: 'In this run', unit: '% of outage days' },
      { name: 'theory', title: 'Geometric outages', unit: '% of outage days' },
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
