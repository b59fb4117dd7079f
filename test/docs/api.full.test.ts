/** The API reference: every export has documentation. TypeDoc is in a folder of its own, which `.ci/run` installs. */
import { expect, test } from 'vitest'
import { checkApi, hasTypeDoc } from '../../scripts/site/api.ts'

test.skipIf(!hasTypeDoc())('every export of the package has documentation', { timeout: 300_000 }, () => {
  // Names of exports without any are on stderr.
  expect(() => checkApi()).not.toThrow()
})
