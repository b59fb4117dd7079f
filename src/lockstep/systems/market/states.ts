/**
 * Abstract states of the Market: empty inventories, extreme prices and fees.
 */
import { HIGHEST_RATE, PER_MILLE } from '../../../model/contracts/market.ts'
import { balanceOf } from '../../../model/contracts/token.ts'
import { state, type AbstractState } from '../abstract-state.ts'

const TRADES = ['market.buy', 'market.sell'] as const

export const MARKET_STATES: readonly AbstractState[] = [
  state('market: sold out', 'A purchase takes the last AMT.', ['market.buy'], 'ok', ({ after }) => {
    return balanceOf(after, 'amt', 'market') === 0n
  }),
  state('market: drained', 'A sale takes the last USDT.', ['market.sell'], 'ok', ({ after }) => {
    return balanceOf(after, 'usdt', 'market') === 0n
  }),
  state(
    'market: one wei bought',
    'A purchase of one base unit of AMT.',
    ['market.buy'],
    'ok',
    ({ before, after }) => {
      return balanceOf(before, 'amt', 'market') - balanceOf(after, 'amt', 'market') === 1n
    },
  ),
  state(
    'market: lowest rate',
    'A trade at 1 USDT for 100 AMT.',
    TRADES,
    'ok',
    ({ before }) => before.market.rate === 1n,
  ),
  state('market: highest rate', 'A trade at the highest rate is tried.', TRADES, 'revert', ({ before }) => {
    return before.market.rate === HIGHEST_RATE
  }),
  state(
    'market: no fee',
    'A sale without fee.',
    ['market.sell'],
    'ok',
    ({ before }) => before.market.fee === 0n,
  ),
  state('market: all but a per mille', 'A sale at the highest fee.', ['market.sell'], 'ok', ({ before }) => {
    return before.market.fee === PER_MILLE - 1n
  }),
  state(
    'market: empty withdrawal',
    'The owner withdraws nothing.',
    ['market.withdrawAll'],
    'ok',
    ({ before, after }) => {
      return (
        before.tokens.amt.ledger === after.tokens.amt.ledger &&
        before.tokens.usdt.ledger === after.tokens.usdt.ledger
      )
    },
  ),
  state(
    'market: with BTCB',
    'The owner withdraws while the Market holds BTCB.',
    ['market.withdrawAll'],
    'ok',
    ({ before }) => {
      return balanceOf(before, 'btcb', 'market') > 0n
    },
  ),
]
