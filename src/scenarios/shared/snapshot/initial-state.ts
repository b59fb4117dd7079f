/**
 * Initial state of a chain snapshot, built by actions from an empty economy.
 *
 * The project issues the supply, creates the pool (`pool.ts`), puts the RCL's BTCB in place, and gives
 * everybody what they own. The protocol fee starts after that, so that the growth of the reserves, which has
 * paid it on the chain, does not pay it again. Providers get the liquidity by Zipf's law.
 *
 * Equal to the wei: supply, RCL, reserves, LP supply and locked liqAMT (but see `pool.ts`), and every balance
 * of a holder, unless the scenario has people of its own, who take AMT from others. Not reproduced: payments
 * before the block and their unclaimed BTCB; AMT in the pair beyond its reserve, which the project gets; up
 * to three wei of AMT in each vault, which its four depositors share equally.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import type { Action } from '../../../model/interface/action.ts'
import { MINIMUM_LIQUIDITY } from '../../../model/contracts/pancake/formulas.ts'
import { SECONDS_PER_DAY, type Amt, type Timestamp } from '../../../model/kernel/units.ts'
import { approveAll, call, zipfShares, type Agent } from '../../../sim/agent.ts'
import type { InitialState, Stage } from '../../../sim/definition/scenario.ts'
import type { ChainSnapshot } from '../../../sim/opening/chain-snapshot.ts'
import type { Holdings } from './holdings.ts'
import { poolDeposits, type Deposit, type PoolDeposits } from './pool.ts'

/** Names of the agents that get the public liquidity. */
const [WRAPPED, RAW] = ['provider', 'raw-provider']

/** Whether anybody holds LP tokens without Master. */
export const hasRawProviders = ({ lp }: ChainSnapshot): boolean => lp.supply > lp.wrapped + MINIMUM_LIQUIDITY

interface Terms {
  readonly protocolFee: boolean
  readonly daysSinceLaunch: number
}

/**
 * The state before day 0 that equals a chain snapshot, as deployment and actions.
 *
 * @param accounts AMT of accounts that no agent brings.
 * @param agents Everybody with AMT or BTCB. The project keeps the rest of the AMT.
 */
export function initialStateOfSnapshot(
  snapshot: ChainSnapshot,
  { protocolFee, daysSinceLaunch }: Terms,
  { master, rcl, dead }: Holdings['accounts'],
  agents: readonly Agent[],
): InitialState {
  const seconds = BigInt(daysSinceLaunch) * SECONDS_PER_DAY
  const deposits = poolDeposits(snapshot)
  const people = agents.flatMap((agent) => agent.people)
  const cash = people.reduce((sum, { btcb = 0n }) => sum + btcb, 0n)
  const wait: readonly Stage[] =
    seconds === 0n ? [] : [{ name: 'since-launch', actions: [{ wait: seconds }] }]
  return {
    timestamp: (snapshot.timestamp - seconds) as Timestamp,
    tokenOrder: ['usdt', 'liqAmt', 'amt', 'btcb'],
    stages: [
      {
        name: 'launch',
        actions: [
          ...launch(snapshot, deposits),
          ...(protocolFee ? [call('pancake', 'factory.setFeeTo', { feeTo: 'pancake' })] : []),
        ],
      },
      ...wait,
      {
        name: 'snapshot',
        actions: [
          call('binance', 'btcb.mint', { amount: cash }),
          ...send('amt', { master, burnVault: rcl, dead }),
          ...people.flatMap(({ name, amt = 0n, btcb = 0n }) => [
            ...send('amt', { [name]: amt }),
            ...send('btcb', { [name]: btcb }, 'binance'),
          ]),
          ...liquidity(snapshot, deposits, agents),
        ],
      },
    ],
  }
}

/** AMT, BTCB of pool and RCL, and all LP tokens. */
function launch(snapshot: ChainSnapshot, { first, wrapped, raw, donation }: PoolDeposits): readonly Action[] {
  const { supply, backing, reserves, lp } = snapshot
  const add = lp.locked === 0n ? 'master.addLiquidity' : 'master.addLiquidityLocking'
  const deposit = (by: typeof add, { amt, btcb }: Deposit): Action =>
    call('owner', by, { amountAmt: amt, amountBtcb: btcb })
  const toPair = ({ amt, btcb }: Deposit): readonly Action[] => [
    ...send('amt', { pair: amt }),
    ...send('btcb', { pair: btcb }),
  ]
  return [
    call('owner', 'master.mintMaster', { account: 'owner', amount: supply }),
    call('binance', 'btcb.mint', { amount: reserves.btcb + backing }),
    ...send('btcb', { owner: reserves.btcb, burnVault: backing }, 'binance'),
    approveAll('owner', 'amt', 'master'),
    approveAll('owner', 'btcb', 'master'),
    deposit(add, first),
    ...(wrapped === undefined ? [] : [deposit('master.addLiquidity', wrapped)]),
    ...(raw === undefined ? [] : [...toPair(raw), call('owner', 'pair.mint', { to: 'owner' })]),
    ...(donation.amt === 0n && donation.btcb === 0n
      ? []
      : [...toPair(donation), call('owner', 'pair.sync', {})]),
  ]
}

/** The project gives liqAMT and LP tokens to the providers. */
function liquidity(
  snapshot: ChainSnapshot,
  { first, wrapped, raw }: PoolDeposits,
  agents: readonly Agent[],
): readonly Action[] {
  const namesIn = (agent: string | undefined): readonly Account[] =>
    agents.find(({ name }) => name === agent)?.people.map(({ name }) => name) ?? []
  const [withLiqAmt, withLp] = [namesIn(WRAPPED), namesIn(RAW)]
  const liqAmt = snapshot.lp.locked === 0n ? first.lp : (wrapped?.lp ?? 0n)
  const lp = raw?.lp ?? 0n
  const shared = (whole: bigint, names: readonly Account[]): Readonly<Record<Account, bigint>> => {
    const shares = zipfShares(whole as Amt, names.length)
    return Object.fromEntries(names.map((name, index) => [name, shares[index]!]))
  }
  return [
    ...send('liqAmt', shared(liqAmt, withLiqAmt)),
    // Without raw providers these are the few wei that rounding leaves; nobody gets them.
    ...send('pair', withLp.length > 0 ? shared(lp, withLp) : { dead: lp }),
  ]
}

/** Transfers from `from`, none of zero. */
const send = (
  token: 'amt' | 'btcb' | 'liqAmt' | 'pair',
  amounts: Readonly<Record<Account, bigint>>,
  from: Account = 'owner',
): readonly Action[] =>
  Object.entries(amounts).flatMap(([to, amount]) =>
    amount === 0n || to === from ? [] : [call(from, `${token}.transfer`, { to, amount })],
  )
