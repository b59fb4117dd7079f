/** Deployment: where every world begins, on the day of the whitepaper. */
import type { DeploymentSpec } from '../model/economy.ts'
import { timestampOf } from '../sim/calendar.ts'
import { PEOPLE } from './draw.ts'

export const DEPLOYMENT: DeploymentSpec = {
  people: PEOPLE,
  tokenOrder: ['usdt', 'liqAmt', 'amt', 'btcb'],
  timestamp: timestampOf('2023-07-12'),
}
