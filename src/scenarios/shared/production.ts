/**
 * Production figures: the day's account as columns, and the waterfall of one payment from the machines to the
 * claims.
 *
 * Unit: BTC, exact.
 */
import type { DaysWork } from '../../model/economics/costs.ts'
import { fromBase, ONE } from '../../model/kernel/units.ts'
import { daysWork, type Treasury } from '../../sim/agents/operations/treasury.ts'
import type { Gauge } from '../../sim/recording/gauge.ts'
import type { Table } from '../../sim/result.ts'
import { lastOf, type Summary } from '../../sim/recording/summary.ts'
import type { DayClose } from '../../sim/recording/day-close.ts'

/** The day's account: mined, mining pool's fee, power, machines if they are written off, payment. */
export function productionGauges(treasury: Treasury): Readonly<Record<string, Gauge>> {
  const column = (title: string, pick: (work: DaysWork) => bigint): Gauge => ({
    title,
    unit: 'BTC',
    read: ({ view }: DayClose) => fromBase(pick(daysWork(treasury, view.environment))),
  })
  return {
    mined: column('Mined', (work) => work.mined),
    miningPoolFee: column("Mining pool's fee", (work) => work.poolFee),
    power: column('Power', (work) => work.power),
    ...((treasury.machinePrice ?? 0n) > 0n
      ? { machines: column('Depreciation of the machines', (work) => work.capex) }
      : {}),
    payment: column('Payment', (work) => work.payment),
  }
}

/**
 * Waterfall of the first payment: potential production, costs, recipients, and claims by the end of the run.
 * Empty if nothing was paid.
 */
export function waterfallOfOnePayment(treasury: Treasury, run: Summary): readonly Table[] {
  const paidOn = run.closes.find(({ view }) => view.payments() > 0n)
  const steps = paidOn === undefined ? [] : stepsOf(treasury, run, paidOn)
  return [
    {
      name: 'waterfall',
      title: 'The first payment',
      columns: [
        { name: 'step', title: 'Step', unit: '', cells: steps.map(({ label }) => label) },
        { name: 'amount', title: 'Amount', unit: 'BTC', cells: steps.map(({ amount }) => fromBase(amount)) },
      ],
    },
  ]
}

interface Step {
  readonly label: string
  readonly amount: bigint
}

function stepsOf(treasury: Treasury, run: Summary, { view }: DayClose): readonly Step[] {
  const work = daysWork(treasury, view.environment)
  const fullUptime = { ...treasury, costs: 'retained', farm: { ...treasury.farm, uptime: ONE } } as const
  const possible = daysWork(fullUptime, view.environment).mined
  const received = work.mined - work.poolFee
  const [power, machines] = treasury.costs === 'deducted' ? [work.power, work.capex] : [0n, 0n]
  const { holders, providers } = view.payment(FIRST)
  const { claimed, dust } = claimsOfFirst(run)
  return [
    { label: 'Mined if all machines ran', amount: possible },
    { label: 'Downtime', amount: work.mined - possible },
    { label: "Mining pool's fee", amount: -work.poolFee },
    ...(power === 0n ? [] : [{ label: 'Power', amount: -power }]),
    ...(machines === 0n ? [] : [{ label: 'Machines', amount: -machines }]),
    { label: 'Below one satoshi', amount: work.payment - (received - power - machines) },
    { label: 'Payment', amount: work.payment },
    { label: 'To the RCL', amount: holders + providers - work.payment },
    { label: 'To liquidity providers', amount: -providers },
    { label: 'For holders', amount: holders },
    { label: 'Claimed so far', amount: -claimed },
    { label: 'Rounding dust', amount: -dust },
    { label: 'Not yet claimed', amount: holders - claimed - dust },
  ]
}

const FIRST = 1n

/**
 * Claims of the first payment by the end of the run, each `floor(H·b/(S-p))`, and the dust that their
 * rounding left.
 */
function claimsOfFirst(run: Summary): { readonly claimed: bigint; readonly dust: bigint } {
  const { view } = lastOf(run)
  const { holders, supply, inPair } = view.payment(FIRST)
  const units = run.people
    .filter((person) => view.hasClaimed(FIRST, person))
    .map((person) => view.amtAt(FIRST, person))
  const share = (amt: bigint): bigint => (holders * amt) / (supply - inPair)
  const claimed = units.reduce((sum, amt) => sum + share(amt), 0n)
  return { claimed, dust: share(units.reduce((sum, amt) => sum + amt, 0n)) - claimed }
}
