/**
 * Wide decimals for closed forms: 60 significant digits. The product of two reserves under a root needs 52
 * (four factors of 26 digits).
 */
import { Decimal } from 'decimal.js'

import { KEPT, OF } from '../../contracts/pancake/quotes.ts'

/** Decimals of 60 significant digits. */
export const Wide = Decimal.clone({ precision: 60 })

/** A whole number as a {@link Wide} decimal. */
export const wide = (value: bigint): Decimal => new Wide(value.toString())

/** `above / below` to 60 digits. */
export const ratio = (above: bigint, below: bigint): Decimal => wide(above).div(wide(below))

/** `g`: share of a swap's input after the fee, 0.9975. */
export const G = ratio(KEPT, OF)
