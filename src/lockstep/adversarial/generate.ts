/**
 * Deeds of a step: an action as in every lockstep, with somebody's strike in its middle, or a token that changes its behaviour.
 *
 * Mostly actions in which an outside token moves, since only there anything can be hostile. A strike is mostly the very same call again, or
 * another of the same contract; else anything that anyone can do.
 */
import { isWait, type Action, type Call } from '../../model/interface/action.ts'
import { splitName } from '../../model/interface/functions.ts'
import { OUTSIDE_TOKENS, type TokenBehaviour, type OutsideToken } from './token-behaviour.ts'
import { entropyOf, type Entropy } from '../generate/entropy.ts'
import { ALL_MOVES, MOVES_WITHIN_REASON, type WeightedMove } from '../generate/commands.ts'
import * as market from '../systems/market/actions.ts'
import * as master from '../systems/master/actions.ts'
import * as purchase from '../systems/buy-back-vault/actions.ts'
import * as raw from '../systems/pancake/pair-actions.ts'
import * as vault from '../systems/staking-vault/actions.ts'
import type { Scene } from '../generate/context.ts'
import type { Deed, Strike } from './adversarial-action.ts'
import type { Transfer } from './reentrancy-checker.ts'
import {
  dustOfClaims,
  earnedWithdrawal,
  firstLocking,
  gift,
  openClaim,
  refundedLiquidity,
} from './actions.ts'

/** What of a hostile world comes up in a sequence. */
export const HOSTILITIES = ['strikes', 'refusals', 'fees'] as const
export type Hostility = (typeof HOSTILITIES)[number]

/** Words of a step: for its action, and for what is hostile in it. */
export interface HostileStep {
  readonly action: readonly number[]
  readonly hostile: readonly number[]
}

/** What a step sees. */
export interface HostileScene {
  readonly scene: Scene
  behaviourOf(token: OutsideToken): TokenBehaviour
  canStrike(action: Action): action is Call
  /** Transfers of outside tokens in the last of these actions, one after the other, if the tokens behave. */
  transfersOf(actions: readonly Action[]): readonly Transfer[]
}

const MASTER_MOVES: readonly WeightedMove[] = [
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
const LOCKER_MOVES: readonly WeightedMove[] = [[4, master.lockerCharge]]
const RCL_MOVES: readonly WeightedMove[] = [[7, master.backingWithdraw]]
const MARKET_MOVES: readonly WeightedMove[] = [
  [5, market.buy],
  [5, market.sell],
  [3, market.charge],
  [1, market.setRate],
  [2, market.withdrawAll],
]
const STAKING_MOVES: readonly WeightedMove[] = [
  [3, vault.deposit('stakingVault')],
  [3, vault.withdraw('stakingVault')],
  [4, earnedWithdrawal('stakingVault')],
  [4, vault.harvest('stakingVault')],
  [1, vault.settle('stakingVault')],
  [2, vault.lateDeposit('stakingVault')],
]
const BUY_BACK_MOVES: readonly WeightedMove[] = [
  [3, vault.deposit('buyBackVault')],
  [3, vault.withdraw('buyBackVault')],
  [3, earnedWithdrawal('buyBackVault')],
  [4, vault.harvest('buyBackVault')],
  [1, vault.settle('buyBackVault')],
  [2, vault.lateDeposit('buyBackVault')],
  [12, purchase.keepersRound],
  [3, purchase.buyBack],
]
const PAIR_MOVES: readonly WeightedMove[] = [
  [2, raw.rawSwap],
  [2, raw.rawBurn],
  [2, raw.rawMint],
  [1, raw.skim],
  [1, raw.sync],
]

/** Moves that go with a contract, for strikes from its own middle. */
const KIN: Readonly<Partial<Record<string, readonly WeightedMove[]>>> = {
  master: MASTER_MOVES,
  locker: [...LOCKER_MOVES, ...MASTER_MOVES],
  burnVault: RCL_MOVES,
  market: MARKET_MOVES,
  stakingVault: STAKING_MOVES,
  buyBackVault: BUY_BACK_MOVES,
  pair: PAIR_MOVES,
}

const MOVING: readonly WeightedMove[] = [
  ...MASTER_MOVES,
  ...LOCKER_MOVES,
  ...RCL_MOVES,
  ...MARKET_MOVES,
  ...STAKING_MOVES,
  ...BUY_BACK_MOVES,
  ...PAIR_MOVES,
]

/** What a step means. */
export function deedsOf(hostility: Hostility, step: HostileStep, seen: HostileScene): readonly Deed[] {
  const entropy = entropyOf(step.action)
  const hostile = entropyOf(step.hostile)
  // Where everybody leaves in the end, nothing may stay behind for any other reason.
  const actions = moving(seen, entropy, hostility === 'refusals' ? MOVES_WITHIN_REASON : ALL_MOVES)
  const last = actions.at(-1)
  if (last === undefined || isWait(last)) return actions.map(acted)
  const before = actions.slice(0, -1).map(acted)
  switch (hostility) {
    case 'strikes':
      return [...before, ...struck(seen, hostile, last)]
    case 'refusals':
      return [...before, ...freezing(seen, hostile, actions), acted(last)]
    case 'fees':
      return [...(hostile.chance(15) ? [feeing(hostile)] : []), ...before, acted(last)]
  }
}

/** The same once more. Of a range of claims mostly a single one, since a range skips what is claimed, and is never refused for that. */
function again(action: Call, entropy: Entropy): Call {
  if (action.call !== 'master.chargeFromTo' && action.call !== 'master.liqChargeFromTo') return action
  const { by, args } = action
  const snapId = entropy.chance(50) ? args.to : args.from
  if (entropy.chance(25)) return action
  return action.call === 'master.chargeFromTo'
    ? { by, call: 'master.charge', args: { snapId } }
    : { by, call: 'master.liqCharge', args: { snapId } }
}

/** Mostly what moves an outside token, if it behaves; drawn a few times until it does. */
function moving(seen: HostileScene, entropy: Entropy, others: readonly WeightedMove[]): readonly Action[] {
  const moves = entropy.chance(70) ? MOVING : others
  let actions = entropy.weighted(moves)(seen.scene, entropy)
  for (let draws = 1; draws < DRAWS && seen.transfersOf(actions).length === 0; draws++)
    actions = entropy.weighted(moves)(seen.scene, entropy)
  return actions
}

const DRAWS = 4

function acted(action: Action): Deed {
  return { kind: 'act', action }
}

/** An action with a strike in its middle, and before it what prepares the strike. */
function struck(seen: HostileScene, entropy: Entropy, action: Call): readonly Deed[] {
  const prepared = strikeActions(seen, entropy, action)
  const call = prepared.at(-1)
  if (call === undefined || !seen.canStrike(call)) return [acted(action)]
  const strike: Strike = { call, moment: entropy.word() }
  return [...prepared.slice(0, -1).map(acted), { kind: 'act', action, strike }]
}

/** What prepares a strike, and last the strike. */
function strikeActions({ scene }: HostileScene, entropy: Entropy, action: Call): readonly Action[] {
  const [contract] = splitName(action.call)
  const kin = KIN[contract] ?? ALL_MOVES
  return entropy.weighted<() => readonly Action[]>([
    [4, () => [again(action, entropy)]],
    [4, () => entropy.weighted(kin)(scene, entropy)],
    [3, () => entropy.weighted(MOVING)(scene, entropy)],
    [2, () => entropy.weighted(ALL_MOVES)(scene, entropy)],
    [3, () => openClaim(scene, entropy)],
    [2, () => master.surePayment(scene, entropy)],
    [3, () => gift(contract)(scene, entropy)],
  ])()
}

/** In one of three cases somebody without whom the action cannot be is frozen; and the more are, the likelier somebody is served again. */
function freezing(seen: HostileScene, entropy: Entropy, actions: readonly Action[]): readonly Deed[] {
  const deeds: Deed[] = OUTSIDE_TOKENS.flatMap((token) =>
    [...seen.behaviourOf(token).frozen]
      .filter(() => entropy.chance(20))
      .map((account) => ({ kind: 'freeze', token, account, frozen: false }) as const),
  )
  const transfers = seen.transfersOf(actions)
  if (transfers.length === 0 || !entropy.chance(33)) return deeds
  const { token, from, to } = entropy.pick(transfers)
  return [...deeds, { kind: 'freeze', token, account: entropy.pick([from, to]), frozen: true }]
}

function feeing(entropy: Entropy): Deed {
  const token = entropy.chance(75) ? 'btcb' : 'usdt'
  return { kind: 'fee', token, feeBps: entropy.pick([0n, 1n, 30n, 30n, 100n, 100n, 2_500n, 10_000n]) }
}
