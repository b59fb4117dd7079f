#!/usr/bin/env node
/** `amt-lab`: the commands as one program, for the installed package. */
import { amtLab } from './commands/amt-lab.ts'
import { backtest } from './commands/backtest.ts'
import { calibrate } from './commands/calibrate.ts'
import { compare } from './commands/compare.ts'
import { dashboard } from './commands/dashboard.ts'
import { gallery } from './commands/gallery.ts'
import { stress } from './commands/stress.ts'
import type { Io } from './io.ts'
import { labCommands } from './lab-commands.ts'
import { lab } from './lab.ts'
import { runCommand } from './process.ts'
import { versions } from './versions.ts'

/** The module that threads load; its extension is that of this module. */
const labModule = import.meta.url.replace(/bin(\.[jt]s)$/, 'lab$1')

/** The module with the contracts and the model that campaigns test. */
const setupModule = import.meta.url.replace(/bin(\.[jt]s)$/, 'lockstep/setup$1')

const subcommands = {
  ...labCommands(lab, labModule),
  calibrate: {
    summary: 'Fits the models of the environment to a daily history.',
    command: calibrate(lab),
  },
  backtest: {
    summary: 'Scores forecasts against what came.',
    command: backtest(lab),
  },
  stress: {
    summary: 'Compares all scenarios with and without shocks of the past.',
    command: stress(lab, labModule),
  },
  compare: {
    summary: 'Compares saved results of runs and studies.',
    command: compare,
  },
  dashboard: {
    summary: 'Shows one state of the economy.',
    command: dashboard,
  },
  explore: {
    summary: 'Writes the model as a page that computes in the browser, and opens it.',
    // Lazy import: the other commands start without the bundle.
    command: async (argv: readonly string[], io: Io) =>
      (await import('./commands/explore.ts')).explore(argv, io),
  },
  gallery: {
    summary: 'Shows all results below a directory on one page.',
    command: gallery,
  },
  lockstep: {
    summary: 'Compares model and contracts on generated sequences.',
    // Lazy import: the other commands start without the EVM.
    command: async (argv: readonly string[], io: Io) =>
      (await import('./commands/lockstep.ts')).lockstep(setupModule)(argv, io),
  },
  audit: {
    summary: 'Holds contracts that somebody else compiled against the model.',
    command: async (argv: readonly string[], io: Io) =>
      (await import('./commands/audit.ts')).audit()(argv, io),
  },
  claims: {
    summary: 'Finds a verdict for each claim of the whitepaper.',
    command: async (argv: readonly string[], io: Io) =>
      (await import('./commands/claims.ts')).claims()(argv, io),
  },
}

await runCommand('amt-lab', amtLab(subcommands, versions().package))
