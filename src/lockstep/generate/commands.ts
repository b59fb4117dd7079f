/**
 * Commands: one for every function that anyone can call, and some that combine several.
 *
 * `Record<FunctionName, …>` makes a function without a command a compile error. Weights are relative. The
 * order is part of the generator: the same seed gives the same sequences only in the same order.
 */
import type { Token } from '../../model/interface/accounts.ts'
import type { FunctionName } from '../../model/interface/functions.ts'
import type { Entropy } from './entropy.ts'
import type { Command, GeneratorContext } from './context.ts'
import { negativeAction } from './negative-actions.ts'
import * as factory from '../systems/pancake/factory-actions.ts'
import * as overflow from './overflow-actions.ts'
import * as liquidity from '../systems/pancake/liquidity-actions.ts'
import { oneSidedPair } from '../systems/pancake/one-sided-actions.ts'
import * as market from '../systems/market/actions.ts'
import * as master from '../systems/master/actions.ts'
import { somePair } from '../systems/pancake/pool-choice.ts'
import * as purchase from '../systems/buy-back-vault/actions.ts'
import * as raw from '../systems/pancake/pair-actions.ts'
import * as reset from '../systems/distributor/actions.ts'
import * as swap from '../systems/pancake/swap-actions.ts'
import { wait } from './time-actions.ts'
import * as token from '../systems/tokens/actions.ts'
import * as vault from '../systems/staking-vault/actions.ts'
import * as bulk from './bulk-actions.ts'

export type WeightedCommand = readonly [weight: number, move: Command]

const always =
  (which: Token) =>
  (_context: GeneratorContext, _entropy: Entropy): Token =>
    which

const COMMANDS: Readonly<Record<FunctionName, WeightedCommand>> = {
  'amt.transfer': [9, token.transfer(always('amt'))],
  'amt.approve': [6, token.approve(always('amt'))],
  'amt.transferFrom': [9, token.transferFrom(always('amt'))],
  'amt.increaseAllowance': [3, token.changeAllowance('amt', 'increaseAllowance')],
  'amt.decreaseAllowance': [3, token.changeAllowance('amt', 'decreaseAllowance')],
  'amt.transferOwnership': [0.5, token.changeOwner('amt')],
  'amt.renounceOwnership': [0.5, token.renounceOwner('amt')],
  'liqAmt.transfer': [6, token.transfer(always('liqAmt'))],
  'liqAmt.approve': [4, token.approve(always('liqAmt'))],
  'liqAmt.transferFrom': [6, token.transferFrom(always('liqAmt'))],
  'liqAmt.increaseAllowance': [2, token.changeAllowance('liqAmt', 'increaseAllowance')],
  'liqAmt.decreaseAllowance': [2, token.changeAllowance('liqAmt', 'decreaseAllowance')],
  'liqAmt.transferOwnership': [0.5, token.changeOwner('liqAmt')],
  'liqAmt.renounceOwnership': [0.5, token.renounceOwner('liqAmt')],
  'btcb.transfer': [6, token.transfer(always('btcb'))],
  'btcb.approve': [4, token.approve(always('btcb'))],
  'btcb.transferFrom': [6, token.transferFrom(always('btcb'))],
  'btcb.increaseAllowance': [2, token.changeAllowance('btcb', 'increaseAllowance')],
  'btcb.decreaseAllowance': [2, token.changeAllowance('btcb', 'decreaseAllowance')],
  'btcb.transferOwnership': [1, token.changeOwner('btcb')],
  'btcb.renounceOwnership': [1, token.renounceOwner('btcb')],
  'usdt.transfer': [3, token.transfer(always('usdt'))],
  'usdt.approve': [2, token.approve(always('usdt'))],
  'usdt.transferFrom': [3, token.transferFrom(always('usdt'))],
  'usdt.increaseAllowance': [2, token.changeAllowance('usdt', 'increaseAllowance')],
  'usdt.decreaseAllowance': [1, token.changeAllowance('usdt', 'decreaseAllowance')],
  'usdt.transferOwnership': [1, token.changeOwner('usdt')],
  'usdt.renounceOwnership': [1, token.renounceOwner('usdt')],
  'amt.mint': [0.5, token.mintSnapshotToken('amt')],
  'liqAmt.mint': [0.5, token.mintSnapshotToken('liqAmt')],
  'amt.snapshot': [0.5, token.snapshot('amt')],
  'liqAmt.snapshot': [0.5, token.snapshot('liqAmt')],
  'amt.burnFrom': [2, token.burnFrom('amt')],
  'liqAmt.burnFrom': [2, token.burnFrom('liqAmt')],
  'amt.burn': [2, token.burn('amt')],
  'btcb.burn': [1, token.burn('btcb')],
  'usdt.burn': [1, token.burn('usdt')],
  'btcb.mint': [2, token.mintOutside('btcb')],
  'usdt.mint': [2, token.mintOutside('usdt')],
  'master.payRent': [18, master.payRent],
  'master.charge': [14, master.charge],
  'master.chargeFromTo': [8, master.chargeFromTo],
  'master.liqCharge': [8, master.liqCharge],
  'master.liqChargeFromTo': [6, master.liqChargeFromTo],
  'master.handleDust': [5, master.collectDust('handleDust')],
  'master.LiqHandleDust': [5, master.collectDust('LiqHandleDust')],
  'master.addLiquidityLocking': [5, master.addLiquidityLocking],
  'master.addLiquidity': [7, master.addLiquidity],
  'master.removeLiquidity': [8, master.removeLiquidity],
  'master.mintMaster': [5, master.mintMaster],
  'master.setPayerWallet': [2, master.setPayerWallet],
  'master.extendApprove': [2, master.extendApprove],
  'master.transferOwnership': [1, token.changeOwner('master')],
  'master.renounceOwnership': [0.7, token.renounceOwner('master')],
  'locker.charge': [7, master.lockerCharge],
  'locker.release': [4, master.lockerRelease],
  'burnVault.backingWithdraw': [9, master.backingWithdraw],
  'market.buy': [7, market.buy],
  'market.sell': [6, market.sell],
  'market.setRate': [3, market.setRate],
  'market.setFee': [3, market.setFee],
  'market.charge': [5, market.charge],
  'market.withdrawAll': [2, market.withdrawAll],
  'market.transferOwnership': [1, token.changeOwner('market')],
  'market.renounceOwnership': [0.7, token.renounceOwner('market')],
  'stakingVault.harvest': [4, vault.harvest('stakingVault')],
  'stakingVault.settle': [4, vault.settle('stakingVault')],
  'stakingVault.deposit': [7, vault.deposit('stakingVault')],
  'stakingVault.withdraw': [8, vault.withdraw('stakingVault')],
  'buyBackVault.harvest': [4, vault.harvest('buyBackVault')],
  'buyBackVault.settle': [5, vault.settle('buyBackVault')],
  'buyBackVault.deposit': [7, vault.deposit('buyBackVault')],
  'buyBackVault.withdraw': [8, vault.withdraw('buyBackVault')],
  'buyBackVault.buyBack': [4, purchase.buyBack],
  'buyBackVault.poke': [4, purchase.poke],
  'deploy.distributor': [3, reset.deploy],
  'distributor.claim': [9, reset.claim],
  'distributor.reclaim': [5, reset.reclaim],
  'factory.createPair': [3, factory.createPair],
  'factory.setFeeTo': [2, factory.setFeeTo],
  'factory.setFeeToSetter': [1.3, factory.setFeeToSetter],
  'pair.transfer': [3, token.transfer(somePair)],
  'pair.approve': [2, token.approve(somePair)],
  'pair.transferFrom': [4, token.transferFrom(somePair)],
  'pair.mint': [4, raw.rawMint],
  'pair.burn': [4, raw.rawBurn],
  'pair.swap': [8, raw.rawSwap],
  'pair.skim': [3, raw.skim],
  'pair.sync': [3, raw.sync],
  'pair.initialize': [1, factory.initialize],
  'router.addLiquidity': [9, liquidity.addLiquidity],
  'router.removeLiquidity': [11, liquidity.removeLiquidity],
  'router.swapExactTokensForTokens': [10, swap.swapExact('swapExactTokensForTokens')],
  'router.swapTokensForExactTokens': [8, swap.swapForExact],
  'router.swapExactTokensForTokensSupportingFeeOnTransferTokens': [
    7,
    swap.swapExact('swapExactTokensForTokensSupportingFeeOnTransferTokens'),
  ],
}

/** Commands with amounts that no economy has. A payment of that size may stay in Master for ever. */
const EXCESSIVE_COMMANDS: readonly WeightedCommand[] = [
  [4, bulk.hugePayment],
  [2, bulk.dearLiquidity],
  [6, overflow.overflowingPair],
  [1, overflow.overflowingPurchase],
  [3.5, overflow.hugeLiquidity],
]

/** Commands of more than one function, and of time. */
const COMBINED_COMMANDS: readonly WeightedCommand[] = [
  [14, wait],
  [5, token.directTransfer],
  [2, raw.rawLoan],
  [1.5, master.bankRun],
  [2, liquidity.exitAfterGift],
  [2, oneSidedPair],
  [6, purchase.keepersRound],
  [4, purchase.shallowPool],
  [9, negativeAction],
  [3, vault.lateDeposit('stakingVault')],
  [3, vault.lateDeposit('buyBackVault')],
]

/** Without the excessive ones: for tests of what people can withdraw in the end. */
export const COMMANDS_WITHIN_REASON: readonly WeightedCommand[] = [
  ...Object.values(COMMANDS),
  ...COMBINED_COMMANDS,
]

export const ALL_COMMANDS: readonly WeightedCommand[] = [...COMMANDS_WITHIN_REASON, ...EXCESSIVE_COMMANDS]

/** Without the distributor, of which an economy has one: for tests that deploy another. */
export const COMMANDS_WITHOUT_AIRDROP: readonly WeightedCommand[] = ALL_COMMANDS.filter(
  (move) =>
    ![
      COMMANDS['deploy.distributor'],
      COMMANDS['distributor.claim'],
      COMMANDS['distributor.reclaim'],
    ].includes(move),
)
