/**
 * Gas costs of agents: converts a cost stated at a reference gas price to the day's gas price.
 *
 * Costs are stated in BTCB (or USDT) at 3 gwei, the gas price of BSC in July 2023. The price of BNB is part
 * of the stated cost and stays constant.
 */
import type { Btcb } from '../../model/kernel/units.ts'
import { gasPriceOf } from '../environment.ts'
import type { AgentView } from './agent-view.ts'

/** Reference gas price of stated costs, in wei per gas: 3 gwei. */
export const REFERENCE_GAS_PRICE = 3_000_000_000n

/** A cost stated at 3 gwei, converted to the day's gas price; rounded down. */
export const gasToday = <T extends bigint = Btcb>(
  { environment }: Pick<AgentView, 'environment'>,
  stated: T,
): T => ((stated * gasPriceOf(environment)) / REFERENCE_GAS_PRICE) as T
