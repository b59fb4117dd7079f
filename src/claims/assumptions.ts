/** Assumptions: switches that several claims use. */
import { isWait, type Action } from '../model/interface/action.ts'
import type { FunctionName } from '../model/interface/functions.ts'
import type { Assumption } from './claim.ts'
import { Facts } from './step.ts'

/** Nobody calls any of the functions. */
export function nobodyCalls(name: string, text: string, ...functions: readonly FunctionName[]): Assumption {
  return { name, text, permits: (action) => !isCallOf(action, functions) }
}

export function isCallOf(action: Action, functions: readonly FunctionName[]): boolean {
  return !isWait(action) && functions.includes(action.call)
}

export const nobodyBurns = nobodyCalls(
  'no-burn',
  'nobody burns or redeems AMT',
  'amt.burn',
  'amt.burnFrom',
  'burnVault.backingWithdraw',
)

export const nobodyRedeems = nobodyCalls('no-redemption', 'nobody redeems AMT', 'burnVault.backingWithdraw')

export const noLiquidity = nobodyCalls('no-liquidity', 'nobody provides liquidity', 'router.addLiquidity')

export const nobodySells = nobodyCalls(
  'no-sale',
  'nobody sells AMT in the pool',
  'router.swapExactTokensForTokens',
)

/** An emission while the RCL holds nothing cannot lower a rate of zero. */
export const noEmission: Assumption = {
  name: 'no-emission',
  text: 'no AMT is issued while the RCL holds BTCB',
  permits: (action, economy, rules) =>
    !isCallOf(action, ['master.mintMaster']) || new Facts(rules, economy).backing() === 0n,
}
