/**
 * Generated files: written by `npm run generate`, compared by `npm run check`.
 *
 * `--check` writes nothing and fails if a file is not what it would be.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lintConfiguration } from './lint.mjs'
import {
  agentRegistry,
  coverageRegistry,
  invariantRegistry,
  mutantRegistry,
  revertRegistry,
  scenarioRegistry,
  stateRegistry,
} from './registries.mjs'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Path from the root, and what makes its text. */
const FILES = {
  '.oxlintrc.json': lintConfiguration,
  'src/scenarios/index.ts': scenarioRegistry,
  'src/sim/agents/index.ts': agentRegistry,
  'src/model/invariants/invariants.ts': invariantRegistry,
  'src/model/surface/reverts.ts': revertRegistry,
  'src/lockstep/systems/coverage.ts': coverageRegistry,
  'src/lockstep/systems/mutants.ts': mutantRegistry,
  'src/lockstep/systems/states.ts': stateRegistry,
}

const checks = process.argv.includes('--check')
const stale = Object.entries(FILES).filter(([path, make]) => {
  const file = join(root, path)
  const text = make(root)
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return false
  if (!checks) writeFileSync(file, text)
  return true
})
for (const [path] of stale)
  console.log(checks ? `${path} is out of date: run "npm run generate"` : `wrote ${path}`)
if (checks && stale.length > 0) process.exitCode = 1
