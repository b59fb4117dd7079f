/**
 * Abstract states of tokens: transfers at the edges of balances and allowances, tokens sent straight to
 * contracts, supplies at their limits.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import { isPair } from '../../../model/interface/accounts.ts'
import { UINT256_MAX } from '../../../model/kernel/uint256.ts'
import { CAP } from '../../../model/kernel/units.ts'
import { allowanceOf, balanceOf, totalSupply } from '../../../model/contracts/token.ts'
import { coinOf, state, type AbstractState } from '../abstract-state.ts'

const TRANSFERS = [
  'amt.transfer',
  'liqAmt.transfer',
  'btcb.transfer',
  'usdt.transfer',
  'pair.transfer',
] as const
const PULLS = [
  'amt.transferFrom',
  'liqAmt.transferFrom',
  'btcb.transferFrom',
  'usdt.transferFrom',
  'pair.transferFrom',
] as const

/** Contracts that tokens may be sent to, and the tokens that belong there anyway. */
const RECEIVING: Readonly<Record<string, readonly Account[]>> = {
  amt: [],
  liqAmt: [],
  btcb: [],
  usdt: [],
  master: [],
  burnVault: ['btcb'],
  locker: [],
  market: ['amt', 'usdt'],
  stakingVault: [],
  buyBackVault: [],
  distributor: ['amt'],
  factory: [],
  router: [],
}

const UNSOLICITED = Object.entries(RECEIVING).map(([contract, expected]) =>
  state(
    `unsolicited: in ${contract}`,
    `A token that does not belong there is sent straight to ${contract}.`,
    [...TRANSFERS, ...PULLS],
    'ok',
    ({ args, on }) => args.to === contract && args.amount > 0n && !expected.includes(on),
  ),
)

export const TOKEN_STATES: readonly AbstractState[] = [
  state('token: everything moves', 'A transfer leaves its sender nothing.', TRANSFERS, 'ok', (moment) => {
    const { before, by, args } = moment
    return args.amount > 0n && args.to !== by && args.amount === balanceOf(before, coinOf(moment), by)
  }),
  state(
    'token: one wei moves',
    'A transfer of one base unit.',
    TRANSFERS,
    'ok',
    ({ args }) => args.amount === 1n,
  ),
  state('token: one wei stays', 'A transfer leaves its sender one base unit.', TRANSFERS, 'ok', (moment) => {
    const { after, by, args } = moment
    return args.amount > 0n && balanceOf(after, coinOf(moment), by) === 1n
  }),
  state('token: to itself', 'A holder transfers to itself.', TRANSFERS, 'ok', ({ by, args }) => {
    return args.to === by && args.amount > 0n
  }),
  state(
    'token: one wei too much',
    'A transfer of one base unit more than is held.',
    TRANSFERS,
    'revert',
    (moment) => {
      const { before, by, args, on } = moment
      return (
        (!isPair(on) || before.pools[on] !== undefined) &&
        args.amount === balanceOf(before, coinOf(moment), by) + 1n
      )
    },
  ),
  state('allowance: exact', 'A transfer uses the whole of a finite allowance.', PULLS, 'ok', (moment) => {
    const { before, by, args } = moment
    return args.amount > 0n && args.amount === allowanceOf(before, coinOf(moment), args.from, by)
  }),
  state('allowance: infinite', 'A transfer by an infinite allowance.', PULLS, 'ok', (moment) => {
    const { before, by, args } = moment
    return args.amount > 0n && allowanceOf(before, coinOf(moment), args.from, by) === UINT256_MAX
  }),
  state(
    'allowance: one wei short',
    'The allowance is one base unit too small.',
    PULLS,
    'revert',
    (moment) => {
      const { before, by, args } = moment
      const needed = allowanceOf(before, coinOf(moment), args.from, by) + 1n
      return args.amount === needed && needed > 1n && balanceOf(before, coinOf(moment), args.from) >= needed
    },
  ),
  state('allowance: by the owner', 'An owner uses its allowance for itself.', PULLS, 'ok', ({ by, args }) => {
    return args.from === by && args.amount > 0n
  }),
  ...UNSOLICITED,
  state(
    'amt: supply gone',
    'The last AMT is burnt.',
    ['amt.burn', 'amt.burnFrom', 'burnVault.backingWithdraw'],
    'ok',
    ({ before, after }) => totalSupply(after, 'amt') === 0n && totalSupply(before, 'amt') > 0n,
  ),
  state('amt: at the cap', 'AMT is minted up to the cap.', ['master.mintMaster'], 'ok', ({ after, args }) => {
    return args.amount > 0n && totalSupply(after, 'amt') === CAP
  }),
  state(
    'amt: one wei above the cap',
    'A mint is one base unit too large.',
    ['master.mintMaster'],
    'CapExceeded',
    ({ before, args }) => args.amount === CAP - totalSupply(before, 'amt') + 1n,
  ),
  state(
    'outside: supply at the maximum',
    'BTCB or USDT is minted up to the largest uint256.',
    ['btcb.mint', 'usdt.mint'],
    'ok',
    (moment) => totalSupply(moment.after, coinOf(moment)) === UINT256_MAX,
  ),
]
