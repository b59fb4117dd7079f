/**
 * Schema: the zod schema of scenario files, and the JSON Schema for editors.
 *
 * - Amounts and decimals are strings, since YAML parses unquoted decimals as floats, which lose digits.
 *   Integers and booleans may be unquoted.
 * - Ranges are in the descriptions only: JSON Schema has no bounds for decimal strings.
 */
import { z } from 'zod'
import { acceptedBy, type Parameter } from '../../sim/definition/parameter.ts'
import type { Scenario } from '../../sim/definition/scenario.ts'
import { DAYS, PATHS, SEEDS, type Range } from '../number.ts'

/** Content of a file before range checks. */
export interface FileContent {
  readonly scenario: string
  readonly seed?: number | string
  readonly path?: number | string
  readonly days?: number | string
  readonly set?: Readonly<Record<string, number | string | boolean>>
}

/** Integer keys with their ranges and meanings. */
export type WholeKey = 'seed' | 'path' | 'days'
export const WHOLE: Readonly<Record<WholeKey, Range & { readonly means: string }>> = {
  seed: { ...SEEDS, means: 'Seed of all random numbers. Default 1.' },
  path: { ...PATHS, means: 'Path of the seed. Default 0.' },
  days: { ...DAYS, means: 'Days to simulate. Default: set by the scenario.' },
}

/** The schema: a union with one shape per scenario, since parameters differ. */
export function fileSchema(scenarios: readonly Scenario[]): z.ZodType<FileContent> {
  const [first, ...others] = scenarios.map(shapeOf)
  return z.discriminatedUnion('scenario', [first!, ...others]) as unknown as z.ZodType<FileContent>
}

/** The JSON Schema file as text. */
export function jsonSchemaText(scenarios: readonly Scenario[]): string {
  const schema = z.toJSONSchema(fileSchema(scenarios), { io: 'input' })
  return `${JSON.stringify({ title: 'AMT Lab scenario file', ...schema }, null, 2)}\n`
}

function shapeOf({ name, question, parameters }: Scenario) {
  const set = Object.fromEntries(
    parameters.map((parameter) => [parameter.name, parameterSchema(parameter).optional()]),
  )
  const whole = Object.entries(WHOLE).map(([key, { min, max, means }]) => [
    key,
    wholeSchema.describe(`${means} From ${min} to ${max}.`).optional(),
  ])
  return z.strictObject({
    scenario: z.literal(name).describe(question),
    ...(Object.fromEntries(whole) as Record<WholeKey, typeof wholeSchema>),
    set: z.strictObject(set).describe('Parameters with values other than their defaults.').optional(),
  })
}

const wholeSchema: z.ZodType<number | string> = z.union([z.int(), z.string().regex(/^\d+$/)])
const decimalText = z.string().regex(/^-?\d+(?:\.\d{1,18})?$/)

function parameterSchema(parameter: Parameter): z.ZodType {
  return withoutMeaning(parameter).describe(
    `${parameter.title}. Default ${parameter.default}; ${acceptedBy(parameter)}.`,
  )
}

function withoutMeaning({ kind, choices }: Parameter): z.ZodType {
  switch (kind) {
    case 'amount':
      return z.string().regex(/^\d+(?:\.\d{1,18})?$/)
    case 'integer':
      return z.union([z.int(), z.string().regex(/^-?\d{1,15}$/)])
    case 'percent':
    case 'decimal':
      return z.union([z.int(), decimalText])
    case 'choice':
      return z.enum(choices as [string, ...string[]])
    case 'boolean':
      return z.boolean()
    case 'date':
      return z.union([z.int(), z.string()])
    case 'prices':
    case 'history':
    case 'snapshot':
      return z.string()
  }
}
