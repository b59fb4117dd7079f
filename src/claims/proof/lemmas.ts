/** Lemmas: all that a claim rests on. */
import type { Lemma } from './lemma.ts'
import * as payment from './lemmas/payment.ts'
import * as redemption from './lemmas/redemption.ts'
import * as trade from './lemmas/trade.ts'

export const LEMMAS: readonly Lemma[] = [redemption, payment, trade].flatMap((each) => Object.values(each))
