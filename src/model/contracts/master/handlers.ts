/**
 * Handlers of `Master`. The transitions are in `payment.ts`, `claims.ts`, `liquidity.ts` and
 * `administration.ts`.
 */
import type { Handlers } from '../../state/handler.ts'
import {
  extendApprove,
  mintMaster,
  renounceMasterOwnership,
  setPayerWallet,
  transferMasterOwnership,
} from './administration.ts'
import { charge, chargeFromTo, handleDust, HOLDERS, PROVIDERS } from './claims.ts'
import { addLiquidity, addLiquidityLocking, removeLiquidity } from './liquidity.ts'
import { payRent } from './payment.ts'

export const MASTER: Handlers<'master'> = {
  transferOwnership: (step, { by, args }) => transferMasterOwnership(step, by, args.to),
  renounceOwnership: (step, { by }) => renounceMasterOwnership(step, by),
  payRent: (step, { by, args }) => payRent(step, by, args.amountBtcb, args.vaultParticipation),
  charge: (step, { by, args }) => charge(step, HOLDERS, by, args.snapId),
  chargeFromTo: (step, { by, args }) => chargeFromTo(step, HOLDERS, by, args.from, args.to),
  liqCharge: (step, { by, args }) => void charge(step, PROVIDERS, by, args.snapId),
  liqChargeFromTo: (step, { by, args }) => chargeFromTo(step, PROVIDERS, by, args.from, args.to),
  handleDust: (step, { by, args }) => handleDust(step, HOLDERS, by, args.snapId),
  LiqHandleDust: (step, { by, args }) => handleDust(step, PROVIDERS, by, args.snapId),
  addLiquidityLocking: (step, { by, args }) => addLiquidityLocking(step, by, args.amountAmt, args.amountBtcb),
  addLiquidity: (step, { by, args }) => addLiquidity(step, by, args.amountAmt, args.amountBtcb),
  removeLiquidity: (step, { by, args }) => removeLiquidity(step, by, args.amount),
  mintMaster: (step, { by, args }) => mintMaster(step, by, args.account, args.amount),
  setPayerWallet: (step, { by, args }) => setPayerWallet(step, by, args.wallet),
  extendApprove: (step, { by, args }) => extendApprove(step, by, args.amount),
}
