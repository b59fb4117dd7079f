import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ONE } from '../../../../src/model/kernel/units.ts'
import { UINT256_MAX, liquidWorld, named } from '../../../support/model-world.ts'
import { depositOf, HALF_HOUR, HOLDERS, pay, withdrawn } from './buy-back-world.ts'

type Op = readonly [kind: 'pay' | 'in' | 'out' | 'buy' | 'settle' | 'donate', who: number, size: bigint]
const op: fc.Arbitrary<Op> = fc.tuple(
  fc.constantFrom('pay', 'pay', 'in', 'out', 'buy', 'settle', 'donate'),
  fc.nat(2),
  fc.oneof(fc.bigInt(1n, 50n), fc.bigInt(1n, 40n * ONE)),
)

/**
 * Oracle: recomputes each depositor from the event history, without settlements. A payment adds a share of
 * its pot; a round converts a fraction of all BTCB owed into AMT.
 */
interface Expected {
  deposit: bigint
  owed: bigint
}

describe('the vault equals an oracle that replays its history', () => {
  test('for each depositor, in any order of events and at any frequency of settlement', () => {
    let partial = 0
    fc.assert(
      fc.property(fc.array(op, { minLength: 5, maxLength: 40 }), fc.boolean(), (ops, early) => {
        const world = liquidWorld()
        const at = early ? 300n * ONE : 0n
        if (early) for (const who of HOLDERS) world.ok(who, 'buyBackVault.deposit', { amount: at })
        const expected = HOLDERS.map((): Expected => ({ deposit: at, owed: 0n }))
        for (const [kind, index, size] of ops) {
          const [who, mine] = [HOLDERS[index]!, expected[index]!]
          if (kind === 'in') {
            if (world.revert(who, 'buyBackVault.deposit', { amount: size }) === undefined)
              mine.deposit += size
          } else if (kind === 'out') {
            const amount = size % 3n === 0n || size > mine.deposit ? mine.deposit : size
            const paid = withdrawn(world, who, amount)[2]
            mine.deposit -= amount
            expect(paid).toBe(mine.deposit === 0n ? mine.owed : 0n)
            if (mine.deposit === 0n) mine.owed = 0n
          } else if (kind === 'pay') {
            pay(world, 101n + size / 2n)
            const id = world.domain.snapshots
            const [pot, supply, pooled] = [
              world.ask('master', 'pays', id),
              world.ask('amt', 'totalSupplyAt', id),
              world.ask('amt', 'balanceOfAt', 'pair', id),
            ] as [bigint, bigint, bigint]
            for (const each of expected) each.owed += (pot * each.deposit) / (supply - pooled)
          } else if (kind === 'buy') {
            world.ok('owner', 'buyBackVault.poke', {})
            world.act({ wait: HALF_HOUR })
            const outcome = world.act({
              by: 'owner',
              call: 'buyBackVault.buyBack',
              args: {
                minAmtOut: 0n,
                deadline: UINT256_MAX,
              },
            })
            if (!outcome.ok) continue
            const [spent, bought] = named(outcome.events, 'boughtBack')[0] as readonly [bigint, bigint]
            const left = world.ask('buyBackVault', 'pendingBtcb') as bigint
            if (left > 0n) partial++
            for (const each of expected) {
              each.deposit += (each.owed * bought) / (spent + left)
              each.owed = (each.owed * left) / (spent + left)
            }
          } else if (kind === 'settle') {
            const harvested = world.ask('buyBackVault', 'harvestedTo') as bigint
            world.revert('owner', 'buyBackVault.settle', { account: who, upTo: harvested })
          } else world.revert('owner', 'amt.transfer', { to: 'buyBackVault', amount: size })
        }
        for (const [index, who] of HOLDERS.entries()) {
          expect(depositOf(world, who)).toBe(expected[index]!.deposit)
          expect(world.ask('buyBackVault', 'owedTo', who)).toBe(expected[index]!.owed)
        }
      }),
      { numRuns: 150 },
    )
    expect(partial).toBeGreaterThan(20)
  })
})
