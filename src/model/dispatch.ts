/**
 * Dispatch: which transition each function of the catalogue is.
 *
 * Exhaustive by type: a function added to the catalogue does not compile until it is here.
 */
import type { Pair } from './accounts.ts'
import type { Call } from './action.ts'
import * as amt from './amt.ts'
import * as bep20 from './bep20.ts'
import { backingWithdraw } from './burn-vault.ts'
import * as distributor from './distributor.ts'
import * as erc20 from './erc20.ts'
import type { FunctionName } from './functions.ts'
import * as liqAmt from './liq-amt.ts'
import * as locker from './locker.ts'
import * as market from './market.ts'
import * as administration from './master/administration.ts'
import * as claims from './master/claims.ts'
import * as liquidity from './master/liquidity.ts'
import { payRent } from './master/payment.ts'
import type { Value } from './outcome.ts'
import * as factory from './pancake/factory.ts'
import * as lpToken from './pancake/lp-token.ts'
import * as pairs from './pancake/pair.ts'
import type { Pool } from './pancake/pool.ts'
import * as router from './pancake/router.ts'
import { Refusal } from './refusal.ts'
import type { Step } from './state.ts'
import * as token from './token.ts'
import { buyBack, poke } from './vaults/buy-back.ts'
import * as vault from './vaults/vault.ts'

type Handler<F extends FunctionName> = (step: Step, call: Call<F>) => Value | void

const HANDLERS: { readonly [F in FunctionName]: Handler<F> } = {
  'amt.transfer': (step, { by, args }) => erc20.transfer(step, 'amt', by, args.to, args.amount),
  'amt.approve': (step, { by, args }) => token.approve(step, 'amt', by, args.spender, args.amount),
  'amt.transferFrom': (step, { by, args }) =>
    erc20.transferFrom(step, 'amt', by, args.from, args.to, args.amount),
  'amt.increaseAllowance': (step, { by, args }) =>
    token.increaseAllowance(step, 'amt', by, args.spender, args.amount),
  'amt.decreaseAllowance': (step, { by, args }) =>
    token.decreaseAllowance(step, 'amt', by, args.spender, args.amount),
  'amt.transferOwnership': (step, { by, args }) => token.transferTokenOwnership(step, 'amt', by, args.to),
  'amt.renounceOwnership': (step, { by }) => token.renounceTokenOwnership(step, 'amt', by),
  'amt.mint': (step, { by, args }) => amt.mint(step, by, args.to, args.amount),
  'amt.snapshot': (step, { by }) => erc20.snapshot(step, 'amt', by),
  'amt.burnFrom': (step, { by, args }) => erc20.burnFrom(step, 'amt', by, args.from, args.amount),
  'amt.burn': (step, { by, args }) => amt.burn(step, by, args.amount),

  'liqAmt.transfer': (step, { by, args }) => erc20.transfer(step, 'liqAmt', by, args.to, args.amount),
  'liqAmt.approve': (step, { by, args }) => token.approve(step, 'liqAmt', by, args.spender, args.amount),
  'liqAmt.transferFrom': (step, { by, args }) =>
    erc20.transferFrom(step, 'liqAmt', by, args.from, args.to, args.amount),
  'liqAmt.increaseAllowance': (step, { by, args }) =>
    token.increaseAllowance(step, 'liqAmt', by, args.spender, args.amount),
  'liqAmt.decreaseAllowance': (step, { by, args }) =>
    token.decreaseAllowance(step, 'liqAmt', by, args.spender, args.amount),
  'liqAmt.transferOwnership': (step, { by, args }) =>
    token.transferTokenOwnership(step, 'liqAmt', by, args.to),
  'liqAmt.renounceOwnership': (step, { by }) => token.renounceTokenOwnership(step, 'liqAmt', by),
  'liqAmt.mint': (step, { by, args }) => liqAmt.mint(step, by, args.to, args.amount),
  'liqAmt.snapshot': (step, { by }) => erc20.snapshot(step, 'liqAmt', by),
  'liqAmt.burnFrom': (step, { by, args }) => erc20.burnFrom(step, 'liqAmt', by, args.from, args.amount),

  'btcb.transfer': (step, { by, args }) => bep20.transfer(step, 'btcb', by, args.to, args.amount),
  'btcb.approve': (step, { by, args }) => token.approve(step, 'btcb', by, args.spender, args.amount),
  'btcb.transferFrom': (step, { by, args }) =>
    bep20.transferFrom(step, 'btcb', by, args.from, args.to, args.amount),
  'btcb.increaseAllowance': (step, { by, args }) =>
    token.increaseAllowance(step, 'btcb', by, args.spender, args.amount),
  'btcb.decreaseAllowance': (step, { by, args }) =>
    token.decreaseAllowance(step, 'btcb', by, args.spender, args.amount),
  'btcb.transferOwnership': (step, { by, args }) => token.transferTokenOwnership(step, 'btcb', by, args.to),
  'btcb.renounceOwnership': (step, { by }) => token.renounceTokenOwnership(step, 'btcb', by),
  'btcb.mint': (step, { by, args }) => bep20.mint(step, 'btcb', by, args.amount),
  'btcb.burn': (step, { by, args }) => bep20.burn(step, 'btcb', by, args.amount),

  'usdt.transfer': (step, { by, args }) => bep20.transfer(step, 'usdt', by, args.to, args.amount),
  'usdt.approve': (step, { by, args }) => token.approve(step, 'usdt', by, args.spender, args.amount),
  'usdt.transferFrom': (step, { by, args }) =>
    bep20.transferFrom(step, 'usdt', by, args.from, args.to, args.amount),
  'usdt.increaseAllowance': (step, { by, args }) =>
    token.increaseAllowance(step, 'usdt', by, args.spender, args.amount),
  'usdt.decreaseAllowance': (step, { by, args }) =>
    token.decreaseAllowance(step, 'usdt', by, args.spender, args.amount),
  'usdt.transferOwnership': (step, { by, args }) => token.transferTokenOwnership(step, 'usdt', by, args.to),
  'usdt.renounceOwnership': (step, { by }) => token.renounceTokenOwnership(step, 'usdt', by),
  'usdt.mint': (step, { by, args }) => bep20.mint(step, 'usdt', by, args.amount),
  'usdt.burn': (step, { by, args }) => bep20.burn(step, 'usdt', by, args.amount),

  'master.transferOwnership': (step, { by, args }) =>
    administration.transferMasterOwnership(step, by, args.to),
  'master.renounceOwnership': (step, { by }) => administration.renounceMasterOwnership(step, by),
  'master.payRent': (step, { by, args }) => payRent(step, by, args.amountBtcb, args.vaultParticipation),
  'master.charge': (step, { by, args }) => claims.charge(step, claims.HOLDERS, by, args.snapId),
  'master.chargeFromTo': (step, { by, args }) =>
    claims.chargeFromTo(step, claims.HOLDERS, by, args.from, args.to),
  'master.liqCharge': (step, { by, args }) => void claims.charge(step, claims.PROVIDERS, by, args.snapId),
  'master.liqChargeFromTo': (step, { by, args }) =>
    claims.chargeFromTo(step, claims.PROVIDERS, by, args.from, args.to),
  'master.handleDust': (step, { by, args }) => claims.handleDust(step, claims.HOLDERS, by, args.snapId),
  'master.LiqHandleDust': (step, { by, args }) => claims.handleDust(step, claims.PROVIDERS, by, args.snapId),
  'master.addLiquidityLocking': (step, { by, args }) =>
    liquidity.addLiquidityLocking(step, by, args.amountAmt, args.amountBtcb),
  'master.addLiquidity': (step, { by, args }) =>
    liquidity.addLiquidity(step, by, args.amountAmt, args.amountBtcb),
  'master.removeLiquidity': (step, { by, args }) => liquidity.removeLiquidity(step, by, args.amount),
  'master.mintMaster': (step, { by, args }) => administration.mintMaster(step, by, args.account, args.amount),
  'master.setPayerWallet': (step, { by, args }) => administration.setPayerWallet(step, by, args.wallet),
  'master.extendApprove': (step, { by, args }) => administration.extendApprove(step, by, args.amount),

  'locker.charge': (step, { args }) => locker.charge(step, deployedLocker(step), args.snapId),
  'locker.release': (step) => locker.release(step, deployedLocker(step)),

  'burnVault.backingWithdraw': (step, { by, args }) => backingWithdraw(step, by, args.amount),

  'market.transferOwnership': (step, { by, args }) => market.transferMarketOwnership(step, by, args.to),
  'market.renounceOwnership': (step, { by }) => market.renounceMarketOwnership(step, by),
  'market.buy': (step, { by, args }) => market.buy(step, by, args.amountUsdt),
  'market.sell': (step, { by, args }) => market.sell(step, by, args.amountAmt),
  'market.setRate': (step, { by, args }) => market.setRate(step, by, args.usdPer100Amt),
  'market.setFee': (step, { by, args }) => market.setFee(step, by, args.fee),
  'market.charge': (step, { by, args }) => market.charge(step, by, args.snapId),
  'market.withdrawAll': (step, { by }) => market.withdrawAll(step, by),

  'stakingVault.harvest': (step, { args }) => vault.harvest(step, 'stakingVault', args.upTo),
  'stakingVault.settle': (step, { args }) => vault.settle(step, 'stakingVault', args.account, args.upTo),
  'stakingVault.deposit': (step, { by, args }) => vault.deposit(step, 'stakingVault', by, args.amount),
  'stakingVault.withdraw': (step, { by, args }) => vault.withdraw(step, 'stakingVault', by, args.amount),

  'buyBackVault.harvest': (step, { args }) => vault.harvest(step, 'buyBackVault', args.upTo),
  'buyBackVault.settle': (step, { args }) => vault.settle(step, 'buyBackVault', args.account, args.upTo),
  'buyBackVault.deposit': (step, { by, args }) => vault.deposit(step, 'buyBackVault', by, args.amount),
  'buyBackVault.withdraw': (step, { by, args }) => vault.withdraw(step, 'buyBackVault', by, args.amount),
  'buyBackVault.buyBack': (step, { args }) => buyBack(step, args.minAmtOut, args.deadline),
  'buyBackVault.poke': (step) => poke(step),

  'deploy.distributor': (step, { args }) => distributor.deployDistributor(step, args),
  'distributor.claim': (step, { args }) => distributor.claim(step, deployedDistributor(step), args),
  'distributor.reclaim': (step) => distributor.reclaim(step, deployedDistributor(step)),

  'factory.createPair': (step, { args }) => factory.createPair(step, args.tokenA, args.tokenB),
  'factory.setFeeTo': (step, { by, args }) => factory.setFeeTo(step, by, args.feeTo),
  'factory.setFeeToSetter': (step, { by, args }) => factory.setFeeToSetter(step, by, args.feeToSetter),

  'pair.transfer': onPair((step, pair, _pool, { by, args }) =>
    lpToken.transfer(step, pair, by, args.to, args.amount),
  ),
  'pair.approve': onPair((step, pair, _pool, { by, args }) =>
    lpToken.approve(step, pair, by, args.spender, args.amount),
  ),
  'pair.transferFrom': onPair((step, pair, _pool, { by, args }) =>
    lpToken.transferFrom(step, pair, by, args.from, args.to, args.amount),
  ),
  'pair.mint': onPair((step, pair, pool, { by, args }) => pairs.mint(step, pair, pool, by, args.to)),
  'pair.burn': onPair((step, pair, pool, { by, args }) => pairs.burn(step, pair, pool, by, args.to)),
  'pair.swap': onPair((step, pair, pool, { by, args }) =>
    pairs.swap(step, pair, pool, by, args.amount0Out, args.amount1Out, args.to, args.data),
  ),
  'pair.skim': onPair((step, pair, pool, { args }) => pairs.skim(step, pair, pool, args.to)),
  'pair.sync': onPair((step, pair, pool) => pairs.sync(step, pair, pool)),
  'pair.initialize': onPair((_step, _pair, _pool, { by }) => factory.initialize(by)),

  'router.addLiquidity': (step, { by, args }) => router.addLiquidity(step, by, args),
  'router.removeLiquidity': (step, { by, args }) => router.removeLiquidity(step, by, args),
  'router.swapExactTokensForTokens': (step, { by, args }) => router.swapExactTokensForTokens(step, by, args),
  'router.swapTokensForExactTokens': (step, { by, args }) => router.swapTokensForExactTokens(step, by, args),
  'router.swapExactTokensForTokensSupportingFeeOnTransferTokens': (step, { by, args }) =>
    router.swapSupportingFeeOnTransfer(step, by, args),
}

/** The same by look-up: among so many functions a map finds one several times as fast as an object does. */
const HANDLER_OF = new Map(Object.entries(HANDLERS)) as unknown as ReadonlyMap<
  FunctionName,
  (step: Step, call: Call) => Value | undefined
>

/** Takes the call's step; returns what the function returns. */
export function dispatch(step: Step, call: Call): Value | undefined {
  return HANDLER_OF.get(call.call)!(step, call)
}

function onPair<F extends FunctionName>(
  handle: (step: Step, pair: Pair, pool: Pool, call: Call<F>) => Value | void,
): Handler<F> {
  return (step, call) => {
    const pair = call.at ?? 'pair'
    const pool = step.state.pools[pair]
    if (pool === undefined) throw new NoContract()
    return handle(step, pair, pool, call)
  }
}

function deployedLocker(step: Step): locker.Locker {
  if (step.state.locker === undefined) throw new NoContract()
  return step.state.locker
}

function deployedDistributor(step: Step): distributor.Distributor {
  if (step.state.distributor === undefined) throw new NoContract()
  return step.state.distributor
}

/**
 * The contract that is called does not exist yet. A chain would let a bare call to an address without code succeed and do nothing;
 * wallets and clients refuse to send it, and so do both sides of the lockstep.
 */
export class NoContract extends Refusal {
  readonly code = 'NoContract'
}
