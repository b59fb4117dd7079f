/**
 * The readings of the claims in Spanish, by number and name. A test keeps the list complete.
 */
export const SPANISH_READINGS: Readonly<Record<string, string>> = {
  '1 of-direct-profit':
    'Un cobro paga la parte de los AMT circulantes que tiene la billetera, de lo que el pago deja ' +
    'fuera de la RCL, con una diferencia de una unidad mínima como máximo.',
  '1 of-the-whole-payment':
    'Un cobro paga la parte de los AMT circulantes que tiene la billetera, del pago entero, con una ' +
    'diferencia de una unidad mínima como máximo.',
  '2 rounded-down':
    'Un canje paga su parte de los BTCB de la RCL, redondeada hacia abajo a una unidad mínima.',
  '2 exact': 'Un canje paga exactamente su parte.',
  '2 splitting': 'Dos canjes seguidos nunca pagan más que un solo canje por la suma de ambos.',
  '3 same-transaction':
    'Un canje reduce los AMT circulantes y los de quien canjea en la cantidad canjeada, en una sola llamada.',
  '4 never-less':
    'Después de una quema, el mismo pago no da menos a ningún otro tenedor, ni en una unidad mínima.',
  '4 within-a-base-unit':
    'Después de una quema, el mismo pago no da a ningún otro tenedor más de una unidad mínima menos.',
  '5 redemption-never-lowers': 'Un canje nunca baja la tasa.',
  '5 nothing-lowers': 'Nada baja la tasa.',
  '5 each-redemption-raises': 'Cada canje de una cantidad positiva sube la tasa.',
  '6 bound': 'La tasa nunca es menor que los BTCB de la RCL entre 100.000.000 de AMT.',
  '6 once-all-are-issued': 'Una vez emitidos 100.000.000 de AMT, nada baja la tasa.',
  '7 every-day': 'Al final de cada día la RCL tiene más BTCB que el día anterior.',
  '8 never-less': 'Una vez que la RCL tiene 30 BTCB, nunca tiene menos.',
  '8 in-a-bank-run': 'Cuando el 40% de todos los AMT sale por la RCL, esta tiene 30 BTCB en cada cierre.',
  '9 a-payment-raises': 'Un pago con una parte para la RCL sube la tasa.',
  '9 every-day': 'Al final de cada día el piso es más alto que el del día anterior.',
  '9 over-a-year': 'Un año después de julio de 2023 el piso es más alto que al comienzo.',
  '10 in-circulation': 'Los AMT circulantes nunca superan 100.000.000.',
  '10 ever-issued': 'Nunca se emiten más de 100.000.000 de AMT en total.',
  '11 enforced': 'Los contratos emiten AMT solo después de un evento sobre poder de hash adquirido.',
  '11 by-the-owner-alone': 'Nadie más que el dueño de Master emite AMT.',
  '11 until-july-2023': 'Desde el comienzo hasta julio de 2023 el poder de hash creció con los AMT emitidos.',
  '12 ratio-of-july-2023':
    'Los AMT emitidos entre el poder de hash dan la relación declarada, hasta sus dígitos.',
  '12 issued-of-july-2023':
    'La relación declarada por el poder de hash da la cantidad declarada de AMT emitidos.',
  '12 fits-the-cap':
    'Lo que emite la relación del comienzo cabe en lo emitido hasta julio de 2023 y en el máximo.',
  '13 the-parts': 'Las partes forman un todo, y reparten la emisión del comienzo sin resto.',
  '13 enforced': 'Ninguna emisión da a una sola cuenta más del 75%.',
  '14 power-over-the-halving':
    'Los AMT que el proyecto se queda pagan la energía hasta después del halving de 2024.',
  '15 for-730-days':
    'Llame quien llame a lo que sea, el bloqueo conserva las participaciones LP y los liqAMT durante ' +
    '730 días.',
  '15 two-calendar-years':
    'La liquidez bloqueada el 12 de julio de 2023 sigue bloqueada hasta el 12 de julio de 2025.',
  '15 the-pool-keeps-the-bitcoin': 'Durante 730 días el pool tiene al menos los BTCB que se bloquearon.',
  '16 value':
    'Al precio de la fecha del documento, 12 de julio de 2023, los BTCB valen los millones declarados.',
  '17 at-the-pool-price':
    'Después de un reset que reduce el precio a la mitad, los AMT de cada billetera valen lo mismo ' +
    'que antes al precio del pool, con una diferencia de una unidad mínima de AMT.',
  '17 when-sold': 'Después, cada billetera vende en el pool por lo mismo que antes, cada una sola.',
  '17 when-sold-if-so-meant':
    'Un airdrop calculado a partir de lo que daría la venta hace que cada billetera venda por lo ' +
    'mismo que antes.',
  '17 all-together': 'Después, todos los de fuera del proyecto pueden retirar juntos tanto como antes.',
  '18 list-of-wallets':
    'Si la lista es de billeteras, los AMT y la liquidez de cada persona valen lo mismo que antes al ' +
    'precio del pool, con una diferencia de dos unidades mínimas de AMT.',
  '18 list-of-people':
    'Si la lista mira a través del pool a sus proveedores, los AMT y la liquidez de cada persona ' +
    'valen lo mismo que antes, con una diferencia de dos unidades mínimas de AMT.',
  '19 list-of-wallets':
    'Si la lista es de billeteras, los AMT de cada persona, en la billetera y en los baúles, valen ' +
    'lo mismo que antes al precio del pool, con una diferencia de una unidad mínima de AMT.',
  '19 list-of-people':
    'Si la lista mira a través de los baúles a sus depositantes, los AMT de cada persona valen lo ' +
    'mismo que antes, con una diferencia de una unidad mínima de AMT.',
  '20 before-the-snapshot':
    'Los AMT que alguien compró en el Market antes del snapshot valen lo mismo después del reset al ' +
    'precio del pool, con una diferencia de una unidad mínima de AMT.',
  '20 after-the-snapshot':
    'Los AMT que alguien compra en el Market entre el snapshot y la venta valen lo mismo después del ' +
    'reset al precio del pool.',
  '21 nothing-is-issued':
    'El reset no cambia ni los AMT circulantes ni lo que tienen todas las cuentas juntas.',
  '21 the-reserve-suffices': 'Los AMT del proyecto alcanzan para un reset que divide el precio por 4,575.',
  '22 of-a-new-participant':
    'Después del reset los mismos BTCB compran en el pool AMT que cobran más del mismo pago.',
  '22 of-an-old-holder':
    'Después de un reset que reduce el precio a la mitad, cada billetera cobra el doble del mismo ' +
    'pago, con una diferencia de lo que cobra una unidad mínima de AMT.',
  '22 of-a-token': 'Después del reset cada AMT cobra más del mismo pago que antes.',
  '23 nobody-else':
    'Con la lista del procedimiento, nadie recibe AMT que no tuviera AMT ni liquidez en el snapshot, ' +
    'reclame la entrada que reclame.',
  '23 enforced': 'El distribuidor no paga a nadie que no tuviera AMT en el snapshot que él nombra.',
  '24 once': 'Ninguna cuenta cobra dos veces el mismo pago.',
  '24 only-holders-of-the-moment': 'Quien no tenía AMT en un pago no cobra nada de él.',
  '25 earlier-payments': 'Una emisión no cambia ningún cobro de un pago anterior.',
  '25 redemption-value': 'Una emisión no baja aquello por lo que se canjean los AMT de los demás.',
  '25 later-payments': 'Una emisión no baja lo que los demás reciben del mismo pago posterior.',
  '25 without-a-match': 'Una emisión sin poder de hash ni depósito no baja ni los TH/s por AMT ni el piso.',
  '26 exactly-its-payments':
    'Después de cada retiro el baúl ha pagado exactamente lo que los depósitos habrían cobrado en ' +
    'una billetera, pago por pago, y devuelve los AMT retirados.',
  '26 everybody-can-leave': 'Cada depositante puede retirar el depósito entero en cualquier momento.',
  '26 the-project-pays-the-gas':
    'Ningún depósito ni retiro reclama pagos por sí mismo, lo que cuesta gas a quien lo envía.',
  '27 claiming-daily':
    'A cada precio del gas de BSC desde 2023 hay tenencias con las que cobrar a diario cuesta más de ' +
    'lo que da.',
  '27 staking-helps': 'El baúl de staking baja la tenencia a partir de la cual cobrar conviene.',
  '28 as-anybody-would':
    'Una compra obtiene lo que el pool da a cualquiera por esa cantidad: después de la comisión de ' +
    '0,25%, por la curva, redondeado hacia abajo.',
  '28 near-the-pool-price':
    'Una compra obtiene al menos lo que da el precio del pool menos 0,51%, con una diferencia de una ' +
    'unidad mínima de AMT.',
  '28 all-of-it': 'Una compra gasta todos los BTCB que el baúl ha cobrado.',
  '29 each-purchase': 'Cada compra sube el precio del pool.',
  '29 over-half-a-year':
    'Después de medio año de compras el precio es más alto, vendan lo que vendan los demás.',
  '30 never-more': 'Nunca hay más liqAMT que participaciones LP en Master y en el bloqueo.',
  '30 equal': 'Hay exactamente tantos liqAMT como participaciones LP en Master y en el bloqueo.',
  '30 returns-its-part':
    'Quien quema liqAMT recibe la parte de los AMT y BTCB del pool que son otras tantas ' +
    'participaciones LP, cada una redondeada hacia abajo.',
  '31 at-least-what-they-earn':
    'Un tenedor de liqAMT cobra al menos lo que los AMT detrás cobrarían en una billetera, con una ' +
    'diferencia de dos unidades mínimas.',
  '31 no-more-than-they-earn':
    'Un tenedor de liqAMT no cobra más que lo que los AMT detrás cobrarían en una billetera.',
  '31 every-provider':
    'Cada proveedor cobra al menos lo que rinden los AMT detrás de su liquidez, con una diferencia ' +
    'de dos unidades mínimas.',
  '32 from-the-market':
    'Mientras el precio del Market no esté debajo del precio del pool, nadie gana comprando en el ' +
    'Market y vendiendo en los pools.',
  '32 to-the-market':
    'Mientras el precio del Market no esté debajo del precio del pool, nadie gana comprando en los ' +
    'pools y vendiendo al Market.',
  '33 if-the-pool-stays':
    'Si BTC sube en USD más que la prima del Market y nadie opera AMT, los USDT compran más AMT en ' +
    'el Market que en los pools, con una diferencia de una unidad mínima.',
  '33 with-people':
    'Siempre que BTC haya subido más que la prima desde que se fijó la tasa del Market, los AMT ' +
    'cuestan más en el pool que en el Market.',
  '34 by-redemption-alone':
    'Llame quien llame a lo que sea, incluidos los administradores, los BTCB de la RCL solo bajan ' +
    'por un canje, que quema AMT de quien recibe los BTCB.',
  '35 never-reverts': 'Cada tenedor puede canjear todos sus AMT en cualquier momento.',
  '35 pays-something': 'Quien canjea AMT mientras la RCL tiene BTCB recibe BTCB.',
  '36 figures':
    'Las acciones del ejemplo dan sus cifras: 30/30.000.000, 1 BTC por 1.000.000 de AMT, ' +
    '29/29.000.000, 30/29.000.000.',
  '36 the-next-get-no-less': 'Quien canjea después la misma cantidad no recibe menos.',
  '36 the-next-get-the-same': 'Quien canjea después la misma cantidad recibe exactamente lo mismo.',
  '37 functions': 'La única función de la RCL que cambia el estado es el canje; no tiene dueño.',
  '37 whatever-anybody-calls':
    'Llame quien llame a lo que sea, incluidos los administradores, un tenedor puede canjear y ' +
    'recibe su parte de los BTCB de la RCL, redondeada hacia abajo.',
  '38 within-four-years': 'Dentro de cuatro años desde julio de 2023 el piso alcanza el precio del pool.',
  '39 at-every-moment': 'El precio de AMT en el pool nunca está debajo de la tasa de la RCL.',
  '40 at-all-times': 'Un BTCB vale un BTC en todo momento.',
  '41 every-outage':
    'Con 1 BTCB en las billeteras de respaldo cada pago se hace en su día, haga lo que haga el puente.',
  '42 only-the-owner': 'Nadie más que el dueño de AMT, que es Master, quema AMT con una llamada a burn.',
  '43 daily': 'Hay un pago cada día.',
  '43 net': 'Ningún pago supera lo que la minería del día dio menos sus costos.',
  '43 checkable-on-chain':
    'El evento de un pago dice lo que pagó, y la RCL y Master reciben exactamente eso; la parte de ' +
    'Master es la que registra para tenedores y proveedores.',
  '44 until-july-2023': 'Desde el comienzo hasta julio de 2023 los TH/s por AMT subieron.',
  '44 with-every-emission':
    'Los TH/s por AMT no bajan, se emitan los AMT que se emitan para máquinas nuevas.',
  '45 solvent': 'Master tiene al menos los BTCB de todos los cobros que siguen abiertos.',
}
