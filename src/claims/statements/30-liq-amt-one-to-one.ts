/** Claim 30: liqAMT is 1:1 with LP tokens. */
import { nobodyCalls } from '../assumptions.ts'
import type { Claim } from '../claim.ts'
import {
  buy,
  LIQUIDITY_ALLOWANCES,
  locked,
  provide,
  release,
  sendShares,
  unwrap,
  wait,
  wrap,
} from '../liquidity-moves.ts'
import * as moves from '../moves.ts'
import { eventsIn, succeeded, type Facts } from '../step.ts'

const nobodyGives = nobodyCalls('no-shares-sent', 'nobody sends LP shares', 'pair.transfer')

/** LP shares that Master and the locker keep. */
function kept(facts: Facts): bigint {
  return facts.balance('pair', 'master') + facts.balance('pair', 'locker')
}

const start = [...LIQUIDITY_ALLOWANCES, ...locked(10_000n)]
const world = [wrap, wrap, unwrap, unwrap, provide, sendShares, buy, moves.sell, wait, release]

export default {
  number: 30,
  quotation:
    'un token auxiliar llamado liqAMT emparejado en una relación 1:1 con el respectivo token LP […] ' +
    'quemando el liqAMT emitido y devolviendo los tokens de la piscina representados por el LP',
  place: 'Generación de rentabilidad para proveedores de liquidez',
  english:
    'An auxiliary token called liqAMT, paired 1:1 with the respective LP token; by burning the ' +
    'liqAMT issued and returning the pool’s tokens that the LP represents.',
  readings: [
    {
      by: 'search',
      name: 'never-more',
      property: 'There is never more liqAMT than LP shares with Master and the locker.',
      start,
      moves: world,
      violation({ after }) {
        const [receipts, shares] = [after.supplyOf('liqAmt'), kept(after)]
        return receipts > shares
          ? `there are ${receipts} base units of liqAMT and ${shares} of LP shares`
          : undefined
      },
      restsOn: ['liq-amt-per-share'],
    },
    {
      by: 'search',
      name: 'equal',
      property: 'There is exactly as much liqAMT as LP shares with Master and the locker.',
      start,
      moves: world,
      violation({ after }) {
        const [receipts, shares] = [after.supplyOf('liqAmt'), kept(after)]
        return receipts === shares
          ? undefined
          : `there are ${receipts} base units of liqAMT and ${shares} of LP shares`
      },
      assumptions: [nobodyGives],
      restsOn: ['liq-amt-per-share'],
    },
    {
      by: 'search',
      name: 'returns-its-part',
      property:
        'Who burns liqAMT receives the part of the pool’s AMT and BTCB that as many LP shares are, ' +
        'each rounded down.',
      start,
      moves: world,
      violation(step) {
        const removed = succeeded(step, 'master.removeLiquidity')
        if (removed === undefined) return undefined
        const { before, after } = step
        for (const token of ['amt', 'btcb'] as const) {
          const due = (removed.args.amount * before.balance(token, 'pair')) / before.supplyOf('pair')
          const got = after.balance(token, removed.by) - before.balance(token, removed.by)
          if (got !== due) return `${removed.by} gets ${got} base units of ${token}, not ${due}`
        }
        const burnt = before.supplyOf('liqAmt') - after.supplyOf('liqAmt')
        return burnt === removed.args.amount
          ? undefined
          : `${burnt} base units of liqAMT are burnt, not ${removed.args.amount}, in ` +
              `${eventsIn(step).length} events`
      },
      restsOn: ['removal-to-caller'],
    },
  ],
  leavesOpen:
    'LP shares that are sent to Master without liqAMT, which nobody can take out again; ' +
    'PancakeSwap’s fee for itself, off here, dilutes both alike.',
} satisfies Claim
