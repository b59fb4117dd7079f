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
  'rcl-pays-redemptions-only': 'The RCL’s BTCB pays redemptions, and nothing else.',
  'owner-issues': 'Only Master’s owner issues AMT.',
  'open-burn': 'Any holder can burn own AMT.',
  'burn-destroys': 'Burnt AMT leave the circulation.',
} as const

export type Mechanism = keyof typeof MECHANISMS
