/** `npm run calibrate`: fits the models of the environment to a daily history. */
import { calibrate } from './commands/calibrate.ts'
import { lab } from './lab.ts'
import { runCommand } from './process.ts'
import { OPTIONS } from './calibrate/request.ts'

await runCommand('calibrate', calibrate(lab), OPTIONS)
