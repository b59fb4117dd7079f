/**
 * Command: the command line that gives an experiment's result outside of the browser.
 */
import type { Experiment } from './experiment.ts'

/** Further paths of `simulate` when it is not told. */
const STANDARD_PATHS = 20

/** `npm run simulate -- baseline --seed 1 --days 365 --set vaultShare=40` */
export function commandText(
  { scenario, seed, path, set }: Experiment,
  { days, paths }: { readonly days: number; readonly paths: number },
): string {
  return [
    `npm run simulate -- ${scenario}`,
    `--seed ${seed}`,
    ...(path === 0 ? [] : [`--path ${path}`]),
    `--days ${days}`,
    ...(paths === STANDARD_PATHS ? [] : [`--paths ${paths}`]),
    ...Object.entries(set).map(([name, value]) => `--set ${word(`${name}=${value}`)}`),
  ].join(' ')
}

/** The text as one word of a POSIX shell. */
const word = (text: string): string =>
  /^[\w./:=@%+,#-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
