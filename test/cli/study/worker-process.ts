/** The worker command on the test lab as a separate process, for tests that kill it. */
import { worker } from '../../../src/cli/commands/worker.ts'
import { runCommand } from '../../../src/cli/process.ts'

await runCommand('worker', worker(new URL(process.env['AMT_LAB_MODULE'] ?? './lab.ts', import.meta.url).href))
