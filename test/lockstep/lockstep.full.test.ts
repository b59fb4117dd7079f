/**
 * The whole lockstep suite: every function, expected revert and abstract state is reached several times.
 */
import { DEFAULTS } from '../../src/lockstep/lockstep.ts'
import { lockstepTests } from './lockstep-suite.ts'

lockstepTests(DEFAULTS.sequences)
