/**
 * Extra functions: who may call what the published interface does not have, and what that moves.
 *
 * No action calls them, so the comparison would never see a back door. Each is tried by a person and by the
 * privileged accounts, with a few edge values, in a state in which every contract holds something; and
 * undone.
 */
import type { AbiFunction, AbiParameter } from '../../evm/abi/abi.ts'
import { prepareCall } from '../../evm/abi/call.ts'
import { AbiDataError, AbiValueError, type AbiValue } from '../../evm/abi/value.ts'
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
  /** Observed views, balances aside, whose answers it changed for some caller. */
  readonly changed: readonly string[]
}

const PERSON = 'alice'
const CALLERS: readonly Account[] = [PERSON, ...PRIVILEGED_ACCOUNTS]
const ACCOUNTS: readonly Account[] = [PERSON, 'bruno', ...PRIVILEGED_ACCOUNTS, ...CONTRACT_ACCOUNTS]

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
    return extra.map((item) => tried(build, role, artifact, item))
  })
}

function tried(build: Build, role: Role, artifact: Artifact, item: AbiFunction): ExtraFunction {
  const { chain, start } = deployedChainOf(build, 'below')
  chain.rewind(start)
  for (const action of PREPARED) if (!isLacking(build, action)) prepare(chain, action)
  const signature = signatureOf(item)
  const callers: Account[] = []
  const changed = new Set<string>()
  let [mover, effects]: [Account | undefined, readonly Effect[]] = [undefined, []]
  if (!chain.exists(role)) return { role, signature, callers, mover, effects, changed: [] }
  const before = balancesIn(chain)
  for (const by of CALLERS)
    for (const data of callsOf(artifact, item, (account) => chain.names.addressOf(account), by)) {
      chain.staleViews()
      const mark = chain.checkpoint()
      const done = chain.send(by, role, data)
      if (done) {
        if (!callers.includes(by)) callers.push(by)
        const moved = differencesOf(before, balancesIn(chain))
        if (saysMore(moved, by, effects, mover)) [mover, effects] = [by, moved]
        for (const { on, fn } of chain.staleViews()) if (fn !== 'balanceOf') changed.add(`${on}.${fn}`)
      }
      chain.rewind(mark)
    }
  chain.rewind(start)
  return { role, signature, callers, mover, effects, changed: [...changed].toSorted() }
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
  return mover === undefined || (mover === by && moved.length > known.length)
}

/** Call data with edge values: the first of each type together, then the second, and so on. */
function callsOf(
  artifact: Artifact,
  item: AbiFunction,
  addressOf: (account: Account) => string,
  by: Account,
): readonly Uint8Array[] {
  const prepared = prepareCall(artifact.abi, signatureOf(item), artifact.contract)
  const found: Uint8Array[] = []
  for (let round = 0; round < EDGES.length; round++) {
    const args = item.inputs.map((input, index) => valueOf(input, round + index, addressOf, by))
    try {
      found.push(prepared.encode(...args))
    } catch (error) {
      // The value is too large for the parameter's type; another round has a smaller one.
      if (!(error instanceof AbiValueError)) throw error
    }
    if (item.inputs.length === 0) break
  }
  return found
}

const EDGES = [1n, 0n, 10n ** 18n, 1000n, UINT256_MAX, 100n] as const

function valueOf(
  { type }: AbiParameter,
  round: number,
  addressOf: (account: Account) => string,
  by: Account,
): AbiValue {
  if (type.endsWith('[]')) return [valueOf({ name: '', type: type.slice(0, -2) }, round, addressOf, by)]
  if (type === 'address') return addressOf([by, 'btcb', 'amt', 'bruno', 'master', by][round % EDGES.length]!)
  if (type === 'bool') return round % 2 === 0
  if (type === 'string') return ''
  if (/^bytes\d+$/.test(type)) return `0x${'00'.repeat(Number(type.slice('bytes'.length)))}`
  return type === 'bytes' ? '0x' : EDGES[round % EDGES.length]!
}

type Balances = ReadonlyMap<string, Effect>

function balancesIn(chain: Chain): Balances {
  const found = new Map<string, Effect>()
  for (const coin of [...TOKENS, 'pair'] as const)
    for (const account of ACCOUNTS) {
      const amount = chain.read({ on: coin, fn: 'balanceOf', args: [account] }) as bigint
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

/** Applies an action; where its answer cannot be read, the state is prepared a little less. */
function prepare(chain: Chain, action: Action): void {
  try {
    chain.apply(action)
  } catch (error) {
    if (!(error instanceof AbiDataError)) throw error
  }
}

function isLacking({ lacks = [] }: Build, action: Action): boolean {
  return 'call' in action && lacks.includes(action.call)
}

const T = 10n ** 18n
const trust = (by: Account, token: 'amt' | 'btcb', spender: Account): Action =>
  call(by, `${token}.approve`, { spender, amount: UINT256_MAX })

/** Every contract holds something: pool, RCL, Master, Market, vaults. */
const PREPARED: readonly Action[] = [
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
