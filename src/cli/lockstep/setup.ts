/** Setup of a campaign: the project's contracts and model. Worker threads import it by its URL. */
import { projectBuild } from '../../evm/build.ts'
import { mappedBuild } from '../../evm/coverage/mapped-build.ts'
import type { CampaignSetup } from '../../lockstep/campaign/batch.ts'
import { RULES } from '../../lockstep/compare/rules.ts'
import { INVARIANTS } from '../../model/invariants/invariants.ts'

export const setup: CampaignSetup = {
  build: projectBuild(),
  rules: RULES,
  invariants: INVARIANTS,
  mapped: mappedBuild,
}
