/**
 * Cap table of the scenario `great-reset`: classes of holders, their representatives and the compensation
 * list.
 *
 * The real distribution is not public. All holdings are assumptions.
 */
import type { Account } from '../../model/interface/accounts.ts'
import { namesOf } from '../../sim/agent.ts'

/** Classes of holders, with one representative each. Sizes are assumptions; the whale's is a parameter. */
export const CLASSES = [
  { name: 'small', title: 'Small: 1,000 AMT', amt: '1000' },
  { name: 'medium', title: 'Medium: 20,000 AMT', amt: '20000' },
  { name: 'large', title: 'Large: 400,000 AMT', amt: '400000' },
  { name: 'whale', title: 'Whale', amt: undefined },
] as const

/** All other holders outside the project. */
export const OTHERS = { name: 'other', count: 12, amt: '1500000' } as const

/** AMT of the depositor in each vault, as much as a medium holder has. */
export const STAKED = '20000'

/** Accounts that never claim: the last of the other holders has lost the key. */
export const UNCLAIMING: readonly Account[] = [`${OTHERS.name}-${OTHERS.count}`]

/** One account that stands for a class of holders. */
interface Representative {
  readonly title: string
  readonly person: Account
}

/** Representatives of the holders, in wallets and in both vaults. */
export const HOLDERS: readonly Representative[] = [
  ...CLASSES.map(({ name, title }) => ({ title, person: `${name}-1` })),
  { title: 'Staker: 20,000 AMT', person: 'staker-1' },
  { title: 'Buy-back staker: 20,000 AMT', person: 'buy-back-staker-1' },
]

/** Representatives of the holders and the liquidity providers. */
export const REPRESENTATIVES: readonly Representative[] = [
  ...HOLDERS,
  { title: 'Provider, wrapped', person: 'wrapped-provider-1' },
  { title: 'Provider, raw', person: 'raw-provider-1' },
]

/** All accounts on the compensation list. */
export const listedAccounts = (): readonly Account[] => [
  ...CLASSES.map(({ name }) => `${name}-1`),
  ...namesOf(OTHERS.name, OTHERS.count),
  'staker-1',
  'buy-back-staker-1',
  'wrapped-provider-1',
  'raw-provider-1',
]
