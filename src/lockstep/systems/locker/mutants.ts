/**
 * Mutants of the liquidity locker: how long it holds, and where its claims, its LP shares and its liqAMT go.
 */
import { inContract, inModel, type Mutant } from '../../mutation/mutant.ts'

export const LOCKER_MUTANTS: readonly Mutant[] = [
  inContract(
    'the lock is a day short',
    'Master',
    'uint256 private constant LOCK_PERIOD = 730 days;',
    'uint256 private constant LOCK_PERIOD = 729 days;',
  ),
  inContract(
    'the lock ends a second late',
    'LiquidityLocker',
    'if (block.timestamp < releaseTime) revert StillLocked();',
    'if (block.timestamp <= releaseTime) revert StillLocked();',
  ),
  inContract(
    'the locker keeps what it claims',
    'LiquidityLocker',
    '_sendAll(IERC20(BTCB), beneficiary);',
    '',
  ),
  inContract('liquidity can be locked twice', 'Master', 'if (liqLocked()) revert AlreadyLocked();', ''),
  inModel(
    'the locker may be emptied at once',
    'contracts/locker',
    'if (state.timestamp < locker.releaseTime) throw new StillLocked()',
    '',
  ),
  inContract(
    'the LP shares are released to the beneficiary',
    'LiquidityLocker',
    '_sendAll(token, address(_master))',
    '_sendAll(token, beneficiary)',
    'lp-covers-liqAmt',
  ),
  inModel(
    "the locker's claims go back to Master",
    'contracts/locker',
    'locker.beneficiary, held)',
    "'master', held)",
  ),
  inModel(
    'the LP shares stay in the locker',
    'contracts/locker',
    "  if (shares > 0n) lpToken.transfer(step, 'pair', 'locker', 'master', shares)\n",
    '',
  ),
  inModel(
    'the liqAMT stays in the locker',
    'contracts/locker',
    "  if (receipts > 0n) erc20.transfer(step, 'liqAmt', 'locker', locker.beneficiary, receipts)\n",
    '',
  ),
  inModel(
    'a locker that is empty releases nothing without a word',
    'contracts/locker',
    '  if (shares === 0n && receipts === 0n) throw new NothingToRelease()\n',
    '',
  ),
  inContract(
    'LP tokens are released with liqAMT only',
    'LiquidityLocker',
    'if (!releasedLp && !releasedLiq) revert NothingToRelease();',
    'if (!releasedLiq) revert NothingToRelease();',
  ),
  inContract(
    'liqAMT is released with LP tokens only',
    'LiquidityLocker',
    'if (!releasedLp && !releasedLiq) revert NothingToRelease();',
    'if (!releasedLp) revert NothingToRelease();',
  ),
]
