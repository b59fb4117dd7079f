/** The ledger of orders and the cap, by stated supplies. */
import { describe, expect, test } from 'vitest'
import { amt, CAP, ONE, type Amt } from '../../../../src/model/kernel/units.ts'

import { mintPlan } from '../../../../src/sim/agents/issuance/emitter.ts'
import { ledgerBefore, orderEmitter } from '../../../../src/sim/agents/issuance/machine-order-emitter.ts'
import { endsOf, madeUpView, type Stated } from '../../../support/made-up-view.ts'
import { anyStream } from '../../../support/run-agents.ts'

const viewWith = (supply: bigint, history?: Stated['history']) =>
  madeUpView({
    supply: { amt: supply },
    environment: { fleet: { ths: 30, bought: 10 } },
    ...(history === undefined ? {} : { history }),
  })

describe('the ledger before an order', () => {
  test('has the machines before it, and what the last close has issued and burnt', () => {
    const history = endsOf([
      { payments: 0n, issued: 70n as Amt },
      { payments: 0n, issued: 90n as Amt },
    ])
    expect(ledgerBefore(viewWith(60n, history))).toEqual({ ths: 20n, issued: 90n, burnt: 30n })
  })

  test('has the supply as issued before the first close', () => {
    expect(ledgerBefore(viewWith(60n))).toEqual({ ths: 20n, issued: 60n, burnt: 0n })
  })
})

test('an order issues a wei below the cap, and nothing at it', () => {
  const emitter = orderEmitter({ kind: 'per-th', amtPerTh: amt('1') })
  const below = viewWith(CAP - 1n)
  expect(emitter.act(below, anyStream())).toEqual([mintPlan(below, 1n as Amt)])
  expect(emitter.act(viewWith(CAP), anyStream())).toEqual([])
  expect(emitter.act(viewWith(ONE), anyStream())).toHaveLength(1)
})
