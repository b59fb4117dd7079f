/**
 * Opening table: a chain snapshot beside the state that a run starts from, with every difference.
 *
 * Units: base units as exact decimal text; differences in wei, run less snapshot.
 */
import { fromBase } from '../../model/kernel/units.ts'
import type { Account, Token } from '../../model/interface/accounts.ts'
import type { Table } from '../result.ts'
import type { AgentView } from '../view/agent-view.ts'
import type { ChainSnapshot } from './chain-snapshot.ts'
import type { Label } from './labels-csv.ts'

/** Labels with AMT that the contracts keep. */
const KEPT: Partial<Record<Label, Account>> = {
  'staking-vault': 'stakingVault',
  'buy-back-vault': 'buyBackVault',
  market: 'market',
  dead: 'dead',
}

export function openingTable(snapshot: ChainSnapshot, start: AgentView): Table {
  const { supply, backing, reserves, lp, holders, labels, unlisted, pending } = snapshot
  const pool = start.pool()
  const listed = (label: Label): bigint =>
    holders.reduce((sum, { address, amt }) => (labels.get(address) === label ? sum + amt : sum), 0n)
  const inPair = listed('pair')
  const held = (token: Token, account: Account): bigint => start.balance(token, account)
  const rows: readonly (readonly [quantity: string, snapshot: bigint, run: bigint])[] = [
    ['supply of AMT', supply, start.supply('amt')],
    ['BTCB of the RCL', backing, start.backing()],
    ['AMT in the pool', reserves.amt, pool.amt],
    ['BTCB in the pool', reserves.btcb, pool.btcb],
    ['LP tokens', lp.supply, start.supply('pair')],
    ['liqAMT of the locker', lp.locked, held('liqAmt', 'locker')],
    ['liqAMT', lp.wrapped, start.supply('liqAmt')],
    [
      'AMT of the project: labelled, not listed, or in the pair beyond its reserve',
      listed('project') + unlisted + (inPair > 0n ? inPair - reserves.amt : 0n),
      held('amt', 'owner'),
    ],
    ...(Object.entries(KEPT) as [Label, Account][]).map(
      ([label, account]) => [`AMT labelled ${label}`, listed(label), held('amt', account)] as const,
    ),
  ]
  const cells = rows.map(([quantity, there, here]) => [
    quantity,
    fromBase(there),
    fromBase(here),
    (here - there).toString(),
  ])
  const outdated = `${pending} balances out of date`
  const note = ` (${holders.length} holders, ${fromBase(unlisted)} AMT not listed, ${outdated})`
  return {
    name: 'opening',
    title: `Opening from block ${snapshot.block}${note}`,
    columns: [
      { name: 'quantity', title: 'Quantity', unit: '' },
      { name: 'snapshot', title: 'Snapshot', unit: 'tokens' },
      { name: 'run', title: 'Start of the run', unit: 'tokens' },
      { name: 'difference', title: 'Difference', unit: 'wei' },
    ].map((column, index) => ({ ...column, cells: cells.map((row) => row[index]!) })),
  }
}
