/**
 * The past: did the floor fall between the launch and July 2023?
 *
 * The whitepaper gives the AMT issued at both dates, and 30 BTCB in the RCL. It says neither what was
 * deposited in between nor of which date the 30 BTCB are, so the fall is a conclusion under an assumption:
 *
 * - 30 BTCB at launch, and `d` since: the floor fell if `d < 30·11,285,719/43,750,000 = 7.74`.
 * - 30 BTCB in July 2023, `d` of them since the launch: it fell if `d < 30·11,285,719/55,035,719 = 6.15`.
 *
 * The run has the first reading. `backing` less `depositsSinceLaunch` gives the second.
 *
 * Units: base units; rates in BTCB wei per AMT, rounded down. Not modelled: AMT burnt before July 2023.
 * Redemption keeps the rate, and leaves less AMT, so that fewer deposits make up for an emission.
 */
import { AT_LAUNCH, IN_JULY_2023, amtPerTh } from '../../model/economics/hash-rate-ledger.ts'
import { btcb, fromBase, ONE, type Btcb } from '../../model/kernel/units.ts'
import { call } from '../../sim/agent.ts'
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'
import type { Stage } from '../../sim/definition/scenario.ts'
import type { Summary } from '../../sim/recording/summary.ts'
import type { Metric, Table } from '../../sim/result.ts'
import { redemptionRateDown } from '../../sim/view/agent-view.ts'
import { about, amountMetric, percentMetric, percentOf, rounded, sats, tableOf } from '../shared/figures.ts'
import { onlyInJuly2023, type StartSettings } from '../shared/start.ts'
import type { Dilution } from './parameters.ts'

/** Deposits of the table, in BTC. */
const DEPOSITS = Array.from({ length: 16 }, (_, deposit) => deposit)

type Past = Pick<Dilution, 'backing' | 'depositsSinceLaunch'>

const atLaunch = (backing: bigint): bigint => (backing * ONE) / AT_LAUNCH.issued
const inJuly2023 = (backing: bigint): bigint => (backing * ONE) / IN_JULY_2023.issued

/** Deposits after which July 2023 has the floor of the launch, if `backing` is that of the launch. */
const keepsFloorOfLaunch = (backing: bigint): Btcb =>
  ((backing * (IN_JULY_2023.issued - AT_LAUNCH.issued)) / AT_LAUNCH.issued) as Btcb

/** Likewise, if `backing` is that of July 2023 and includes the deposits. */
const keepsFloorIfIncluded = (backing: bigint): Btcb =>
  ((backing * (IN_JULY_2023.issued - AT_LAUNCH.issued)) / IN_JULY_2023.issued) as Btcb

/** The deposits since the launch, as a stage of the initial state. Empty without any. */
export function depositStage({ depositsSinceLaunch: amount }: Past): readonly Stage[] {
  if (amount === 0n) return []
  const actions = [
    call('binance', 'btcb.mint', { amount }),
    call('binance', 'btcb.transfer', { to: 'burnVault', amount }),
  ]
  return [{ name: 'deposits-since-launch', actions }]
}

/** Floor at both dates by deposits in between, under both readings of the whitepaper's 30 BTCB. */
export function floorByDeposits({ backing }: Past): Table {
  const change = (then: bigint, now: bigint): string => rounded(percentOf(now - then, then))
  return tableOf(
    { name: 'past', title: 'Floor from launch to July 2023, by deposits in the RCL in between' },
    [
      { name: 'deposits', title: 'Deposits since launch', unit: 'BTC' },
      {
        name: 'floorNow',
        title: `Floor in July 2023, with ${fromBase(backing)} BTCB at launch`,
        unit: 'BTC/AMT',
      },
      { name: 'change', title: 'Its change since launch', unit: '%' },
      {
        name: 'floorThen',
        title: `Floor at launch, if the ${fromBase(backing)} BTCB of July 2023 include the deposits`,
        unit: 'BTC/AMT',
      },
      { name: 'changeIfIncluded', title: 'Change since launch, if they do', unit: '%' },
    ],
    DEPOSITS.filter((deposit) => btcb(String(deposit)) <= backing).map((deposit) => {
      const amount = btcb(String(deposit))
      const [now, then] = [inJuly2023(backing + amount), atLaunch(backing - amount)]
      return [
        String(deposit),
        fromBase(now),
        change(atLaunch(backing), now),
        fromBase(then),
        then === 0n ? '' : change(then, inJuly2023(backing)),
      ]
    }),
  )
}

/** Floor at launch, and in July 2023 as the run starts with it. */
const floors = ({ backing }: Past, run: Summary): readonly [then: bigint, now: bigint] => [
  atLaunch(backing),
  redemptionRateDown(run.start.view),
]

export function pastMetrics(settings: Past, run: Summary): Readonly<Record<string, Metric>> {
  const [then, now] = floors(settings, run)
  return {
    floorAtLaunch: amountMetric('Floor at launch', then, 'BTC/AMT'),
    pastFloorChange: percentMetric(
      'Change of the floor from launch to July 2023',
      percentOf(now - then, then),
    ),
    keepsFloorOfLaunch: amountMetric(
      'Deposits since launch above which the floor did not fall',
      keepsFloorOfLaunch(settings.backing),
    ),
    keepsFloorIfIncluded: amountMetric(
      'Likewise, if the RCL of July 2023 includes them',
      keepsFloorIfIncluded(settings.backing),
    ),
  }
}

const floorFell = (settings: Past): Hypothesis => ({
  statement: `From launch to July 2023 the hash rate per AMT more than doubled and the floor fell, with ${fromBase(settings.depositsSinceLaunch)} BTC deposited in the RCL in between`,
  check: (run) => {
    const hash = amtPerTh(AT_LAUNCH).div(amtPerTh(IN_JULY_2023))
    const [then, now] = floors(settings, run)
    return {
      found: `${hash.toFixed(2)} times the hash rate; floor ${sats(then)} sat at launch, ${sats(now)} in July 2023`,
      asExpected: hash.gt(2) && now < then,
    }
  },
})

/** The condition of the fall, and how long July 2023's first payment would take to reach it. */
const fallNeedsFewDeposits = (settings: Past): Hypothesis => {
  const [most, ifIncluded] = [keepsFloorOfLaunch(settings.backing), keepsFloorIfIncluded(settings.backing)]
  const held = fromBase(settings.backing)
  return {
    statement: `The floor fell from launch to July 2023 only if less than ${about(most)} BTC were deposited in between (${about(ifIncluded)} if the ${held} BTCB of July 2023 include them)`,
    check: (run) => {
      const [then, now] = floors(settings, run)
      const deposited = settings.depositsSinceLaunch
      const daily = (run.closes[0]?.view.backing() ?? 0n) - run.start.view.backing()
      const days =
        daily > 0n
          ? `; at ${about(daily, 4)} BTC a day, the RCL’s share of the first payment, ${about(most)} BTC take ${(most + daily - 1n) / daily} days`
          : ''
      return {
        found: `floor ${sats(then)} sat at launch, ${sats(now)} in July 2023 with ${about(deposited)} BTC deposited${days}`,
        asExpected: now < then === deposited < most,
      }
    },
  }
}

export const hypothesesOfPast = (settings: Past & StartSettings): readonly Hypothesis[] =>
  onlyInJuly2023(settings, [floorFell(settings), fallNeedsFewDeposits(settings)])
