/**
 * What each statement leaves open, in Spanish, by its number. A test keeps the list complete.
 */
export const SPANISH_OPEN: Readonly<Record<number, string>> = {
  1: 'Si “pago” incluye la parte de la RCL, y qué recibe una billetera que no cobra.',
  2: 'El sentido del redondeo.',
  3: 'Nada que el modelo pueda decidir.',
  4:
    'Si “rentabilidad” es BTC por AMT, como aquí, o el rendimiento sobre el precio de mercado, y el ' +
    'ingreso que queda fuera del pool.',
  5: 'Si “solo aumentar” admite una tasa igual, y qué hace una emisión.',
  6:
    'Hasta que se emiten todos los AMT, cada emisión baja la tasa; los AMT quemados se pueden emitir ' +
    'de nuevo.',
  7: 'Lo que sacan los canjes, y los días en que la minería no cubre sus costos.',
  8:
    'Si los 30 BTC son con lo que empezó la RCL, como en la primera lectura, o un mínimo que alguien ' +
    'repondría: ningún contrato ni nadie nombrado lo haría.',
  9: 'En cuánto tiempo. Sin pago ni canje la tasa queda igual, y una emisión la baja.',
  10: 'Si los AMT quemados cuentan para el máximo.',
  11:
    'Cuántos AMT por cuánto poder de hash, y cómo lo comprobaría un tenedor: solo los pools de minería ' +
    'conocen el poder de hash, y decide el dueño.',
  12: 'Cuándo se emitieron los 43.750.000 AMT del comienzo, y qué máquinas cuentan como conectadas.',
  13:
    'Si las emisiones posteriores se reparten como la inicial, cómo se redondean las partes, y de cuál ' +
    'salieron los AMT del pool inicial.',
  14:
    'Cuántos AMT se queda el proyecto: 5% de una emisión, o más. Administración y amortización no se ' +
    'cuentan aquí; en otra parte el texto descuenta de los pagos los costos de producción.',
  15:
    'Cuándo terminan dos años: el contrato cuenta 730 días, y 2024 es bisiesto. El bloqueo conserva ' +
    'una parte del pool y ninguna cantidad de AMT ni de BTCB.',
  16: 'Qué día es “hoy”: la transacción con el depósito es anterior al documento.',
  17:
    'Qué es “valor”: al precio del pool, vendiendo solo, o lo que todos pueden retirar; el pool y la ' +
    'RCL tienen menos BTCB después de la venta.',
  18: 'Si los proveedores, cuyos AMT están en el pool, son “tenedores del momento”.',
  19: 'Si los depositantes, cuyos AMT están en un baúl, son “tenedores del momento”.',
  20:
    'Cuándo se toma la lista, que ningún contrato anuncia, y si la tasa del Market baja con el precio ' +
    'del pool.',
  21:
    'Cuántos AMT tenía reservados el proyecto, de lo que no hay nada publicado, y por qué factor bajó ' +
    'el precio.',
  22:
    'Quién paga: el pago es el mismo, así que lo que los tenedores cobran de más lo cobra de menos la ' +
    'reserva del proyecto.',
  23:
    'Cómo comprueba un tenedor la lista: el contrato guarda el número del snapshot y paga a quien ' +
    'nombra su lista.',
  24: 'Hasta cuándo se puede cobrar un pago: no hay plazo.',
  25:
    'Qué es “valor”: la premisa habla de pagos ya hechos. Si con una emisión viene poder de hash o un ' +
    'depósito.',
  26:
    'El resto de redondear hacia abajo cada pago, que queda en el baúl; durante cuánto tiempo paga el ' +
    'proyecto el gas.',
  27: 'Cada cuánto cobra un tenedor pequeño: esperar cuesta menos gas, y los pagos no vencen.',
  28:
    'Cuándo compra, y cuánto de una vez: aquí, como máximo 1/400 de los BTCB del pool cada media hora. ' +
    'Un depositante que se va recibe los BTCB sin gastar.',
  29: 'En cuánto tiempo, y si otros venden contra las compras.',
  30:
    'Las participaciones LP enviadas a Master sin liqAMT, que nadie puede sacar; la comisión propia de ' +
    'PancakeSwap, aquí apagada, diluye ambas por igual.',
  31:
    'Quien provee directamente en PancakeSwap no cobra nada; los tenedores de liqAMT se reparten esa ' +
    'parte, y la de las 1.000 participaciones sin dueño.',
  32:
    'Cuánto por encima: un precio mayor que el del pool por más que todas las comisiones invita a ' +
    'vender al Market, mientras tenga USDT.',
  33:
    'Si AMT conserva su precio en BTC: para subir con BTC en USD no tiene más razón que los pagos, que ' +
    'son en BTC.',
  34:
    'Cuánto tiempo ha tenido alguien los AMT: quien los compra en la misma transacción también es ' +
    'poseedor. Lo que Binance haga con BTCB.',
  35: 'La cantidad: el derecho es a una parte de lo que la RCL tenga en ese momento.',
  36: 'Las unidades mínimas: la división del ejemplo no deja resto.',
  37: 'Lo que rodea al contrato: el dueño decide cuántos AMT se emiten y qué parte de un pago va a la RCL.',
  38: 'Para cuándo, y si el piso sube hasta el precio o el precio baja hasta el piso.',
  39:
    'Cuánto y por cuánto tiempo puede estar el precio debajo: el arbitraje necesita que alguien lo ' +
    'haga, y paga la comisión de 0,25% y el gas.',
  40: 'Todo: es una promesa de Binance, que ningún contrato del proyecto puede imponer ni comprobar.',
  41: 'Cuántos BTCB tienen las billeteras, y cuánto dura el “tiempo determinado”.',
  42:
    'Si significa solo el dueño. El mismo anexo dice que burn destruye los tokens de quien llama, y la ' +
    'RCL depende de burnFrom.',
  43:
    'Lo que leen los pools de minería y qué costos se descontaron: nada de eso está en la cadena, así ' +
    'que un tenedor puede comprobar el reparto de un pago pero no su monto.',
  44:
    'Es un objetivo: nada fija la relación a la que se emiten AMT, y los TH/s no dicen lo que gana un ' +
    'TH/s.',
  45: 'Los cobros que nunca se hacen: sus BTCB quedan en Master.',
}
