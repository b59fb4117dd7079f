/**
 * Raw liquidity providers: straight on PancakeSwap, without Master, so that nothing is paid on the AMT that they have in the pool.
 *
 * They deposit when the run opens. On one day a part of their shares comes out again, at whatever the pool then gives for it.
 */
import { type Amt, type Btcb, BASIS_POINTS } from '../../../model/kernel/units.ts'
import { approveAll, call, namesOf, zipfShares, type Agent } from '../../agent.ts'
import { UINT256_MAX } from '../../../model/kernel/uint256.ts'
import { deadlineOf } from '../plans/swap.ts'

export interface RawProviders {
  readonly name: string
  readonly count: number
  /** AMT that they put into the pool, together, and the BTCB that goes with it, rounded up by a wei or more each. */
  readonly deposit: Amt
  readonly btcb: Btcb
  /** Day on which they leave, and what they take out then, in ten-thousandths. */
  readonly leaveOn: number
  readonly part: bigint
}

export function rawProviders({ name, count, deposit, btcb, leaveOn, part }: RawProviders): Agent {
  const names = namesOf(name, count)
  const amounts = zipfShares(deposit, count)
  const purses = zipfShares(btcb as bigint as Amt, count)
  const people = names.map((person, index) => ({
    name: person,
    amt: amounts[index]!,
    btcb: purses[index]! as bigint as Btcb,
  }))
  return {
    name,
    people,
    phase: 'day',
    prepare: (view) =>
      people.flatMap(({ name: by, amt, btcb: purse }) => [
        approveAll(by, 'amt', 'router'),
        approveAll(by, 'btcb', 'router'),
        call(by, 'pair.approve', { spender: 'router', amount: UINT256_MAX }),
        call(by, 'router.addLiquidity', {
          tokenA: 'amt',
          tokenB: 'btcb',
          amountADesired: amt,
          amountBDesired: purse,
          amountAMin: 0n,
          amountBMin: 0n,
          to: by,
          deadline: deadlineOf(view),
        }),
      ]),
    act: (view) => {
      if (view.day !== leaveOn) return []
      return names.flatMap((by) => {
        const liquidity = (view.balance('pair', by) * part) / BASIS_POINTS
        if (liquidity === 0n) return []
        return [
          [
            call(by, 'router.removeLiquidity', {
              tokenA: 'amt',
              tokenB: 'btcb',
              liquidity,
              amountAMin: 0n,
              amountBMin: 0n,
              to: by,
              deadline: deadlineOf(view),
            }),
          ],
        ]
      })
    },
  }
}
