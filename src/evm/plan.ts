/**
 * Plan: in which order a build's contracts are created, with which arguments, and what is called then.
 *
 * A plan is plain data. Names stand for addresses: those of roles that are created by then, of the privileged
 * accounts and of the external contracts. All steps are the owner's unless they say otherwise.
 */
import type { Role } from './roles.ts'

/** Roles that are created by the plan: not the locker, which Master creates, nor the distributor. */
export type PlannedRole = Exclude<Role, 'locker' | 'distributor'>

/** A name, an address in hexadecimal, an amount, a flag or a text. */
export type PlanValue = string | bigint | boolean

export type PlanStep =
  | { readonly create: PlannedRole; readonly args?: readonly PlanValue[] }
  | {
      /** `role.function`; the function by its name or, if overloaded, by its signature. */
      readonly call: string
      readonly args?: readonly PlanValue[]
      /** A privileged account. @default 'owner' */
      readonly by?: string
    }

export type Plan = readonly PlanStep[]

/** Whole USDT per 100 AMT: 1.50 USD, the whitepaper's price at launch. */
const LAUNCH_RATE = 150n

/** Fee on sales to the Market, per mille. */
const LAUNCH_FEE = 10n

/** The published order of deployment, then the systems without a published interface. */
export const STANDARD_PLAN: Plan = [
  { create: 'amt' },
  { create: 'liqAmt' },
  { create: 'burnVault', args: ['amt'] },
  { create: 'master', args: ['amt', 'burnVault', 'liqAmt', 'payer'] },
  { call: 'amt.transferOwnership', args: ['master'] },
  { call: 'liqAmt.transferOwnership', args: ['master'] },
  { create: 'market', args: ['amt', 'master', LAUNCH_RATE, LAUNCH_FEE, 'admin'] },
  { create: 'stakingVault', args: ['amt', 'master'] },
  { create: 'buyBackVault', args: ['amt', 'master'] },
]

/** The roles that every plan must create. */
export const PLANNED_ROLES: readonly PlannedRole[] = STANDARD_PLAN.flatMap((step) =>
  'create' in step ? [step.create] : [],
)
