/** Builds with one or several defects, for the tests of audits: edits of the project's contracts. */
import { changedBuild, type Build } from '../../src/evm/build.ts'

/** Text and replacement by contract. */
const DEFECTS = {
  'a payment of 100 passes': [
    'Master',
    'if (amountBtcb <= PAYMENT_FLOOR) revert PaymentTooSmall();',
    'if (amountBtcb < PAYMENT_FLOOR) revert PaymentTooSmall();',
  ],
  'another wording': [
    'Master',
    'if (msg.sender != payerWallet) revert NotPayer();',
    'require(msg.sender == payerWallet, "only the payer");',
  ],
  'redemptions round up': [
    'BurnVault',
    'uint256 payout = (amount * IERC20(BTCB).balanceOf(address(this))) / supply;',
    'uint256 payout = (amount * IERC20(BTCB).balanceOf(address(this)) + supply - 1) / supply;',
  ],
  'anybody sets the fee': [
    'Market',
    'function setFee(uint256 fee_) external override onlyOwner {',
    'function setFee(uint256 fee_) external override {',
  ],
  'a fee of 7 reverts': [
    'Market',
    'function setFee(uint256 fee_) external override onlyOwner {',
    'function setFee(uint256 fee_) external override onlyOwner {\n        require(fee_ != 7, "7");',
  ],
  'a doubled event': [
    'Master',
    'emit payerWalletSet(payer);',
    'emit payerWalletSet(payer);\n        emit payerWalletSet(payer);',
  ],
  'the locked liquidity is released after a year': ['Master', '= 730 days;', '= 365 days;'],
} as const satisfies Readonly<Record<string, readonly [contract: string, find: string, replace: string]>>

export type Defect = keyof typeof DEFECTS

/** The project's contracts with these defects. */
export function defective(...defects: readonly Defect[]): Build {
  return changedBuild(defects.join(', '), {
    edits: defects.map((purpose) => {
      const [contract, find, replace] = DEFECTS[purpose]
      return { purpose, source: `contracts/${contract}.sol`, find, replace }
    }),
  })
}

/**
 * A build whose ABI promises an amount from `market.setFee`, which returns nothing: its answer is unreadable.
 */
export function unreadable(build: Build): Build {
  const outputs = [{ name: '', type: 'uint256' }]
  const abi = build.market.abi.map((item) =>
    item.type === 'function' && item.name === 'setFee' ? { ...item, outputs } : item,
  )
  return { ...build, market: { ...build.market, abi } }
}
