/** Options that npm took: they are noticed, named, and end the command before it does anything. */
import { expect, test } from 'vitest'
import { rejectTakenByNpm } from '../../src/cli/npm.ts'
import { OPTIONS } from '../../src/cli/request.ts'

const env = { npm_lifecycle_event: 'simulate', npm_config_cache: '/somewhere', npm_config_loglevel: 'silent' }
const names = Object.keys(OPTIONS)

test('a run by npm without such options, or not by npm, is accepted', () => {
  expect(() => rejectTakenByNpm(env, 'simulate', OPTIONS)).not.toThrow()
  const other = { ...env, npm_lifecycle_event: 'test', npm_config_verify: 'true' }
  expect(() => rejectTakenByNpm(other, 'simulate', OPTIONS)).not.toThrow()
  expect(() => rejectTakenByNpm({ npm_config_verify: 'true' }, 'simulate', OPTIONS)).not.toThrow()
})

test('every option of the command is noticed, with its value', () => {
  for (const name of names) {
    const taken = { ...env, [`npm_config_${name.replaceAll('-', '_')}`]: 'true' }
    expect(() => rejectTakenByNpm(taken, 'simulate', OPTIONS)).toThrow(`npm run simulate -- --${name}`)
  }
  const two = { ...env, npm_config_seed: '7', npm_config_json: 'true' }
  expect(() => rejectTakenByNpm(two, 'simulate', OPTIONS)).toThrow(/--seed=7/)
  expect(() => rejectTakenByNpm(two, 'simulate', OPTIONS)).toThrow(/--json/)
})

test.each<[string, Record<string, string>, readonly string[], string]>([
  ['a flag', { json: 'true' }, ['bank-run'], 'bank-run --json'],
  // As npm 11 has `baseline --set vaultShare=40 --set costs=retained`.
  [
    'settings, whose values stay among the arguments',
    { set: 'true\n\ntrue' },
    ['baseline', 'vaultShare=40', 'costs=retained'],
    'baseline --set vaultShare=40 --set costs=retained',
  ],
  ['settings with =', { set: 'vaultShare=40' }, [], '--set=vaultShare=40'],
  ['the only number', { seed: 'true', verify: 'true' }, ['7'], '--seed 7 --verify'],
  ['two numbers, which npm mixes', { seed: 'true', paths: 'true' }, ['7', '3'], '--seed N --paths N'],
])('the whole command comes back: %s', (_what, taken, argv, words) => {
  const given = Object.fromEntries(Object.entries(taken).map(([key, value]) => [`npm_config_${key}`, value]))
  const act = (): void => rejectTakenByNpm({ ...env, ...given }, 'simulate', OPTIONS, argv)
  expect(act).toThrow(new RegExp(`Run: npm run simulate -- ${words}$`))
})

// As npm 11 sets them.
test.each<[string, Record<string, string>, readonly string[], string]>([
  ['days', { all: 'true', yes: 'true', loglevel: 'silent' }, ['bank-run', '5'], 'bank-run --days 5'],
  [
    'lang',
    { all: 'true', long: 'true', global: 'true', cache: '' },
    ['bank-run', 'es'],
    'bank-run --lang es',
  ],
  ['to', { token_description: '2024-01-01' }, [], '--to=2024-01-01'],
  ['by', { bypass_2fa: 'true' }, ['finalFloor'], 'finalFloor --by METRIC'],
])('--%s, which npm takes for other options, comes back', (option, sets, argv, words) => {
  const value = /[A-Z]+$/.exec(words)?.[0] ?? 'VALUE'
  const options = { [option]: { value, means: '' } }
  const given = Object.fromEntries(Object.entries(sets).map(([key, each]) => [`npm_config_${key}`, each]))
  const act = (some: typeof given): void => rejectTakenByNpm({ ...env, ...some }, 'simulate', options, argv)
  expect(() => act(given)).toThrow(new RegExp(`Run: npm run simulate -- ${words}$`))
  // The same script without the option.
  expect(() => act({})).not.toThrow()
})

test('a language and a number come back each to its option', () => {
  const given = { npm_config_all: 'true', npm_config_long: 'true', npm_config_global: 'true' }
  const act = (): void =>
    rejectTakenByNpm({ ...env, ...given, npm_config_seed: 'true' }, 'simulate', OPTIONS, ['7', 'es'])
  expect(act).toThrow(/Run: npm run simulate -- --seed 7 --lang es$/)
  // npm takes the `-y` of --days back with the `-n` of --lang.
  const days = (): void => rejectTakenByNpm({ ...env, ...given }, 'simulate', OPTIONS, ['7', 'es'])
  expect(days).toThrow(/Run: npm run simulate -- 7 --lang es$/)
})

test('a role and its contract come back to --map, and a part that is left out is noticed', () => {
  const options = { map: { value: 'ROLE=NAME', means: '' }, 'no-corpus': { means: '' } }
  const letters = { npm_config_message: '', npm_config_all: 'true', npm_config_parseable: 'true' }
  const act = (sets: Record<string, string>, ...argv: readonly string[]): void =>
    rejectTakenByNpm({ ...env, ...sets }, 'simulate', options, argv)
  expect(() => act(letters, 'contracts', 'master=MasterV2')).toThrow(/-- contracts --map master=MasterV2$/)
  // npm switches off what follows `no-`: an empty text.
  expect(() => act({ npm_config_corpus: '' }, 'contracts')).toThrow(/-- contracts --no-corpus$/)
  expect(() => act({})).not.toThrow()
})

test('what is set for npm itself is no option of a command', () => {
  const own = { ...env, npm_config_all: 'true', npm_config_yes: 'true' }
  const options = { days: { value: 'N', means: '' } }
  expect(() => rejectTakenByNpm(own, 'simulate', options, [])).not.toThrow()
})
