/**
 * Mutants of the model of Master.
 */
import { inModel, type Mutant } from '../../mutation/mutant.ts'

export const MASTER_MODEL_MUTANTS: readonly Mutant[] = [
  inModel(
    'a second claim is paid',
    'contracts/master/claims',
    'if (isMade(open.made.done(), snapId)) throw new AlreadyCharged()',
    '',
    'claimed-once',
  ),
  inModel(
    'dust is paid but not told',
    'contracts/master/claims',
    "  emit(step, 'master', 'dustCollected', [snapId, dust])\n",
    '',
    'master-covers-claims',
  ),
  inModel(
    "the providers' part is not paid in",
    'contracts/master/payment',
    'const toMaster = parts.toHolders + parts.toProviders',
    'const toMaster = parts.toHolders',
    'master-covers-claims',
  ),
  inModel(
    'an exit leaves its liqAMT',
    'contracts/master/liquidity',
    "erc20.burnFrom(step, 'liqAmt', 'master', by, amount)",
    "erc20.burnFrom(step, 'liqAmt', 'master', by, 0n)",
    'lp-covers-liqAmt',
  ),
  inModel(
    'liqAMT in the pair claims nothing',
    'contracts/master/claims',
    "if (side.claims === 'providers') return ledger.supply\n",
    '',
  ),
]
