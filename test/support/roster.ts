/**
 * Roster: the people of all test worlds, the first five of the lockstep's roster.
 */
import { ROSTER as ALL } from '../../src/lockstep/generate/genesis.ts'

const [alice, bruno, carmen, diego, elena] = ALL

export const ROSTER = [alice, bruno, carmen, diego, elena] as const
