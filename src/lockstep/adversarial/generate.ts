/**
 * Adversarial actions of a step: an ordinary action with a reentrant call in it, or a token that changes its
 * behaviour.
 *
 * Mostly actions that move an outside token, since only there can anything adversarial happen. The reentrant
 * call is mostly the very same call again or another of the same contract; else any call.
 */
import { isWait, type Action, type Call } from '../../model/interface/action.ts'
import { splitName } from '../../model/interface/functions.ts'
import { OUTSIDE_TOKENS, type TokenBehaviour, type OutsideToken } from './token-behaviour.ts'
import { entropyOf, type Entropy } from '../generate/entropy.ts'
import { ALL_COMMANDS, COMMANDS_WITHIN_REASON } from '../generate/commands.ts'
import * as market from '../systems/market/actions.ts'
import { backingWithdraw } from '../systems/burn-vault/actions.ts'
import * as locker from '../systems/locker/actions.ts'
import * as master from '../systems/master/actions.ts'
import * as buyBackVault from '../systems/buy-back-vault/actions.ts'
import * as pair from '../systems/pancake/pair-actions.ts'
import * as vault from '../systems/staking-vault/actions.ts'
import type { GeneratorContext, WeightedCommand } from '../generate/context.ts'
import type { AdversarialAction, ReentrantCall } from './adversarial-action.ts'
import type { Transfer } from './transfers.ts'
import {
  dustOfClaims,
  earnedWithdrawal,
  firstLocking,
  gift,
  openClaim,
  refundedLiquidity,
} from './actions.ts'

/** Kinds of adversarial behaviour; a sequence has one. */
export const ADVERSARIES = ['reentrancy', 'blacklists', 'fees'] as const
/** An adversarial behaviour of a token. */
export type Adversary = (typeof ADVERSARIES)[number]

/** Choice sequences of a step: for its action, and for the adversarial part. */
export interface AdversarialChoice {
  readonly action: readonly number[]
  readonly adversarial: readonly number[]
}

/** What a step sees before it chooses. */
export interface AdversarialContext {
  readonly context: GeneratorContext
  behaviourOf(token: OutsideToken): TokenBehaviour
  canReenter(action: Action): action is Call
  /** Transfers of outside tokens in the last of these actions, one after the other, if the tokens behave. */
  transfersOf(actions: readonly Action[]): readonly Transfer[]
}

const MASTER_COMMANDS: readonly WeightedCommand[] = [
  [9, master.payRent],
  [8, master.charge],
  [5, master.chargeFromTo],
  [5, master.liqCharge],
  [3, master.liqChargeFromTo],
  [3, master.collectDust('handleDust')],
  [3, master.collectDust('LiqHandleDust')],
  [1, master.addLiquidityLocking],
  [2, master.addLiquidity],
  [4, openClaim],
  [6, dustOfClaims],
  [4, refundedLiquidity],
  [4, firstLocking],
  [6, master.removeLiquidity],
]
const LOCKER_COMMANDS: readonly WeightedCommand[] = [[4, locker.charge]]
const BURN_VAULT_COMMANDS: readonly WeightedCommand[] = [[7, backingWithdraw]]
const MARKET_COMMANDS: readonly WeightedCommand[] = [
  [5, market.buy],
  [5, market.sell],
  [3, market.charge],
  [1, market.setRate],
  [2, market.withdrawAll],
]
const STAKING_COMMANDS: readonly WeightedCommand[] = [
  [3, vault.deposit('stakingVault')],
  [3, vault.withdraw('stakingVault')],
  [4, earnedWithdrawal('stakingVault')],
  [4, vault.harvest('stakingVault')],
  [1, vault.settle('stakingVault')],
  [2, vault.lateDeposit('stakingVault')],
]
const BUY_BACK_COMMANDS: readonly WeightedCommand[] = [
  [3, vault.deposit('buyBackVault')],
  [3, vault.withdraw('buyBackVault')],
  [3, earnedWithdrawal('buyBackVault')],
  [4, vault.harvest('buyBackVault')],
  [1, vault.settle('buyBackVault')],
  [2, vault.lateDeposit('buyBackVault')],
  [12, buyBackVault.keepersRound],
  [3, buyBackVault.buyBack],
]
const PAIR_COMMANDS: readonly WeightedCommand[] = [
  [2, pair.rawSwap],
  [2, pair.rawBurn],
  [2, pair.rawMint],
  [1, pair.skim],
  [1, pair.sync],
]

/** Commands of the same contract, for reentrant calls into it. */
const SAME_CONTRACT: Readonly<Partial<Record<string, readonly WeightedCommand[]>>> = {
  master: MASTER_COMMANDS,
  locker: [...LOCKER_COMMANDS, ...MASTER_COMMANDS],
  burnVault: BURN_VAULT_COMMANDS,
  market: MARKET_COMMANDS,
  stakingVault: STAKING_COMMANDS,
  buyBackVault: BUY_BACK_COMMANDS,
  pair: PAIR_COMMANDS,
}

const MOVING: readonly WeightedCommand[] = [
  ...MASTER_COMMANDS,
  ...LOCKER_COMMANDS,
  ...BURN_VAULT_COMMANDS,
  ...MARKET_COMMANDS,
  ...STAKING_COMMANDS,
  ...BUY_BACK_COMMANDS,
  ...PAIR_COMMANDS,
]

/** The adversarial actions of a step. */
export function adversarialActionsOf(
  adversary: Adversary,
  step: AdversarialChoice,
  seen: AdversarialContext,
): readonly AdversarialAction[] {
  const entropy = entropyOf(step.action)
  const adversarial = entropyOf(step.adversarial)
  // Exit liveness is checked in the end: nothing may be stuck for any other reason.
  const actions = moving(seen, entropy, adversary === 'blacklists' ? COMMANDS_WITHIN_REASON : ALL_COMMANDS)
  const last = actions.at(-1)
  if (last === undefined || isWait(last)) return actions.map(acted)
  const before = actions.slice(0, -1).map(acted)
  switch (adversary) {
    case 'reentrancy':
      return [...before, ...reentry(seen, adversarial, last)]
    case 'blacklists':
      return [...before, ...freezing(seen, adversarial, actions), acted(last)]
    case 'fees':
      return [...(adversarial.chance(15) ? [feeing(adversarial)] : []), ...before, acted(last)]
  }
}

/**
 * The same call again. A range of claims mostly becomes a single claim, since a range skips what is claimed.
 */
function again(action: Call, entropy: Entropy): Call {
  if (action.call !== 'master.chargeFromTo' && action.call !== 'master.liqChargeFromTo') return action
  const { by, args } = action
  const snapId = entropy.chance(50) ? args.to : args.from
  if (entropy.chance(25)) return action
  return action.call === 'master.chargeFromTo'
    ? { by, call: 'master.charge', args: { snapId } }
    : { by, call: 'master.liqCharge', args: { snapId } }
}

/** Actions that mostly move an outside token; drawn several times until they do. */
function moving(
  seen: AdversarialContext,
  entropy: Entropy,
  others: readonly WeightedCommand[],
): readonly Action[] {
  const commands = entropy.chance(70) ? MOVING : others
  let actions = entropy.weighted(commands)(seen.context, entropy)
  for (let draws = 1; draws < DRAWS && seen.transfersOf(actions).length === 0; draws++)
    actions = entropy.weighted(commands)(seen.context, entropy)
  return actions
}

const DRAWS = 4

function acted(action: Action): AdversarialAction {
  return { kind: 'act', action }
}

/** An action with a reentrant call, preceded by what the reentrant call needs. */
function reentry(seen: AdversarialContext, entropy: Entropy, action: Call): readonly AdversarialAction[] {
  const prepared = reentrantCalls(seen, entropy, action)
  const call = prepared.at(-1)
  if (call === undefined || !seen.canReenter(call)) return [acted(action)]
  const reentrant: ReentrantCall = { call, moment: entropy.word() }
  return [...prepared.slice(0, -1).map(acted), { kind: 'act', action, reentrant }]
}

/** The preparation of a reentrant call, and the call itself last. */
function reentrantCalls({ context }: AdversarialContext, entropy: Entropy, action: Call): readonly Action[] {
  const [contract] = splitName(action.call)
  const kin = SAME_CONTRACT[contract] ?? ALL_COMMANDS
  return entropy.weighted<() => readonly Action[]>([
    [4, () => [again(action, entropy)]],
    [4, () => entropy.weighted(kin)(context, entropy)],
    [3, () => entropy.weighted(MOVING)(context, entropy)],
    [2, () => entropy.weighted(ALL_COMMANDS)(context, entropy)],
    [3, () => openClaim(context, entropy)],
    [2, () => master.surePayment(context, entropy)],
    [3, () => gift(contract)(context, entropy)],
  ])()
}

/**
 * Freezes, in one of three cases, an account that the action needs; unfreezes the more the more are frozen.
 */
function freezing(
  seen: AdversarialContext,
  entropy: Entropy,
  actions: readonly Action[],
): readonly AdversarialAction[] {
  const adversarialActions: AdversarialAction[] = OUTSIDE_TOKENS.flatMap((token) =>
    [...seen.behaviourOf(token).frozen]
      .filter(() => entropy.chance(20))
      .map((account) => ({ kind: 'freeze', token, account, frozen: false }) as const),
  )
  const transfers = seen.transfersOf(actions)
  if (transfers.length === 0 || !entropy.chance(33)) return adversarialActions
  const { token, from, to } = entropy.pick(transfers)
  return [...adversarialActions, { kind: 'freeze', token, account: entropy.pick([from, to]), frozen: true }]
}

function feeing(entropy: Entropy): AdversarialAction {
  const token = entropy.chance(75) ? 'btcb' : 'usdt'
  return { kind: 'fee', token, feeBps: entropy.pick([0n, 1n, 30n, 30n, 100n, 100n, 2_500n, 10_000n]) }
}
