/**
 * Abstract states of purchases and their settlement: the edges of the price window, the size of the pool,
 * rounds that are due in succession.
 */
import { get } from '../../../model/kernel/vector.ts'
import type { Account } from '../../../model/interface/accounts.ts'
import { MAX_WINDOW, MIN_WINDOW } from '../../../model/contracts/vaults/buy-back.ts'
import { depositOf } from '../../../model/contracts/vaults/vault.ts'
import type { Economy } from '../../../model/state/economy-state.ts'
import type { PriceRecord } from '../../../model/state/purchases.ts'
import { state, type AbstractState } from '../abstract-state.ts'
import { depositorIn } from '../staking-vault/states.ts'

const PURCHASE = ['buyBackVault.buyBack'] as const
const SETTLEMENT = ['buyBackVault.settle'] as const
const CHANGES = ['buyBackVault.deposit', 'buyBackVault.withdraw'] as const

/** Rounds that an account has not applied. */
function roundsDue(economy: Economy, who: Account): number {
  return economy.purchases.count - depositorIn(economy, 'buyBackVault', who).rounds
}

function hasDeposit(economy: Economy, who: Account): boolean {
  return depositOf(economy, 'buyBackVault', who) > 0n
}

/** Age of a price record in seconds; -1 if there is none. */
function ageOf({ timestamp }: Economy, record: PriceRecord | undefined): bigint {
  return record === undefined ? -1n : timestamp - record.time
}

export const BUY_BACK_STATES: readonly AbstractState[] = [
  state(
    'price: recorded at once',
    'A record as soon as the last one is 30 minutes old.',
    ['buyBackVault.poke'],
    'ok',
    ({ before }) => {
      return ageOf(before, before.purchases.newest) === MIN_WINDOW
    },
  ),
  state(
    'price: recorded a second early',
    'A record one second too early.',
    ['buyBackVault.poke'],
    'TooSoon',
    ({ before }) => {
      return ageOf(before, before.purchases.newest) === MIN_WINDOW - 1n
    },
  ),
  state(
    'purchase: youngest record',
    'The record is exactly 30 minutes old.',
    PURCHASE,
    'ok',
    ({ before }) => {
      return ageOf(before, before.purchases.newest) === MIN_WINDOW
    },
  ),
  state(
    'purchase: a second too young',
    'The only record is one second too young.',
    PURCHASE,
    'NoPrice',
    ({ before }) => {
      return ageOf(before, before.purchases.newest) === MIN_WINDOW - 1n
    },
  ),
  state('purchase: oldest record', 'The record is exactly a day old.', PURCHASE, 'ok', ({ before }) => {
    return ageOf(before, before.purchases.newest) === MAX_WINDOW
  }),
  state(
    'purchase: a second too old',
    'The record is one second too old.',
    PURCHASE,
    'NoPrice',
    ({ before }) => {
      return ageOf(before, before.purchases.newest) === MAX_WINDOW + 1n
    },
  ),
  state(
    'purchase: by the older record',
    'The newest record is too young, and the older one is used.',
    PURCHASE,
    'ok',
    ({ before }) => {
      const age = ageOf(before, before.purchases.newest)
      return age >= 0n && age < MIN_WINDOW
    },
  ),
  state(
    'purchase: as soon as possible',
    'A purchase 30 minutes after the last one.',
    PURCHASE,
    'ok',
    ({ before }) => {
      const { boughtAt } = before.purchases
      return boughtAt !== undefined && before.timestamp - boughtAt === MIN_WINDOW
    },
  ),
  state(
    'purchase: a second too soon',
    'A purchase one second before 30 minutes are over.',
    PURCHASE,
    'TooSoon',
    ({ before }) => {
      const { boughtAt } = before.purchases
      return boughtAt !== undefined && before.timestamp - boughtAt === MIN_WINDOW - 1n
    },
  ),
  state(
    'purchase: spends all',
    'A purchase spends everything that is pending.',
    PURCHASE,
    'ok',
    ({ after }) => {
      return after.purchases.pendingBtcb === 0n
    },
  ),
  state(
    'purchase: spends a part',
    'A purchase spends a 400th of the pool and leaves the rest.',
    PURCHASE,
    'ok',
    ({ after }) => {
      return after.purchases.pendingBtcb > 0n
    },
  ),
  state(
    'purchase: of the same payment',
    'Two rounds without a payment between them.',
    PURCHASE,
    'ok',
    ({ after }) => {
      const { rounds, count } = after.purchases
      return count > 1 && get(rounds, count - 1).lastSnapId === get(rounds, count - 2).lastSnapId
    },
  ),
  state(
    'purchase: with nobody left',
    'A purchase while nobody has a deposit.',
    PURCHASE,
    'ok',
    ({ before }) => {
      return before.vaults.buyBackVault.total === 0n
    },
  ),
  state(
    'purchase: pool too small',
    'A 400th of the pool is less than one base unit.',
    PURCHASE,
    'PoolTooSmall',
  ),
  state(
    'purchase: a few wei',
    'A purchase of less than 1,000 base units of AMT.',
    PURCHASE,
    'ok',
    ({ after }) => {
      return get(after.purchases.rounds, after.purchases.count - 1).bought < 1_000n
    },
  ),
  state(
    'purchase: a capped record',
    'A purchase that the reserve at its record limits.',
    PURCHASE,
    'ok',
    ({ before }) => {
      const { newest } = before.purchases
      const pool = before.pools.pair!
      const reserve = pool.token0 === 'btcb' ? pool.reserve0 : pool.reserve1
      return newest !== undefined && newest.reserve < reserve
    },
  ),
  state(
    'purchase: from a thinner pool',
    'A purchase that leaves a rest, of a pool with less BTCB than at its record.',
    PURCHASE,
    'ok',
    ({ before, after }) => {
      const { newest } = before.purchases
      const pool = before.pools.pair!
      const reserve = pool.token0 === 'btcb' ? pool.reserve0 : pool.reserve1
      return newest !== undefined && reserve < newest.reserve && after.purchases.pendingBtcb > 0n
    },
  ),
  state(
    'round: settled at its last payment',
    'A deposit is settled up to the last payment of a round.',
    SETTLEMENT,
    'ok',
    (moment) => {
      const { before, args } = moment
      const { rounds } = depositorIn(before, 'buyBackVault', args.account)
      if (rounds >= before.purchases.count || !hasDeposit(before, args.account)) return false
      return get(before.purchases.rounds, rounds).lastSnapId === args.upTo
    },
  ),
  state(
    'round: settled before its last payment',
    'A deposit is settled, but its next round is not due.',
    SETTLEMENT,
    'ok',
    (moment) => {
      const { before, args } = moment
      const { rounds } = depositorIn(before, 'buyBackVault', args.account)
      if (rounds >= before.purchases.count || !hasDeposit(before, args.account)) return false
      return get(before.purchases.rounds, rounds).lastSnapId > args.upTo
    },
  ),
  state(
    'round: two applied at once',
    'A settlement applies two rounds or more.',
    [...SETTLEMENT],
    'ok',
    (moment) => {
      const { before, after, args } = moment
      const applied = (economy: Economy): number => depositorIn(economy, 'buyBackVault', args.account).rounds
      return hasDeposit(before, args.account) && applied(after) - applied(before) >= 2
    },
  ),
  state(
    'round: two skipped at once',
    'Two due rounds are skipped for an account without a deposit.',
    SETTLEMENT,
    'ok',
    (moment) => {
      const { before, args } = moment
      return !hasDeposit(before, args.account) && roundsDue(before, args.account) >= 2
    },
  ),
  state(
    'round: two due to a change',
    'A deposit changes that two rounds or more are due to.',
    CHANGES,
    'ok',
    ({ before, by }) => {
      return hasDeposit(before, by) && roundsDue(before, by) >= 2
    },
  ),
  state(
    'round: skipped by a newcomer',
    'Two rounds or more are skipped by a first deposit.',
    ['buyBackVault.deposit'],
    'ok',
    (moment) => {
      return !hasDeposit(moment.before, moment.by) && roundsDue(moment.before, moment.by) >= 2
    },
  ),
  state(
    'round: grows a deposit',
    'AMT of a round is withdrawn.',
    ['buyBackVault.withdraw'],
    'ok',
    ({ after, by, args }) => {
      return args.amount > 0n && depositorIn(after, 'buyBackVault', by).grown > 0n
    },
  ),
]
