/** Pairs: wrong builds with two defects in one function, each with its own trigger and its own cause. */
import { changedBuild, type Build } from '../../../src/evm/build.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import { ACCESS } from './access.ts'
import { LOGIC } from './logic.ts'
import { balance, editsOf, minted, ONE, paid, type WrongBuild } from './wrong-build.ts'

export interface Pair {
  readonly name: string
  readonly defects: readonly [WrongBuild, WrongBuild]
  /** Actions within which an audit finds both. */
  readonly budget: number
}

/** The build with both defects. */
export function buildOfBoth({ name, defects }: Pair): Build {
  return changedBuild(name, { edits: defects.flatMap(editsOf) })
}

const named = (builds: readonly WrongBuild[], name: string): WrongBuild =>
  builds.find((each) => each.name === name)!

const smallestPayment: WrongBuild = {
  name: 'a payment of 100 passes',
  weakness: 'SC04 lack of input validation',
  budget: 2_000,
  edits: [
    [
      'Master',
      'if (amountBtcb <= PAYMENT_FLOOR) revert PaymentTooSmall();',
      'if (amountBtcb < PAYMENT_FLOOR) revert PaymentTooSmall();',
    ],
  ],
  trigger: [minted('alice', ONE), ...paid(100n)],
  sees: 'outcome',
  right: 'PaymentTooSmall',
  wrong: 'ok',
  fn: 'master.payRent',
}

const keptShare: WrongBuild = {
  name: "a small share of the vault stays the payer's",
  weakness: 'SC03 logic error',
  budget: 2_000,
  edits: [['Master', 'if (toVault > 0) IERC20(BTCB)', 'if (toVault > 1000) IERC20(BTCB)']],
  trigger: [minted('alice', ONE), ...paid(1000n, 50n)],
  sees: balance('btcb', 'burnVault'),
  right: 500n,
  wrong: 0n,
  fn: 'master.payRent',
}

const anybodysFee: WrongBuild = {
  name: 'anybody sets the fee',
  weakness: 'SC01 access control',
  budget: 2_000,
  edits: [
    [
      'Market',
      'function setFee(uint256 fee_) external override onlyOwner {',
      'function setFee(uint256 fee_) external override {',
    ],
  ],
  trigger: [call('carmen', 'market.setFee', { fee: 7n })],
  sees: { on: 'market', fn: 'fee', args: [] },
  right: 10n,
  wrong: 7n,
  fn: 'market.setFee',
}

export const PAIRS: readonly Pair[] = [
  {
    name: 'a check of an argument, and what is computed',
    defects: [smallestPayment, named(LOGIC, "the providers' part is of the whole payment")],
    budget: 3_000,
  },
  {
    name: 'what is recorded, and what is transferred',
    defects: [keptShare, named(LOGIC, "the providers' part is of the whole payment")],
    budget: 3_000,
  },
  {
    name: 'a check of the caller, and one of an argument',
    defects: [anybodysFee, named(ACCESS, 'the fee may be all of the price')],
    budget: 5_000,
  },
]
