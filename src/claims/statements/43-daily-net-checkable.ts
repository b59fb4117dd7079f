/** Claim 43: payments are daily, net of costs, and can be checked. */
import baseline from '../../scenarios/baseline/index.ts'
import type { Claim, StudyFinding } from '../claim.ts'
import { exact, percent } from '../decimal.ts'
import * as moves from '../moves.ts'
import { BASELINE, dailyColumn, metricOf, runsOf, shareOfPaths } from '../runs.ts'
import { succeeded } from '../step.ts'

const { paths, days } = BASELINE

function daily(seed: bigint): StudyFinding {
  const without = runsOf(baseline, { seed, paths, days }).map((run) =>
    Number(metricOf(run, 'daysWithoutPayment')),
  )
  const whole = without.filter((count) => count === 0).length
  const share = 1 - without.reduce((sum, count) => sum + count, 0) / (paths * days)
  return {
    is: whole === paths ? 'holds' : 'fails',
    paths,
    text:
      `In ${paths} paths of ${days} days of baseline there is a payment on ${percent(share)} of the ` +
      `days, and on every day in ${shareOfPaths(whole, paths)}. A day whose production does not cover ` +
      'its costs has none.',
    repeat: `npm run simulate -- baseline --seed ${seed} --days ${days}`,
  }
}

/** Days whose payment is above what mining brought less pool fee and power. */
function net(seed: bigint): StudyFinding {
  let [paidDays, above, whole] = [0, 0, 0]
  for (const run of runsOf(baseline, { seed, paths, days })) {
    const column = (name: string): readonly bigint[] => dailyColumn(run, name).map(exact)
    const [mined, fee, power, payment] = ['mined', 'miningPoolFee', 'power', 'payment'].map(column)
    const tooHigh = payment!.filter(
      (paid, day) => paid > mined![day]! - fee![day]! - power![day]! && paid > 0n,
    )
    paidDays += payment!.filter((paid) => paid > 0n).length
    above += tooHigh.length
    if (tooHigh.length === 0) whole++
  }
  return {
    is: whole === paths ? 'partly testable' : 'fails',
    paths,
    text:
      `Of ${paidDays} payments in ${paths} paths of ${days} days of baseline, ${above} exceed what the ` +
      'day’s mining brought less pool fee and power. The project’s treasury deducts them, not a ' +
      'contract.',
    repeat: `npm run simulate -- baseline --seed ${seed} --days ${days}`,
  }
}

export default {
  number: 43,
  quotation:
    'La distribución de rentabilidad se realiza de forma diaria, leyendo las distintas pool de ' +
    'minería en las que los equipos se encuentran conectados y descontando los gastos de producción.',
  place: 'Introducción',
  english:
    'The yield is distributed daily, by reading the mining pools to which the machines are connected ' +
    'and deducting the costs of production.',
  readings: [
    { by: 'study', name: 'daily', property: 'There is a payment on every day.', study: daily, restsOn: [] },
    {
      by: 'study',
      name: 'net',
      property: 'No payment exceeds what the day’s mining brought less its costs.',
      study: net,
      restsOn: [],
    },
    {
      by: 'search',
      name: 'checkable-on-chain',
      property:
        'A payment’s event states what it paid, and the RCL and Master receive exactly that; ' +
        'Master’s part is what it records for holders and providers.',
      moves: [moves.mint, moves.pay, moves.pay, moves.provide, moves.fundRcl],
      violation(step) {
        const paid = succeeded(step, 'master.payRent')
        if (paid === undefined) return undefined
        const { before, after } = step
        const id = after.payments()
        const toRcl = after.backing() - before.backing()
        const toMaster = after.balance('btcb', 'master') - before.balance('btcb', 'master')
        const event = step.past.findLast(({ name }) => name === 'rentPaid')!
        const isRight =
          event.args[0] === toRcl + toMaster &&
          event.args[1] === toRcl &&
          toMaster === after.pot(id) + after.liqPot(id)
        if (isRight) return undefined
        return (
          `the event states ${String(event.args[0])} base units of BTCB, ${String(event.args[1])} of ` +
          `them for the RCL, and ${toRcl} reach the RCL and ${toMaster} Master`
        )
      },
      restsOn: ['vault-share'],
    },
  ],
  leavesOpen:
    'What the mining pools read and which costs were deducted: neither is on the chain, so a holder ' +
    'can check the division of a payment but not its amount.',
} satisfies Claim
