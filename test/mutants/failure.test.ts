import { describe, expect, test } from 'vitest'
import { failureIn } from '../../src/mutants/stages/suites.ts'

const file = (name: string, status: string, titles: readonly string[], message?: string) => ({
  name: `/copy/test/${name}`,
  status,
  ...(message === undefined ? {} : { message }),
  assertionResults: titles.map((fullName) => ({
    status: fullName.includes('fails') ? 'failed' : 'passed',
    fullName,
  })),
})

describe('the first failure that vitest reports', () => {
  test('is a test, with its file', () => {
    const testResults = [
      file('a.test.ts', 'passed', ['passes']),
      file('b.test.ts', 'failed', ['passes', 'fails']),
    ]
    expect(failureIn({ testResults }, '/copy')).toEqual({ by: 'test/b.test.ts: fails' })
  })

  // A mutant may break the world that a file builds while it is loaded; so may full memory.
  test('is no test where a file could not be loaded, and says why', () => {
    const testResults = [
      file('a.test.ts', 'failed', [], '\nexpected master.payRent to succeed\n    at a.ts:3'),
    ]
    expect(failureIn({ testResults }, '/copy')).toEqual({
      by: 'test/a.test.ts: cannot be loaded: expected master.payRent to succeed',
      noTest: true,
    })
  })

  test('is no test where nothing was reported', () => {
    expect(failureIn({ testResults: [] }, '/copy')).toMatchObject({ noTest: true })
  })
})
