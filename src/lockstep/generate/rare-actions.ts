/**
 * Rare situations: commands that stage, with all that they need, what ordinary commands reach seldom or
 * never.
 *
 * Each has its weight, so that a run of the default size reaches every abstract state several times.
 */
import * as buyBackVault from '../systems/buy-back-vault/rare-actions.ts'
import { wholeSupply } from '../systems/burn-vault/rare-actions.ts'
import { wholeList } from '../systems/distributor/rare-actions.ts'
import { lockersEnd } from '../systems/locker/rare-actions.ts'
import { edgeOfTheMarket } from '../systems/market/rare-actions.ts'
import * as master from '../systems/master/rare-actions.ts'
import * as pancake from '../systems/pancake/rare-actions.ts'
import type { WeightedCommand } from './context.ts'

export const RARE_COMMANDS: readonly WeightedCommand[] = [
  [2, lockersEnd],
  [3, master.manyPayments],
  [2.5, master.vaultLag],
  [2.5, master.dustTwice],
  [1.5, master.liqAmtInPair],
  [2.5, master.unsolicited],
  [3, buyBackVault.twoRounds],
  [1, buyBackVault.nobodyLeft],
  [2, buyBackVault.emptyPool],
  [3, wholeSupply],
  [1.5, edgeOfTheMarket],
  [1.5, wholeList],
  [2.5, pancake.outsiders],
  [1, pancake.outsidersPath],
  [2, pancake.longSwap],
  [1, pancake.bothOut],
  [0.7, pancake.burnsOfOthers],
  [0.7, pancake.clockWraps],
  [0.7, pancake.feeEnds],
  [1, buyBackVault.thinnerPool],
]
