/** Setup of a campaign in which only the contracts for coverage are mutated. */
import type { CampaignSetup } from '../../../src/lockstep/campaign/batch.ts'
import { setup as mutated } from './mutant-setup.ts'
import { setup as sound } from '../../../src/cli/lockstep/setup.ts'

export const setup: CampaignSetup = { ...sound, invariants: [], mapped: mutated.mapped }
