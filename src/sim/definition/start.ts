/**
 * Start: on which day the world of a run begins.
 *
 * A scenario's defaults and some of its hypotheses are about one day, its own start. A run that starts on
 * another day, from a chain snapshot or in a calibrated world, leaves these hypotheses out and says which
 * defaults it keeps all the same.
 */
import type { Parameter } from './parameter.ts'

/** Where a run starts: day, and the source of its state. */
export interface Start {
  /** As in a question: from `12 February 2024` on. */
  readonly name: string
  /** Whether it is another than the scenario's own. */
  readonly isOther: boolean
  /** The block of a chain snapshot. */
  readonly snapshot?: { readonly block: bigint }
  /** What else a reader must know of it, in sentences. */
  readonly notes: readonly string[]
  /** The scenario's own start in words. */
  readonly own: string
  /** Parameters whose values the start brings with it, such as those of a replayed history. */
  readonly brings: readonly string[]
}

/** Why a hypothesis about the scenario's own start is left out of a run from another one. */
export const leftOutAt = ({ own, name }: Start): string => `about ${own}; this run is from ${name} on`

/**
 * The sentences at the top of a run: where it starts, and which values it keeps of the scenario's own start.
 *
 * @param given the parameters that were set
 */
export function startNotes(
  start: Start | undefined,
  parameters: readonly Parameter[],
  given: Readonly<Record<string, string>>,
): readonly string[] {
  if (start === undefined || !start.isOther) return []
  const { name: day, snapshot, notes, own, brings } = start
  const file = parameters.find(({ kind, name }) => kind === 'snapshot' && name in given)
  const opened =
    snapshot === undefined || file === undefined
      ? []
      : [
          `Opens from the chain snapshot ${given[file.name]}: block ` +
            `${String(snapshot.block).replace(/\B(?=(\d{3})+$)/g, ',')} of ${day}.`,
        ]
  return [...opened, ...notes, ...keptNote(own, parameters.filter(isKept(given, brings)))]
}

const isKept =
  (given: Readonly<Record<string, string>>, brings: readonly string[]) =>
  ({ name, dated }: Parameter): boolean =>
    dated === true && !(name in given) && !brings.includes(name)

function keptNote(own: string, kept: readonly Parameter[]): readonly string[] {
  if (kept.length === 0) return []
  const values = kept.map(({ name, default: value, unit }) => `${name} ${value} ${unit}`.trimEnd())
  const settings = kept.map(({ name }) => `--set ${name}=…`)
  return [
    `Warning: ${values.join(', ')} ${kept.length === 1 ? 'is' : 'are'} of ${own}. Set the ` +
      `${kept.length === 1 ? 'value' : 'values'} of this start: ${settings.join(' ')}.`,
  ]
}
