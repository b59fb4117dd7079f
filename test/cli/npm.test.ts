/** Options that npm took: they are noticed, named, and end the command before it does anything. */
import { expect, test } from 'vitest'
import { rejectTakenByNpm } from '../../src/cli/npm.ts'
import { OPTIONS } from '../../src/cli/request.ts'

const env = { npm_lifecycle_event: 'simulate', npm_config_cache: '/somewhere', npm_config_loglevel: 'silent' }
const names = Object.keys(OPTIONS)

test('a run by npm without such options, or not by npm, is accepted', () => {
  expect(() => rejectTakenByNpm(env, 'simulate', names)).not.toThrow()
  const other = { ...env, npm_lifecycle_event: 'test', npm_config_verify: 'true' }
  expect(() => rejectTakenByNpm(other, 'simulate', names)).not.toThrow()
  expect(() => rejectTakenByNpm({ npm_config_verify: 'true' }, 'simulate', names)).not.toThrow()
})

test('every option of the command is noticed, with its value', () => {
  for (const name of names) {
    const taken = { ...env, [`npm_config_${name.replaceAll('-', '_')}`]: 'true' }
    expect(() => rejectTakenByNpm(taken, 'simulate', names)).toThrow(`npm run simulate -- --${name}`)
  }
  const given = { ...env, npm_config_seed: '7', npm_config_set: 'vaultShare=40\n\ncosts=retained' }
  const run = 'npm run simulate -- bank-run --seed=7 --set=vaultShare=40 --set=costs=retained'
  expect(() => rejectTakenByNpm(given, 'simulate', names, ['bank-run'])).toThrow(new RegExp(`Run: ${run}$`))
  const two = { ...env, npm_config_seed: '7', npm_config_json: 'true' }
  expect(() => rejectTakenByNpm(two, 'simulate', names)).toThrow(/--seed=7/)
  expect(() => rejectTakenByNpm(two, 'simulate', names)).toThrow(/--json/)
})
