/**
 * Survivors: the checked-in list of mutants that may survive, each with its reason.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from '../evm/compile/root.ts'

/** Path of the list from the project's root. */
export const SURVIVORS_FILE = 'src/mutants/survivors.json'

const SURVIVOR = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{12}$/),
  side: z.enum(['contracts', 'model', 'sim']),
  /** `equivalent`: no behaviour differs, by the argument in `reason`. `known-gap`: nothing tests it yet. */
  verdict: z.enum(['equivalent', 'known-gap']),
  reason: z.string().min(20),
  /** With what a second reader has tried to break the argument. */
  tried: z.string().min(20).optional(),
  /** Whom it concerns: contract or module, and function. */
  concerns: z.string().min(3),
  /** What the mutant changes, for readers. */
  change: z.string().min(3),
})

export type Survivor = Readonly<z.infer<typeof SURVIVOR>>

/**
 * Reads the list.
 *
 * @param file absolute path. @default the project's list
 * @throws {WrongSurvivors} when it is not a list of survivors, or has an id twice.
 */
export function readSurvivors(file: string = join(projectRoot, SURVIVORS_FILE)): readonly Survivor[] {
  const parsed = z.array(SURVIVOR).safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (!parsed.success) throw new WrongSurvivors(file, z.prettifyError(parsed.error))
  const seen = new Set<string>()
  for (const { id } of parsed.data) {
    if (seen.has(id)) throw new WrongSurvivors(file, `id ${id} twice`)
    seen.add(id)
  }
  return parsed.data
}

/** The list of survivors has another form. */
export class WrongSurvivors extends Error {
  override readonly name = 'WrongSurvivors'
  constructor(file: string, found: string) {
    super(
      `expected a list of { id, side, verdict, reason, concerns, change } in ${file}; got ${found}. ` +
        'See docs/how-to/mutants.md.',
    )
  }
}
