/**
 * Mutants of the model of BTCB and USDT.
 */
import { inModel, type Mutant } from '../../mutation/mutant.ts'

export const BEP20_MODEL_MUTANTS: readonly Mutant[] = [
  inModel(
    "BTCB's allowance is never spent",
    'contracts/bep20',
    'return approve(step, coin, from, by, allowed - amount)',
    'return true',
  ),
  inModel(
    "BTCB's infinite allowance stays",
    'contracts/bep20',
    'return approve(step, coin, from, by, allowed - amount)',
    'return allowed === 2n ** 256n - 1n || approve(step, coin, from, by, allowed - amount)',
  ),
]
