/** All mutants. */
import { DISTRIBUTOR_MUTANTS } from './distributor/mutants.ts'
import { BUY_BACK_MUTANTS } from './buy-back-vault/mutants.ts'
import { MASTER_MUTANTS } from './master/mutants.ts'
import type { Mutant } from '../mutation/mutant.ts'
import { LOCKER_MUTANTS } from './locker/mutants.ts'
import { MARKET_MUTANTS } from './market/mutants.ts'
import { BEP20_MODEL_MUTANTS } from './tokens/model-mutants.ts'
import { MASTER_MODEL_MUTANTS } from './master/model-mutants.ts'
import { PANCAKE_MODEL_MUTANTS } from './pancake/model-mutants.ts'
import { OUTSIDE_TOKEN_MUTANTS } from './tokens/outside-mutants.ts'
import { PANCAKE_MUTANTS } from './pancake/mutants.ts'
import { BURN_VAULT_MUTANTS } from './burn-vault/mutants.ts'
import { STAKING_VAULT_MUTANTS } from './staking-vault/mutants.ts'
import { TOKEN_MUTANTS } from './tokens/mutants.ts'

export const MUTANTS: readonly Mutant[] = [
  ...MASTER_MUTANTS,
  ...PANCAKE_MODEL_MUTANTS,
  ...BEP20_MODEL_MUTANTS,
  ...MASTER_MODEL_MUTANTS,
  ...TOKEN_MUTANTS,
  ...BURN_VAULT_MUTANTS,
  ...LOCKER_MUTANTS,
  ...MARKET_MUTANTS,
  ...STAKING_VAULT_MUTANTS,
  ...BUY_BACK_MUTANTS,
  ...DISTRIBUTOR_MUTANTS,
  ...PANCAKE_MUTANTS,
  ...OUTSIDE_TOKEN_MUTANTS,
]
