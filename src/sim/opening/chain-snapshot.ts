/**
 * Chain snapshot: supply, RCL, reserves, liquidity and holders of AMT at one block, checked for consistency.
 *
 * Units: base units. Not part of it: payments before the block and their unclaimed BTCB, who owns the public
 * liquidity, who deposited in the vaults, and anybody's BTCB.
 */
import { isqrt } from '../../model/kernel/uint256.ts'
import { CAP, fromBase, type Amt, type Btcb, type Lp, type Timestamp } from '../../model/kernel/units.ts'
import { MINIMUM_LIQUIDITY } from '../../model/contracts/pancake/formulas.ts'
import type { CsvProblem } from './csv.ts'
import type { Holder, HoldersReading } from './holders-csv.ts'
import type { Labels } from './labels-csv.ts'
import { SnapshotCsvError, type Quantity, type SnapshotReading } from './snapshot-csv.ts'

/** State of the contracts and holders at a block, base units. */
export interface ChainSnapshot {
  /** Midnight UTC of the block's date. */
  readonly timestamp: Timestamp
  readonly block: bigint
  readonly supply: Amt
  /** BTCB of the RCL. */
  readonly backing: Btcb
  readonly reserves: { readonly amt: Amt; readonly btcb: Btcb }
  /** All LP tokens; liqAMT of the locker; all liqAMT, that of the locker included. */
  readonly lp: { readonly supply: Lp; readonly locked: Lp; readonly wrapped: Lp }
  /** With AMT, in the order of the file. */
  readonly holders: readonly Holder[]
  readonly labels: Labels
  /** AMT that no listed holder has. Explorers export the largest holders only. */
  readonly unlisted: Amt
  /** Holders whose balance the explorer marks as out of date. */
  readonly pending: number
}

/** Whether a value, such as a setting, is a chain snapshot. */
export const isChainSnapshot = (value: unknown): value is ChainSnapshot =>
  typeof value === 'object' && value !== null && 'reserves' in value && 'lp' in value

/** Least worth of the first deposit in wei of the scarcer reserve: it fixes the price to a millionth. */
const LEAST_DEPOSIT = 1_000_000n

/** Holders with AMT that a run can have as people. */
export const MOST_HOLDERS = 100_000

/**
 * The snapshot of these files.
 *
 * @throws {SnapshotCsvError} when amounts contradict each other or the holders; it has every contradiction,
 *   at the line of the quantity.
 */
export function chainSnapshot(
  { timestamp, block, amounts, lineOf }: SnapshotReading,
  { holders: all, pending }: HoldersReading,
  labels: Labels = new Map(),
): ChainSnapshot {
  const { supply, backing, poolAmt, poolBtcb, lpSupply, lpLocked, lpWrapped } = amounts
  const holders = all.filter(({ amt }) => amt > 0n)
  const inPair = holders.find(({ address }) => labels.get(address) === 'pair')?.amt
  const listed = holders.reduce((sum, { amt }) => sum + amt, 0n)
  // A pair that is not listed holds its reserve all the same.
  const placed = listed + (inPair === undefined ? poolAmt : 0n)
  const problems: CsvProblem[] = []
  const check = (holds: boolean, quantity: Quantity, expected: string, got: string): void => {
    if (!holds) problems.push({ line: lineOf.get(quantity)!, expected, got })
  }
  const [most, root] = [fromBase(CAP), isqrt(poolAmt * poolBtcb)]
  check(
    supply > 0n && supply <= CAP,
    'supply',
    `a supply above 0 and of at most ${most} AMT`,
    fromBase(supply),
  )
  check(poolAmt > 0n, 'poolAmt', 'a reserve above 0 AMT', fromBase(poolAmt))
  check(poolBtcb > 0n, 'poolBtcb', 'a reserve above 0 BTCB', fromBase(poolBtcb))
  check(
    lpSupply > MINIMUM_LIQUIDITY && lpSupply <= root,
    'lpSupply',
    `an LP supply above ${fromBase(MINIMUM_LIQUIDITY)} and of at most ${fromBase(root)}, the root of ` +
      "the reserves' product",
    fromBase(lpSupply),
  )
  check(
    lpWrapped > 0n && lpWrapped + MINIMUM_LIQUIDITY <= lpSupply,
    'lpWrapped',
    `liqAMT above 0 and of at most the LP supply less the ${MINIMUM_LIQUIDITY} wei of the zero address`,
    fromBase(lpWrapped),
  )
  check(
    lpLocked <= lpWrapped,
    'lpLocked',
    `at most the ${fromBase(lpWrapped)} of lpWrapped`,
    fromBase(lpLocked),
  )
  const [first, firstLp] =
    lpLocked > 0n ? (['lpLocked', lpLocked] as const) : (['lpWrapped', lpWrapped] as const)
  const scarcer = poolAmt < poolBtcb ? poolAmt : poolBtcb
  check(
    firstLp === 0n || firstLp * scarcer >= LEAST_DEPOSIT * root,
    first,
    `${first === 'lpLocked' ? '0, or ' : ''}liqAMT worth at least ${fromBase(LEAST_DEPOSIT)} of each ` +
      'token in the pool',
    fromBase(firstLp),
  )
  check(
    placed <= supply,
    'supply',
    `a supply of at least the ${fromBase(placed)} AMT of holders and pool`,
    fromBase(supply),
  )
  check(
    inPair === undefined || inPair >= poolAmt,
    'poolAmt',
    `at most the ${fromBase(inPair ?? 0n)} AMT that the pair holds`,
    fromBase(poolAmt),
  )
  check(
    holders.length <= MOST_HOLDERS,
    'holders',
    `at most ${MOST_HOLDERS} holders with AMT (keep the largest; the project gets the rest)`,
    String(holders.length),
  )
  if (problems.length > 0) throw new SnapshotCsvError(problems.toSorted((a, b) => a.line - b.line))
  return {
    timestamp,
    block,
    supply: supply as Amt,
    backing: backing as Btcb,
    reserves: { amt: poolAmt as Amt, btcb: poolBtcb as Btcb },
    lp: { supply: lpSupply as Lp, locked: lpLocked as Lp, wrapped: lpWrapped as Lp },
    holders,
    labels,
    unlisted: (supply - placed) as Amt,
    pending,
  }
}
