/** All planted faults. */
import { CONTRACT_FAULTS } from './contract-faults.ts'
import type { Fault } from './fault.ts'
import { MODEL_FAULTS } from './model-faults.ts'

export const FAULTS: readonly Fault[] = [...CONTRACT_FAULTS, ...MODEL_FAULTS]
