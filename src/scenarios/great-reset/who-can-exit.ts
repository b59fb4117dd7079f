/**
 * Who can exit in the scenario `great-reset`: everybody outside the project but one, who has lost the key.
 */
import type { Account } from '../../model/interface/accounts.ts'
import { namesOf } from '../../sim/agent.ts'
import type { Summary } from '../../sim/recording/summary.ts'
import { peopleIn } from '../shared/participants.ts'
import { listedAmong } from '../shared/representatives.ts'

/** Accounts that never claim: the last small holder has lost the key, and cannot sell either. */
export const unclaiming = (settings: Parameters<typeof peopleIn>[0]): readonly Account[] =>
  namesOf('small', peopleIn(settings).small.count).slice(-1)

/** Everybody outside the project who can exit. */
export function peopleWhoCanExit(
  settings: Parameters<typeof peopleIn>[0],
  { people }: Pick<Summary, 'people'>,
): readonly Account[] {
  const lost = unclaiming(settings)
  return listedAmong(people).filter((account) => !lost.includes(account))
}
