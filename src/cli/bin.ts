#!/usr/bin/env node
/** `amt-lab`: the commands as one program, for the installed package. */
import { amtLab } from './commands/amt-lab.ts'
import { simulate } from './commands/simulate.ts'
import { study } from './commands/study.ts'
import { verifyAll } from './commands/verify.ts'
import { lab } from './lab.ts'
import { runCommand } from './process.ts'
import { versions } from './versions.ts'

/** The module that threads load; its extension is that of this module. */
const labModule = import.meta.url.replace(/bin(\.[jt]s)$/, 'lab$1')

const subcommands = {
  simulate: { summary: 'Runs a scenario and writes its report.', command: simulate(lab) },
  study: {
    summary: 'Runs many paths of a scenario and writes their statistics.',
    command: study(lab, labModule),
  },
  verify: { summary: 'Replays scenarios on the compiled contracts.', command: verifyAll(lab) },
}

await runCommand('amt-lab', amtLab(subcommands, versions().package))
