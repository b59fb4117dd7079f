/**
 * Faults in the buy-back vault: rounds, the open round, the price that guards a purchase.
 */
import { inContract, inModel, type Fault } from './fault.ts'

const DEPOSITS = 'vaults-cover-deposits'
const OWED = 'vaults-cover-owed'

export const BUY_BACK_FAULTS: readonly Fault[] = [
  inContract(
    'a part of a round rounds up',
    'BuyBackVault',
    '(depositor.owed * done.amountAmt) / done.amountBtcb',
    '(depositor.owed * done.amountAmt + done.amountBtcb - 1) / done.amountBtcb',
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
  inContract('what was spent is spent again', 'BuyBackVault', 'pendingBtcb = 0;', '', OWED),
  inContract(
    'a purchase harvests nothing',
    'BuyBackVault',
    `_harvestAll();
        uint256 amountBtcb = pendingBtcb;`,
    'uint256 amountBtcb = pendingBtcb;',
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
    '_rounds[applied].lastSnapId <= upTo',
    '_rounds[applied].lastSnapId < upTo',
  ),
  inContract("a round's part stays owed", 'BuyBackVault', 'depositor.owed = 0;', '', DEPOSITS),
  inContract('the older price is forgotten', 'BuyBackVault', '_older = _newest;', ''),
  inModel(
    'an event tells of more than was bought',
    'vaults/buy-back',
    "emit(step, 'buyBackVault', 'boughtBack', [spent, round.bought])",
    "emit(step, 'buyBackVault', 'boughtBack', [spent, round.bought + 1n])",
    DEPOSITS,
  ),
  inModel(
    'a round forgets what went to leavers',
    'vaults/vault',
    "if (vault === 'buyBackVault') changePending(step, -depositor.owed)",
    '',
    OWED,
  ),
]
