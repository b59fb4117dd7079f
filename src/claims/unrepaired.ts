/**
 * Unrepaired: why no contract enforces a reading that fails or needs an assumption. A test finds every such
 * reading either here or with a repair.
 */
const ROUNDING = 'Amounts are whole base units, so no contract can pay a fraction of one.'
const POOL =
  'Prices in PancakeSwap’s pool follow whoever trades there: no contract of the project decides them.'
const PAYER = 'No contract can make the payer pay.'
const HASH_POWER = 'No contract can see hash power.'
const LIST = 'The list is computed outside the chain: one that looks through to people does it.'
const OWN_SHARES = 'LP shares are PancakeSwap’s, whose pair keeps no snapshot of who holds them at a payment.'
const EXIT = 'An RCL that kept BTCB back would take from holders the exit of claim 35.'

/** By claim and reading. */
export const UNREPAIRED: Readonly<Record<string, string>> = {
  '1 of-the-whole-payment': 'Without a part for the RCL, claims 7 and 9 would fail.',
  '2 exact': ROUNDING,
  '5 each-redemption-raises': ROUNDING,
  '7 every-day': PAYER,
  '8 never-less': EXIT,
  '8 in-a-bank-run': EXIT,
  '9 every-day': PAYER,
  '11 enforced': HASH_POWER,
  '14 power-over-the-halving': 'Power is paid outside the chain.',
  '15 the-pool-keeps-the-bitcoin': POOL,
  '17 when-sold': 'The list is computed outside the chain: one from the proceeds of selling does it.',
  '17 all-together': 'The reserve’s sale takes BTCB out of the pool, and an airdrop of AMT brings none back.',
  '18 list-of-wallets': LIST,
  '19 list-of-wallets': LIST,
  '20 after-the-snapshot':
    'The Market does not know of a reset before it happens. The administrators can empty it first, with ' +
    'withdrawAll.',
  '21 the-reserve-suffices': 'How much AMT the project keeps is its own choice.',
  '22 of-a-token': 'The payment stays the same: what some AMT collect more, others collect less.',
  '25 later-payments':
    'A payment that more AMT share is less for each. More hash power may raise it, which no contract can ' +
    'see.',
  '25 without-a-match': 'The repair of claim 5 enforces the deposit; hash power no contract can see.',
  '26 the-project-pays-the-gas':
    'A vault that reverted until somebody else has claimed would keep depositors in, against another ' +
    'reading of this claim.',
  '28 all-of-it':
    'A purchase of any size would move the price against the depositors, against another reading of this ' +
    'claim.',
  '29 over-half-a-year': POOL,
  '30 equal': 'Anybody can send LP shares, which are PancakeSwap’s, to Master.',
  '31 no-more-than-they-earn': OWN_SHARES,
  '31 every-provider': OWN_SHARES,
  '33 with-people': POOL,
  '36 the-next-get-the-same': ROUNDING,
  '39 at-every-moment': POOL,
  '41 every-outage': 'The bridge and the backing wallets are outside the contracts.',
  '43 daily': PAYER,
  '44 with-every-emission': HASH_POWER,
}
