import type { ArgsOf } from '../interface/action.ts'
import * as erc20 from './erc20.ts'
import { ZeroAddress } from './master/administration.ts'
import { Revert } from '../kernel/revert.ts'
import { ledgerAt } from '../state/snapshots.ts'
import { emit, type Step } from '../state/economy-state.ts'
import { balanceOf } from './token.ts'
import type { Timestamp } from '../kernel/units.ts'
import { get, set, vector } from '../kernel/vector.ts'
import type { Distributor } from '../state/distributor.ts'
import type { Handlers } from '../state/handler.ts'
import { NoContract } from './no-contract.ts'

/** `AlreadyDeployed`, `UnequalLists`, `ZeroAddress`, `RootZero`, `SnapshotIdZero`, `SnapshotNonexistent`, `DeadlinePassed`. */
export function deployDistributor(step: Step, args: ArgsOf<'deploy.distributor'>): void {
  const { state } = step
  const { reserve, snapshotId, deadline, accounts, amounts } = args
  if (state.distributor !== undefined) throw new AlreadyDeployed()
  if (accounts.length !== amounts.length) throw new UnequalLists()
  if (reserve === 'zero') throw new ZeroAddress()
  if (accounts.length === 0) throw new RootZero()
  ledgerAt(state.tokens.amt.snapshots, snapshotId)
  if (deadline <= state.timestamp) throw new DeadlinePassed()
  const entries = accounts.map((account, index) => ({ account, amount: amounts[index]! }))
  state.distributor = {
    reserve,
    snapshotId,
    deadline: deadline as Timestamp,
    entries,
    claimed: vector(false),
  }
}

/** Anyone, for the account's benefit. `Expired`, `AlreadyClaimed`, `InvalidProof`, then AMT's refusals. */
export function claim(step: Step, distributor: Distributor, args: ArgsOf<'distributor.claim'>): void {
  const { index, account, amount } = args
  if (step.state.timestamp > distributor.deadline) throw new Expired()
  if (isClaimed(distributor, index)) throw new AlreadyClaimed()
  if (!isProven(distributor, args)) throw new InvalidProof()
  step.state.distributor = { ...distributor, claimed: set(distributor.claimed, Number(index), true) }
  erc20.transfer(step, 'amt', 'distributor', account, amount)
  emit(step, 'distributor', 'airdropped', [index, account, amount])
}

/** Anyone, once the deadline is over: what is left goes to the reserve. `NotExpired`, `NothingToReclaim`. */
export function reclaim(step: Step, distributor: Distributor): void {
  const { state } = step
  if (state.timestamp <= distributor.deadline) throw new NotExpired()
  const left = balanceOf(state, 'amt', 'distributor')
  if (left === 0n) throw new NothingToReclaim()
  erc20.transfer(step, 'amt', 'distributor', distributor.reserve, left)
  emit(step, 'distributor', 'reclaimed', [left])
}

/** Whether an entry has been paid; false for numbers beyond the list. */
export function isClaimed({ entries, claimed }: Distributor, index: bigint): boolean {
  return index < entries.length && get(claimed, Number(index))
}

/** The entry is in the list, and the proof is its own. */
function isProven({ entries }: Distributor, args: ArgsOf<'distributor.claim'>): boolean {
  const { index, account, amount, proof } = args
  const entry = index < entries.length ? entries[Number(index)]! : undefined
  if (entry?.account !== account || entry.amount !== amount) return false
  // The root of a list of one is the entry itself, which the empty proof proves.
  return proof === index || entries.length === 1
}

/** Not a contract's functions: somebody deploys one. */
export const DEPLOY: Handlers<'deploy'> = {
  distributor: (step, { args }) => deployDistributor(step, args),
}

export const DISTRIBUTOR: Handlers<'distributor'> = {
  claim: (step, { args }) => claim(step, deployed(step), args),
  reclaim: (step) => reclaim(step, deployed(step)),
}

function deployed({ state: { distributor } }: Step): Distributor {
  if (distributor === undefined) throw new NoContract()
  return distributor
}

/** The lab knows one distributor by name. */
export class AlreadyDeployed extends Revert {
  readonly code = 'AlreadyDeployed'
}

/** Each account of a list needs an amount. */
export class UnequalLists extends Revert {
  readonly code = 'UnequalLists'
}

/** An empty list has no root. */
export class RootZero extends Revert {
  readonly code = 'RootZero'
}

/** The deadline must be in the future. */
export class DeadlinePassed extends Revert {
  readonly code = 'DeadlinePassed'
}

/** The deadline is over. */
export class Expired extends Revert {
  readonly code = 'Expired'
}

/** The deadline is not over. */
export class NotExpired extends Revert {
  readonly code = 'NotExpired'
}

/** This entry has been paid. */
export class AlreadyClaimed extends Revert {
  readonly code = 'AlreadyClaimed'
}

/** The proof does not show this entry to be in the list. */
export class InvalidProof extends Revert {
  readonly code = 'InvalidProof'
}

/** Nothing is left. */
export class NothingToReclaim extends Revert {
  readonly code = 'NothingToReclaim'
}
