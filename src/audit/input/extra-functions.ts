/**
 * Extra functions: who may call what the published interface does not have, and what that moves.
 *
 * No action calls them, so the comparison would never see a back door. Each is tried by a person and by the
 * privileged accounts, with combinations of edge values, in a state in which every contract holds something;
 * and undone. So are calls without data and of an unknown function, which `receive` and `fallback` answer,
 * whether the ABI has them or not.
 *
 * Not modelled: BNB. A payable function is called without any.
 */
import type { Build } from '../../evm/build.ts'
import type { Chain } from '../../evm/chain.ts'
import type { Artifact } from '../../evm/compile/artifact.ts'
import { ROLES, type Role } from '../../evm/roles.ts'
import { deployedChainOf } from '../../lockstep/compare/deployed-chain.ts'
import { call } from '../../lockstep/generate/context.ts'
import {
  CONTRACT_ACCOUNTS,
  PRIVILEGED_ACCOUNTS,
  TOKENS,
  type Account,
} from '../../model/interface/accounts.ts'
import type { Action } from '../../model/interface/action.ts'
import { UINT256_MAX } from '../../model/kernel/uint256.ts'
import { harmsOthers, type Effect } from '../census/effect.ts'
import { amountIn, positionsIn, type Ask } from '../worth/positions.ts'
import { pricesIn } from '../worth/prices.ts'
import { askChain, NO_CHANGE, worthChange, type WorthChange } from '../worth/net-worth.ts'
import { answeredBy, Unanswered } from '../answered.ts'
import { callsOf, preparedOrNot } from './edge-calls.ts'
import { functionsIn, isView, publishedFunctions, signatureOf } from './abi-items.ts'

/** What trying an extra function showed. */
export interface ExtraFunction {
  readonly role: Role
  readonly signature: string
  /** Who could call it, with some arguments. */
  readonly callers: readonly Account[]
  /**
   * Of all calls that moved something, the one that says most: a loss of others before one's own, then the
   * first caller, then more balances.
   */
  readonly mover: Account | undefined
  /** Who has more or less after that call, losses first. */
  readonly effects: readonly Effect[]
  /** Who gains and who loses by that call, in BTCB, what is owed included. */
  readonly worth: WorthChange
  /** Observed views, balances aside, whose answers it changed for some caller. */
  readonly changed: readonly string[]
  /** Why it is not tried; undefined if it is. */
  readonly untried?: string
}

const PERSON = 'alice'
const CALLERS: readonly Account[] = [PERSON, ...PRIVILEGED_ACCOUNTS]
const PEOPLE: readonly Account[] = [PERSON, 'bruno', ...PRIVILEGED_ACCOUNTS]
const ACCOUNTS: readonly Account[] = [...PEOPLE, ...CONTRACT_ACCOUNTS]

/** Tries every extra function of a build. */
export function extraFunctions(
  build: Build,
  roles: Readonly<Partial<Record<Role, Artifact>>>,
): readonly ExtraFunction[] {
  return ROLES.flatMap((role) => {
    const artifact = roles[role]
    if (artifact === undefined) return []
    const known = new Set(publishedFunctions(role).map(signatureOf))
    const extra = functionsIn(artifact.abi).filter((item) => !isView(item) && !known.has(signatureOf(item)))
    const functions = extra.map((item) => {
      const signature = signatureOf(item)
      const prepared = preparedOrNot(artifact, signature)
      if (prepared === undefined)
        return { ...nothingMoved(role, signature), untried: 'the lab does not encode its parameters' }
      return tried(build, role, signature, (by, addressOf) => callsOf(prepared, item, addressOf, by))
    })
    const fallbacks = FALLBACKS.map(([signature, data]) => tried(build, role, signature, () => [data]))
    return [...functions, ...fallbacks.filter(({ callers }) => callers.length > 0)]
  })
}

/** What a contract without `receive` and `fallback` reverts. The selector is of no function here. */
const FALLBACKS: readonly (readonly [signature: string, data: Uint8Array])[] = [
  ['call without data', Uint8Array.of()],
  ['call of an unknown function', Uint8Array.of(0xde, 0xad, 0xbe, 0xef)],
]

type Calls = (by: Account, addressOf: (account: Account) => string) => readonly Uint8Array[]

function tried(build: Build, role: Role, signature: string, callsBy: Calls): ExtraFunction {
  const { chain, start } = deployedChainOf(build, 'below')
  chain.rewind(start)
  for (const action of PREPARED) applied(build, chain, action)
  if (!chain.exists(role)) return nothingMoved(role, signature)
  const callers: Account[] = []
  const changed = new Set<string>()
  let [mover, effects, worth]: [Account | undefined, readonly Effect[], WorthChange] = [
    undefined,
    [],
    NO_CHANGE,
  ]
  const ask = askChain(chain)
  const [before, prices] = [positionsIn(ask, PEOPLE), pricesIn(ask, chain.tokenOrder)]
  const balances = balancesIn(ask)
  for (const by of CALLERS)
    for (const data of callsBy(by, (account) => chain.names.addressOf(account))) {
      chain.staleViews()
      const mark = chain.checkpoint()
      const done = chain.send(by, role, data)
      const stale = done ? chain.staleViews() : []
      if (done && !callers.includes(by)) callers.push(by)
      if (stale.length > 0) {
        const moved = differencesOf(balances, balancesIn(ask))
        const change = worthChange(before, positionsIn(ask, PEOPLE), prices)
        if (saysMore(moved, by, effects, mover)) [mover, effects, worth] = [by, moved, change]
        // What is owed may move although no balance does.
        else if (mover === undefined && change.changes.length > 0) [mover, worth] = [by, change]
        for (const { on, fn } of stale) if (fn !== 'balanceOf') changed.add(`${on}.${fn}`)
      }
      chain.rewind(mark)
    }
  chain.rewind(start)
  return { role, signature, callers, mover, effects, worth, changed: [...changed].toSorted() }
}

function nothingMoved(role: Role, signature: string): ExtraFunction {
  return { role, signature, callers: [], mover: undefined, effects: [], worth: NO_CHANGE, changed: [] }
}

/** Callers are tried in order, so a later one says more only by a loss of others. */
function saysMore(
  moved: readonly Effect[],
  by: Account,
  known: readonly Effect[],
  mover: Account | undefined,
): boolean {
  if (moved.length === 0) return false
  const [harms, harmed] = [harmsOthers(moved, by), harmsOthers(known, mover)]
  if (harms !== harmed) return harms
  return mover === undefined || known.length === 0 || (mover === by && moved.length > known.length)
}

type Balances = ReadonlyMap<string, Effect>

function balancesIn(ask: Ask): Balances {
  const found = new Map<string, Effect>()
  for (const coin of [...TOKENS, 'pair'] as const)
    for (const account of ACCOUNTS) {
      // A build need not have created the pair.
      const amount = amountIn(ask, coin, 'balanceOf', [account])
      found.set(`${coin} ${account}`, { coin, account, amount })
    }
  return found
}

function differencesOf(before: Balances, after: Balances): readonly Effect[] {
  return [...after]
    .map(([key, { coin, account, amount }]) => ({ coin, account, amount: amount - before.get(key)!.amount }))
    .filter(({ amount }) => amount !== 0n)
    .toSorted((a, b) => (a.amount < b.amount ? -1 : 1))
}

/**
 * Applies an action: whether it is done. Where the build has no such function, or its answer cannot be read,
 * nothing happens.
 */
export function applied({ lacks = [] }: Build, chain: Chain, action: Action): boolean {
  if ('call' in action && lacks.includes(action.call)) return false
  const outcome = answeredBy(() => chain.apply(action))
  return !(outcome instanceof Unanswered) && outcome.ok
}

const T = 10n ** 18n
const trust = (by: Account, token: 'amt' | 'btcb', spender: Account): Action =>
  call(by, `${token}.approve`, { spender, amount: UINT256_MAX })

/** Every contract holds something: pool, RCL, Master, Market, vaults. */
export const PREPARED: readonly Action[] = [
  call('binance', 'btcb.mint', { amount: 1000n * T }),
  call('binance', 'usdt.mint', { amount: 1000n * T }),
  ...['alice', 'payer', 'burnVault'].map((to) => call('binance', 'btcb.transfer', { to, amount: 100n * T })),
  call('binance', 'usdt.transfer', { to: 'market', amount: 500n * T }),
  ...['alice', 'bruno', 'market'].map((account) =>
    call('owner', 'master.mintMaster', { account, amount: 1000n * T }),
  ),
  trust('alice', 'amt', 'master'),
  trust('alice', 'btcb', 'master'),
  trust('payer', 'btcb', 'master'),
  trust('bruno', 'amt', 'stakingVault'),
  trust('bruno', 'amt', 'buyBackVault'),
  call('alice', 'master.addLiquidity', { amountAmt: 500n * T, amountBtcb: 50n * T }),
  call('bruno', 'stakingVault.deposit', { amount: 300n * T }),
  call('bruno', 'buyBackVault.deposit', { amount: 300n * T }),
  call('payer', 'master.payRent', { amountBtcb: 50n * T, vaultParticipation: 20n }),
]
