/**
 * Case file: a counterexample as JSON, to be replayed on any build.
 *
 * One action a line, amounts as decimal strings. Unlike a seed and a path it does not depend on the
 * generators, and it plays one list of actions and no other.
 */
import * as z from 'zod'
import { decodeAction, encodeAction, type Action } from '../../model/interface/action.ts'
import { TOKENS } from '../../model/interface/accounts.ts'
import type { DeploymentSpec } from '../../model/economy.ts'
import type { Timestamp } from '../../model/kernel/units.ts'

/** What is saved of a counterexample. */
export interface SavedCase {
  /** What diverges, as whoever found it names it. */
  readonly about: string
  readonly deployment: DeploymentSpec
  /** From deployment. */
  readonly actions: readonly Action[]
}

/** Version of the file's shape. */
const CASE_SCHEMA = 1

const schema = z.object({
  schema: z.literal(CASE_SCHEMA),
  about: z.string(),
  deployment: z.object({
    people: z.array(z.string()),
    tokenOrder: z
      .array(z.enum(TOKENS))
      .refine((order) => new Set(order).size === TOKENS.length, 'expected each of the four tokens once'),
    timestamp: z.string().regex(/^\d+$/, 'expected seconds in decimal digits'),
  }),
  actions: z.array(z.looseObject({})).min(1),
})

/** A case as JSON. */
export function caseFile({ about, deployment, actions }: SavedCase): string {
  const { people, tokenOrder, timestamp } = deployment
  const head = JSON.stringify({
    schema: CASE_SCHEMA,
    about,
    deployment: { people, tokenOrder, timestamp: String(timestamp) },
  })
  return `${head.slice(0, -1)},"actions":[\n${actions.map(encodeAction).join(',\n')}\n]}\n`
}

/**
 * A case from JSON; the inverse of {@link caseFile}.
 *
 * @param file its name, for messages.
 * @throws {InvalidCaseFile} when the text is no case; an action of an unknown function is named, with its
 *   line.
 */
export function readCaseFile(text: string, file = 'case.json'): SavedCase {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new InvalidCaseFile(`${file}${placeOf(text, error)}: ${String(error)}`)
  }
  const parsed = schema.safeParse(json)
  if (!parsed.success) throw new InvalidCaseFile(`${file}: ${z.prettifyError(parsed.error)}`)
  const { about, deployment, actions } = parsed.data
  return {
    about,
    deployment: { ...deployment, timestamp: BigInt(deployment.timestamp) as Timestamp },
    actions: actions.map((action, index) => decoded(action, index + 1, file, text)),
  }
}

function decoded(action: unknown, number: number, file: string, text: string): Action {
  try {
    return decodeAction(JSON.stringify(action))
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new InvalidCaseFile(`${file}${lineOf(text, action)}: action ${number}: ${message}`)
  }
}

/** `:3`, where an action has a line of its own, as the file is written. */
function lineOf(text: string, action: unknown): string {
  const wanted = JSON.stringify(action)
  const at = text.split('\n').findIndex((line) => {
    try {
      return JSON.stringify(JSON.parse(line.trim().replace(/,$/, ''))) === wanted
    } catch {
      return false
    }
  })
  return at < 0 ? '' : `:${at + 1}`
}

/** `:3`, from the position that the parser names, if it names one. */
function placeOf(text: string, error: unknown): string {
  const position = /position (\d+)/.exec(String(error))?.[1]
  return position === undefined ? '' : `:${text.slice(0, Number(position)).split('\n').length}`
}

const EXAMPLE = '{"by":"alice","call":"amt.burn","args":{"amount":"1"}}'

/** The text is not a case in JSON. */
export class InvalidCaseFile extends Error {
  override readonly name = 'InvalidCaseFile'
  constructor(detail: string) {
    super(
      'expected a case as written by caseFile(); export the counterexample again, or correct the ' +
        `line.\n${detail}\nExample of an action: ${EXAMPLE}`,
    )
  }
}
