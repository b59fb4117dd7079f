/**
 * Payment parameters: how the production is distributed between payouts and the RCL, and who bears its costs.
 */
import { premiumSplit, settlingSplit, SPLIT_RULES, type Split } from '../../sim/agents/operations/split.ts'
import { COST_POLICIES } from '../../sim/agents/operations/treasury.ts'
import { choice, decimal, integer, type Settings } from '../../sim/definition/parameter.ts'

/** Distribution of the production. */
export const PAYMENT = {
  vaultShare: integer({
    title: "The RCL's share of every payment (assumption: the whitepaper leaves it variable)",
    unit: '%',
    default: '20',
    min: '0',
    max: '100',
  }),
  splitRule: choice({
    title:
      'Rule for that share: constant; settling from splitFirst to vaultShare; or vaultShare, falling to 0 as the pool price nears the floor (readings of the whitepaper, which calls it variable)',
    default: 'constant',
    choices: SPLIT_RULES,
  }),
  splitFirst: integer({
    title: 'Share on the first day, for settling (assumption)',
    unit: '%',
    default: '50',
    min: '0',
    max: '100',
  }),
  splitHalfLife: integer({
    title: 'Days in which half of the way to vaultShare is made, for settling (assumption)',
    unit: 'days',
    default: '180',
    min: '1',
    max: '36500',
  }),
  splitPremium: decimal({
    title: 'Pool price over floor from which the share is full, for premium (assumption)',
    unit: 'times',
    default: '5',
    min: '1.01',
    max: '1000',
  }),
  costs: choice({
    title: 'Production costs: deducted from the payment, or covered by the project from retained tokens',
    default: 'deducted',
    choices: COST_POLICIES,
  }),
}

/** The rule for the RCL's share; undefined if it is constant. */
export function splitBy(settings: Settings<typeof PAYMENT>): Split | undefined {
  if (settings.splitRule === 'constant') return undefined
  const share = Number(settings.vaultShare)
  return settings.splitRule === 'settling'
    ? settlingSplit({
        first: Number(settings.splitFirst),
        last: share,
        halfLife: Number(settings.splitHalfLife),
      })
    : premiumSplit({ share, premium: settings.splitPremium.toNumber() })
}
