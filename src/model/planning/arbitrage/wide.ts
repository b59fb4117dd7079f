/**
 * Decimals for closed forms: sixty digits, more than the products of two reserves under a root have (four of 26 digits make 52 after it).
 */
import { Decimal } from 'decimal.js'

import { KEPT, OF } from '../../contracts/pancake/quotes.ts'

export const Wide = Decimal.clone({ precision: 60 })

export const wide = (value: bigint): Decimal => new Wide(value.toString())

export const ratio = (above: bigint, below: bigint): Decimal => wide(above).div(wide(below))

/** `g`, what a swap keeps of its input. */
export const G = ratio(KEPT, OF)
