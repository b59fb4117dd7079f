/**
 * Preparation: generated actions, the filling of the reserve, and the payment that takes the snapshot.
 */
import type { Account } from '../../model/interface/accounts.ts'
import type { ArgsOf } from '../../model/interface/action.ts'
import { snapshotPayment, LEAST_PAYMENT } from '../../model/planning/great-reset/distribution.ts'
import { NothingToReset, type Reset } from '../../model/planning/great-reset/reset.ts'
import type { Moment } from '../../model/planning/great-reset/stakes.ts'
import { UINT256_MAX } from '../../model/kernel/uint256.ts'
import { entropyOf } from '../generate/entropy.ts'
import { peopleOf } from '../generate/genesis.ts'
import { COMMANDS_WITHOUT_AIRDROP } from '../generate/commands.ts'
import { keepersRound } from '../systems/buy-back-vault/actions.ts'
import { actors, call, ownerOf } from '../generate/context.ts'
import { actionsOf, type ChoiceSequence } from '../generate/sequence.ts'
import { ask } from './audit.ts'
import { PLANNER, type Planner } from './planner.ts'
import { RESERVE, take, type Run } from './run.ts'
import type { TrialEvent } from './trial.ts'

/** Applies generated steps of all commands but those on a distributor. */
export function live(run: Run, steps: readonly ChoiceSequence[]): void {
  for (const step of steps)
    for (const action of actionsOf(step, run.runner.context(), COMMANDS_WITHOUT_AIRDROP)) take(run, action)
}

/**
 * A purchase of the buy-back vault, AMT at excluded accounts, and a second pool of AMT, as far as balances
 * allow.
 */
export function arrange(run: Run, events: readonly TrialEvent[]): void {
  const { trial, runner } = run
  const giver = peopleOf(trial.genesis).at(-1)!
  const tenth = (): bigint => ask(runner.chain, 'amt', 'balanceOf', giver) / 10n
  if (events.includes('gifts'))
    for (const to of GIFTED) take(run, call(giver, 'amt.transfer', { to, amount: tenth() }))
  if (events.includes('another pair')) {
    const amount = tenth()
    take(run, call('binance', 'usdt.mint', { amount }))
    take(run, call('binance', 'usdt.transfer', { to: giver, amount }))
    for (const token of ['amt', 'usdt'] as const)
      take(run, call(giver, `${token}.approve`, { spender: 'router', amount: UINT256_MAX }))
    take(run, call(giver, 'router.addLiquidity', { ...provision(amount), to: giver }))
  }
  if (events.includes('a purchase')) {
    const actions = keepersRound(runner.context(), entropyOf(trial.claims))
    for (const action of actions) take(run, action)
  }
}

const GIFTED = ['admin', 'payer', 'dead', 'burnVault', 'master', 'market', 'binance', 'pair'] as const

const provision = (amount: bigint): Omit<ArgsOf<'router.addLiquidity'>, 'to'> => ({
  tokenA: 'amt',
  tokenB: 'usdt',
  amountADesired: amount,
  amountBDesired: amount,
  amountAMin: 0n,
  amountBMin: 0n,
  deadline: UINT256_MAX,
})

/** Mints the shortfall of the reserve, or one unit less; nothing where nobody can mint. */
export function fillReserve(run: Run): void {
  const { trial, runner } = run
  if (trial.reserve === 'as it is') return
  const plan = planOf(run, PLANNER, undefined)
  const lacking = (plan?.shortfall ?? 0n) - (trial.reserve === 'enough' ? 0n : 1n)
  const minter = ownerOf(runner.context(), 'master')
  if (lacking > 0n && actors(runner.context()).includes(minter))
    take(run, call(minter, 'master.mintMaster', { account: RESERVE, amount: lacking }))
}

/** Makes the payment that takes the snapshot; the snapshot's id, or undefined if nobody can pay. */
export function snapshot(run: Run): bigint | undefined {
  const context = run.runner.context()
  const payer = context.read({ on: 'master', fn: 'payerWallet', args: [] }) as Account
  const binance = ownerOf(context, 'btcb')
  if (!actors(context).includes(payer) || !actors(context).includes(binance)) return undefined
  take(run, call(binance, 'btcb.mint', { amount: LEAST_PAYMENT }))
  take(run, call(binance, 'btcb.transfer', { to: payer, amount: LEAST_PAYMENT }))
  take(run, call(payer, 'btcb.approve', { spender: 'master', amount: UINT256_MAX }))
  return take(run, snapshotPayment(payer)).ok
    ? ask(run.runner.chain, 'amt', 'getCurrentSnapshotId')
    : undefined
}

/** A planner's plan for the present state; undefined if there is no pool. */
export function planOf(
  { trial, runner, project }: Run,
  planner: Planner,
  moment: Moment | undefined,
): Reset | undefined {
  try {
    return planner.planReset(runner.economy, {
      factor: { n: trial.percent, d: 100n },
      policy: trial.policy,
      reserve: RESERVE,
      project,
      ...(moment === undefined ? {} : { moment }),
    })
  } catch (error) {
    // A mutated planner has error classes of its own, so compare by name.
    if (error instanceof Error && error.name === NothingToReset.name) return undefined
    throw error
  }
}
