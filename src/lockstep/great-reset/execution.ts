/**
 * Execution of a Great Reset: sale, distributor, funding, claims and reclaim, with every wei of AMT accounted
 * for on the chain.
 */
import type { Account } from '../../model/interface/accounts.ts'
import type { Reset } from '../../model/planning/great-reset/reset.ts'
import { call } from '../generate/context.ts'
import { deadlinesFrom } from './agreement.ts'
import { amtOfAll, ask, reservesOf, soldAlone } from './audit.ts'
import { claimEverything, claimsOf, type Claim } from './claims.ts'
import type { Book, Due, Reserves } from './oracle.ts'
import { expectSame, expectSameAmounts, mustDo, Objection, RESERVE, type Run } from './run.ts'

/** What plan and oracle agree on. */
export interface Agreed {
  /** The snapshot of the moment. */
  readonly id: bigint
  readonly book: Book
  readonly owed: Due
  /** The pool as it is before the sale. */
  readonly before: Reserves
}

/** Executes the plan and compares every amount exactly. @throws {Objection} at the first difference. */
export function carryOut(run: Run, plan: Reset, agreed: Agreed): void {
  const { id, book, owed, before } = agreed
  const { trial, runner, planner, outsiders, project } = run
  const { chain } = runner
  const everybody = [...outsiders, ...project]
  const start = amtOfAll(chain, everybody)
  const [supply, cash] = [ask(chain, 'amt', 'totalSupply'), ask(chain, 'btcb', 'balanceOf', RESERVE)]
  const [loose, looseCash] = [
    start.get('pair')! - before.amt,
    ask(chain, 'btcb', 'balanceOf', 'pair') - before.btcb,
  ]
  // After further actions some no longer hold what they held at the snapshot.
  const sells = trial.policy === 'execution' && trial.since.length === 0
  const salesOnOldPool = sells ? salesBefore(run, book) : undefined

  const deadlines = deadlinesFrom(runner.economy.timestamp)
  for (const action of planner.distributionActions(plan, deadlines)) mustDo(run, action)
  const after = reservesOf(chain)
  expectSame('AMT in the pool', after.amt, owed.after.amt)
  expectSame('BTCB in the pool', after.btcb, owed.after.btcb)
  const skims = owed.sale > 0n
  if (skims && (loose > 0n || looseCash > 0n)) run.reached.add('skimmed')
  const earned = owed.proceeds + (skims ? looseCash : 0n)
  expectSame('BTCB for the reserve', ask(chain, 'btcb', 'balanceOf', RESERVE) - cash, earned)
  let paid: ReadonlyMap<Account, bigint> = new Map()
  if (owed.airdrops.size > 0) {
    expectSame('the snapshot that the distributor names', ask(chain, 'distributor', 'snapshotId'), id)
    expectSame('the end of the claims', ask(chain, 'distributor', 'deadline'), deadlines.claimDeadline)
    const funds = ask(chain, 'amt', 'balanceOf', 'distributor') - start.get('distributor')!
    expectSame('funds of the distributor', funds, owed.sum)
    const claims = claimsOf(planner, plan)
    if (salesOnOldPool !== undefined) compareSales(run, agreed, claims, salesOnOldPool)
    paid = claimEverything(run, claims, deadlines.claimDeadline)
  }

  for (const [account, amount] of paid) expectSame(`paid to ${account}`, amount, owed.airdrops.get(account)!)
  expectSame('supply of AMT', ask(chain, 'amt', 'totalSupply'), supply)
  const claimed = [...paid.values()].reduce((sum, amount) => sum + amount, 0n)
  const returned = owed.airdrops.size > 0 ? start.get('distributor')! : 0n
  const expected = new Map(start)
  const add = (account: Account, amount: bigint): void =>
    void expected.set(account, expected.get(account)! + amount)
  for (const [account, amount] of paid) add(account, amount)
  add('pair', owed.sale - (skims ? loose : 0n))
  add('distributor', -returned)
  add(RESERVE, returned - claimed - owed.sale + (skims ? loose : 0n))
  expectSameAmounts('AMT at the end of', amtOfAll(chain, everybody), expected)
}

/** BTCB that each holder would get by selling alone what they held at the snapshot. */
function salesBefore({ runner }: Run, { holdings }: Book): ReadonlyMap<Account, bigint> {
  const sales = new Map<Account, bigint>()
  for (const [account, { amt }] of holdings) {
    const paid = amt === 0n ? undefined : soldAlone(runner.chain, account, amt)
    if (paid !== undefined) sales.set(account, paid)
  }
  return sales
}

/** With the airdrop, each holder sells for at least as much in the new pool. */
function compareSales(
  { runner, reached }: Run,
  { book, owed }: Agreed,
  claims: readonly Claim[],
  before: ReadonlyMap<Account, bigint>,
): void {
  for (const [account, paid] of before) {
    const forAmt = (owed.airdrops.get(account) ?? 0n) - (owed.forShares.get(account) ?? 0n)
    const first = claims
      .filter((claim) => claim.account === account)
      .map((claim) => call(account, 'distributor.claim', claim))
    const now = soldAlone(runner.chain, account, book.holdings.get(account)!.amt + forAmt, first)
    if (now === undefined || now < paid)
      throw new Objection(`${account} sells for ${now} what sold for ${paid} before`)
    reached.add('sold at execution')
  }
}
