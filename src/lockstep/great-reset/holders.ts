/**
 * Holders: which kinds of accounts a reset covers, so that a green run says something about each.
 */
import { PAIRS, type Account } from '../../model/interface/accounts.ts'
import { ask, type Unkept } from './audit.ts'
import type { Book, Reserves } from './oracle.ts'
import type { Run } from './run.ts'

/** Who is in the reset that is about to be carried out. */
export function noteHolders(
  { runner, project, reached }: Run,
  book: Book,
  then: Unkept,
  pool: Reserves,
): void {
  const { chain } = runner
  for (const [account, { amt, shares }] of book.holdings) {
    const [staked, buyingBack] = then.deposits.get(account)! as [bigint, bigint]
    const raw = then.shares.get(account)!
    if (amt > staked + buyingBack) reached.add('wallet')
    if (staked > 0n) reached.add('staking vault')
    if (buyingBack > 0n) reached.add('buy-back vault')
    if (buyingBack > ask(chain, 'buyBackVault', 'depositOf', account)) reached.add('unsettled growth')
    if (raw > 0n) reached.add('raw liquidity')
    if (shares > raw) reached.add('wrapped liquidity')
    if (account === 'binance' || account === 'pancake') reached.add('an outside account')
  }
  const holds = (account: Account): boolean => ask(chain, 'amt', 'balanceOf', account) > 0n
  for (const account of NOT_LISTED) if (holds(account)) reached.add(`excluded: ${account}`)
  if (OTHER_PAIRS.some(holds)) reached.add('excluded: another pair')
  if (project.some(holds)) reached.add('excluded: a project wallet')
  if (ask(chain, 'liqAmt', 'balanceOf', 'locker') > 0n) reached.add('excluded: locked liquidity')
  if (holds('pair') && pool.amt > 0n) reached.add('excluded: pair')
}

const NOT_LISTED = ['market', 'burnVault', 'master', 'locker', 'dead', 'payer', 'admin'] as const
const OTHER_PAIRS = PAIRS.filter((pair) => pair !== 'pair')
