/**
 * Command `lockstep`: a campaign of generated sequences on worker threads, with coverage and a summary.
 */
import { updateGallery } from '../gallery/update.ts'
import { EXIT, shownPath, type Command } from '../io.ts'
import { conclude } from '../lockstep/conclusion.ts'
import { runCampaign } from '../lockstep/campaign.ts'
import { lockstepHelp } from '../lockstep/help.ts'
import { campaignProgress } from '../lockstep/progress.ts'
import { readCampaign } from '../lockstep/request.ts'
import { checkFileSet, writeFileSet } from '../file-set.ts'
import { ALWAYS, CAMPAIGN, campaignFiles } from '../lockstep/results.ts'
import { campaignFingerprint, canGoOn, SavedCampaign } from '../lockstep/saved-campaign.ts'
import { summaryData, summaryText } from '../lockstep/summary.ts'
import type { CampaignSetup } from '../../lockstep/campaign/batch.ts'

/**
 * The command on a setup. Worker threads import the setup from `setupModule`: the file URL of a module that
 * exports it as `setup`. `now` is a clock in milliseconds.
 */
export function lockstep(setupModule: string, now: () => number = () => performance.now()): Command {
  return async (argv, io) => {
    const request = readCampaign(argv, io.cwd)
    if ('help' in request) {
      io.out(lockstepHelp())
      return EXIT.holds
    }
    checkFileSet(CAMPAIGN, request.out, ALWAYS)
    const { setup } = (await import(setupModule)) as { readonly setup: CampaignSetup }
    const saved = new SavedCampaign(request.out, campaignFingerprint(request, setup, setupModule))
    const earlier = request.resume ? saved.read(request, shownPath(request.out, io)) : undefined
    let isStopped = false
    const release = io.onStop(() => {
      isStopped = true
      return 'finishing the batches that are running; interrupt again to end at once'
    })
    const progress = campaignProgress(io, now)
    const cpu = process.cpuUsage()
    try {
      const outcome = await runCampaign(
        request,
        setupModule,
        {
          now,
          isStopped: () => isStopped,
          onBatch: progress.at,
          onProgress: (reached) => {
            if (canGoOn(request, reached)) saved.write(reached)
          },
          onLost: (what, why) => {
            progress.end()
            io.err(`lockstep: a worker thread ended in ${what}, which runs again: ${why}\n`)
          },
        },
        earlier,
      )
      progress.end()
      const { user, system } = process.cpuUsage(cpu)
      const conclusion = conclude(outcome, setup.mapped)
      writeFileSet(CAMPAIGN, request.out, campaignFiles({ request, outcome, conclusion }))
      if (outcome.stopped !== 'time' && outcome.stopped !== 'interrupt') saved.remove()
      updateGallery(request.out, io)
      const summary = {
        request,
        outcome,
        conclusion,
        cpuSeconds: (user + system) / 1e6,
        directory: shownPath(request.out, io),
      }
      io.out(request.json ? `${JSON.stringify(summaryData(summary))}\n` : summaryText(summary))
      return conclusion.problems.length === 0 ? EXIT.holds : EXIT.broken
    } finally {
      progress.end()
      release()
    }
  }
}
