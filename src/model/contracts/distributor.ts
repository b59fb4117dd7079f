/**
 * Distributor: AMT airdrop of a Great Reset, from a fixed list until a deadline.
 *
 * Mirrors `ResetDistributor`; checks run in the contract's order. The model checks a claim against the list
 * itself, the contract against the list's Merkle root.
 *
 * - Units: AMT in base units (1e18), times in seconds. Nothing is divided, so nothing is rounded.
 * - Not modelled: Merkle hashes (a proof is the index of the entry that it belongs to), more than one
 *   distributor.
 */
import { Revert } from '../kernel/revert.ts'
import type { Timestamp } from '../kernel/units.ts'
import { get, set, vector } from '../kernel/vector.ts'
import type { ArgsOf } from '../interface/action.ts'
import type { Distributor } from '../state/distributor.ts'
import { emit, type Step } from '../state/economy-state.ts'
import type { Handlers } from '../state/handler.ts'
import { ledgerAt } from '../state/snapshots.ts'
import * as erc20 from './erc20.ts'
import { ZeroAddress } from './master/administration.ts'
import { NoContract } from './no-contract.ts'
import { balanceOf } from './token.ts'

/**
 * Anyone: deploys the distributor.
 *
 * Reverts with `AlreadyDeployed`, `UnequalLists`, `ZeroAddress`, `RootZero`, `SnapshotIdZero`,
 * `SnapshotNonexistent`, `DeadlinePassed`, in that order. The first two are the lab's own; the others are the
 * constructor's.
 */
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

/**
 * Anyone: pays an entry to its account.
 *
 * Reverts with `Expired`, `AlreadyClaimed`, `InvalidProof`, then as AMT's `transfer`.
 */
export function claim(step: Step, distributor: Distributor, args: ArgsOf<'distributor.claim'>): void {
  const { index, account, amount } = args
  if (step.state.timestamp > distributor.deadline) throw new Expired()
  if (isClaimed(distributor, index)) throw new AlreadyClaimed()
  if (!isProven(distributor, args)) throw new InvalidProof()
  step.state.distributor = { ...distributor, claimed: set(distributor.claimed, Number(index), true) }
  erc20.transfer(step, 'amt', 'distributor', account, amount)
  emit(step, 'distributor', 'airdropped', [index, account, amount])
}

/**
 * Anyone, after the deadline: sends the remaining AMT to the reserve.
 *
 * @throws {NotExpired | NothingToReclaim}
 */
export function reclaim(step: Step, distributor: Distributor): void {
  const { state } = step
  if (state.timestamp <= distributor.deadline) throw new NotExpired()
  const left = balanceOf(state, 'amt', 'distributor')
  if (left === 0n) throw new NothingToReclaim()
  erc20.transfer(step, 'amt', 'distributor', distributor.reserve, left)
  emit(step, 'distributor', 'reclaimed', [left])
}

/** Whether an entry is paid; false for an index beyond the list. */
export function isClaimed({ entries, claimed }: Distributor, index: bigint): boolean {
  return index < entries.length && get(claimed, Number(index))
}

/** Whether the entry is in the list and the proof belongs to it. */
function isProven({ entries }: Distributor, args: ArgsOf<'distributor.claim'>): boolean {
  const { index, account, amount, proof } = args
  const entry = index < entries.length ? entries[Number(index)]! : undefined
  if (entry?.account !== account || entry.amount !== amount) return false
  // With one entry the root is its leaf, which the empty proof verifies.
  return proof === index || entries.length === 1
}

function deployed({ state: { distributor } }: Step): Distributor {
  if (distributor === undefined) throw new NoContract()
  return distributor
}

/** Deployments that an action can make. */
export const DEPLOY: Handlers<'deploy'> = {
  distributor: (step, { args }) => deployDistributor(step, args),
}

export const DISTRIBUTOR: Handlers<'distributor'> = {
  claim: (step, { args }) => claim(step, deployed(step), args),
  reclaim: (step) => reclaim(step, deployed(step)),
}

/** The lab has one distributor per economy. */
export class AlreadyDeployed extends Revert {
  readonly code = 'AlreadyDeployed'
}

/** The lists of accounts and amounts differ in length. */
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

/** The deadline has passed. */
export class Expired extends Revert {
  readonly code = 'Expired'
}

/** The deadline has not passed. */
export class NotExpired extends Revert {
  readonly code = 'NotExpired'
}

/** The entry is already paid. */
export class AlreadyClaimed extends Revert {
  readonly code = 'AlreadyClaimed'
}

/** The proof does not verify the entry. */
export class InvalidProof extends Revert {
  readonly code = 'InvalidProof'
}

/** The distributor holds no AMT. */
export class NothingToReclaim extends Revert {
  readonly code = 'NothingToReclaim'
}
