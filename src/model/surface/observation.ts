/**
 * Observation: the publicly readable state of an economy, in one canonical form.
 *
 * A {@link View} is one call of a view function, such as `amt.balanceOf(alice)`. {@link viewsOf} lists every
 * valid view of a {@link ViewDomain} (people, snapshots, pairs). Model and chain answer the same list; the
 * answers must be equal.
 */
import { CONTRACT_ACCOUNTS, TOKENS, type Account, type Pair, type Token } from '../interface/accounts.ts'
import type { Value } from '../interface/outcome.ts'
import { VAULTS, type VaultName } from '../state/deposits.ts'

/** A call of a contract's view function. */
export interface View {
  /** Account of the called contract. */
  readonly on: Account
  readonly fn: ViewName
  readonly args: readonly (Account | bigint)[]
}

/** Signatures of the view functions, in ABI order. */
export const VIEWS = {
  totalSupply: { params: [], returns: 'uint256' },
  balanceOf: { params: ['account'], returns: 'uint256' },
  allowance: { params: ['account', 'account'], returns: 'uint256' },
  owner: { params: [], returns: 'account' },
  getCurrentSnapshotId: { params: [], returns: 'uint256' },
  balanceOfAt: { params: ['account', 'uint256'], returns: 'uint256' },
  totalSupplyAt: { params: ['uint256'], returns: 'uint256' },
  pays: { params: ['uint256'], returns: 'uint256' },
  liqPays: { params: ['uint256'], returns: 'uint256' },
  alreadyCharged: { params: ['account', 'uint256'], returns: 'bool' },
  liqAlreadyCharged: { params: ['account', 'uint256'], returns: 'bool' },
  payerWallet: { params: [], returns: 'account' },
  liqLocked: { params: [], returns: 'bool' },
  addrLiqLocker: { params: [], returns: 'account' },
  beneficiary: { params: [], returns: 'account' },
  releaseTime: { params: [], returns: 'uint256' },
  feeTo: { params: [], returns: 'account' },
  feeToSetter: { params: [], returns: 'account' },
  getPair: { params: ['account', 'account'], returns: 'account' },
  getReserves: { params: [], returns: ['uint256', 'uint256', 'uint256'] },
  kLast: { params: [], returns: 'uint256' },
  price0CumulativeLast: { params: [], returns: 'uint256' },
  price1CumulativeLast: { params: [], returns: 'uint256' },
  usdPer100Amt: { params: [], returns: 'uint256' },
  fee: { params: [], returns: 'uint256' },
  harvestedTo: { params: [], returns: 'uint256' },
  totalDeposits: { params: [], returns: 'uint256' },
  depositOf: { params: ['account'], returns: 'uint256' },
  owedTo: { params: ['account'], returns: 'uint256' },
  settledTo: { params: ['account'], returns: 'uint256' },
  pendingBtcb: { params: [], returns: 'uint256' },
  rounds: { params: [], returns: 'uint256' },
  round: { params: ['uint256'], returns: ['uint256', 'uint256', 'uint256', 'uint256'] },
  boughtAt: { params: [], returns: 'uint256' },
  priceRecord: { params: ['uint256'], returns: ['uint256', 'uint256', 'uint256'] },
  reserve: { params: [], returns: 'account' },
  snapshotId: { params: [], returns: 'uint256' },
  deadline: { params: [], returns: 'uint256' },
  isClaimed: { params: ['uint256'], returns: 'bool' },
  CAP: { params: [], returns: 'uint256' },
  name: { params: [], returns: 'string' },
  symbol: { params: [], returns: 'string' },
  decimals: { params: [], returns: 'uint256' },
  getOwner: { params: [], returns: 'account' },
  amt: { params: [], returns: 'account' },
  vault: { params: [], returns: 'account' },
  liqPool: { params: [], returns: 'account' },
  liqToken: { params: [], returns: 'account' },
  addrBtcb: { params: [], returns: 'account' },
  addrRouter: { params: [], returns: 'account' },
  token: { params: [], returns: 'account' },
  adminWallet: { params: [], returns: 'account' },
  allPairs: { params: ['uint256'], returns: 'account' },
  allPairsLength: { params: [], returns: 'uint256' },
  factory: { params: [], returns: 'account' },
  token0: { params: [], returns: 'account' },
  token1: { params: [], returns: 'account' },
  MINIMUM_LIQUIDITY: { params: [], returns: 'uint256' },
  quote: { params: ['uint256', 'uint256', 'uint256'], returns: 'uint256' },
  getAmountOut: { params: ['uint256', 'uint256', 'uint256'], returns: 'uint256' },
  getAmountIn: { params: ['uint256', 'uint256', 'uint256'], returns: 'uint256' },
} as const

/** Name of a view. */
export type ViewName = keyof typeof VIEWS

/**
 * View functions that are not observed, as `contract.function` of the ABI, each with the reason. A test
 * compares them and {@link VIEWS} with the ABIs of all contracts.
 */
export const UNOBSERVED: Readonly<Record<string, string>> = {
  'distributor.root':
    'The model has the list and computes no hashes. A test compares the root with the tree of the list, ' +
    'and every claim of lockstep proves an entry against it.',
  'pair.DOMAIN_SEPARATOR': 'Only `permit` reads it, and signatures are not modelled.',
  'pair.PERMIT_TYPEHASH': 'Only `permit` reads it, and signatures are not modelled.',
  'pair.nonces': 'Only `permit` changes them, and signatures are not modelled.',
  'router.WETH': 'Only the functions for BNB use it, and BNB is not modelled.',
  'router.getAmountsOut':
    'It reverts while a pair of the path is empty. The exact-input swap returns the same list, which is ' +
    'compared.',
  'router.getAmountsIn':
    'It reverts while a pair of the path is empty. The exact-output swap returns the same list, which is ' +
    'compared.',
}

/** View domain: the entities of an economy that views can refer to. */
export interface ViewDomain {
  readonly people: readonly Account[]
  /** Id of the latest snapshot. */
  readonly snapshots: bigint
  /** Pairs that are created. */
  readonly pairs: readonly Pair[]
  readonly lockerExists: boolean
  /** Number of rounds of the buy-back vault. */
  readonly rounds: number
  /** Number of entries of the distributor's list; `undefined` until it is deployed. */
  readonly airdrops: number | undefined
}

/** Canonical text of a view, such as `amt.balanceOfAt(alice, 3)`; the key of an observation. */
export function viewKey(view: View): string {
  return `${view.on}.${view.fn}(${view.args.join(', ')})`
}

/** Answers by {@link viewKey}, in the order of {@link viewsOf}. */
export type Observation = ReadonlyMap<string, Value>

/** Source of answers: the economy or the chain. */
export interface Observed {
  /** The value of a view. */
  read(view: View): Value
  /**
   * The answer of a view with at most two arguments, without an object for it: invariants ask several times
   * for every action. @default by {@link read}
   */
  answer?(on: Account, fn: ViewName, a?: Account | bigint, b?: Account | bigint): Value
}

/** An answer, by {@link Observed.answer} where there is one. */
export function answerOf(
  observed: Observed,
  on: Account,
  fn: ViewName,
  a?: Account | bigint,
  b?: Account | bigint,
): Value {
  if (observed.answer !== undefined) return observed.answer(on, fn, a, b)
  return observed.read({ on, fn, args: a === undefined ? [] : b === undefined ? [a] : [a, b] })
}

const SPENDERS = ['master', 'burnVault', 'router', 'market', 'stakingVault', 'buyBackVault'] as const

/** Every view that has an answer in the domain, in canonical order. */
export function* viewsOf(domain: ViewDomain): Generator<View> {
  for (const token of [...TOKENS, ...domain.pairs]) yield* tokenViews(token, domain)
  for (const on of [...TOKENS, 'master', 'market'] as const) yield* ownerViews(on)
  yield { on: 'master', fn: 'payerWallet', args: [] }
  yield { on: 'master', fn: 'liqLocked', args: [] }
  yield { on: 'master', fn: 'addrLiqLocker', args: [] }
  if (domain.lockerExists) yield* LOCKER_VIEWS
  yield { on: 'amt', fn: 'getCurrentSnapshotId', args: [] }
  yield { on: 'liqAmt', fn: 'getCurrentSnapshotId', args: [] }
  for (let id = 1n; id <= domain.snapshots; id++) yield* snapshotViews(id, domain)
  yield* MARKET_VIEWS
  for (const vault of VAULTS) yield* vaultViews(vault, domain)
  yield { on: 'buyBackVault', fn: 'pendingBtcb', args: [] }
  yield { on: 'buyBackVault', fn: 'rounds', args: [] }
  yield { on: 'buyBackVault', fn: 'boughtAt', args: [] }
  yield* PRICE_RECORD_VIEWS
  for (let index = 0; index < domain.rounds; index++) yield roundView(index)
  yield* distributorViews(domain)
  yield { on: 'factory', fn: 'feeTo', args: [] }
  yield { on: 'factory', fn: 'feeToSetter', args: [] }
  yield* PAIR_REGISTER_VIEWS
  for (let index = 0; index < domain.pairs.length; index++) yield pairAtView(index)
  for (const pair of domain.pairs) {
    yield* pairViews(pair)
    yield* pairConstants(pair)
  }
  yield* CONSTANT_VIEWS
}

/** Accounts whose balances are observed. */
export function holdersOf(domain: ViewDomain): readonly Account[] {
  return [...CONTRACT_ACCOUNTS, ...domain.people]
}

/** Supply, balances and allowances of a token or of a pair's LP shares. */
export function* tokenViews(token: Token | Pair, domain: ViewDomain): Generator<View> {
  const owners = [...domain.people, 'master', 'locker', 'buyBackVault']
  const spenders = [...domain.people, ...SPENDERS]
  yield { on: token, fn: 'totalSupply', args: [] }
  for (const holder of holdersOf(domain)) yield { on: token, fn: 'balanceOf', args: [holder] }
  for (const owner of owners)
    for (const spender of spenders) yield { on: token, fn: 'allowance', args: [owner, spender] }
}

/** State of a pair except its LP shares. */
export function* pairViews(pair: Pair): Generator<View> {
  for (const fn of ['getReserves', 'kLast', 'price0CumulativeLast', 'price1CumulativeLast'] as const)
    yield { on: pair, fn, args: [] }
}

/** What a new pair has for good. */
export function* pairConstants(pair: Pair): Generator<View> {
  for (const fn of [
    'name',
    'symbol',
    'decimals',
    'MINIMUM_LIQUIDITY',
    'factory',
    'token0',
    'token1',
  ] as const)
    yield { on: pair, fn, args: [] }
}

/** Owner of a contract. Binance's tokens tell it under a second name, too. */
export function* ownerViews(on: Token | 'master' | 'market'): Generator<View> {
  yield { on, fn: 'owner', args: [] }
  if (on === 'btcb' || on === 'usdt') yield { on, fn: 'getOwner', args: [] }
}

/** The factory's pairs: their number, and the pair of each two tokens, in either order. */
export const PAIR_REGISTER_VIEWS: readonly View[] = [
  { on: 'factory', fn: 'allPairsLength', args: [] },
  ...TOKENS.flatMap((a) =>
    TOKENS.filter((b) => a !== b).map((b): View => ({ on: 'factory', fn: 'getPair', args: [a, b] })),
  ),
]

/** A pair by the order of creation, from 0. */
export function pairAtView(index: number): View {
  return { on: 'factory', fn: 'allPairs', args: [BigInt(index)] }
}

/** An input or output and two reserves, base units: all three of the router's quotes round. */
const SAMPLE = [10n ** 18n + 7n, 3n * 10n ** 20n + 1n, 10n ** 19n + 9n]

/**
 * Views whose answers no action can change. The chain caches them without a slot to watch, so only the full
 * comparison reads them again. The router's quotes are pure: one sample each.
 */
const CONSTANT_VIEWS: readonly View[] = [
  ...TOKENS.flatMap((on) =>
    (['name', 'symbol', 'decimals'] as const).map((fn): View => ({ on, fn, args: [] })),
  ),
  { on: 'amt', fn: 'CAP', args: [] },
  { on: 'burnVault', fn: 'amt', args: [] },
  ...(['amt', 'vault', 'liqPool', 'liqToken', 'addrBtcb', 'addrRouter'] as const).map((fn): View => ({
    on: 'master',
    fn,
    args: [],
  })),
  { on: 'market', fn: 'adminWallet', args: [] },
  { on: 'router', fn: 'factory', args: [] },
  ...(['quote', 'getAmountOut', 'getAmountIn'] as const).map((fn): View => ({
    on: 'router',
    fn,
    args: SAMPLE,
  })),
]

/** State of the locker, and the token that it locks. */
export const LOCKER_VIEWS: readonly View[] = [
  { on: 'locker', fn: 'beneficiary', args: [] },
  { on: 'locker', fn: 'releaseTime', args: [] },
  { on: 'locker', fn: 'token', args: [] },
]

/** Terms of the Market. */
export const MARKET_VIEWS: readonly View[] = [
  { on: 'market', fn: 'usdPer100Amt', args: [] },
  { on: 'market', fn: 'fee', args: [] },
]

/** The newest price record and the one before it. */
export const PRICE_RECORD_VIEWS: readonly View[] = [0n, 1n].map((age) => ({
  on: 'buyBackVault',
  fn: 'priceRecord',
  args: [age],
}))

/** Deposits of a vault. */
export function* vaultViews(vault: VaultName, domain: ViewDomain): Generator<View> {
  yield { on: vault, fn: 'harvestedTo', args: [] }
  yield { on: vault, fn: 'totalDeposits', args: [] }
  for (const person of domain.people) yield* depositorViews(vault, person)
}

/** One depositor of a vault. */
export function* depositorViews(vault: VaultName, depositor: Account): Generator<View> {
  for (const fn of ['depositOf', 'owedTo', 'settledTo'] as const) yield { on: vault, fn, args: [depositor] }
}

/** One round of the buy-back vault. */
export function roundView(index: number): View {
  return { on: 'buyBackVault', fn: 'round', args: [BigInt(index)] }
}

/** Terms and claimed entries of the distributor; no views until it is deployed. */
export function* distributorViews({ airdrops }: ViewDomain): Generator<View> {
  if (airdrops === undefined) return
  yield { on: 'distributor', fn: 'reserve', args: [] }
  yield { on: 'distributor', fn: 'snapshotId', args: [] }
  yield { on: 'distributor', fn: 'deadline', args: [] }
  for (let index = 0; index < airdrops; index++) yield entryView(index)
}

/** One entry of the distributor's list. */
export function entryView(index: number): View {
  return { on: 'distributor', fn: 'isClaimed', args: [BigInt(index)] }
}

/** Balances and supplies at a snapshot, its payment and its claims. */
export function* snapshotViews(id: bigint, domain: ViewDomain): Generator<View> {
  const holders = holdersOf(domain)
  for (const token of ['amt', 'liqAmt'] as const) {
    yield { on: token, fn: 'totalSupplyAt', args: [id] }
    for (const holder of holders) yield { on: token, fn: 'balanceOfAt', args: [holder, id] }
  }
  yield { on: 'master', fn: 'pays', args: [id] }
  yield { on: 'master', fn: 'liqPays', args: [id] }
  for (const holder of holders) {
    yield { on: 'master', fn: 'alreadyCharged', args: [holder, id] }
    yield { on: 'master', fn: 'liqAlreadyCharged', args: [holder, id] }
  }
}

/** Reads every view of a domain. */
export function observe(observed: Observed, domain: ViewDomain): Observation {
  return new Map([...viewsOf(domain)].map((view) => [viewKey(view), observed.read(view)]))
}

/** Canonical text of an observation, one answer per line, for hashing and printing. */
export function observationText(observation: Observation): string {
  return [...observation].map(([key, value]) => `${key} = ${String(value)}`).join('\n')
}
