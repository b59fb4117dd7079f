/**
 * Shocks of the past, as a library of overlays.
 *
 * Factors of BTC and difficulty are computed from a daily history (`recorded.ts`; `scripts/shocks.ts` prints
 * them again). A fall of BTC ends on the last day before the price was back, or after 90 days; the halving
 * has 90 days. Everything else is reported or assumed, as said in each source. Difficulty of the last episode
 * is not in the history.
 */
import type { Shock } from './shock.ts'

/** Prices to April 2025, and difficulty. */
const HISTORY_TO_2025 =
  'BTC closes of Yahoo Finance and difficulty of Blockchain.com, as compiled in github.com/rahulmansharamani14/llm-enhanced-btc-predictor; factors by scripts/shocks.ts'

/** Prices from April 2025 on. */
const HISTORY_FROM_2025 =
  'BTC prices at 00:00 in Berlin, as compiled in github.com/Cimera311/Tagesgenaue-Preise; factors by scripts/shocks.ts'

const BACK_AT_TREND =
  'Difficulty is back at its trend 90 days after BTC is back at its price: an assumption, since miners then have no reason to be fewer'

const NO_GAS = 'The gas price of BNB Smart Chain and the BNB price: not in the history.'

/** All shocks of the past. */
export const SHOCKS = [
  {
    name: 'may-2022',
    title: 'Collapse of Terra in May 2022, and of lenders in June',
    from: '2022-05-04',
    to: '2022-08-02',
    btc: [
      [7, '0.7289'],
      [34, '0.7848'],
      [45, '0.4791'],
      [65, '0.5474'],
      [69, '0.4868'],
      [76, '0.5892'],
      [83, '0.5350'],
      [90, '0.5788'],
    ],
    difficulty: [
      [7, '1.0415'],
      [20, '1.0279'],
      [22, '0.9814'],
      [48, '0.9683'],
      [90, '0.8487'],
    ],
    sources: [HISTORY_TO_2025],
    leavesOut: ['Defaults of lenders and miners, and the discount of wrapped and staked tokens.', NO_GAS],
  },
  {
    name: 'november-2022',
    title: 'Insolvency of FTX in November 2022',
    from: '2022-11-05',
    to: '2023-01-19',
    btc: [
      [2, '0.9681'],
      [4, '0.7462'],
      [5, '0.8263'],
      [16, '0.7418'],
      [39, '0.8371'],
      [63, '0.7967'],
      [70, '0.9856'],
      [75, '0.9908'],
    ],
    difficulty: [
      [30, '0.9603'],
      [32, '0.8874'],
      [70, '0.8359'],
      [72, '0.9190'],
      [75, '0.9150'],
      // Assumed.
      [165, '1'],
    ],
    sources: [HISTORY_TO_2025, BACK_AT_TREND],
    leavesOut: ['Balances that were lost on the exchange, and withdrawals from others.', NO_GAS],
  },
  {
    name: 'halving-2024',
    title: 'Halving of April 2024',
    from: '2024-04-19',
    to: '2024-07-18',
    halving: true,
    btc: [
      [10, '1.0000'],
      [12, '0.9124'],
      [15, '1.0008'],
      [25, '0.9641'],
      [31, '1.1191'],
      [47, '1.1134'],
      [79, '0.8748'],
      [90, '1.0020'],
    ],
    difficulty: [
      [19, '0.9895'],
      [21, '0.9308'],
      [76, '0.8581'],
      [78, '0.8127'],
      [90, '0.8056'],
    ],
    // 1,258 BTC over 144 blocks of 3.125 BTC.
    fees: [
      [1, '2.8'],
      [2, '0'],
    ],
    sources: [
      HISTORY_TO_2025,
      'Fees of 20 April 2024, 1,258 BTC on the day of the halving: as reported then (Glassnode); not recomputed from blocks',
    ],
    leavesOut: [
      'Fees of the days after 20 April, which fell within weeks.',
      'That a halving is known years before: the people of a scenario learn of this one on its day.',
      NO_GAS,
    ],
  },
  {
    name: 'august-2024',
    title: 'Unwinding of yen carry trades in August 2024',
    from: '2024-08-01',
    to: '2024-09-26',
    btc: [
      [4, '0.8261'],
      [6, '0.8419'],
      [7, '0.9442'],
      [14, '0.8807'],
      [24, '0.9843'],
      [26, '0.9104'],
      [36, '0.8254'],
      [56, '0.9973'],
    ],
    difficulty: [
      [26, '0.9214'],
      [40, '0.9291'],
      [42, '0.9595'],
      [54, '0.9423'],
      [56, '0.8962'],
      // Assumed.
      [146, '1'],
    ],
    sources: [HISTORY_TO_2025, BACK_AT_TREND],
    leavesOut: ['Prices within the day: on 5 August BTC was lower than at its close.', NO_GAS],
  },
  {
    name: 'hashprice-2025',
    title: 'Fall to the hashprice low of November 2025',
    from: '2025-10-06',
    to: '2026-01-04',
    btc: [
      [11, '0.8587'],
      [21, '0.9248'],
      [30, '0.8238'],
      [35, '0.8511'],
      [46, '0.6797'],
      [58, '0.7463'],
      [73, '0.6965'],
      [90, '0.7333'],
    ],
    sources: [
      HISTORY_FROM_2025,
      'Hashprice below 35 USD/PH/day on 22 November 2025 at a difficulty of 152 T: Hashrate Index (docs/reference/economics.md, 5)',
    ],
    leavesOut: [
      'The level of difficulty, 2.8 times that of July 2023: the shock is relative, and the network responds as networkModel says.',
      NO_GAS,
    ],
  },
] as const satisfies readonly Shock[]

/** Name of a shock. */
export type ShockName = (typeof SHOCKS)[number]['name']
