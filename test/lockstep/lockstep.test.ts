/**
 * The lockstep suite within the quick budget. LOCKSTEP_SEQUENCES sets its size; see `lockstep-suite.ts`.
 */
import { lockstepTests } from './lockstep-suite.ts'

lockstepTests(Number(process.env['LOCKSTEP_SEQUENCES'] ?? 300))
