/**
 * Commands: one for every function that anyone can call, and some that combine several.
 *
 * Each system lists its functions with their weights, which are relative. `Record<FunctionName, …>` makes a
 * function without a command a compile error. The order is part of the generator: the same seed gives the
 * same sequences only in the same order.
 */
import type { FunctionName } from '../../model/interface/functions.ts'
import type { WeightedCommand } from './context.ts'
import { negativeAction } from './negative-actions.ts'
import * as overflow from './overflow-actions.ts'
import { RARE_COMMANDS } from './rare-actions.ts'
import * as liquidity from '../systems/pancake/liquidity-actions.ts'
import { namedByStranger } from '../systems/pancake/factory-actions.ts'
import * as edge from '../systems/pancake/edge-actions.ts'
import { oneSidedPair } from '../systems/pancake/one-sided-actions.ts'
import { MARKET_COMMANDS } from '../systems/market/actions.ts'
import { edgeOfTheMarket } from '../systems/market/rare-actions.ts'
import { nearMinimum } from '../systems/master/edge-actions.ts'
import { MASTER_COMMANDS } from '../systems/master/actions.ts'
import { LOCKER_COMMANDS } from '../systems/locker/actions.ts'
import * as burnVault from '../systems/burn-vault/actions.ts'
import { PANCAKE_COMMANDS } from '../systems/pancake/commands.ts'
import * as buyBackVault from '../systems/buy-back-vault/actions.ts'
import * as pair from '../systems/pancake/pair-actions.ts'
import { DISTRIBUTOR_COMMANDS } from '../systems/distributor/actions.ts'
import { wholeList } from '../systems/distributor/rare-actions.ts'
import { wait } from './time-actions.ts'
import * as token from '../systems/tokens/actions.ts'
import * as vault from '../systems/staking-vault/actions.ts'
import * as bulk from './bulk-actions.ts'

const COMMANDS: Readonly<Record<FunctionName, WeightedCommand>> = {
  ...token.TOKEN_COMMANDS,
  ...MASTER_COMMANDS,
  ...LOCKER_COMMANDS,
  ...burnVault.BURN_VAULT_COMMANDS,
  ...MARKET_COMMANDS,
  ...vault.STAKING_VAULT_COMMANDS,
  ...buyBackVault.BUY_BACK_VAULT_COMMANDS,
  ...DISTRIBUTOR_COMMANDS,
  ...PANCAKE_COMMANDS,
}

/** Commands with amounts that no economy has. A payment of that size may stay in Master for ever. */
const EXCESSIVE_COMMANDS: readonly WeightedCommand[] = [
  [4.5, bulk.hugePayment],
  [2.2, bulk.dearLiquidity],
  [6, overflow.overflowingPair],
  [1, overflow.overflowingPurchase],
  [3.5, overflow.hugeLiquidity],
]

/** Commands of more than one function, and of time. */
const COMBINED_COMMANDS: readonly WeightedCommand[] = [
  [14, wait],
  [5, token.directTransfer],
  [2, pair.rawLoan],
  [1.5, burnVault.bankRun],
  [2, liquidity.exitAfterGift],
  [2, oneSidedPair],
  [6, buyBackVault.keepersRound],
  [4, buyBackVault.shallowPool],
  [9, negativeAction],
  [3, vault.lateDeposit('stakingVault')],
  [3, vault.lateDeposit('buyBackVault')],
  ...RARE_COMMANDS,
]

/** Without the excessive ones: for tests of what people can withdraw in the end. */
export const COMMANDS_WITHIN_REASON: readonly WeightedCommand[] = [
  ...Object.values(COMMANDS),
  ...COMBINED_COMMANDS,
]

export const ALL_COMMANDS: readonly WeightedCommand[] = [...COMMANDS_WITHIN_REASON, ...EXCESSIVE_COMMANDS]

/** Commands that stage one amount at an edge, such as the largest reserve. */
const EDGE_COMMANDS: readonly WeightedCommand[] = [
  [1.5, nearMinimum],
  [1, edge.unitReserve],
  [1, edge.squareProduct],
  [1.5, edge.fullReserve],
  [1, edge.hugeExit],
  [0.5, namedByStranger],
  [0.7, edgeOfTheMarket],
]

/**
 * With the edges: for the comparison of the project's own contracts. Audits and adversarial campaigns, whose
 * budgets are measured without them, take {@link ALL_COMMANDS}.
 */
export const LOCKSTEP_COMMANDS: readonly WeightedCommand[] = [...ALL_COMMANDS, ...EDGE_COMMANDS]

/** Without the distributor, of which an economy has one: for tests that deploy another. */
export const COMMANDS_WITHOUT_AIRDROP: readonly WeightedCommand[] = ALL_COMMANDS.filter(
  ([, command]) =>
    ![
      COMMANDS['deploy.distributor'][1],
      COMMANDS['distributor.claim'][1],
      COMMANDS['distributor.reclaim'][1],
      wholeList,
    ].includes(command),
)
