/** Stated: figures of the whitepaper that several claims compare. AMT in whole tokens, hash rate in TH/s. */

/** "El proyecto comenzó a funcionar con 70.000 TH/s y […] 1TH/s = 625 AMT". */
export const START = { hashRate: 70_000n, amtPerTh: 625n, issued: 70_000n * 625n } as const

/** "Actualmente […] 55.035.719 de tokens emitidos y una relación […] 1TH/s = 246.3 AMT […] 223.446 TH/s". */
export const JULY_2023 = { hashRate: 223_446n, amtPerThTenths: 2_463n, issued: 55_035_719n } as const

/** "75% Minero aportante del poder de hash, 20% A venta pública, 5% Administración y marketing". */
export const SPLIT_PERCENT = { miner: 75n, sale: 20n, administration: 5n } as const

/** Initial liquidity: 1,000,000 AMT and 49.5 BTCB. */
export const LAUNCH_POOL = { amt: 1_000_000n, btcbTenths: 495n } as const
