/**
 * Saved campaign: how far a campaign has come, in its directory, from which `--resume` goes on.
 *
 * It has the totals of the batches that count, and is written after each of them. It is gone once all batches
 * are done, or one has failed. A fingerprint says whether another campaign would go on with it: the sources,
 * the contracts, the seed, the size of a batch and the measuring of coverage must be the same.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { ownArtifacts } from '../../evm/build.ts'
import type { CampaignSetup, Preparation } from '../../lockstep/campaign/batch.ts'
import type { CampaignTotals } from '../../lockstep/campaign/tally.ts'
import { writeWhole } from '../study/job.ts'
import { codeFingerprint } from '../study/code.ts'
import { WrongInput } from '../wrong-input.ts'
import type { CampaignRequest } from './request.ts'

/** How far a campaign has come. */
export interface CampaignProgress {
  readonly preparation: Preparation
  /** Of the batches from the first on, without a gap; none of them failed. */
  readonly totals: CampaignTotals
}

const NAME = 'campaign-progress.bin'

export class SavedCampaign {
  private readonly file: string
  private readonly fingerprint: string

  constructor(directory: string, fingerprint: string) {
    this.file = join(directory, NAME)
    this.fingerprint = fingerprint
  }

  /**
   * What a stopped or interrupted campaign has left.
   *
   * @param shown the directory, as shown
   * @throws {WrongInput} when there is nothing, or it is of another campaign.
   */
  read({ runs }: CampaignRequest, shown: string): CampaignProgress {
    if (!existsSync(this.file))
      throw new WrongInput({
        expected: 'an unfinished campaign for --resume',
        got: `none in ${shown}`,
        advice: 'Start it without --resume, or name its directory with --out.',
      })
    const saved = savedIn(readFileSync(this.file))
    if (saved?.fingerprint !== this.fingerprint)
      throw new WrongInput({
        expected: 'an unfinished campaign of the same sources, seed, batch size and coverage for --resume',
        got: `another one in ${shown}`,
        advice: 'Give the options that it had, or start it without --resume.',
      })
    const { preparation, totals } = saved
    if (totals.sequences > runs)
      throw new WrongInput({
        expected: `--runs of at least ${totals.sequences}, which have run`,
        got: `"${runs}"`,
        advice: 'Give more runs, or start it without --resume.',
      })
    return { preparation, totals }
  }

  write(progress: CampaignProgress): void {
    writeWhole(this.file, serialize({ fingerprint: this.fingerprint, ...progress }))
  }

  remove(): void {
    rmSync(this.file, { force: true })
  }
}

/** Whether a campaign of more runs would begin with these batches: all of them whole, and from the first on. */
export function canGoOn(
  { only, batchSize }: CampaignRequest,
  { totals: { batches, sequences } }: CampaignProgress,
): boolean {
  return only === undefined && sequences === batches * batchSize
}

/** Undefined if it is none of this version. */
function savedIn(bytes: Uint8Array): (CampaignProgress & { readonly fingerprint: string }) | undefined {
  try {
    return deserialize(bytes) as CampaignProgress & { readonly fingerprint: string }
  } catch {
    return undefined
  }
}

/** Says whether two campaigns run the same sequences on the same code. */
export function campaignFingerprint(
  { seed, batchSize, coverageEvery }: CampaignRequest,
  { build }: CampaignSetup,
  setupModule: string,
): string {
  const codes = [...Object.values(ownArtifacts(build)), ...Object.values(build.outside)]
  const what = [
    codeFingerprint(setupModule, ['model', 'evm', 'lockstep']),
    codes.map(({ bytecode }) => bytecode),
    { seed, batchSize, coverageEvery },
  ]
  return createHash('sha256').update(JSON.stringify(what)).digest('hex')
}
