/**
 * Audit configuration: `audit.yaml`, in which differences of wording are data.
 *
 * ```yaml
 * roles: { master: MasterV2 }
 * reverts: class            # exact, class, any
 * events: net               # exact, no-zero-transfers, set, net
 * returns: any              # exact, any
 * revertCodes: { 'only payer': NotPayer }
 * eventAdaptors:
 *   - { on: master, event: RentPaid, as: rentPaid, args: [0, { arg: 1, times: '10000000000' }] }
 * ignoredViews: { amt.name: another name on purpose }
 * deploy:
 *   - { create: amt }
 *   - { call: amt.transferOwnership, args: [master] }
 * ```
 */
import * as z from 'zod'
import { PLANNED_ROLES, type Plan, type PlanValue } from '../evm/plan.ts'
import { ROLES, type Role } from '../evm/roles.ts'
import { CONTRACT_ACCOUNTS } from '../model/interface/accounts.ts'
import { ALL_CODES } from '../model/surface/reverts.ts'
import { VIEWS } from '../model/surface/observation.ts'
import {
  EVENT_GRADES,
  EXACT,
  RETURN_GRADES,
  REVERT_GRADES,
  type EventAdaptor,
  type Grades,
} from './grades.ts'
import type { RoleMap } from './input/roles.ts'
import { readYaml, type YamlProblem } from './yaml-input.ts'

/** Configuration of an audit: budgets, seed, and which checks run. */
export interface AuditConfig {
  readonly roles: RoleMap
  readonly grades: Grades
  /** Codes by the build's own revert texts and custom errors. */
  readonly revertCodes: Readonly<Record<string, string>>
  readonly adaptors: readonly EventAdaptor[]
  /** Reason by view that is not compared. */
  readonly ignoredViews: Readonly<Record<string, string>>
  /** @default the published order and arguments */
  readonly plan: Plan | undefined
}

/** The configuration without a file. */
export const STANDARD_CONFIG: AuditConfig = {
  roles: {},
  grades: EXACT,
  revertCodes: {},
  adaptors: [],
  ignoredViews: {},
  plan: undefined,
}

const whole = z
  .union([z.int().positive(), z.string().regex(/^0*[1-9]\d*$/, 'expected a whole number above 0')])
  .transform(BigInt)

/** A view as `contract.view`, both of which exist. */
function isViewName(text: string): boolean {
  const [on = '', fn = '', ...rest] = text.split('.')
  return (
    rest.length === 0 && (CONTRACT_ACCOUNTS as readonly string[]).includes(on) && Object.hasOwn(VIEWS, fn)
  )
}

const planValue = z
  .union([z.boolean(), z.int().transform(BigInt), z.string()])
  .transform((value): PlanValue =>
    // YAML reads large numbers as floats, so amounts may be texts.
    typeof value === 'string' && /^\d+$/.test(value) ? BigInt(value) : value,
  )

const schema = z.strictObject({
  roles: z.partialRecord(z.enum(ROLES), z.string()).default({}),
  reverts: z.enum(REVERT_GRADES).default('exact'),
  events: z.enum(EVENT_GRADES).default('exact'),
  returns: z.enum(RETURN_GRADES).default('exact'),
  revertCodes: z.record(z.string(), z.enum(ALL_CODES as [string, ...string[]])).default({}),
  eventAdaptors: z
    .array(
      z.strictObject({
        on: z.string().optional(),
        event: z.string(),
        as: z.string().optional(),
        args: z
          .array(
            z.union(
              [
                z
                  .int()
                  .nonnegative()
                  .transform((arg) => ({ arg })),
                z.strictObject({
                  arg: z.int().nonnegative(),
                  times: whole.optional(),
                  per: whole.optional(),
                }),
              ],
              {
                error: 'expected the position of an argument from 0, or { arg: POSITION, times: N, per: N }',
              },
            ),
          )
          .optional(),
      }),
    )
    .default([]),
  ignoredViews: z
    .record(
      z.string().refine(isViewName, 'expected a view as contract.view'),
      z.string().min(1, 'expected the reason'),
    )
    .default({}),
  deploy: z
    .array(
      z.union(
        [
          z.strictObject({ create: z.enum(PLANNED_ROLES), args: z.array(planValue).optional() }),
          z.strictObject({
            call: z.string(),
            args: z.array(planValue).optional(),
            by: z.string().optional(),
          }),
        ],
        {
          error:
            `expected { create: ROLE, args: [VALUE, …] } with one of the roles ${PLANNED_ROLES.join(', ')}, ` +
            'or { call: ROLE.FUNCTION, args: [VALUE, …], by: ACCOUNT }',
        },
      ),
    )
    .optional(),
})

/**
 * A configuration from YAML.
 *
 * @param file its name, for messages.
 * @throws {InvalidConfig} naming what is wrong, with its line and an example.
 */
export function readConfig(text: string, file = 'audit.yaml'): AuditConfig {
  const read = readYaml(text, file, schema, {})
  if ('problem' in read) throw new InvalidConfig(read.problem)
  const { roles, reverts, events, returns, revertCodes, eventAdaptors, ignoredViews, deploy } = read.value
  return {
    roles: roles as Readonly<Partial<Record<Role, string>>>,
    grades: { reverts, events, returns },
    revertCodes,
    adaptors: eventAdaptors as readonly EventAdaptor[],
    ignoredViews,
    plan: deploy as Plan | undefined,
  }
}

/** What a configuration hides, as sentences: a report lists them as differences. */
export function allowances({
  grades,
  revertCodes,
  adaptors,
  ignoredViews,
  plan,
}: AuditConfig): readonly string[] {
  return [
    ...(grades.reverts === 'exact' ? [] : [`Reverts are compared by grade ${grades.reverts}.`]),
    ...(grades.events === 'exact' ? [] : [`Events are compared by grade ${grades.events}.`]),
    ...(grades.returns === 'exact' ? [] : ['Return values are not compared.']),
    ...Object.entries(revertCodes).map(
      ([text, code]) => `Reverts of ${JSON.stringify(text)} count as ${code}.`,
    ),
    ...adaptors.map(adaptorText),
    ...Object.entries(ignoredViews).map(([view, reason]) => `View ${view} is not compared: ${reason}.`),
    ...(plan === undefined ? [] : ['The contracts are deployed by the plan of the configuration.']),
  ]
}

function adaptorText({ on, event, as, args }: EventAdaptor): string {
  const name = `Event ${on === undefined ? '' : `${on}.`}${event}`
  if (as === undefined) return `${name} is not compared.`
  if (args === undefined) return `${name} counts as ${as}.`
  const parts = args.map(
    ({ arg, times, per }) =>
      `${arg}${times === undefined ? '' : ` times ${times}`}${per === undefined ? '' : ` per ${per}, rounded down`}`,
  )
  return `${name} counts as ${as} with its arguments ${parts.join('; ') || 'left out'}.`
}

/** A correct line for each key. */
const EXAMPLES: Readonly<Record<string, string>> = {
  roles: 'roles: { master: MasterV2 }',
  reverts: 'reverts: class',
  events: 'events: net',
  returns: 'returns: any',
  revertCodes: "revertCodes: { 'Master: only payer': NotPayer }",
  eventAdaptors: 'eventAdaptors: [{ on: master, event: RentPaid, as: rentPaid, args: [0, 1] }]',
  ignoredViews: 'ignoredViews: { amt.name: the token has another name on purpose }',
  deploy: 'deploy: [{ create: amt }, { call: amt.transferOwnership, args: [master] }]',
}

/** A text is no configuration. */
export class InvalidConfig extends Error {
  override readonly name = 'InvalidConfig'
  constructor({ detail, key }: YamlProblem) {
    const example = EXAMPLES[key ?? ''] ?? EXAMPLES['reverts']!
    super(
      'expected an audit configuration in YAML, with the keys ' +
        `${Object.keys(EXAMPLES).join(', ')}\n${detail}\nExample: ${example}`,
    )
  }
}
