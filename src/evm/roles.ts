/** Roles: the contracts of a build, by the names that actions and views have for them. */
/** The contracts under test, by role. */
export const ROLES = [
  'amt',
  'liqAmt',
  'burnVault',
  'master',
  'locker',
  'market',
  'stakingVault',
  'buyBackVault',
  'distributor',
] as const
export type Role = (typeof ROLES)[number]
