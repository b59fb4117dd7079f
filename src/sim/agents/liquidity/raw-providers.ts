/**
 * Raw liquidity providers: hold LP tokens directly, without Master, so that the AMT in the pool earns them
 * nothing.
 *
 * They deposit on the router in the initial state and hold. `liquidityWithdrawers` lets them withdraw. They
 * need AMT, BTCB and approvals of the router.
 */
import type { Amt, Btcb } from '../../../model/kernel/units.ts'
import { approveAll, call, namesOf, zipfShares, type Agent } from '../../agent.ts'
import { UINT256_MAX } from '../../../model/kernel/uint256.ts'
import { deadlineOf } from '../plans/swap.ts'

/** Parameters of {@link rawProviders}. */
export interface RawProviders {
  readonly name: string
  readonly count: number
  /**
   * AMT that all of them together deposit, and the matching BTCB, rounded up by at least a wei for each
   * provider. Zero for providers whose LP tokens are a part of the initial state.
   */
  readonly deposit: Amt
  readonly btcb: Btcb
}

/** Providers that keep their LP tokens unwrapped. */
export function rawProviders({ name, count, deposit, btcb }: RawProviders): Agent {
  const names = namesOf(name, count)
  const amounts = zipfShares(deposit, count)
  const btcbAmounts = zipfShares(btcb as bigint as Amt, count)
  const people = names.map((person, index) => ({
    name: person,
    amt: amounts[index]!,
    btcb: btcbAmounts[index]! as bigint as Btcb,
  }))
  return {
    name,
    people,
    phase: 'day',
    prepare: (view) =>
      people.flatMap(({ name: by, amt, btcb: amountBtcb }) => [
        approveAll(by, 'amt', 'router'),
        approveAll(by, 'btcb', 'router'),
        call(by, 'pair.approve', { spender: 'router', amount: UINT256_MAX }),
        ...(amt === 0n
          ? []
          : [
              call(by, 'router.addLiquidity', {
                tokenA: 'amt',
                tokenB: 'btcb',
                amountADesired: amt,
                amountBDesired: amountBtcb,
                amountAMin: 0n,
                amountBMin: 0n,
                to: by,
                deadline: deadlineOf(view),
              }),
            ]),
      ]),
    act: () => [],
  }
}
