/**
 * Mutants of the buy-back vault: rounds, the open round, the price that guards a purchase.
 */
import { inContract, inModel, type Mutant } from '../../mutation/mutant.ts'

const DEPOSITS = 'vaults-cover-deposits'
const OWED = 'vaults-cover-owed'
const SMALL = 'purchases-stay-small'

export const BUY_BACK_MUTANTS: readonly Mutant[] = [
  inContract(
    'a part of a round rounds up',
    'BuyBackVault',
    'Math.mulDiv(owed, done.amountAmt, pending)',
    'Math.mulDiv(owed, done.amountAmt, pending, Math.Rounding.Up)',
  ),
  inContract(
    'what a round leaves rounds up',
    'BuyBackVault',
    'Math.mulDiv(owed, leftBtcb, pending)',
    'Math.mulDiv(owed, leftBtcb, pending, Math.Rounding.Up)',
  ),
  inContract(
    'a round gives as if it had spent everything',
    'BuyBackVault',
    'uint256 pending = done.amountBtcb + leftBtcb;',
    'uint256 pending = done.amountBtcb;',
    DEPOSITS,
  ),
  inContract(
    'what a round leaves is lost',
    'BuyBackVault',
    'pendingBtcb = leftBtcb;',
    'pendingBtcb = 0;',
    OWED,
  ),
  inContract(
    'a purchase spends up to a 40th',
    'BuyBackVault',
    'LARGEST_PART = 400;',
    'LARGEST_PART = 40;',
    SMALL,
  ),
  inContract(
    'a purchase spends everything',
    'BuyBackVault',
    'Math.min(pending, _mostToSpend(since))',
    'pending',
    SMALL,
  ),
  inContract('a purchase may follow at once', 'BuyBackVault', 'boughtAt = block.timestamp;', '', SMALL),
  inContract(
    'a purchase is measured by the pool of the moment',
    'BuyBackVault',
    'Math.min(reserveBtcb, since.reserveBtcb) / LARGEST_PART',
    'reserveBtcb / LARGEST_PART',
  ),
  inContract(
    'a purchase is measured by the pool that was',
    'BuyBackVault',
    'Math.min(reserveBtcb, since.reserveBtcb) / LARGEST_PART',
    'since.reserveBtcb / LARGEST_PART',
  ),
  inContract(
    'a record believes what a second has brought',
    'BuyBackVault',
    'reserveBtcb = Math.min(reserveBtcb, _newest.reserveBtcb);',
    '',
  ),
  inContract(
    'a round of a settled payment waits for the next payment',
    'BuyBackVault',
    'due = applied < _rounds.length && _rounds[applied].lastSnapId <= upTo;',
    '',
  ),
  inContract('bought AMT is not in the total', 'BuyBackVault', 'totalDeposits += bought;', ''),
  inContract(
    'who leaves gets nothing of the open round',
    'BuyBackVault',
    'if (account.deposit > 0) return 0;',
    'if (account.deposit >= 0) return 0;',
  ),
  inContract('who stays is paid the open round', 'BuyBackVault', 'if (account.deposit > 0) return 0;', ''),
  inContract('what was paid out is spent again', 'BuyBackVault', 'pendingBtcb -= amountBtcb;', '', OWED),
  inContract('what was spent is spent again', 'BuyBackVault', 'pendingBtcb = leftBtcb;', '', OWED),
  inContract(
    'a purchase harvests nothing',
    'BuyBackVault',
    `_harvestAll();
        uint256 pending = pendingBtcb;`,
    'uint256 pending = pendingBtcb;',
  ),
  inContract('the minimum is 96%', 'BuyBackVault', 'MIN_OUT_PERCENT = 97;', 'MIN_OUT_PERCENT = 96;'),
  inContract('the minimum is nothing', 'BuyBackVault', 'MIN_OUT_PERCENT = 97;', 'MIN_OUT_PERCENT = 0;'),
  inContract('29 minutes suffice', 'BuyBackVault', 'MIN_WINDOW = 30 minutes;', 'MIN_WINDOW = 29 minutes;'),
  inContract('a price may be two days old', 'BuyBackVault', 'MAX_WINDOW = 1 days;', 'MAX_WINDOW = 2 days;'),
  inContract(
    'the price is the other one',
    'BuyBackVault',
    '_btcbIsToken0 ? _pair.price0CumulativeLast() : _pair.price1CumulativeLast()',
    '_btcbIsToken0 ? _pair.price1CumulativeLast() : _pair.price0CumulativeLast()',
  ),
  inContract(
    'the average ends with the last trade',
    'BuyBackVault',
    'cumulative += ((reserveAmt << PRICE_BITS) / reserveBtcb) * (uint32(block.timestamp) - updated);',
    '',
  ),
  inContract(
    'the caller cannot ask for more',
    'BuyBackVault',
    'minAmtOut > fairMinimum ? minAmtOut : fairMinimum',
    'fairMinimum',
  ),
  inContract(
    'a round ends a payment early',
    'BuyBackVault',
    'lastSnapId: harvestedTo,',
    'lastSnapId: harvestedTo - 1,',
  ),
  inContract(
    'a round is applied a payment late',
    'BuyBackVault',
    'applied < finished && _rounds[applied].lastSnapId <= upTo',
    'applied < finished && _rounds[applied].lastSnapId < upTo',
  ),
  inContract(
    "a round's part stays owed",
    'BuyBackVault',
    'depositor.owed = Math.mulDiv(owed, leftBtcb, pending);',
    '',
    DEPOSITS,
  ),
  inContract('the older price is forgotten', 'BuyBackVault', '_older = _newest;', ''),
  inModel(
    'an event tells of more than was bought',
    'contracts/vaults/buy-back',
    "emit(step, 'buyBackVault', 'boughtBack', [spent, round.bought])",
    "emit(step, 'buyBackVault', 'boughtBack', [spent, round.bought + 1n])",
    DEPOSITS,
  ),
  inModel(
    'a round keeps what it leaves for those who come',
    'contracts/vaults/rounds',
    '(owed * left) / all',
    '0n',
  ),
  inModel(
    'a purchase spends up to a 399th',
    'contracts/vaults/buy-back',
    'LARGEST_PART = 400n',
    'LARGEST_PART = 399n',
    SMALL,
  ),
  inModel(
    'a round forgets what went to leavers',
    'contracts/vaults/vault',
    "if (vault === 'buyBackVault') changePending(step, -depositor.owed)",
    '',
    OWED,
  ),
]
