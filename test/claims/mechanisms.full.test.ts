/**
 * Breaks each mechanism in a mutant of the model: exactly the readings that declare it get another verdict.
 */
import { expect, test } from 'vitest'
import { MECHANISMS, type Mechanism } from '../../src/claims/mechanisms.ts'
import { RULES } from '../../src/lockstep/compare/rules.ts'
import { declaring, turnedBy, verdictsOf } from './broken.ts'

const all = (): boolean => true
const sound = verdictsOf(RULES, all)

test.each(Object.keys(MECHANISMS) as Mechanism[])(
  '%s turns exactly the readings that rest on it',
  async (name) => expect(await turnedBy(name, sound, all)).toEqual(declaring(name)),
)
