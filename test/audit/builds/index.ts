/** All wrong builds, and one that differs in wording and events only. */
import { changedBuild, type Build } from '../../../src/evm/build.ts'
import { ACCESS } from './access.ts'
import { CALLS } from './calls.ts'
import { EXITS } from './exits.ts'
import { FAIRNESS } from './fairness.ts'
import { LOGIC } from './logic.ts'
import { PRICES } from './prices.ts'
import type { WrongBuild } from './wrong-build.ts'

export const WRONG_BUILDS: readonly WrongBuild[] = [
  ...ACCESS,
  ...PRICES,
  ...LOGIC,
  ...CALLS,
  ...EXITS,
  ...FAIRNESS,
]

/** Other reverts, another event and another layout of the storage; the same effects. */
export function reworded(): Build {
  const edit = (file: string, find: string, replace: string) => ({
    purpose: 'reworded',
    source: `contracts/${file}.sol`,
    find,
    replace,
  })
  return changedBuild('reworded', {
    edits: [
      edit(
        'Master',
        'if (msg.sender != payerWallet) revert NotPayer();',
        'require(msg.sender == payerWallet, "Master: only the payer");',
      ),
      edit(
        'Master',
        'if (amountBtcb <= PAYMENT_FLOOR) revert PaymentTooSmall();',
        'require(amountBtcb > PAYMENT_FLOOR, "Master: too little");',
      ),
      edit(
        'Master',
        'mapping(uint256 snapId => Distribution) private _holderPots;',
        'uint256[7] private __gap;\n\n    mapping(uint256 snapId => Distribution) private _holderPots;',
      ),
      edit(
        'BurnVault',
        'if (payout > 0) IERC20(BTCB).safeTransfer(msg.sender, payout);',
        'IERC20(BTCB).safeTransfer(msg.sender, payout);',
      ),
      edit('Market', 'emit userSold(amountUsdt, amountAmt);', 'emit userSold(amountAmt, amountUsdt);'),
    ],
  })
}
