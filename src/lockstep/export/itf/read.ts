/**
 * Reads an ITF trace: deployment and actions, validated, to be replayed.
 *
 * Only `action` is read of each state; the other variables follow from it. Unknown variables are ignored.
 */
import * as z from 'zod'
import {
  SYSTEM_ACCOUNTS,
  TOKENS,
  PAIRS,
  isPersonName,
  type Account,
} from '../../../model/interface/accounts.ts'
import { decodeAction, InvalidAction, type Action } from '../../../model/interface/action.ts'
import type { DeploymentSpec } from '../../../model/economy.ts'
import type { Timestamp } from '../../../model/kernel/units.ts'
import { itfInteger } from './values.ts'

/** What an ITF trace says. */
export interface ItfCase {
  readonly deployment: DeploymentSpec
  readonly actions: readonly Action[]
  /** What diverges after the last action, as it was exported; undefined if the trace does not say. */
  readonly about: string | undefined
}

const account = z
  .string()
  .refine(
    isAccount,
    'expected an account of the deployment or the name of a person (letters, digits, hyphens)',
  )

const deploy = z.strictObject({
  tag: z.literal('Deploy', 'expected the variant "Deploy" in the first state'),
  value: z.strictObject({
    people: z.array(
      z.string().refine(isPersonName, 'expected the name of a person (letters, digits, hyphens)'),
    ),
    tokenOrder: z
      .array(z.enum(TOKENS))
      .refine(
        (tokens) => TOKENS.every((token) => tokens.includes(token)) && tokens.length === TOKENS.length,
        {
          error: `expected each of ${TOKENS.join(', ')} once`,
        },
      ),
    timestamp: itfInteger,
  }),
})

const argument = z.union([
  itfInteger.transform(String),
  z.string(),
  z.array(z.union([itfInteger.transform(String), account])),
])

const step = z.discriminatedUnion('tag', [
  z.strictObject({ tag: z.literal('Wait'), value: z.strictObject({ wait: itfInteger }) }),
  z.strictObject({
    tag: z.literal('Call'),
    value: z.strictObject({
      by: account,
      call: z.string(),
      at: z.enum(PAIRS).optional(),
      args: z.record(z.string(), argument),
    }),
  }),
])

const trace = z.looseObject({
  '#meta': z.looseObject({ format: z.literal('ITF').optional() }).optional(),
  vars: z.array(z.string()).refine((vars) => vars.includes('action'), 'expected a variable "action"'),
  states: z.array(z.looseObject({ action: z.unknown(), divergence: z.string().optional() })).min(1),
})

/**
 * Reads a trace as {@link itfTrace} writes it.
 *
 * @throws {InvalidTrace} when the text is not such a trace; the message names the state and the field.
 */
export function importItf(text: string): ItfCase {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new InvalidTrace(`JSON, got a text that is none (${(error as Error).message})`)
  }
  const { states } = checked(trace, json, [])
  const { value: deployment } = checked(deploy, states[0]!.action, ['states', 0, 'action'])
  const people = new Set<Account>([...deployment.people, ...SYSTEM_ACCOUNTS])
  const actions = states.slice(1).map((state, index) => actionIn(state.action, index + 1, people))
  const about = states.at(-1)!.divergence
  return {
    deployment: { ...deployment, timestamp: deployment.timestamp as Timestamp },
    actions,
    about: about === '' ? undefined : about,
  }
}

function actionIn(value: unknown, state: number, people: ReadonlySet<Account>): Action {
  const place = ['states', state, 'action']
  const parsed = checked(step, value, place)
  const raw = parsed.tag === 'Wait' ? { wait: String(parsed.value.wait) } : parsed.value
  let action: Action
  try {
    action = decodeAction(JSON.stringify(raw))
  } catch (error) {
    if (error instanceof InvalidAction) throw new InvalidTrace(`${error.message} in ${place.join('.')}`)
    throw error
  }
  if ('by' in action && !people.has(action.by))
    throw new InvalidTrace(
      `an account of the deployment in ${place.join('.')}, got ${JSON.stringify(action.by)}; ` +
        'add it to "people" of the first state',
    )
  return action
}

/** The value as a schema describes it. @throws {InvalidTrace} when it is not of the schema. */
function checked<T>(schema: z.ZodType<T>, value: unknown, place: readonly (string | number)[]): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = [...place, ...issue!.path].join('.') || 'the trace'
  throw new InvalidTrace(`a valid ${where}: ${issue!.message}`)
}

function isAccount(name: string): boolean {
  return (SYSTEM_ACCOUNTS as readonly string[]).includes(name) || isPersonName(name)
}

/** The text is not an ITF trace of a counterexample. */
export class InvalidTrace extends Error {
  override readonly name = 'InvalidTrace'
  constructor(expected: string) {
    super(`expected an ITF trace of a counterexample, with ${expected}`)
  }
}
