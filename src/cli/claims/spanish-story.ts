/**
 * Story in Spanish: the actions of a counterexample as sentences, as `lockstep/report/story.ts` tells them in
 * English. A call that no counterexample of the ledger needs is written as code.
 */
import { amountText, symbolOf } from '../../lockstep/report/story.ts'
import { isPair, isToken } from '../../model/interface/accounts.ts'
import { isWait, type Action, type Call } from '../../model/interface/action.ts'
import { splitName } from '../../model/interface/functions.ts'
import { SECONDS_PER_DAY } from '../../model/kernel/units.ts'

/** One action as a sentence without its full stop. */
export function spanishSentence(action: Action): string {
  if (isWait(action)) return `Pasa el tiempo: ${duration(action.wait)}`
  const who = action.by.charAt(0).toUpperCase() + action.by.slice(1)
  const told = tell(action)
  return told === undefined ? `${who} llama a ${action.call}(${plain(action.args)})` : `${who} ${told}`
}

function tell(call: Call): string | undefined {
  switch (call.call) {
    case 'master.payRent':
      return `paga ${amount(call.args.amountBtcb, 'BTCB')}, ${call.args.vaultParticipation}% de ello a la RCL`
    case 'master.charge':
      return `cobra el pago ${call.args.snapId} como tenedor`
    case 'master.liqCharge':
      return `cobra el pago ${call.args.snapId} como proveedor de liquidez`
    case 'master.chargeFromTo':
      return `cobra los pagos ${call.args.from} a ${call.args.to} como tenedor`
    case 'master.addLiquidity':
      return `agrega ${liquidity(call.args)} por medio de Master`
    case 'master.addLiquidityLocking':
      return `agrega ${liquidity(call.args)} y la bloquea`
    case 'master.removeLiquidity':
      return `retira la liquidez de ${amount(call.args.amount, 'liqAMT')}`
    case 'master.mintMaster':
      return `emite ${amount(call.args.amount, 'AMT')} a ${call.args.account}`
    case 'burnVault.backingWithdraw':
      return `canjea ${amount(call.args.amount, 'AMT')}`
    case 'locker.release':
      return 'libera el bloqueo'
    case 'market.buy':
      return `compra AMT en el Market por ${amount(call.args.amountUsdt, 'USDT')}`
    case 'market.sell':
      return `vende ${amount(call.args.amountAmt, 'AMT')} al Market`
    case 'market.setRate':
      return `fija en ${call.args.usdPer100Amt} USDT el precio de 100 AMT en el Market`
    case 'stakingVault.deposit':
      return `deposita ${amount(call.args.amount, 'AMT')} en el baúl de staking`
    case 'stakingVault.withdraw':
      return `retira ${amount(call.args.amount, 'AMT')} del baúl de staking`
    case 'stakingVault.harvest':
      return `hace que el baúl de staking cobre hasta el pago ${call.args.upTo}`
    case 'buyBackVault.deposit':
      return `deposita ${amount(call.args.amount, 'AMT')} en el baúl de recompra`
    case 'buyBackVault.withdraw':
      return `retira ${amount(call.args.amount, 'AMT')} del baúl de recompra`
    case 'buyBackVault.harvest':
      return `hace que el baúl de recompra cobre hasta el pago ${call.args.upTo}`
    case 'buyBackVault.poke':
      return 'hace que el baúl de recompra anote el precio'
    case 'buyBackVault.buyBack':
      return `hace que el baúl de recompra compre al menos ${amount(call.args.minAmtOut, 'AMT')}`
    case 'deploy.distributor':
      return `anuncia un airdrop a ${call.args.accounts.join(', ')}, del snapshot ${call.args.snapshotId}`
    case 'distributor.claim':
      return (
        `reclama la entrada ${call.args.index} del airdrop, ${amount(call.args.amount, 'AMT')} para ` +
        `${call.args.account}`
      )
    case 'router.addLiquidity':
      return (
        `agrega hasta ${amount(call.args.amountADesired, symbolOf(call.args.tokenA))} y ` +
        `${amount(call.args.amountBDesired, symbolOf(call.args.tokenB))} al pool`
      )
    case 'router.swapExactTokensForTokens':
      return (
        `cambia ${amount(call.args.amountA, symbolOf(call.args.path[0]))} por la ruta ` +
        `${call.args.path.map(symbolOf).join(' → ')} para ${call.args.to}`
      )
    default:
      return tellToken(call)
  }
}

function tellToken(call: Call): string | undefined {
  const [contract, fn] = splitName(call.call)
  if (!isToken(contract) && !isPair(contract)) return undefined
  const unit = symbolOf(contract)
  const args = call.args as unknown as Readonly<Record<string, string & bigint>>
  switch (fn) {
    case 'transfer':
      return `envía ${amount(args['amount']!, unit)} a ${args['to']}`
    case 'approve':
      return `permite que ${args['spender']} gaste ${amount(args['amount']!, unit)}`
    case 'mint':
      return `emite ${amount(args['amount']!, unit)}`
    case 'burn':
      return `quema ${amount(args['amount']!, unit)}`
    case 'burnFrom':
      return `quema ${amount(args['amount']!, unit)} de ${args['from']}`
    default:
      return undefined
  }
}

/** The English text of an amount differs in the words for base units only. */
function amount(value: bigint, unit: string): string {
  return amountText(value, unit)
    .replace('base units of', 'unidades mínimas de')
    .replace('base unit of', 'unidad mínima de')
}

function liquidity(args: { readonly amountAmt: bigint; readonly amountBtcb: bigint }): string {
  return `${amount(args.amountAmt, 'AMT')} y ${amount(args.amountBtcb, 'BTCB')}`
}

/** In the largest unit that leaves no remainder, as in English. */
function duration(seconds: bigint): string {
  const [size, unit] = UNITS.find(([size]) => seconds > 0n && seconds % size === 0n) ?? [1n, 'segundo']
  const count = seconds / size
  return `${count} ${unit}${count === 1n ? '' : 's'}`
}

/** Units of time by their seconds. */
const UNITS: readonly (readonly [bigint, string])[] = [
  [SECONDS_PER_DAY, 'día'],
  [3_600n, 'hora'],
  [60n, 'minuto'],
]

function plain(args: object): string {
  return Object.entries(args)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(', ')
}
