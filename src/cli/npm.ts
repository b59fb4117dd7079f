/**
 * npm: options that npm took for itself. `npm run simulate --verify` gives the command no `--verify`: without
 * `--` before it npm reads the option as one of its own, and sets `npm_config_verify`.
 */
import { shellWord } from './shell-word.ts'
import { WrongInput } from './wrong-input.ts'

/**
 * Rejects a run by npm whose options came to npm.
 *
 * @param env the environment of the process.
 * @param name the command, which is also the name of its npm script.
 * @param options the names of its options.
 * @param argv the arguments that the command got.
 * @throws {WrongInput} naming the options, and how to pass them.
 */
export function rejectTakenByNpm(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  options: readonly string[],
  argv: readonly string[] = [],
): void {
  if (env['npm_lifecycle_event'] !== name) return
  const taken = options.flatMap((option) => {
    const value = env[`npm_config_${option.replaceAll('-', '_')}`]
    if (value === undefined || value === '') return []
    // npm joins the values of an option that is given several times by an empty line.
    return value.split('\n\n').map((each) => (each === 'true' ? `--${option}` : `--${option}=${each}`))
  })
  if (taken.length === 0) return
  throw new WrongInput({
    expected: 'options after "--"',
    got: `${taken.join(' ')}, which npm took for itself`,
    advice: `Run: npm run ${name} -- ${[...argv, ...taken].map(shellWord).join(' ')}`,
  })
}
