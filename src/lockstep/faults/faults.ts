/** All planted faults. */
import { AIRDROP_FAULTS } from './airdrop-faults.ts'
import { BUY_BACK_FAULTS } from './buy-back-faults.ts'
import { CONTRACT_FAULTS } from './contract-faults.ts'
import type { Fault } from './fault.ts'
import { LOCKER_FAULTS } from './locker-faults.ts'
import { MARKET_FAULTS } from './market-faults.ts'
import { MODEL_FAULTS } from './model-faults.ts'
import { OUTSIDE_TOKEN_FAULTS } from './outside-token-faults.ts'
import { PANCAKE_FAULTS } from './pancake-faults.ts'
import { RCL_FAULTS } from './rcl-faults.ts'
import { STAKING_FAULTS } from './staking-faults.ts'
import { TOKEN_FAULTS } from './token-faults.ts'

export const FAULTS: readonly Fault[] = [
  ...CONTRACT_FAULTS,
  ...MODEL_FAULTS,
  ...TOKEN_FAULTS,
  ...RCL_FAULTS,
  ...LOCKER_FAULTS,
  ...MARKET_FAULTS,
  ...STAKING_FAULTS,
  ...BUY_BACK_FAULTS,
  ...AIRDROP_FAULTS,
  ...PANCAKE_FAULTS,
  ...OUTSIDE_TOKEN_FAULTS,
]
