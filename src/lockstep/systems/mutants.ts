/** All planted faults. */
import { AIRDROP_FAULTS } from './distributor/mutants.ts'
import { BUY_BACK_FAULTS } from './buy-back-vault/mutants.ts'
import { CONTRACT_FAULTS } from './master/mutants.ts'
import type { Fault } from '../mutation/mutant.ts'
import { LOCKER_FAULTS } from './locker/mutants.ts'
import { MARKET_FAULTS } from './market/mutants.ts'
import { BEP20_MODEL_FAULTS } from './tokens/model-mutants.ts'
import { MASTER_MODEL_FAULTS } from './master/model-mutants.ts'
import { PANCAKE_MODEL_FAULTS } from './pancake/model-mutants.ts'
import { OUTSIDE_TOKEN_FAULTS } from './tokens/outside-mutants.ts'
import { PANCAKE_FAULTS } from './pancake/mutants.ts'
import { RCL_FAULTS } from './burn-vault/mutants.ts'
import { STAKING_FAULTS } from './staking-vault/mutants.ts'
import { TOKEN_FAULTS } from './tokens/mutants.ts'

export const FAULTS: readonly Fault[] = [
  ...CONTRACT_FAULTS,
  ...PANCAKE_MODEL_FAULTS,
  ...BEP20_MODEL_FAULTS,
  ...MASTER_MODEL_FAULTS,
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
