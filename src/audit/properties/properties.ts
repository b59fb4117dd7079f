/** All properties: the invariants of the model, and probes. */
import { INVARIANTS } from '../../model/invariants/invariants.ts'
import type { Property } from './property.ts'

export const PROPERTIES: readonly Property[] = [...INVARIANTS]
