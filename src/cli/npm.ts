/**
 * npm: options that npm took for itself. `npm run simulate --verify` gives the command no `--verify`: without
 * `--` before it npm reads the option as one of its own, and sets `npm_config_verify`.
 */
import { WrongInput } from './wrong-input.ts'

/**
 * Rejects a run by npm whose options came to npm.
 *
 * @param env the environment of the process.
 * @param name the command, which is also the name of its npm script.
 * @param options the names of its options.
 * @throws {WrongInput} naming the options, and how to pass them.
 */
export function rejectTakenByNpm(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  options: readonly string[],
): void {
  if (env['npm_lifecycle_event'] !== name) return
  const taken = options.flatMap((option) => {
    const value = env[`npm_config_${option.replaceAll('-', '_')}`]
    if (value === undefined || value === '') return []
    return [value === 'true' ? `--${option}` : `--${option}=${value}`]
  })
  if (taken.length === 0) return
  throw new WrongInput({
    expected: 'options after "--"',
    got: `${taken.join(' ')}, which npm took for itself`,
    advice: `Run: npm run ${name} -- ${taken.join(' ')} …`,
  })
}
