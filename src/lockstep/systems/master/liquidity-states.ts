/**
 * Abstract states of liquidity through Master: first and last shares, refunds, the protocol fee, Master's own
 * balances.
 */
import { UINT256_MAX } from '../../../model/kernel/uint256.ts'
import { allowanceOf, balanceOf, totalSupply } from '../../../model/contracts/token.ts'
import { reservesOf } from '../../../model/contracts/pancake/pool.ts'
import type { Economy } from '../../../model/state/economy-state.ts'
import { state, type AbstractState, type Moment } from '../abstract-state.ts'

const ADDING = ['master.addLiquidity', 'master.addLiquidityLocking'] as const
const REMOVAL = ['master.removeLiquidity'] as const

function refunds({ events, by }: Moment, coin: 'amt' | 'btcb'): boolean {
  return events.some(
    ({ on, name, args }) => on === coin && name === 'Transfer' && args[0] === 'master' && args[1] === by,
  )
}

/** LP tokens that the pair has minted as its protocol fee during a removal of `amount`. */
function feeMinted({ before, after }: Moment, amount: bigint): bigint {
  return totalSupply(after, 'pair') - totalSupply(before, 'pair') + amount
}

/** Whether `amount` of a token is worth 97% of `other`, the amount of the other token, or more. */
function nearlyUsed(economy: Economy, amount: bigint, token: 'amt' | 'btcb', other: bigint): boolean {
  const [own, opposite] = reservesOf(economy.pools.pair!, token)
  return own > 0n && ((amount * opposite) / own) * 100n >= other * 97n
}

export const LIQUIDITY_STATES: readonly AbstractState[] = [
  state('liquidity: the first', 'Liquidity for an empty pair.', ADDING, 'ok', ({ before }) => {
    return totalSupply(before, 'pair') === 0n
  }),
  state('liquidity: nothing refunded', 'Both amounts are used completely.', ADDING, 'ok', (moment) => {
    return !refunds(moment, 'amt') && !refunds(moment, 'btcb')
  }),
  state('liquidity: AMT refunded', 'A part of the AMT is not used.', ADDING, 'ok', (moment) =>
    refunds(moment, 'amt'),
  ),
  state('liquidity: BTCB refunded', 'A part of the BTCB is not used.', ADDING, 'ok', (moment) =>
    refunds(moment, 'btcb'),
  ),
  state(
    'liquidity: just enough is used',
    'Less than 99% of one of the amounts is used.',
    ADDING,
    'ok',
    ({ before, after, by, args }) => {
      const used = (token: 'amt' | 'btcb'): bigint =>
        balanceOf(before, token, by) - balanceOf(after, token, by)
      return used('amt') * 100n < args.amountAmt * 99n || used('btcb') * 100n < args.amountBtcb * 99n
    },
  ),
  state(
    'liquidity: just too little of AMT',
    'From 97% to less than 98% of the AMT would be used.',
    ADDING,
    'RouterInsufficientA',
    ({ before, args }) => nearlyUsed(before, args.amountBtcb, 'btcb', args.amountAmt),
  ),
  state(
    'liquidity: just too little of BTCB',
    'From 97% to less than 98% of the BTCB would be used.',
    ADDING,
    'RouterInsufficientB',
    ({ before, args }) => nearlyUsed(before, args.amountAmt, 'amt', args.amountBtcb),
  ),
  state(
    'liquidity: Master holds AMT',
    'Liquidity is added while Master holds AMT.',
    ADDING,
    'ok',
    ({ before }) => {
      return balanceOf(before, 'amt', 'master') > 0n
    },
  ),
  state(
    'liquidity: locked into a used pool',
    'The lock is not the first liquidity.',
    ['master.addLiquidityLocking'],
    'ok',
    (moment) => {
      return totalSupply(moment.before, 'pair') > 0n
    },
  ),
  state(
    'exit: everything',
    'A provider withdraws all of its liqAMT.',
    REMOVAL,
    'ok',
    ({ before, by, args }) => {
      return args.amount === balanceOf(before, 'liqAmt', by)
    },
  ),
  state(
    'exit: the last liqAMT',
    'No liqAMT is left.',
    REMOVAL,
    'ok',
    ({ after }) => totalSupply(after, 'liqAmt') === 0n,
  ),
  state('exit: with a protocol fee', 'The pair mints its fee first.', REMOVAL, 'ok', (moment) => {
    return feeMinted(moment, moment.args.amount) > 0n
  }),
  state(
    'exit: with a fee above 2%',
    'The minted fee is more than 2% of the LP tokens.',
    REMOVAL,
    'ok',
    (moment) => {
      return feeMinted(moment, moment.args.amount) * 50n > totalSupply(moment.before, 'pair')
    },
  ),
  state(
    'exit: one side rounds to nothing',
    'A removal pays one token only.',
    REMOVAL,
    'PairInsufficientLiquidityBurned',
    (moment) => {
      return moment.args.amount > 0n
    },
  ),
  state(
    'exit: Master holds more LP',
    'A removal while Master holds LP tokens without liqAMT.',
    REMOVAL,
    'ok',
    ({ before }) => {
      return balanceOf(before, 'pair', 'master') > totalSupply(before, 'liqAmt')
    },
  ),
  state(
    'allowance: extended',
    "The router's allowance over Master's BTCB rises.",
    ['master.extendApprove'],
    'ok',
    ({ before, args }) => allowanceOf(before, 'btcb', 'master', 'router') < args.amount,
  ),
  state(
    'allowance: already larger',
    "The router's allowance is not lowered.",
    ['master.extendApprove'],
    'ok',
    ({ before, args }) =>
      args.amount < UINT256_MAX && allowanceOf(before, 'amt', 'master', 'router') > args.amount,
  ),
]
