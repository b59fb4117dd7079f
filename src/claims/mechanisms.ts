/**
 * Mechanisms: what verdicts rest on. A test breaks each one in a mutant and expects exactly the claims that
 * declare it to turn.
 */
export const MECHANISMS = {
  'redemption-rounds-down': 'The RCL pays the share of the redeemed AMT, rounded down.',
  'redemption-burns': 'The RCL burns the redeemed AMT in the same transaction.',
  cap: 'AMT reverts a mint that would raise the supply above the cap.',
  'claimed-once': 'Master records each claim and reverts a second one.',
  'claim-rounds-down': 'Master pays the share of a claim, rounded down.',
  'claims-by-snapshot': 'A claim counts the balances of the payment’s snapshot.',
  'vault-share': 'A payment sends its share for the RCL to the RCL.',
  'providers-share': 'A payment sets the pool’s share aside for liquidity providers.',
  'rcl-pays-redemptions-only': 'The RCL’s BTCB pays redemptions, and nothing else.',
  'owner-issues': 'Only Master’s owner issues AMT.',
  'open-burn': 'Any holder can burn own AMT.',
  'burn-destroys': 'Burnt AMT leave the circulation.',
  'lock-period': 'The locker releases the project’s liquidity after 730 days.',
  'liq-amt-per-share': 'Master issues one liqAMT for each LP share that it keeps.',
  'removal-to-caller': 'Liquidity that is removed goes to whom burns the liqAMT.',
  'vault-rounds-down': 'The vaults credit each deposit with its share of a payment, rounded down.',
  'buy-back-trades': 'The buy-back vault buys in the pool.',
  'buy-back-limit': 'A purchase of the buy-back vault spends at most 1/400 of the pool’s BTCB.',
  'airdrop-in-full': 'The distributor pays each entry in full.',
  'airdrop-from-the-reserve': 'The distributor pays with AMT that it was sent.',
  'airdrop-proven': 'The distributor pays only entries of its list.',
  'market-no-cheaper': 'The Market sells no more AMT than its rate gives.',
  'market-no-dearer': 'The Market sells as many AMT as its rate gives.',
} as const

export type Mechanism = keyof typeof MECHANISMS
