/**
 * Tables of the scenario `split-policy`.
 */
import { lastOf } from '../../sim/recording/summary.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import type { Table } from '../../sim/result.ts'
import { redemptionRateDown } from '../../sim/view/agent-view.ts'
import { payoutPerAmt } from '../baseline/metrics.ts'
import { sats, tableOf } from '../shared/figures.ts'
import {
  DILUTED,
  dilutedName,
  exitsIn,
  proceedsPerAmt,
  RULES,
  SELLER,
  SETTLED,
  splitName,
  SPLITS,
  TAKER,
} from './proceeds.ts'

/** Total proceeds per AMT by split and exit day. */
export function proceedsGrid(run: Compared): Table {
  return tableOf(
    { name: 'surface', title: 'Total proceeds per AMT by split and exit day' },
    [
      { name: 'split', title: 'RCL’s share of payments', unit: '%' },
      { name: 'day', title: 'Exit', unit: 'day' },
      { name: 'atRcl', title: 'Exit at the RCL', unit: 'sat/AMT' },
      { name: 'inPool', title: 'Exit in the pool', unit: 'sat/AMT' },
    ],
    SPLITS.flatMap((split) =>
      exitsIn(run).map((day) => {
        const each = variantOf(run, splitName(split))
        return [
          String(split),
          String(day),
          sats(proceedsPerAmt(each, TAKER, day)),
          sats(proceedsPerAmt(each, SELLER, day)),
        ]
      }),
    ),
  )
}

/** Proceeds of the last exit at the RCL by split, without and with an emission. */
export function underEmission(run: Compared): Table {
  const day = exitsIn(run).at(-1)
  const unit = 'sat/AMT'
  return tableOf(
    { name: 'emission', title: 'Last exit at the RCL, without and with an emission' },
    [
      { name: 'split', title: 'RCL’s share of payments', unit: '%' },
      { name: 'without', title: 'Without emission', unit },
      { name: 'with', title: 'With 10,000,000 AMT issued', unit },
    ],
    day === undefined
      ? []
      : DILUTED.map((split) => [
          String(split),
          sats(proceedsPerAmt(variantOf(run, splitName(split)), TAKER, day)),
          sats(proceedsPerAmt(variantOf(run, dilutedName(split)), TAKER, day)),
        ]),
  )
}

/** What each rule makes of payouts, floor and the last exits. */
export function byRule(run: Compared): Table {
  const day = exitsIn(run).at(-1)
  const unit = 'sat/AMT'
  return tableOf(
    { name: 'rules', title: 'Rules for v: payouts, floor and the last exits' },
    [
      { name: 'rule', title: 'Rule for v', unit: '' },
      { name: 'payouts', title: 'Payouts per AMT', unit },
      { name: 'floor', title: 'Floor at the end', unit },
      { name: 'atRcl', title: 'Last exit at the RCL', unit },
      { name: 'inPool', title: 'Last exit in the pool', unit },
    ],
    day === undefined
      ? []
      : [splitName(SETTLED), ...RULES].map((name) => {
          const each = variantOf(run, name)
          return [
            name === splitName(SETTLED) ? `constant, ${SETTLED}%` : name,
            sats(payoutPerAmt(each)),
            sats(redemptionRateDown(lastOf(each).view)),
            sats(proceedsPerAmt(each, TAKER, day)),
            sats(proceedsPerAmt(each, SELLER, day)),
          ]
        }),
  )
}
