/** Proofs in Spanish: what the letters of lemmas mean, and who proves them. Tests keep the list complete. */
import { algebraText } from '../../claims/proof/algebra.ts'
import { SOLVER } from '../../claims/proof/answers.ts'
import type { Proof } from '../../claims/proof/proof.ts'
import { RESOURCES } from '../../claims/proof/smt.ts'
import { INSTALL } from '../../claims/proof/solver.ts'

/** By the English meaning. */
export const SPANISH_SYMBOLS: Readonly<Record<string, string>> = {
  'BTCB in the RCL': 'BTCB en la RCL',
  'circulating AMT': 'AMT circulantes',
  'AMT redeemed': 'AMT canjeados',
  'BTCB paid for them': 'BTCB pagados por ellos',
  'AMT redeemed first': 'AMT canjeados primero',
  'AMT redeemed second': 'AMT canjeados después',
  'BTCB paid first': 'BTCB pagados primero',
  'BTCB paid second': 'BTCB pagados después',
  'BTCB paid for both at once': 'BTCB pagados por ambos de una vez',
  'AMT redeemed, twice': 'AMT canjeados, dos veces',
  'most AMT that can circulate': 'máximo de AMT que pueden circular',
  'BTCB of the payment': 'BTCB del pago',
  'percent of it for the RCL': 'porcentaje de ello para la RCL',
  'BTCB for the RCL': 'BTCB para la RCL',
  'BTCB of a payment beside the RCL’s part': 'BTCB de un pago sin la parte de la RCL',
  'circulating AMT at the payment': 'AMT circulantes en el pago',
  'AMT in the pool at the payment': 'AMT en el pool en el pago',
  'AMT in a wallet at the payment': 'AMT en una billetera en el pago',
  'BTCB for liquidity providers': 'BTCB para proveedores de liquidez',
  'BTCB claimed by the wallet': 'BTCB que cobra la billetera',
  'AMT burnt by another': 'AMT quemados por otro',
  'BTCB for liquidity providers, without the burn': 'BTCB para proveedores de liquidez, sin la quema',
  'BTCB claimed by the wallet, without the burn': 'BTCB que cobra la billetera, sin la quema',
  'BTCB for liquidity providers, after the burn': 'BTCB para proveedores de liquidez, después de la quema',
  'BTCB claimed by the wallet, after the burn': 'BTCB que cobra la billetera, después de la quema',
  'liqAMT of a provider at the payment': 'liqAMT de un proveedor en el pago',
  'circulating liqAMT at the payment': 'liqAMT circulantes en el pago',
  'LP shares at the payment': 'participaciones LP en el pago',
  'BTCB claimed by the provider': 'BTCB que cobra el proveedor',
  'BTCB of a payment for holders': 'BTCB de un pago para tenedores',
  'AMT that share it': 'AMT que se lo reparten',
  'AMT that have claimed': 'AMT que ya cobraron',
  'BTCB claimed so far': 'BTCB cobrados hasta ahora',
  'AMT of the next claim': 'AMT del próximo cobro',
  'BTCB of the next claim': 'BTCB del próximo cobro',
  'AMT in the pool': 'AMT en el pool',
  'BTCB in the pool': 'BTCB en el pool',
  'BTCB in the pool of BTCB and USDT': 'BTCB en el pool de BTCB y USDT',
  'USDT in that pool': 'USDT en ese pool',
  'Market’s price, USDT for 100 AMT': 'precio del Market, USDT por 100 AMT',
  'USDT spent': 'USDT gastados',
  'BTCB spent': 'BTCB gastados',
  'AMT bought': 'AMT comprados',
  'AMT bought at the Market': 'AMT comprados en el Market',
  'BTCB for them in the pool': 'BTCB que da el pool por ellos',
  'USDT for those': 'USDT que se reciben por esos',
  'BTCB bought in the pool of BTCB and USDT': 'BTCB comprados en el pool de BTCB y USDT',
  'AMT bought for those': 'AMT comprados con esos',
  'AMT in the pool before the sale': 'AMT en el pool antes de la venta',
  'BTCB in the pool before the sale': 'BTCB en el pool antes de la venta',
  'AMT in the pool after the sale': 'AMT en el pool después de la venta',
  'BTCB in the pool after the sale': 'BTCB en el pool después de la venta',
  'AMT held': 'AMT en tenencia',
  'AMT of the airdrop': 'AMT del airdrop',
}

/** As `proofText` in English. */
export function spanishProof({ lemma, answer, isKept, isProved }: Proof): string {
  const kept = isKept ? ' (respuesta guardada)' : ''
  switch (answer?.is) {
    case 'proved':
      return `Demostración: ningún entero la contradice, dice ${SOLVER}${kept}.`
    case 'unknown':
      return (
        `${SOLVER} no la decide dentro de ${RESOURCES / 1_000_000} millones de unidades de su trabajo${kept}. ` +
        (isProved
          ? `Demostración: ${algebraText(lemma)}. Ningún factor a la derecha es negativo, y los del primer ` +
            'producto y los de la izquierda son positivos, así que el paréntesis de la izquierda lo es.'
          : 'No está demostrada.')
      )
    case 'false': {
      const values = Object.entries(answer.values ?? {}).map(([name, value]) => `${name} = ${value}`)
      return `No demostrada: ${SOLVER} encuentra que es falsa para ${values.join(', ')}${kept}.`
    }
    case undefined:
      return `No demostrada: nadie le preguntó a ${SOLVER} por esta fórmula. Para hacerlo: ${INSTALL}.`
  }
}
