/**
 * Role list: every function of the project's contracts that changes anything, who may call it, what it can move or change, and what
 * it cannot. `docs/reference/roles.md` is made from it; `roles.test.ts` holds it against the compiled ABIs and against behaviour.
 */
export const ROLES = ['anyone', 'owner of Master', 'payer wallet', 'owner of Market', 'Master'] as const
export type Role = (typeof ROLES)[number]

export interface Entry {
  /** Name of the compiled contract. */
  readonly contract: string
  /** `name(types)`. */
  readonly fn: string
  /** `Master`: only the owner of AMT and liqAMT, which is the contract Master. */
  readonly who: Role
  readonly can: string
  readonly cannot: string
}

type Row = readonly [fn: string, who: Role, can: string, cannot: string]

const HANDOVER: (role: Role) => readonly Row[] = (role) => [
  [
    'transferOwnership(address)',
    role,
    'hands the role to one other account, at once',
    'name the zero address, or keep the role beside the new owner',
  ],
  [
    'renounceOwnership()',
    role,
    'ends the role for ever: what only it may do is never done again',
    'stop payments, claims, redemptions, liquidity or withdrawals',
  ],
]

/** Nothing in Master calls these on the tokens, so the tokens' ownership is final. */
const FINAL: readonly Row[] = [
  [
    'transferOwnership(address)',
    'Master',
    'nothing: Master has no function that calls it',
    'be called: the ownership is final',
  ],
  [
    'renounceOwnership()',
    'Master',
    'nothing: Master has no function that calls it',
    'be called: the ownership is final',
  ],
]

const TOKEN: readonly Row[] = [
  ['transfer(address,uint256)', 'anyone', "the caller's own tokens", "touch anybody else's"],
  [
    'transferFrom(address,address,uint256)',
    'anyone',
    'tokens that their holder has allowed the caller',
    'exceed the allowance',
  ],
  ['approve(address,uint256)', 'anyone', "the allowance over the caller's tokens", "set anybody else's"],
  [
    'increaseAllowance(address,uint256)',
    'anyone',
    "the allowance over the caller's tokens",
    "set anybody else's",
  ],
  [
    'decreaseAllowance(address,uint256)',
    'anyone',
    "the allowance over the caller's tokens",
    "set anybody else's",
  ],
  [
    'burnFrom(address,uint256)',
    'anyone',
    'burns tokens that their holder has allowed the caller',
    'exceed the allowance',
  ],
  ['snapshot()', 'Master', 'takes a snapshot, with each payment only', 'move or change a balance'],
]

const VAULT: readonly Row[] = [
  [
    'deposit(uint256)',
    'anyone',
    "the caller's AMT into the vault",
    'count for payments before it, or touch another deposit',
  ],
  [
    'withdraw(uint256)',
    'anyone',
    "the caller's own deposit and what it is owed",
    'exceed either, or be stopped by anybody',
  ],
  [
    'harvest(uint256)',
    'anyone',
    "claims the vault's BTCB into the vault",
    'send anything anywhere else, or skip a payment',
  ],
  [
    'settle(address,uint256)',
    'anyone',
    'books what an account is owed, in steps if there is much',
    'change what that is',
  ],
]

const LIST: Readonly<Record<string, readonly Row[]>> = {
  AutoMiningToken: [
    ...TOKEN,
    ['burn(uint256)', 'anyone', "burns the caller's own tokens", "burn anybody else's"],
    ['mint(address,uint256)', 'Master', 'issues AMT', 'raise the circulating supply above 100,000,000 AMT'],
    ...FINAL,
  ],
  LiquidityToken: [
    ...TOKEN,
    [
      'mint(address,uint256)',
      'Master',
      'issues liqAMT',
      'happen but for LP tokens that Master or the locker has just received',
    ],
    ...FINAL,
  ],
  Master: [
    [
      'payRent(uint256,uint256)',
      'payer wallet',
      "the payer's own BTCB to the claims and to the RCL, in the proportion it chooses; takes the snapshots",
      'take anything out, change an earlier payment, or choose who gets a part',
    ],
    [
      'charge(uint256)',
      'anyone',
      "the caller's own part of a payment to the caller",
      'be claimed twice, or for or by anybody else',
    ],
    [
      'chargeFromTo(uint256,uint256)',
      'anyone',
      "the caller's own parts of payments to the caller",
      'be claimed twice, or for or by anybody else',
    ],
    [
      'liqCharge(uint256)',
      'anyone',
      "the caller's own part of a payment, as liquidity provider, to the caller",
      'be claimed twice, or for or by anybody else',
    ],
    [
      'liqChargeFromTo(uint256,uint256)',
      'anyone',
      "the caller's own parts of payments, as liquidity provider, to the caller",
      'be claimed twice, or for or by anybody else',
    ],
    [
      'handleDust(uint256)',
      'owner of Master',
      'what rounding has left over from claims that were made, to the owner',
      'take any part of a claim that is still open',
    ],
    [
      'LiqHandleDust(uint256)',
      'owner of Master',
      "what rounding has left over from liquidity providers' claims that were made, to the owner",
      'take any part of a claim that is still open',
    ],
    [
      'addLiquidityLocking(uint256,uint256)',
      'owner of Master',
      "the owner's own AMT and BTCB into the pool, once; the LP tokens and their liqAMT are locked for 730 days, for whoever is the owner then",
      'be repeated, or be undone before the end',
    ],
    [
      'addLiquidity(uint256,uint256)',
      'anyone',
      "the caller's own AMT and BTCB into the pool, against liqAMT",
      "use anybody else's",
    ],
    [
      'removeLiquidity(uint256)',
      'anyone',
      "the LP tokens behind the caller's own liqAMT, which it burns",
      "redeem anybody else's, or the locked ones",
    ],
    [
      'extendApprove(uint256)',
      'owner of Master',
      "raises the router's allowance over Master's tokens",
      'lower it, or let anybody but the router have one',
    ],
    [
      'mintMaster(address,uint256)',
      'owner of Master',
      'issues AMT to any account: dilutes the RCL, what others will be paid, and, once sold, the pool',
      'exceed 100,000,000 AMT in circulation, or touch claims of payments already made',
    ],
    [
      'setPayerWallet(address)',
      'owner of Master',
      'appoints the payer; the one before loses the role',
      "name the zero address, or spend a payer's BTCB",
    ],
    ...HANDOVER('owner of Master'),
  ],
  LiquidityLocker: [
    [
      'charge(uint256)',
      'anyone',
      "the locker's BTCB, a claim's or any other, to the beneficiary",
      'send it anywhere else',
    ],
    [
      'release()',
      'anyone',
      'after 730 days, the LP tokens to Master and the liqAMT to the beneficiary',
      'do so a second earlier, or send them anywhere else',
    ],
  ],
  BurnVault: [
    [
      'backingWithdraw(uint256)',
      'anyone',
      "burns the caller's own AMT and pays its share of the BTCB, rounded down",
      'lower what is left per AMT',
    ],
  ],
  Market: [
    [
      'buy(uint256)',
      'anyone',
      "the caller's USDT to the admin wallet, AMT of the inventory to the caller",
      'exceed the inventory, or name a least amount: a change of the rate may come first',
    ],
    [
      'sell(uint256)',
      'anyone',
      "the caller's AMT to the admin wallet, the Market's USDT to the caller",
      'exceed the USDT there, or name a least amount: a change of the rate or fee may come first',
    ],
    [
      'setRate(uint256)',
      'owner of Market',
      'the price, at once',
      'leave 1 to 2^128 - 1 whole USDT per 100 AMT, or move a token',
    ],
    [
      'setFee(uint256)',
      'owner of Market',
      'the fee on sales, at once',
      'reach 1000 per mille, or move a token',
    ],
    [
      'charge(uint256)',
      'owner of Market',
      "the unsold AMT's part of a payment, and any BTCB there, to the owner",
      "claim anybody else's part",
    ],
    [
      'withdrawAll()',
      'owner of Market',
      'the inventory and the USDT there, to the owner',
      "reach a customer's tokens",
    ],
    ...HANDOVER('owner of Market'),
  ],
  StakingVault: VAULT,
  BuyBackVault: [
    ...VAULT,
    [
      'buyBack(uint256,uint256)',
      'anyone',
      "harvested BTCB, at most a 400th of the pool's, into AMT for the depositors",
      'be done twice in 30 minutes, accept less than 97% of the average price, or send either token anywhere else',
    ],
    ['poke()', 'anyone', "records the pair's cumulative price and its BTCB", 'be done twice in 30 minutes'],
  ],
  ResetDistributor: [
    [
      'claim(uint256,address,uint256,bytes32[])',
      'anyone',
      "one entry of the list to the entry's account",
      'be done twice, after the deadline, or for anybody who is not listed',
    ],
    [
      'reclaim()',
      'anyone',
      'after the deadline, what is left to the reserve',
      'do so before, or send it anywhere else',
    ],
  ],
}

/** By contract, in the order of the page. */
export const roleList: readonly Entry[] = Object.entries(LIST).flatMap(([contract, rows]) =>
  rows.map(([fn, who, can, cannot]): Entry => ({ contract, fn, who, can, cannot })),
)

/** `Contract.name(types)`. */
export const keyOf = ({ contract, fn }: Pick<Entry, 'contract' | 'fn'>): string => `${contract}.${fn}`
