/**
 * The table `daily`: one row for each day of a run, at its close.
 */
import type { TableEntry } from '../entry.ts'
import { INTEGER } from '../type.ts'

const VIEWS = 'views of the contracts at the close'
const MARKET = 'exogenous process of the run, or the history that replaces it'
const TALLY = 'sum over the actions of the run, from day 0 on'
const PRODUCTION = 'account of the day: machines, difficulty, block fees, power price'
/** Prices are quoted in cents. */
const CENTS = { type: 'decimal', scale: 2 } as const

export const DAILY: TableEntry = {
  table: 'daily',
  of: ['simulate'],
  source: VIEWS,
  columns: {
    day: { meaning: 'Day of the run, from 0.', source: 'calendar of the run' },
    date: { meaning: 'Date of the close, UTC.', source: 'calendar of the run' },
    btcPrice: { meaning: 'Market price of one BTC, rounded to cents.', source: MARKET, type: CENTS },
    difficulty: { meaning: 'Mining difficulty of Bitcoin.', source: MARKET, type: INTEGER },
    height: { meaning: 'Height of the Bitcoin chain, from which the subsidy follows.', source: MARKET },
    hashRate: {
      meaning: 'Hash rate of the machines that the project runs.',
      source: 'purchases of machines and downtime',
      type: INTEGER,
    },
    thPerMillionAmt: 'Hash rate of the project for each million AMT of the supply.',
    mined: { meaning: 'BTC that the machines earned on the day.', source: PRODUCTION },
    miningPoolFee: { meaning: 'Part of it that the mining pool keeps.', source: PRODUCTION },
    power: { meaning: 'Cost of the day’s power at the BTC price of the day.', source: PRODUCTION },
    machines: { meaning: 'Depreciation of the machines, if they are written off.', source: PRODUCTION },
    payment: { meaning: 'BTCB due to Master for the day, in whole satoshi.', source: PRODUCTION },
    poolPrice: 'Marginal price of AMT in the AMT/BTCB pool: ratio of its reserves, rounded down.',
    poolPriceUsd: 'Pool price at the market price of BTC.',
    pairPriceUsd: 'Pool price at the BTC price of the BTCB/USDT pair.',
    floorPrice: 'Redemption rate of the RCL (floor): its BTCB over the AMT supply, rounded down.',
    floorPriceUsd: 'Floor at the market price of BTC.',
    floorInBtc: 'Floor in BTC: the floor in BTCB times the peg.',
    premium: 'Pool price as a multiple of the floor; 0 without a floor.',
    payoutPerAmt: 'Paid on the day to one AMT outside the pool.',
    payoutToDate: 'Paid since day 0 to one AMT outside the pool.',
    backing: 'BTCB that the RCL (BurnVault) holds.',
    supply: 'AMT in existence.',
    poolAmt: 'Reserve of AMT in the AMT/BTCB pool.',
    poolBtcb: 'Reserve of BTCB in the AMT/BTCB pool.',
    depth: 'BTCB that a sale receives which lowers the pool price by 2%.',
    lpSupply: 'LP tokens of the pool in existence.',
    wrapped: 'liqAMT in existence: wrapped LP tokens, which earn payouts.',
    unclaimed: 'BTCB in Master: payouts that nobody has claimed yet, and dust.',
    paid: { meaning: 'BTCB paid to Master since day 0.', source: TALLY },
    claimedByHolders: { meaning: 'BTCB that holders have claimed.', source: TALLY },
    claimedByProviders: { meaning: 'BTCB that providers of liquidity have claimed.', source: TALLY },
    redeemedAmt: { meaning: 'AMT burnt at the RCL.', source: TALLY },
    redeemedBtcb: { meaning: 'BTCB that the RCL paid for it.', source: TALLY },
    boughtFor: { meaning: 'BTCB that buyers paid to the pool.', source: TALLY },
    soldFor: { meaning: 'BTCB that sellers received from the pool.', source: TALLY },
    spent: { meaning: 'BTCB for which the buy-back vault has bought AMT.', source: TALLY },
    amtPerDeposit: 'AMT in the buy-back vault for each AMT that was put in, without withdrawals.',
    arbitrageurBtcb: 'BTCB balance of the arbitrageur.',
    reserveAmt: 'AMT balance of the project’s reserve.',
    reserveBtcb: 'BTCB balance of the project’s reserve.',
    projectAmt: 'AMT balance of the project.',
    buffer: 'BTCB in the wallets that pay while the bridge is down.',
    actions: { meaning: 'Actions since day 0, reverted ones included.', source: TALLY },
    refused: { meaning: 'Reverted actions since day 0.', source: TALLY },
    peg: {
      meaning: 'BTC that one BTCB is worth.',
      source: MARKET,
      type: { type: 'decimal', scale: 6 },
    },
    bridge: { meaning: 'Whether BTC can be bridged to BTCB on the day: `up` or `down`.', source: MARKET },
    due: { meaning: 'BTCB that should be paid on the day.', source: PRODUCTION },
    onTheWay: { meaning: 'BTC that waits for the bridge or is in transit.', source: 'account of the bridge' },
    overdue: { meaning: 'BTCB due and not yet paid.', source: 'account of the bridge' },
    hashprice: { meaning: 'Revenue of one PH/s in a day.', source: PRODUCTION },
    breakEven: { meaning: 'Hashprice at which revenue pays the power.', source: PRODUCTION },
    earnedPerTh: { meaning: 'Revenue of one TH/s on the day.', source: PRODUCTION },
    powerPerTh: { meaning: 'Power cost of one TH/s on the day.', source: PRODUCTION },
    netPerTh: { meaning: 'Revenue less power cost of one TH/s on the day.', source: PRODUCTION },
    bandLow: 'Lower side of the no-arbitrage band of the Market; empty while it does not bind.',
    bandHigh: 'Upper side of the no-arbitrage band of the Market; empty while it does not bind.',
    ask: 'USDT that the Market asks for one AMT.',
    stock: 'AMT that the Market holds for sale.',
  },
}
