/**
 * Representatives: who stands for each class of the one cap table, and who of a run's accounts is outside the
 * project.
 */
import { PRIVILEGED_ACCOUNTS, type Account } from '../../model/interface/accounts.ts'
import type { Summary } from '../../sim/recording/summary.ts'
import { PROJECT } from './wealth.ts'

/** One account that stands for a class of holders: the largest of them. */
export interface Representative {
  readonly title: string
  readonly person: Account
}

/** Holders with AMT in their wallets. */
export const WALLET_HOLDERS: readonly Representative[] = [
  { title: 'Miner', person: 'miner-1' },
  { title: 'Large holder', person: 'large-1' },
  { title: 'Medium holder', person: 'medium-1' },
  { title: 'Small holder', person: 'small-1' },
  { title: 'Trader', person: 'trader-1' },
  { title: 'Redeemer', person: 'redeemer-1' },
]

/** Depositors of the vaults. */
export const DEPOSITORS: readonly Representative[] = [
  { title: 'Staker', person: 'staker-1' },
  { title: 'Buy-back staker', person: 'buy-back-staker-1' },
]

/** Liquidity providers, wrapped and raw. */
export const PROVIDERS: readonly Representative[] = [
  { title: 'Provider, wrapped', person: 'provider-1' },
  { title: 'Provider, raw', person: 'raw-provider-1' },
]

/** Representatives among these people. Without public liquidity there are no providers. */
export const representatives = (run: Pick<Summary, 'people'>): readonly Representative[] =>
  [...WALLET_HOLDERS, ...DEPOSITORS, ...PROVIDERS].filter(({ person }) => run.people.includes(person))

/** Accounts that are not people of the cap table. */
const NOT_LISTED: readonly Account[] = [...PRIVILEGED_ACCOUNTS, ...PROJECT, 'keeper', 'harvester']

/** All accounts outside the project: everybody with a stake is on the list. */
export const listedAmong = (people: readonly Account[]): readonly Account[] =>
  people.filter((account) => !NOT_LISTED.includes(account))
