/**
 * npm: options that npm took for itself. `npm run simulate --verify` gives the command no `--verify`: without
 * `--` before it npm reads the option as one of its own, and sets `npm_config_verify`. The value of an
 * option, as in `--seed 7`, stays among the arguments.
 *
 * Some options npm takes for others: `--days` for the letters `-d -a -y -s`, `--to` for the beginning of
 * `--token-description`, and `--no-corpus` for `corpus` switched off (npm 11). Three leave nothing in the
 * environment, and so are not noticed: `--lock` (npm: `--lockfile-version`), `--update` (npm:
 * `--update-notifier`) and `--only`. Their commands say what they do.
 */
import type { Options } from './options.ts'
import { shellWord } from '../report/shell-word.ts'
import { WrongInput } from './wrong-input.ts'

/**
 * Rejects a run by npm whose options came to npm.
 *
 * @param env the environment of the process.
 * @param name the command, which is also the name of its npm script.
 * @param options its options.
 * @param argv the arguments that the command got.
 * @throws {WrongInput} naming the options, and the whole command as it is written.
 */
export function rejectTakenByNpm(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  options: Options,
  argv: readonly string[] = [],
): void {
  if (env['npm_lifecycle_event'] !== name) return
  const taken = Object.keys(options).flatMap((option) => {
    if (option.startsWith('no-') && env[keyOf(option.slice(3))] === '') return [{ option, value: undefined }]
    const value = valueIn(env, option)
    // npm joins the values of an option that is given several times by an empty line.
    if (value !== '')
      return value.split('\n\n').map((each) => ({ option, value: each === 'true' ? undefined : each }))
    return mistaken(option, env, argv)
  })
  if (taken.length === 0) return
  throw new WrongInput({
    expected: 'options after "--"',
    got:
      `${[...new Set(taken.map(({ option, value }) => written(option, value)))].join(' ')}, which npm ` +
      'took for itself',
    advice: `Run: ${commandOf(name, options, taken, argv)}`,
  })
}

type Environment = Parameters<typeof rejectTakenByNpm>[0]

/** What npm was given for an option; empty without it. */
const valueIn = (env: Environment, option: string): string => env[keyOf(option)] ?? ''

/** Where npm puts the value of an option. */
const keyOf = (option: string): string => `npm_config_${option.replaceAll('-', '_')}`

const LANGUAGE = /^(en|es)$/
const isLang = (text: string): boolean => LANGUAGE.test(text)

/** Options that npm takes for several letters, with what it sets and the form of the value that it leaves. */
const LETTERS: Readonly<Record<string, { readonly sets: Record<string, string>; readonly value: RegExp }>> = {
  days: { sets: { all: 'true', yes: 'true', loglevel: 'silent' }, value: /^\d+$/ },
  day: { sets: { all: 'true', yes: 'true', loglevel: 'info' }, value: /^\d+$/ },
  lang: { sets: { all: 'true', long: 'true', global: 'true' }, value: LANGUAGE },
  by: { sets: { 'bypass-2fa': 'true' }, value: /./ },
  map: { sets: { all: 'true', parseable: 'true' }, value: /=/ },
}
/** Options that npm takes for the beginning of its own, together with their value. */
const BEGINNINGS: Readonly<Record<string, string>> = { to: 'token-description' }

function mistaken(
  option: string,
  env: Environment,
  argv: readonly string[],
): readonly { readonly option: string; readonly value: string | undefined }[] {
  const letters = LETTERS[option]
  const isSplit =
    letters !== undefined &&
    argv.some((word) => letters.value.test(word)) &&
    Object.entries(letters.sets).every(([name, value]) => valueIn(env, name) === value)
  if (isSplit) return [{ option, value: undefined }]
  const longer = BEGINNINGS[option]
  const value = longer === undefined ? '' : valueIn(env, longer)
  return value === '' ? [] : [{ option, value }]
}

const written = (option: string, value: string | undefined): string =>
  value === undefined ? `--${option}` : `--${option}=${value}`

/**
 * The command as it is written. Settings and `--lang` find their values by the form, a single other option
 * the only number; other values are left to fill in, since npm has lost which is whose.
 */
function commandOf(
  name: string,
  options: Options,
  taken: readonly { readonly option: string; readonly value: string | undefined }[],
  argv: readonly string[],
): string {
  const settings = argv.filter((each) => each.includes('='))
  const numbers = argv.filter((each) => /^\d+$/.test(each))
  const languages = taken.some(({ option }) => option === 'lang') ? argv.filter((each) => isLang(each)) : []
  const bare = taken.filter(
    ({ option, value }) => value === undefined && options[option]?.value !== undefined,
  )
  const ofNumber = bare.filter(({ option }) => option !== 'lang' && !isSetting(options, option))
  // Without an option for them, numbers stay: `--lang` hides a `--days` beside it.
  const known = [...settings, ...(ofNumber.length === 0 ? [] : numbers), ...languages]
  const others = argv.filter((each) => !known.includes(each))
  const rest = [...settings]
  const words = taken.map(({ option, value }) => {
    const placeholder = options[option]?.value
    if (value !== undefined || placeholder === undefined) return written(option, value)
    if (isSetting(options, option)) return `--${option} ${shellWord(rest.shift() ?? placeholder)}`
    if (option === 'lang' && languages.length === 1) return `--lang ${languages[0]!}`
    const isOnly = ofNumber.length === 1 && numbers.length === 1
    return `--${option} ${isOnly ? numbers[0]! : placeholder}`
  })
  return [`npm run ${name} --`, ...others.map(shellWord), ...words].join(' ')
}

/** Whether values of an option have the form of `KEY=VALUE` or `ROLE=NAME`. */
const isSetting = (options: Options, option: string): boolean => /^[A-Z]+=/.test(options[option]?.value ?? '')
