/**
 * Mutants of the planning of a Great Reset: who is on the list, for how much, and whether it is feasible.
 *
 * The contracts pay whatever list they are given, so only the rehearsal can kill these: it computes the list
 * independently.
 */
import { inModel, type Mutant } from '../mutation/mutant.ts'

const STAKES = 'planning/great-reset/stakes'
const VAULTS = 'planning/great-reset/vaults'
const PAY = 'planning/great-reset/compensation'
const RESET = 'planning/great-reset/reset'
const DISTRIBUTION = 'planning/great-reset/distribution'

/** `account` has a stake like a person. */
const listed = (what: string, account: string): Mutant =>
  inModel(
    `${what} is on the list`,
    STAKES,
    'SYSTEM_ACCOUNTS.filter((account) => !EXTERNAL.includes(account))',
    `SYSTEM_ACCOUNTS.filter((account) => account !== '${account}' && !EXTERNAL.includes(account))`,
  )

export const RESET_MUTANTS: readonly Mutant[] = [
  listed('the pair', 'pair'),
  listed('another pair', 'pair:amt/usdt'),
  listed('the Market', 'market'),
  listed('the locker', 'locker'),
  inModel('project wallets are on the list', STAKES, '...project, ', ''),
  inModel(
    'PancakeSwap’s privileged account is left out',
    STAKES,
    "const EXTERNAL: readonly Account[] = ['binance', 'pancake']",
    "const EXTERNAL: readonly Account[] = ['binance']",
  ),
  inModel('wallets are forgotten', STAKES, 'addAll(held, moment.amt)', ''),
  inModel('wrapped liquidity is forgotten', STAKES, 'addAll(shares, moment.liqAmt)', ''),
  inModel(
    'wrapped liquidity counts twice',
    STAKES,
    'addAll(shares, moment.liqAmt)',
    'addAll(shares, moment.liqAmt)\n  addAll(shares, moment.liqAmt)',
  ),
  inModel('raw liquidity is forgotten', STAKES, 'addAll(shares, moment.shares)', ''),
  inModel(
    'the staking vault is not looked through',
    VAULTS,
    'return VAULTS.map((account) => {',
    'return VAULTS.slice(1).map((account) => {',
  ),
  inModel(
    'the buy-back vault is not looked through',
    VAULTS,
    'return VAULTS.map((account) => {',
    'return VAULTS.slice(0, 1).map((account) => {',
  ),
  inModel(
    'purchases count once somebody has settled them',
    VAULTS,
    'const settled = withEverythingSettled(economy, account)',
    'const settled = economy',
  ),
  inModel(
    'the list is of the day of the plan',
    RESET,
    'const moment = terms.moment ?? momentOf(economy)',
    'const moment = { ...momentOf(economy), snapshotId: terms.moment?.snapshotId }',
  ),
  inModel(
    'at spot the airdrop is rounded up',
    PAY,
    '((holding * (dearer - cheaper)) / cheaper) as Amt',
    '((holding * (dearer - cheaper) + cheaper - 1n) / cheaper) as Amt',
  ),
  inModel(
    'at execution a base unit is missing',
    PAY,
    'needed > holding ? needed - holding : 0n',
    'needed > holding ? needed - holding - 1n : 0n',
  ),
  inModel('both policies pay at spot', PAY, "policy === 'spot' ?", 'policy.length > 0 ?'),
  inModel(
    'liquidity is paid at the old price',
    PAY,
    '(before.btcb - after.btcb) * after.amt) / (supply * after.btcb)',
    '(before.btcb - after.btcb) * before.amt) / (supply * before.btcb)',
  ),
  inModel('liquidity is paid for one side', PAY, '((2n * shares *', '((shares *'),
  inModel(
    'a base unit too much is sold',
    'planning/great-reset/sale',
    'return high as Amt',
    'return (high + 1n) as Amt',
  ),
  inModel(
    'the sale needs no reserve',
    RESET,
    'const lacking = sale + airdrop - held',
    'const lacking = airdrop - held',
  ),
  inModel('nobody is beyond help', RESET, ' && impossible.length === 0', ''),
  inModel('what cannot be done is begun', RESET, 'if (!isFeasible(reset)) throw new NotFeasible(reset)', ''),
  inModel(
    'what lies in the pair falls into the sale',
    RESET,
    "...(skims ? [call(reserve, 'pair.skim', { to: reserve })] : []),",
    '',
  ),
  inModel(
    'the distributor names the snapshot before',
    DISTRIBUTION,
    '      snapshotId,\n',
    '      snapshotId: snapshotId - 1n,\n',
  ),
  inModel('the distributor lacks a base unit', DISTRIBUTION, 'amount: sum }', 'amount: sum - 1n }'),
  inModel(
    'claims of the last entry bring the proof of the first',
    DISTRIBUTION,
    'proof: BigInt(index),',
    'proof: BigInt((index + 1) % receivers(reset).length),',
  ),
]
