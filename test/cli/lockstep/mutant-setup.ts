/** Setup of a campaign with a mutant: Master rounds a claim up. */
import type { CampaignSetup } from '../../../src/lockstep/campaign/batch.ts'
import { changedBuild } from '../../../src/evm/build.ts'
import { mappedBuild } from '../../../src/evm/coverage/mapped-build.ts'
import { CANARY_MUTANT } from '../../../src/lockstep/mutation/canaries.ts'
import { setup as sound } from '../../../src/cli/lockstep/setup.ts'

const edits = [{ ...CANARY_MUTANT.edit, purpose: CANARY_MUTANT.name }]

export const setup: CampaignSetup = {
  ...sound,
  invariants: [],
  build: changedBuild(CANARY_MUTANT.name, { edits }),
  mapped: () => mappedBuild({ edits }),
}
