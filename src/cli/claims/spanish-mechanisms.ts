/** Mechanisms in Spanish, by their names. A test keeps the list complete. */
import type { Mechanism } from '../../claims/mechanisms.ts'

export const SPANISH_MECHANISMS: Readonly<Record<Mechanism, string>> = {
  'redemption-rounds-down': 'La RCL paga la parte de los AMT canjeados, redondeada hacia abajo.',
  'redemption-burns': 'La RCL quema los AMT canjeados en la misma transacción.',
  cap: 'AMT revierte una emisión que llevaría los AMT circulantes por encima del máximo.',
  'claimed-once': 'Master registra cada cobro y revierte un segundo.',
  'claim-rounds-down': 'Master paga la parte de un cobro, redondeada hacia abajo.',
  'claims-by-snapshot': 'Un cobro cuenta los saldos del snapshot del pago.',
  'vault-share': 'Un pago envía a la RCL la parte de la RCL.',
  'providers-share': 'Un pago aparta la parte del pool para los proveedores de liquidez.',
  'rcl-pays-redemptions-only': 'Los BTCB de la RCL pagan canjes y nada más.',
  'owner-issues': 'Solo el dueño de Master emite AMT.',
  'open-burn': 'Cualquier tenedor puede quemar AMT propios.',
  'burn-destroys': 'Los AMT quemados salen de circulación.',
  'lock-period': 'El bloqueo libera la liquidez del proyecto después de 730 días.',
  'liq-amt-per-share': 'Master emite un liqAMT por cada participación LP que guarda.',
  'removal-to-caller': 'La liquidez que se retira va a quien quema los liqAMT.',
  'vault-rounds-down': 'Los baúles acreditan a cada depósito su parte de un pago, redondeada hacia abajo.',
  'buy-back-trades': 'El baúl de recompra compra en el pool.',
  'buy-back-limit': 'Una compra del baúl de recompra gasta como máximo 1/400 de los BTCB del pool.',
  'airdrop-in-full': 'El distribuidor paga cada entrada completa.',
  'airdrop-from-the-reserve': 'El distribuidor paga con AMT que recibió.',
  'airdrop-proven': 'El distribuidor paga solo entradas de su lista.',
  'market-no-cheaper': 'El Market no vende más AMT que los que da su precio.',
  'market-no-dearer': 'El Market vende tantos AMT como da su precio.',
}
