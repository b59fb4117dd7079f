/**
 * Mutants of the Market: price, fee, proceeds, roles.
 */
import { inContract, inModel, type Mutant } from '../../mutation/mutant.ts'

const PRICE = 'market-keeps-its-price'

export const MARKET_MUTANTS: readonly Mutant[] = [
  inContract(
    'the Market rounds a purchase up',
    'Market',
    '(LOT * amountUsdt) / usdPer100Amt',
    '(LOT * amountUsdt + usdPer100Amt - 1) / usdPer100Amt',
    PRICE,
  ),
  inContract(
    'the Market takes no fee',
    'Market',
    '(beforeFee * (PER_MILLE - fee)) / PER_MILLE',
    'beforeFee',
    PRICE,
  ),
  inContract(
    'the Market rounds a sale once instead of twice',
    'Market',
    `uint256 beforeFee = (amountAmt * usdPer100Amt) / LOT;
        uint256 amountUsdt = (beforeFee * (PER_MILLE - fee)) / PER_MILLE;`,
    'uint256 amountUsdt = (amountAmt * usdPer100Amt * (PER_MILLE - fee)) / (LOT * PER_MILLE);',
  ),
  inContract(
    "a buyer's USDT stays in the Market",
    'Market',
    'safeTransferFrom(msg.sender, adminWallet, amountUsdt)',
    'safeTransferFrom(msg.sender, address(this), amountUsdt)',
  ),
  inContract(
    "a seller's AMT goes to the Market",
    'Market',
    'safeTransferFrom(msg.sender, adminWallet, amountAmt)',
    'safeTransferFrom(msg.sender, address(this), amountAmt)',
  ),
  inContract(
    'the Market never sells its last unit',
    'Market',
    'if (amountAmt > _amt.balanceOf(address(this)))',
    'if (amountAmt >= _amt.balanceOf(address(this)))',
  ),
  inContract('a purchase of nothing is taken', 'Market', 'if (amountAmt == 0) revert NothingBought();', ''),
  inContract('a sale for nothing is taken', 'Market', 'if (amountUsdt == 0) revert NothingPaid();', ''),
  inContract(
    'anyone may set the rate',
    'Market',
    'function setRate(uint256 usdPer100Amt_) external override onlyOwner {',
    'function setRate(uint256 usdPer100Amt_) external override {',
  ),
  inContract('a fee of everything is taken', 'Market', 'if (fee_ >= PER_MILLE)', 'if (fee_ > PER_MILLE)'),
  inContract(
    'a rate has no upper bound',
    'Market',
    'if (usdPer100Amt_ == 0 || usdPer100Amt_ > type(uint128).max)',
    'if (usdPer100Amt_ == 0)',
  ),
  inContract('the Market keeps its rent', 'Market', '_sendAll(IERC20(BTCB));', ''),
  inContract("the Market's USDT cannot be withdrawn", 'Market', '_sendAll(IERC20(USDT));', ''),
  inModel('the price is of ten AMT', 'contracts/market', 'const LOT = 100n', 'const LOT = 10n'),
  inModel(
    'the Market checks its inventory after it is paid',
    'contracts/market',
    `  if (bought > balanceOf(step.state, 'amt', 'market')) throw new InsufficientInventory()
  bep20.transferFrom(step, 'usdt', 'market', by, market.adminWallet, usdt)`,
    `  bep20.transferFrom(step, 'usdt', 'market', by, market.adminWallet, usdt)
  if (bought > balanceOf(step.state, 'amt', 'market')) throw new InsufficientInventory()`,
  ),
  inModel(
    'the fee is charged twice',
    'contracts/market',
    'PER_MILLE - market.fee)',
    'PER_MILLE - 2n * market.fee)',
  ),
]
