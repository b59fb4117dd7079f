/**
 * Inconsistencies: places where the whitepaper contradicts itself. Each is two quotations and a check that
 * finds how they differ: by their numbers, by the functions of the contracts, by actions on the model, or by
 * the verdict of a reading. A check that finds nothing says that the two agree.
 */
import { call, type Action } from '../model/interface/action.ts'
import { CONTRACTS } from '../model/interface/functions.ts'
import { settle } from '../model/economics/costs.ts'
import { fromBase, toBase, type Btcb } from '../model/kernel/units.ts'
import { RULES } from '../lockstep/compare/rules.ts'
import type { Claim } from './claim.ts'
import { CLAIMS } from './claims.ts'
import { DEPLOYMENT } from './deployment.ts'
import { evaluate, verdictText } from './evaluate.ts'
import { endowed, LIQUIDITY_ALLOWANCES } from './liquidity-moves.ts'
import { usdtFor } from './market-world.ts'
import { JULY_2023 } from './stated.ts'
import { Facts } from './step.ts'

export interface Inconsistency {
  /** Short and stable. */
  readonly name: string
  /** What it is about, as a sentence. */
  readonly about: string
  readonly one: Quoted
  readonly other: Quoted
  /** How they differ, as a sentence; undefined if they agree. `seed` is that of the run. */
  readonly find: (seed: bigint) => string | undefined
}

export interface Quoted {
  /** In Spanish, word for word; `[…]` marks an omission. */
  readonly quotation: string
  readonly place: string
}

/** An inconsistency with what a run finds. */
export interface Found extends Inconsistency {
  readonly found: string | undefined
}

/** Checks all, in their order. */
export function findInconsistencies(seed: bigint): readonly Found[] {
  return INCONSISTENCIES.map((each) => ({ ...each, found: each.find(seed) }))
}

const INTRODUCTION = 'Introducción'
const HASH_POWER = 'Transparencia y poder de hash'
const RCL = 'Mercado y Reserva Creciente de Liquidez'
const TOKEN = 'Aspectos técnicos del token'
const ANNEX = 'Anexo'

/** Says so unless the reading holds without an assumption. */
function unlessHolds(number: number, name: string): (seed: bigint) => string | undefined {
  return (seed) => {
    const claim: Claim = CLAIMS.find((each) => each.number === number)!
    const readings = claim.readings.filter((each) => each.name === name)
    const [evaluated] = evaluate({ ...claim, readings }, { seed, shrinks: false }).readings
    const verdict = verdictText(evaluated!.verdict)
    const { property } = evaluated!.reading
    return ['holds', 'proved'].includes(verdict) ? undefined : `“${property}” ${verdict} (claim ${number}).`
  }
}

/** The whitepaper's numbers in a text: `55.035.719` is a whole number, `246.3` a decimal. */
function numbersIn(text: string): readonly number[] {
  return (text.match(/\d+(?:\.\d{3})+|\d+(?:\.\d+)?/g) ?? []).map((number) =>
    Number(/^\d+(?:\.\d{3})+$/.test(number) ? number.replaceAll('.', '') : number),
  )
}

function played(...actions: readonly Action[]): Facts {
  return new Facts(RULES, RULES.deployEconomy(DEPLOYMENT)).after(actions)
}

/** The code of the revert; undefined if the action succeeds. */
function revertOf(facts: Facts, action: Action): string | undefined {
  const { outcome } = RULES.apply(facts.economy, action)
  return outcome.ok ? undefined : outcome.revert
}

export const INCONSISTENCIES: readonly Inconsistency[] = [
  {
    name: 'issued-amt',
    about: 'The stated ratio, hash power and number of issued AMT.',
    one: { quotation: 'una relación con TH/s de 1TH/s = 246.3 AMT', place: HASH_POWER },
    other: { quotation: '55.035.719 de tokens emitidos', place: HASH_POWER },
    find() {
      const product = (JULY_2023.amtPerThTenths * JULY_2023.hashRate) / 10n
      return product === JULY_2023.issued
        ? undefined
        : `246.3 AMT per TH/s times 223,446 TH/s are ${product.toLocaleString('en')} AMT, not ` +
            '55,035,719: the ratio is rounded.'
    },
  },
  {
    name: 'base-of-30',
    about: 'A guaranteed base of 30 BTC, and the example.',
    one: {
      quotation: 'el proyecto garantiza una cantidad de BTC de base (30 BTC)',
      place: `${INTRODUCTION}, Reserva Creciente de Liquidez`,
    },
    other: { quotation: '29/29.000.000', place: `${RCL}, Ejemplo` },
    find() {
      const [base] = numbersIn(this.one.quotation)
      const [left] = numbersIn(this.other.quotation)
      return left! >= base!
        ? undefined
        : `After Bob’s redemption the RCL holds ${left} BTC, less than ${base}.`
    },
  },
  {
    name: 'only-rises-or-stays',
    about: 'What a redemption does to the rate.',
    one: { quotation: 'la proporción establecida sólo puede aumentar', place: RCL },
    other: { quotation: 'Es decir se mantiene la relación', place: `${RCL}, Ejemplo` },
    find: unlessHolds(5, 'each-redemption-raises'),
  },
  {
    name: 'only-rises-or-diluted',
    about: 'Whether anything lowers the rate.',
    one: { quotation: 'decimos que la RCL solo puede aumentar', place: RCL },
    other: {
      quotation: 'Tendrá una tasa establecida por: BTCB en la bóveda / AMT circulante',
      place: RCL,
    },
    find: unlessHolds(5, 'nothing-lowers'),
  },
  {
    name: 'finite-or-issued',
    about: 'The maximum as a reason why the rate only rises.',
    one: {
      quotation: 'Los AMT son finitos, existe un máximo insuperable de 100.000.000',
      place: `${RCL}, 1)`,
    },
    other: { quotation: 'serán emitidos a lo largo del tiempo', place: HASH_POWER },
    find: unlessHolds(6, 'once-all-are-issued'),
  },
  {
    name: 'emission-without-loss',
    about: 'What an emission does to the value of AMT.',
    one: { quotation: 'sus tokens no perderán valor ante futuras emisiones', place: TOKEN },
    other: {
      quotation:
        'El intercambio se realiza de forma proporcional según los AMT que se intercambian sobre la ' +
        'totalidad de AMT que existen en circulación',
      place: `${INTRODUCTION}, Reserva Creciente de Liquidez`,
    },
    find: unlessHolds(25, 'redemption-value'),
  },
  {
    name: 'half-of-the-payments',
    about: 'What half of the AMT receives.',
    one: { quotation: 'recibirá el beneficio del 50% de los respectivos pagos', place: INTRODUCTION },
    other: { quotation: 'el proyecto divide los pagos en dos formas', place: INTRODUCTION },
    find: unlessHolds(1, 'of-the-whole-payment'),
  },
  {
    name: 'who-bears-the-costs',
    about: 'Who pays for energy.',
    one: { quotation: 'descontando los gastos de producción', place: INTRODUCTION },
    other: {
      quotation:
        'contempla los costos de administración, energía y amortización de los equipos con los ' +
        'tokens que se quedará el proyecto en sí mismo',
      place: HASH_POWER,
    },
    find() {
      const [mined, power] = [toBase('1') as Btcb, toBase('0.4') as Btcb]
      const day = { mined, poolFee: 0n as Btcb, power, capex: 0n as Btcb, net: (mined - power) as Btcb }
      const [one, other] = (['deducted', 'retained'] as const).map((policy) => settle(day, policy).payment)
      return one === other
        ? undefined
        : `A day that mines 1 BTC and needs 0.4 BTC of energy pays ${fromBase(one!)} BTC under the ` +
            `first and ${fromBase(other!)} BTC under the second.`
    },
  },
  {
    name: 'below-the-rcl',
    about: 'Whether the market can be below the RCL.',
    one: {
      quotation: 'el valor del mercado abierto no puede ser inferior al valor del AMT cotizado en la RCL',
      place: RCL,
    },
    other: {
      quotation:
        'volver a comprarlos en Pancake haciendo que allí suban su valor, hasta que ya no sea viable ' +
        'hacer este proceso',
      place: RCL,
    },
    find: unlessHolds(39, 'at-every-moment'),
  },
  {
    name: 'who-burns',
    about: 'Who can burn AMT.',
    one: {
      quotation:
        'Las funciones mint, snapshot, burn, y burnFrom son funciones que el propietario del ' +
        'contrato puede llamar',
      place: `${ANNEX}, AMT`,
    },
    other: {
      quotation: 'burn: Esta función es para quemar o destruir una cierta cantidad de tokens del llamador',
      place: `${ANNEX}, AMT`,
    },
    find: unlessHolds(42, 'only-the-owner'),
  },
  {
    name: 'when-snapshots-are-taken',
    about: 'When a snapshot can be taken.',
    one: {
      quotation: "permite tomar instantáneas, o 'snapshots', de su estado en cualquier momento",
      place: `${ANNEX}, AMT`,
    },
    other: {
      quotation:
        'determinados por operaciones privilegiadas realizadas por el administrador, en la misma ' +
        'operación en la que se realiza el pago de retorno',
      place: TOKEN,
    },
    find() {
      const revert = revertOf(played(), call('owner', 'amt.snapshot', {}))
      return revert === undefined
        ? undefined
        : 'AMT’s owner is Master, which takes snapshots in payments only; a call by the administrator ' +
            `reverts with ${revert}.`
    },
  },
  {
    name: 'what-providers-get',
    about: 'What a provider of liquidity gets.',
    one: {
      quotation: 'Los usuarios pueden proporcionar AMT y BTCB a cambio de tokens de liquidez',
      place: `${ANNEX}, Master`,
    },
    other: {
      quotation: 'obtener, en lugar del token de liquidez LP original, un token auxiliar llamado liqAMT',
      place: 'Generación de rentabilidad para proveedores de liquidez',
    },
    find() {
      const facts = played(
        ...LIQUIDITY_ALLOWANCES,
        ...endowed('alice', 10_000n),
        call('alice', 'master.addLiquidity', { amountAmt: 10_000n, amountBtcb: 10_000n }),
      )
      const [shares, receipts] = [facts.balance('pair', 'alice'), facts.balance('liqAmt', 'alice')]
      return shares > 0n
        ? undefined
        : `Who calls addLiquidity gets ${receipts} base units of liqAMT and ${shares} of LP shares.`
    },
  },
  {
    name: 'currencies-of-the-market',
    about: 'What the Market trades against.',
    one: {
      quotation: 'permite la compra y venta de tokens AMT (AutoMiningToken) con USDT y BTCb',
      place: `${ANNEX}, Market`,
    },
    other: { quotation: 'Permite a un usuario comprar tokens AMT con USDT.', place: `${ANNEX}, Market` },
    find() {
      const { buy, sell } = CONTRACTS.market
      const amounts = [...Object.keys(buy.params), ...Object.keys(sell.params)]
      return amounts.some((name) => /btcb/i.test(name))
        ? undefined
        : `The Market’s functions take ${amounts.join(' and ')}, and no BTCB.`
    },
  },
  {
    name: 'where-the-proceeds-go',
    about: 'From what the Market buys AMT back.',
    one: {
      quotation:
        'Es la dirección de la billetera del administrador a la cual se transfieren los tokens USDT ' +
        'y AMT en las funciones de compra y venta',
      place: `${ANNEX}, Market`,
    },
    other: {
      quotation: 'que el contrato tenga suficientes USDT para la compra',
      place: `${ANNEX}, Market`,
    },
    find() {
      const facts = played(
        call('owner', 'master.mintMaster', { account: 'market', amount: 10_000n }),
        ...usdtFor('bob', 3_000n),
        call('bob', 'usdt.approve', { spender: 'market', amount: 3_000n }),
        call('bob', 'market.buy', { amountUsdt: 3_000n }),
        call('bob', 'amt.approve', { spender: 'market', amount: 2_000n }),
      )
      const revert = revertOf(facts, call('bob', 'market.sell', { amountAmt: 1_000n }))
      return revert === undefined
        ? undefined
        : `A purchase leaves ${facts.balance('usdt', 'market')} USDT in the Market, so selling AMT ` +
            `back reverts with ${revert} until the administrator sends USDT.`
    },
  },
  {
    name: 'a-fixed-price',
    about: 'Whether the Market’s price is fixed.',
    one: { quotation: 'Las ventas a precio fijo del token', place: RCL },
    other: {
      quotation: 'Permite al propietario del contrato establecer el precio de los tokens AMT.',
      place: `${ANNEX}, Market`,
    },
    find() {
      const before = played()
      const after = before.after([call('owner', 'market.setRate', { usdPer100Amt: 200n })])
      return after.marketRate() === before.marketRate()
        ? undefined
        : `The owner changes it by a call, from ${before.marketRate()} to ${after.marketRate()} USDT ` +
            'per 100 AMT, as often as wanted.'
    },
  },
  {
    name: 'one-to-one',
    about: 'Whether each BTCB is backed.',
    one: {
      quotation:
        'la cantidad de BTCB envuelta es igual a la cantidad de BTC bloqueado en una dirección pública',
      place: 'Wrapped BitCoin - BTCB',
    },
    other: {
      quotation: 'La cantidad de BTC bloqueado puede no ser exactamente la misma que el BTC envuelto',
      place: 'Wrapped BitCoin - BTCB',
    },
    find() {
      const [equal, unequal] = [this.one, this.other].map(({ quotation }) => quotation)
      return /es igual/.test(equal!) && /no ser exactamente la misma/.test(unequal!)
        ? 'The first says that the amounts are equal, the second that they may not be.'
        : undefined
    },
  },
  {
    name: 'chain-of-btcb',
    about: 'On which chain BTCB is.',
    one: {
      quotation: 'Esta es la dirección del token BTCb en la cadena de bloques de Ethereum.',
      place: `${ANNEX}, BurnVault`,
    },
    other: {
      quotation: 'BTCb (representación en la blockchain de BNB Smart Chain del Bitcoin)',
      place: `${ANNEX}, BurnVault`,
    },
    find() {
      const chains = [this.one, this.other].map(
        ({ quotation }) => /Ethereum|BNB Smart Chain/.exec(quotation)?.[0],
      )
      return chains[0] === chains[1] ? undefined : `The first says ${chains[0]}, the second ${chains[1]}.`
    },
  },
  {
    name: 'name-of-btcb',
    about: 'What the wrapped bitcoin is called.',
    one: {
      quotation: 'utilizaremos un puente de Binance para generar el respectivo BBTC',
      place: 'Wrapped BitCoin - BTCB',
    },
    other: { quotation: 'BTCB es un activo BEP2/BEP20 envuelto', place: 'Wrapped BitCoin - BTCB' },
    find() {
      const names = [this.one, this.other].map(
        ({ quotation }) => /\bB[A-Z]{3}\b(?<!BEP2)/.exec(quotation)?.[0],
      )
      return names[0] === names[1] ? undefined : `The same token is called ${names[0]} and ${names[1]}.`
    },
  },
]
