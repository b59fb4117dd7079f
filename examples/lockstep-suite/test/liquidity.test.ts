/** Every liqAMT is backed by one LP share that Master or its locker keeps. */
import type { Invariant, Observed } from 'amt-lab/model'
import { lockstepSuite } from 'amt-lab/vitest'

const amountOf = (observed: Observed, on: string, ...holder: string[]): bigint =>
  observed.read({ on, fn: holder.length === 0 ? 'totalSupply' : 'balanceOf', args: holder }) as bigint

const liqAmtIsBacked: Invariant<undefined> = {
  name: 'liq-amt-is-backed',
  statement: 'Master and its locker hold at least one LP share for each liqAMT.',
  source: 'README of this example',
  start: () => undefined,
  next(_state, { observed }) {
    const issued = amountOf(observed, 'liqAmt')
    const kept = amountOf(observed, 'pair', 'master') + amountOf(observed, 'pair', 'locker')
    if (kept < issued) return { violation: `${issued} liqAMT, but only ${kept} LP shares` }
    return { state: undefined }
  },
}

lockstepSuite({ invariants: [liqAmtIsBacked], sequences: 50 })
