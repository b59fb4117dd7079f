/**
 * Command: the command lines that give a result again, as results quote them.
 */
import { shellWord } from './shell-word.ts'

/** Further paths of `simulate` where none are asked for. */
export const STANDARD_PATHS = 20

/** Everything that a run's result depends on. */
export interface RunCommand {
  /** Name of the scenario. */
  readonly scenario: string
  readonly seed: string | bigint
  readonly path: number
  readonly days: number
  /** Number of further paths. @default {@link STANDARD_PATHS} */
  readonly paths?: number
  readonly set: Readonly<Record<string, string>>
  /** @default false */
  readonly verify?: boolean
}

/** The command of a run. `start` are the words before its arguments: `npm run simulate --`. */
export function runCommandText(start: string, given: RunCommand): string {
  const { scenario, seed, path, days, paths = STANDARD_PATHS, set, verify = false } = given
  return [
    `${start} ${scenario}`,
    `--seed ${seed}`,
    ...(path === 0 ? [] : [`--path ${path}`]),
    `--days ${days}`,
    ...(paths === STANDARD_PATHS ? [] : [`--paths ${paths}`]),
    ...settingWords(set),
    ...(verify ? ['--verify'] : []),
  ].join(' ')
}

/** `--set vaultShare=40`, one for each setting. */
export const settingWords = (set: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(set).map(([key, value]) => `--set ${shellWord(`${key}=${value}`)}`)
