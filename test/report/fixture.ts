/**
 * Fixture: a synthetic run result of any length, by integer arithmetic alone. Tests of reports do not depend
 * on scenarios.
 */
import { amt, fromBase } from '../../src/model/kernel/units.ts'
import type { Action } from '../../src/model/interface/action.ts'
import type { Column, RunResult } from '../../src/sim/result.ts'
import type { PageInput } from '../../src/report/page.ts'

export function result(days = 3, changes: Partial<RunResult> = {}): RunResult {
  const day = Array.from({ length: days }, (_each, index) => index + 1)
  const column = (name: string, title: string, unit: string, at: (day: number) => bigint): Column => ({
    name,
    title,
    unit,
    cells: day.map((each) => fromBase(at(each))),
  })
  // Deterministic: sums of triangle waves with different periods.
  const wave = (each: number, period: number, height: bigint): bigint => {
    const phase = BigInt(Math.abs(((each + period / 2) % period) - period / 2))
    return (height * (4n * phase - BigInt(period))) / BigInt(period)
  }
  const price = (each: number): bigint =>
    49_500_000_000_000n -
    BigInt(each) * 81_234_567_891n +
    wave(each, 62, 2_400_000_000_000n) +
    wave(each, 22, 900_000_000_000n) +
    wave(each, 6, 410_000_000_000n)
  const floor = (each: number): bigint => 545_100_000_000n + BigInt(each) * 1_012_345_678n
  const payout = (each: number): bigint =>
    11_000_000_000n - BigInt(each) * 12_345_678n + wave(each, 14, 600_000_000n)
  return {
    scenario: 'fixture',
    question: 'What does a holder earn, and where is the floor, from July 2023 on?',
    seed: '1',
    path: 0,
    days,
    parameters: { vaultShare: '20', difficultyGrowth: '50' },
    deployment: { people: ['Ana', 'Bruno'], tokenOrder: ['amt', 'btcb', 'usdt'], timestamp: '1689120000' },
    actions: [
      { by: 'owner', call: 'master.mintMaster', args: { account: 'Ana', amount: amt('43750000') } },
      { wait: 86_400n },
      { by: 'Ana', call: 'amt.transfer', args: { to: 'Bruno', amount: 1n } },
    ] satisfies Action[],
    reverts: { 'master.charge: AlreadyCharged': 1 },
    tables: [
      {
        name: 'days',
        title: 'Day by day',
        columns: [
          { name: 'day', title: 'Day', unit: '', cells: day.map(String) },
          column('price', 'Spot price', 'BTCB/AMT', price),
          column('floor', 'Floor of the RCL', 'BTCB/AMT', floor),
          column('payout', 'Payout per AMT', 'BTCB/AMT', payout),
          column(
            'backing',
            'BTCB in the RCL',
            'BTCB',
            (each) => amt('30') + BigInt(each) * 61_234_567_890_123_457n,
          ),
          column(
            'supply',
            'AMT in circulation',
            'AMT',
            (each) => amt('55035719') - amt('1234.5') * BigInt(each),
          ),
        ],
      },
      {
        name: 'payment',
        title: 'One payment',
        columns: [
          {
            name: 'step',
            title: 'Step',
            unit: '',
            cells: ['Gross', 'Pool fee', 'Energy', 'Payment', 'To the RCL', 'To liquidity', 'To holders'],
          },
          {
            name: 'amount',
            title: 'Amount',
            unit: 'BTCB',
            cells: [
              '0.684217',
              '-0.017105425',
              '-0.25',
              '0.417111575',
              '-0.083422315',
              '-0.00606',
              '0.32762926',
            ],
          },
        ],
      },
    ],
    charts: [
      {
        name: 'price-floor',
        title: 'Price against the floor',
        caption: 'The pool may ask more than the floor; it can never ask less for long.',
        kind: 'lines',
        table: 'days',
        x: 'day',
        y: ['price', 'floor'],
        scale: 'log',
      },
      {
        name: 'payout',
        title: 'Payout per AMT',
        caption: 'What one AMT may claim for each day.',
        kind: 'lines',
        table: 'days',
        x: 'day',
        y: ['payout'],
      },
      {
        name: 'rcl',
        title: 'The RCL and the supply',
        caption: 'BTCB comes in with every payment; AMT goes as holders redeem.',
        kind: 'lines',
        table: 'days',
        x: 'day',
        y: ['backing', 'supply'],
      },
      {
        name: 'payment',
        title: 'One payment, shared out',
        caption: 'From what the fleet mined on day 1 to what holders may claim.',
        kind: 'waterfall',
        table: 'payment',
        x: 'step',
        y: ['amount'],
      },
    ],
    metrics: {
      payoutPerAmt: { title: 'Paid per AMT in the year', unit: 'BTCB/AMT', value: '0.000003812345678901' },
      floorEnd: { title: 'Floor at the end', unit: 'BTCB/AMT', value: '0.000000914606172728' },
      supplyEnd: { title: 'AMT in circulation at the end', unit: 'AMT', value: '54585126.5' },
      returnBtc: { title: 'Return in BTC', unit: '%', value: '-12.345678' },
      payments: { title: 'Payments', unit: '', value: '365' },
    },
    invariants: {
      supply: { statement: 'The supply equals the sum of all balances.', holds: true, checks: 12345 },
      conservation: { statement: 'BTCB is conserved, dust named by its cause.', holds: true, checks: 12345 },
      rate: {
        statement: 'The RCL’s rate never falls by redeeming, transferring, paying or claiming.',
        holds: true,
        checks: 12345,
      },
      claims: { statement: 'Claims of a payment never exceed it.', holds: true, checks: 1 },
    },
    findings: [
      {
        statement: 'The floor rises on every day with a payment.',
        found: 'It rose on 365 of 365 days.',
        asExpected: true,
      },
      {
        statement: 'The floor meets the price within a year.',
        found: 'It stays at 2% of it.',
        asExpected: false,
      },
    ],
    variants: [],
    ...changes,
  }
}

export const brokenInvariant: RunResult['invariants'] = {
  supply: { statement: 'The supply equals the sum of all balances.', holds: true, checks: 3 },
  rate: {
    statement: 'The RCL’s rate never falls by redeeming.',
    holds: false,
    checks: 3,
    violation: { action: 2, day: 1, message: 'rate fell from 5 to 4' },
  },
}

export function input(changes: Partial<PageInput> = {}): PageInput {
  return {
    result: result(),
    command: 'npm run simulate -- fixture --seed 1 --days 3',
    versions: {
      package: '0.1.0',
      node: '20.20.2',
      dependencies: { 'decimal.js': '10.6.0' },
      compilers: { 'the contracts': '0.8.37' },
    },
    settings: [
      {
        name: 'vaultShare',
        title: 'Share of each payment for the RCL',
        unit: '%',
        value: '20',
        standard: '20',
      },
      {
        name: 'difficultyGrowth',
        title: 'Growth of difficulty',
        unit: '% a year',
        value: '75',
        standard: '50',
      },
    ],
    plotly: 'window.Plotly = { react() {} }',
    ...changes,
  }
}
