/** Repairs in Spanish, and why there is none. Tests keep both lists complete. */

/** By their names: what they change and cost. */
export const SPANISH_REPAIRS: Readonly<Record<string, { readonly change: string; readonly cost: string }>> = {
  'matched-emission': {
    change:
      'Una emisión toma del dueño los BTCB que conservan la tasa de la RCL, redondeados hacia ' +
      'arriba, y los envía a la RCL.',
    cost:
      'El proyecto debe tener BTCB para cada emisión: a la tasa de julio de 2023, 5,45 BTCB por ' +
      '10.000.000 de AMT. Quien aporta a la RCL encarece las emisiones.',
  },
  'cap-of-all-issued': {
    change: 'AMT cuenta lo que se emitió alguna vez, y revierte una emisión que lo pasaría del máximo.',
    cost:
      'Los AMT quemados y canjeados no se pueden volver a emitir, así que el nuevo poder de hash se puede ' +
      'pagar con menos AMT cuanto más se canjea.',
  },
  'split-emission': {
    change:
      'El 75% de una emisión, redondeado hacia abajo, va a su cuenta, y el resto al dueño, para la venta ' +
      'pública y la administración. Una emisión solo para el dueño revierte.',
    cost:
      'No es posible ninguna emisión con otro fin, como la del inventario del Market o la del pool ' +
      'inicial, y el dueño puede enviar el resto a quien quiera.',
  },
  'sale-at-pool-price': {
    change:
      'Una venta al Market paga lo que da su precio, pero no más que lo que los pools pagan por los AMT.',
    cost:
      'Quien vende al Market recibe el precio de los pools, así que no es mejor salida que PancakeSwap, y ' +
      'nadie puede venderle mientras un pool está vacío.',
  },
  'owner-only-burn': {
    change: 'La función burn de AMT es solo para su dueño, que es Master.',
    cost: 'Los tenedores no pueden quemar AMT sino con un canje; Master nunca la llama, así que nadie lo hace.',
  },
  'two-calendar-years': {
    change: 'El bloqueo espera 731 días, que son los que dos años calendario tienen como máximo.',
    cost: 'En dos años sin día bisiesto el bloqueo termina un día tarde.',
  },
  'holders-only-airdrop': {
    change: 'El distribuidor paga una entrada solo si su cuenta tenía AMT en el snapshot.',
    cost:
      'No se puede pagar a proveedores y depositantes sin AMT en una billetera, así que una lista que ' +
      'mira hasta las personas ya no deja indemnes a todas (afirmaciones 18 y 19).',
  },
  'no-redemption-for-nothing': {
    change: 'La RCL revierte un canje que no pagaría nada mientras tiene BTCB.',
    cost:
      'Los AMT que valen menos de una unidad mínima de BTCB no se pueden canjear, así que no todo ' +
      'tenedor tiene salida en todo momento, que es la otra lectura de la afirmación 35.',
  },
  'claims-rounded-once': {
    change:
      'Un cobro de AMT es su parte de todo el pago entre todos los AMT, redondeada hacia abajo una sola ' +
      'vez, en lugar de su parte de lo de los tenedores, que se redondea antes. Los baúles acreditan lo mismo.',
    cost:
      'Un cobro puede ser una unidad mínima menor que antes: lo que el primer redondeo dejaba a los tenedores ' +
      'queda en Master hasta que el dueño lo retira como resto. Quien calcula cobros con pays y los AMT ' +
      'fuera del pool debe sumar liqPays.',
  },
}

const ROUNDING = 'Las cantidades son unidades mínimas enteras, y ningún contrato puede pagar una fracción.'
const POOL =
  'Los precios en el pool de PancakeSwap siguen a quien opera allí: ningún contrato del proyecto los decide.'
const PAYER = 'Ningún contrato puede hacer que el pagador pague.'
const HASH_POWER = 'Ningún contrato puede ver el poder de hash.'
const LIST = 'La lista se calcula fuera de la cadena: una que mira hasta las personas lo logra.'
const OWN_SHARES =
  'Las participaciones LP son de PancakeSwap, cuyo par no guarda quién las tiene en cada pago.'
const EXIT = 'Una RCL que retuviera BTCB quitaría a los tenedores la salida de la afirmación 35.'

/** Why no contract enforces a reading, by claim and reading. */
export const SPANISH_UNREPAIRED: Readonly<Record<string, string>> = {
  '1 of-the-whole-payment': 'Sin una parte para la RCL no se cumplirían las afirmaciones 7 y 9.',
  '2 exact': ROUNDING,
  '5 each-redemption-raises': ROUNDING,
  '7 every-day': PAYER,
  '8 never-less': EXIT,
  '8 in-a-bank-run': EXIT,
  '9 every-day': PAYER,
  '11 enforced': HASH_POWER,
  '14 power-over-the-halving': 'La energía se paga fuera de la cadena.',
  '15 the-pool-keeps-the-bitcoin': POOL,
  '17 when-sold': 'La lista se calcula fuera de la cadena: una según lo obtenido al vender lo logra.',
  '17 all-together': 'La venta de la reserva saca BTCB del pool, y un airdrop de AMT no los devuelve.',
  '18 list-of-wallets': LIST,
  '19 list-of-wallets': LIST,
  '20 after-the-snapshot':
    'El Market no sabe de un reset antes de que ocurra. Los administradores pueden vaciarlo antes, con ' +
    'withdrawAll.',
  '21 the-reserve-suffices': 'Cuántos AMT guarda el proyecto es decisión suya.',
  '22 of-a-token': 'El pago sigue igual: lo que unos AMT cobran de más, otros lo cobran de menos.',
  '25 later-payments':
    'Un pago que se reparten más AMT es menos para cada uno. Más poder de hash puede subirlo, y ningún ' +
    'contrato lo ve.',
  '25 without-a-match':
    'La reparación de la afirmación 5 exige el depósito; el poder de hash ningún contrato lo ve.',
  '26 the-project-pays-the-gas':
    'Un baúl que revirtiera hasta que otro haya cobrado retendría a los depositantes, contra otra lectura ' +
    'de esta afirmación.',
  '28 all-of-it':
    'Una compra de cualquier tamaño movería el precio contra los depositantes, contra otra lectura de esta ' +
    'afirmación.',
  '29 over-half-a-year': POOL,
  '30 equal': 'Cualquiera puede enviar a Master participaciones LP, que son de PancakeSwap.',
  '31 no-more-than-they-earn': OWN_SHARES,
  '31 every-provider': OWN_SHARES,
  '33 with-people': POOL,
  '36 the-next-get-the-same': ROUNDING,
  '39 at-every-moment': POOL,
  '41 every-outage': 'El puente y las billeteras de respaldo están fuera de los contratos.',
  '43 daily': PAYER,
  '44 with-every-emission': HASH_POWER,
}
