/**
 * The catalogue: every external, state-changing function that an action can call, with its signature.
 *
 * This table drives the types of actions, the ABI encoding, the generators and the coverage table. A test
 * compares it with the compiled ABIs, so a new function cannot be forgotten. Function names are
 * `contract.function`; parameters are in ABI order.
 */
const erc20 = {
  transfer: { params: { to: 'account', amount: 'uint256' }, returns: 'bool' },
  approve: { params: { spender: 'account', amount: 'uint256' }, returns: 'bool' },
  transferFrom: { params: { from: 'account', to: 'account', amount: 'uint256' }, returns: 'bool' },
} as const

const stepwiseAllowance = {
  increaseAllowance: { params: { spender: 'account', amount: 'uint256' }, returns: 'bool' },
  decreaseAllowance: { params: { spender: 'account', amount: 'uint256' }, returns: 'bool' },
} as const

const ownable = {
  transferOwnership: { params: { to: 'account' }, returns: 'nothing' },
  renounceOwnership: { params: {}, returns: 'nothing' },
} as const

const snapshotToken = {
  ...erc20,
  ...stepwiseAllowance,
  ...ownable,
  mint: { params: { to: 'account', amount: 'uint256' }, returns: 'nothing' },
  snapshot: { params: {}, returns: 'uint256' },
  burnFrom: { params: { from: 'account', amount: 'uint256' }, returns: 'nothing' },
} as const

const bep20 = {
  ...erc20,
  ...stepwiseAllowance,
  ...ownable,
  mint: { params: { amount: 'uint256' }, returns: 'bool' },
  burn: { params: { amount: 'uint256' }, returns: 'bool' },
} as const

const claim = { params: { snapId: 'uint256' }, returns: 'uint256' } as const
const claimRange = { params: { from: 'uint256', to: 'uint256' }, returns: 'uint256' } as const
const liquidity = { params: { amountAmt: 'uint256', amountBtcb: 'uint256' }, returns: 'nothing' } as const
const vault = {
  harvest: { params: { upTo: 'uint256' }, returns: 'nothing' },
  settle: { params: { account: 'account', upTo: 'uint256' }, returns: 'nothing' },
  deposit: { params: { amount: 'uint256' }, returns: 'nothing' },
  withdraw: { params: { amount: 'uint256' }, returns: 'nothing' },
} as const
const swap = {
  params: { amountA: 'uint256', limit: 'uint256', path: 'accounts', to: 'account', deadline: 'uint256' },
} as const

/** Signatures by contract and function. */
export const CONTRACTS = {
  amt: { ...snapshotToken, burn: { params: { amount: 'uint256' }, returns: 'nothing' } },
  liqAmt: snapshotToken,
  btcb: bep20,
  usdt: bep20,
  master: {
    ...ownable,
    payRent: { params: { amountBtcb: 'uint256', vaultParticipation: 'uint256' }, returns: 'nothing' },
    charge: claim,
    chargeFromTo: claimRange,
    liqCharge: { params: { snapId: 'uint256' }, returns: 'nothing' },
    liqChargeFromTo: claimRange,
    handleDust: claim,
    LiqHandleDust: claim,
    addLiquidityLocking: liquidity,
    addLiquidity: liquidity,
    removeLiquidity: { params: { amount: 'uint256' }, returns: 'nothing' },
    mintMaster: { params: { account: 'account', amount: 'uint256' }, returns: 'nothing' },
    setPayerWallet: { params: { wallet: 'account' }, returns: 'nothing' },
    extendApprove: { params: { amount: 'uint256' }, returns: 'nothing' },
  },
  locker: {
    charge: { params: { snapId: 'uint256' }, returns: 'nothing' },
    release: { params: {}, returns: 'nothing' },
  },
  burnVault: { backingWithdraw: { params: { amount: 'uint256' }, returns: 'nothing' } },
  market: {
    ...ownable,
    buy: { params: { amountUsdt: 'uint256' }, returns: 'nothing' },
    sell: { params: { amountAmt: 'uint256' }, returns: 'nothing' },
    setRate: { params: { usdPer100Amt: 'uint256' }, returns: 'nothing' },
    setFee: { params: { fee: 'uint256' }, returns: 'nothing' },
    charge: { params: { snapId: 'uint256' }, returns: 'nothing' },
    withdrawAll: { params: {}, returns: 'nothing' },
  },
  stakingVault: vault,
  buyBackVault: {
    ...vault,
    buyBack: { params: { minAmtOut: 'uint256', deadline: 'uint256' }, returns: 'nothing' },
    poke: { params: {}, returns: 'nothing' },
  },
  distributor: {
    claim: {
      params: { index: 'uint256', account: 'account', amount: 'uint256', proof: 'proof' },
      returns: 'nothing',
    },
    reclaim: { params: {}, returns: 'nothing' },
  },
  /** Not a contract: deployments that an action can make. */
  deploy: {
    distributor: {
      params: {
        reserve: 'account',
        snapshotId: 'uint256',
        deadline: 'uint256',
        accounts: 'accounts',
        amounts: 'uint256s',
      },
      returns: 'nothing',
    },
  },
  factory: {
    createPair: { params: { tokenA: 'account', tokenB: 'account' }, returns: 'account' },
    setFeeTo: { params: { feeTo: 'account' }, returns: 'nothing' },
    setFeeToSetter: { params: { feeToSetter: 'account' }, returns: 'nothing' },
  },
  pair: {
    ...erc20,
    mint: { params: { to: 'account' }, returns: 'uint256' },
    burn: { params: { to: 'account' }, returns: ['uint256', 'uint256'] },
    swap: {
      params: { amount0Out: 'uint256', amount1Out: 'uint256', to: 'account', data: 'bytes' },
      returns: 'nothing',
    },
    skim: { params: { to: 'account' }, returns: 'nothing' },
    sync: { params: {}, returns: 'nothing' },
    initialize: { params: { token0: 'account', token1: 'account' }, returns: 'nothing' },
  },
  router: {
    addLiquidity: {
      params: {
        tokenA: 'account',
        tokenB: 'account',
        amountADesired: 'uint256',
        amountBDesired: 'uint256',
        amountAMin: 'uint256',
        amountBMin: 'uint256',
        to: 'account',
        deadline: 'uint256',
      },
      returns: ['uint256', 'uint256', 'uint256'],
    },
    removeLiquidity: {
      params: {
        tokenA: 'account',
        tokenB: 'account',
        liquidity: 'uint256',
        amountAMin: 'uint256',
        amountBMin: 'uint256',
        to: 'account',
        deadline: 'uint256',
      },
      returns: ['uint256', 'uint256'],
    },
    swapExactTokensForTokens: { ...swap, returns: 'uint256s' },
    swapTokensForExactTokens: { ...swap, returns: 'uint256s' },
    swapExactTokensForTokensSupportingFeeOnTransferTokens: { ...swap, returns: 'nothing' },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Signature>>>>

/**
 * `proof` is the index of the distributor's entry whose Merkle proof is sent; out of range: the empty proof.
 */
export type ParamType = 'account' | 'accounts' | 'uint256' | 'uint256s' | 'bytes' | 'proof'
export type ReturnType = 'nothing' | 'bool' | 'uint256' | 'uint256s' | 'account'

export interface Signature {
  readonly params: Readonly<Record<string, ParamType>>
  readonly returns: ReturnType | readonly ReturnType[]
}

export type Contract = keyof typeof CONTRACTS

/** Names of a contract's functions, without the contract. */
export type FunctionsOf<C extends Contract> = keyof (typeof CONTRACTS)[C] & string

/** `contract.function`, such as `master.charge`. */
export type FunctionName = { [C in Contract]: `${C}.${FunctionsOf<C>}` }[Contract]

export type SignatureOf<F extends FunctionName> = F extends `${infer C extends Contract}.${infer N}`
  ? N extends keyof (typeof CONTRACTS)[C]
    ? (typeof CONTRACTS)[C][N]
    : never
  : never

/** Every function of the catalogue, in table order. */
export const FUNCTION_NAMES = Object.entries(CONTRACTS).flatMap(([contract, functions]) =>
  Object.keys(functions).map((name) => `${contract}.${name}`),
) as FunctionName[]

/** Splits `master.charge` into contract and function. */
export function splitName(name: FunctionName): readonly [contract: Contract, fn: string] {
  const dot = name.indexOf('.')
  return [name.slice(0, dot) as Contract, name.slice(dot + 1)]
}

const SIGNATURES = new Map<string, Signature>(
  FUNCTION_NAMES.map((name) => {
    const [contract, fn] = splitName(name)
    return [name, (CONTRACTS[contract] as Record<string, Signature>)[fn]!]
  }),
)

/** Whether the catalogue contains a function of that name. */
export function isFunctionName(name: unknown): name is FunctionName {
  return typeof name === 'string' && SIGNATURES.has(name)
}

/**
 * Parameters, in ABI order, and return type of a function.
 *
 * @throws {UnknownFunction} when the catalogue has no function of that name.
 */
export function signatureOf(name: FunctionName): Signature {
  const signature = SIGNATURES.get(name)
  if (signature === undefined) throw new UnknownFunction(name)
  return signature
}

/** An action calls a function that the catalogue does not contain. */
export class UnknownFunction extends Error {
  override readonly name = 'UnknownFunction'
  constructor(name: unknown) {
    super(`expected a function of the catalogue, such as "amt.transfer", got ${JSON.stringify(name)}`)
  }
}
