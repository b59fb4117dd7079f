/**
 * Gas as agents reckon with it: a cost in BTCB that is known at one gas price, at the day's.
 *
 * Costs are stated at BSC's 3 gwei of July 2023. What BNB costs in BTC is in the statement and stays; only the gas price moves.
 */
import type { Btcb } from '../../model/kernel/units.ts'
import { gasPriceOf } from '../environment.ts'
import type { AgentView } from './agent-view.ts'

/** Wei per gas at which costs are stated: 3 gwei. */
export const REFERENCE_GAS_PRICE = 3_000_000_000n

/** A cost stated at 3 gwei, at the day's gas price; rounded down. */
export const gasToday = <T extends bigint = Btcb>(
  { environment }: Pick<AgentView, 'environment'>,
  stated: T,
): T => ((stated * gasPriceOf(environment)) / REFERENCE_GAS_PRICE) as T
