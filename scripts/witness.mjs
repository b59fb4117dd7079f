/**
 * Third witness: `npm run witness -- out/baseline` recomputes finished runs with Python's standard library alone.
 *
 * Exit codes: 0 equal, 1 different, 2 unreadable. Without Python it says so and exits with 0: the witness is a check in addition to
 * lockstep, and the project needs Node only.
 */
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const script = join(dirname(dirname(fileURLToPath(import.meta.url))), 'witness', 'witness.py')
const python = process.env['PYTHON'] ?? 'python3'
const version = spawnSync(python, ['--version'], { encoding: 'utf8' })
if (version.error !== undefined || version.status !== 0) {
  console.log(`skipped: no Python at "${python}"; install Python 3.9 or newer, or set PYTHON`)
} else {
  const { status } = spawnSync(python, ['-B', script, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exitCode = status ?? 2
}
