/**
 * Vaults: deposits are covered, and the staking vault pays exactly for the period of a deposit.
 *
 * Deposits are tracked from the vaults' events. Earnings are computed from Master's and AMT's views of each
 * payment.
 */
import { type Account, CONTRACT_ACCOUNTS } from '../interface/accounts.ts'
import { internNames, type Names } from '../kernel/names.ts'
import { type ViewDomain, type Observed } from '../surface/observation.ts'
import { type Event, eventsOf } from '../interface/outcome.ts'
import { VAULTS, type VaultName } from '../state/deposits.ts'
import { get, set, vector, type Vector } from '../kernel/vector.ts'
import { readAmount } from './books.ts'
import { type Invariant } from './invariant.ts'
import { subjects } from './touched.ts'

type PerVault = Readonly<Record<VaultName, bigint>>

/** Folds the AMT deposited or bought, less withdrawals. */
export const vaultsCoverDeposits: Invariant<PerVault> = {
  name: 'vaults-cover-deposits',
  statement: 'Each vault holds the AMT deposited or bought and not withdrawn; deposits never sum to more.',
  source: 'mechanism: Vaults',
  about: subjects('vaults', 'amt'),
  start: (observed) => ({
    stakingVault: heldBy(observed, 'amt', 'stakingVault'),
    buyBackVault: heldBy(observed, 'amt', 'buyBackVault'),
  }),
  next(before, { outcome, observed }) {
    const events = eventsOf(outcome)
    const due = dueAfter(before, events, amtIn)
    for (const vault of VAULTS) {
      const held = heldBy(observed, 'amt', vault)
      if (held < due[vault]) return { violation: `${vault} holds ${held} AMT base units for ${due[vault]}` }
      const deposits = depositsOf(observed, vault)
      if (deposits > due[vault])
        return { violation: `deposits in ${vault} sum to ${deposits}, expected at most ${due[vault]}` }
    }
    return { state: due }
  },
}

/** Folds the BTCB harvested, less payouts and purchases. */
export const vaultsCoverOwed: Invariant<PerVault> = {
  name: 'vaults-cover-owed',
  statement: 'Each vault holds the BTCB harvested and not paid out or spent; the buy-back vault reports it.',
  source: 'mechanism: Vaults',
  about: subjects('vaults', 'btcb'),
  start: (observed) => ({
    stakingVault: heldBy(observed, 'btcb', 'stakingVault'),
    buyBackVault: pendingOf(observed),
  }),
  next(before, { outcome, observed }) {
    const events = eventsOf(outcome)
    const due = dueAfter(before, events, btcbIn)
    for (const vault of VAULTS) {
      const held = heldBy(observed, 'btcb', vault)
      if (held < due[vault]) return { violation: `${vault} holds ${held} BTCB base units for ${due[vault]}` }
    }
    const pending = pendingOf(observed)
    if (pending !== due.buyBackVault)
      return {
        violation: `the buy-back vault reports ${pending} pending, expected ${due.buyBackVault}`,
      }
    return { state: due }
  },
}

export interface Stakes {
  readonly names: Names
  /** Current deposits, by account index. */
  readonly deposits: Vector<bigint>
  /** Deposits at each payment, by snapshot id and account index. */
  readonly at: Vector<Vector<bigint>>
  /** Id of the latest snapshot. */
  readonly snapshots: number
  /** Settlement by account index: `owed` for payments up to `to`. */
  readonly paid: Vector<Paid>
}

interface Paid {
  readonly to: number
  readonly owed: bigint
}

export const stakingPaysItsPeriod: Invariant<Stakes> = {
  name: 'staking-pays-its-period',
  statement:
    'The staking vault pays exactly what deposited AMT would have claimed of each payment in its period.',
  source: 'whitepaper: staking vault, exactly its period',
  about: subjects('vaults', 'amt', 'master'),
  start: openStakes,
  next(before, { outcome, observed }) {
    let state = before
    for (const { on, name, args } of eventsOf(outcome)) {
      if (on === 'amt' && name === 'Snapshot') state = atPayment(state, Number(args[0]))
      if (on !== 'stakingVault' || (name !== 'deposited' && name !== 'withdrawn')) continue
      const [account, amount, btcb] = args as readonly [Account, bigint, bigint | undefined]
      const index = state.names.index.get(account)
      if (index === undefined) return { violation: `${account}, an unknown account, ${name} ${amount}` }
      if (btcb !== undefined) {
        const owed = owedTo(state, index, observed)
        if (btcb !== owed)
          return { violation: `${account} was paid ${btcb} by the staking vault, expected ${owed}` }
        state = { ...state, paid: set(state.paid, index, { to: state.snapshots, owed: 0n }) }
      }
      const change = name === 'deposited' ? amount : -amount
      const deposit = get(state.deposits, index) + change
      if (deposit < 0n) return { violation: `${account} withdrew ${amount}, ${-deposit} more than deposited` }
      state = { ...state, deposits: set(state.deposits, index, deposit) }
    }
    return { state }
  },
}

/** Initial stakes. Deposits are assumed unchanged since the last settlement. */
function openStakes(observed: Observed, domain: ViewDomain): Stakes {
  const names = internNames(CONTRACT_ACCOUNTS, domain.people)
  const snapshots = Number(domain.snapshots)
  let [deposits, paid] = [vector(0n), vector<Paid>({ to: 0, owed: 0n })]
  for (const person of domain.people) {
    const index = names.index.get(person)!
    const ask = (fn: 'depositOf' | 'settledTo' | 'owedTo'): bigint =>
      readAmount(observed, 'stakingVault', fn, person)
    deposits = set(deposits, index, ask('depositOf'))
    paid = set(paid, index, { to: Number(ask('settledTo')), owed: ask('owedTo') })
  }
  let at = vector(vector(0n))
  for (let id = 1; id <= snapshots; id++) at = set(at, id, deposits)
  return { names, deposits, at, snapshots, paid }
}

function atPayment(state: Stakes, id: number): Stakes {
  return { ...state, at: set(state.at, id, state.deposits), snapshots: id }
}

function owedTo({ at, paid, snapshots }: Stakes, index: number, observed: Observed): bigint {
  let { to, owed } = get(paid, index)
  while (to++ < snapshots) {
    const deposit = get(get(at, to), index)
    if (deposit > 0n) owed += partOf(observed, BigInt(to), deposit)
  }
  return owed
}

/** Amount that `held` AMT in a wallet could claim of a payment, rounded down. */
function partOf(observed: Observed, id: bigint, held: bigint): bigint {
  const pot = readAmount(observed, 'master', 'pays', id)
  const supply = readAmount(observed, 'amt', 'totalSupplyAt', id)
  const pooled = readAmount(observed, 'amt', 'balanceOfAt', 'pair', id)
  return (pot * held) / (supply - pooled)
}

function dueAfter(before: PerVault, events: readonly Event[], change: (event: Event) => bigint): PerVault {
  let { stakingVault, buyBackVault } = before
  let isChanged = false
  for (const event of events) {
    if (event.on === 'stakingVault') stakingVault += change(event)
    else if (event.on === 'buyBackVault') buyBackVault += change(event)
    else continue
    isChanged = true
  }
  return isChanged ? { stakingVault, buyBackVault } : before
}

function amtIn({ name, args }: Event): bigint {
  if (name === 'deposited') return args[1] as bigint
  if (name === 'withdrawn') return -(args[1] as bigint)
  return name === 'boughtBack' ? (args[1] as bigint) : 0n
}

function btcbIn({ name, args }: Event): bigint {
  if (name === 'harvested') return args[2] as bigint
  if (name === 'withdrawn') return -(args[2] as bigint)
  return name === 'boughtBack' ? -(args[0] as bigint) : 0n
}

function heldBy(observed: Observed, token: 'amt' | 'btcb', vault: VaultName): bigint {
  return readAmount(observed, token, 'balanceOf', vault)
}

function depositsOf(observed: Observed, vault: VaultName): bigint {
  return readAmount(observed, vault, 'totalDeposits')
}

function pendingOf(observed: Observed): bigint {
  return readAmount(observed, 'buyBackVault', 'pendingBtcb')
}
