/**
 * API reference: TypeDoc over the entries of the package, with the TypeScript of `scripts/api`.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/evm/compile/root.ts'

const FOLDER = join(projectRoot, 'scripts/api')
const TYPEDOC = join(FOLDER, 'node_modules/typedoc/bin/typedoc')

/** Whether TypeDoc is installed. */
export const hasTypeDoc = (): boolean => existsSync(TYPEDOC)

/** Installs TypeDoc unless it is there. */
export function installTypeDoc(): void {
  if (!hasTypeDoc()) execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: FOLDER, stdio: 'inherit' })
}

/**
 * Writes the reference to `out`.
 *
 * @throws {Error} when an export has no documentation.
 */
export function buildApi(out: string): void {
  installTypeDoc()
  runTypeDoc('--out', out)
}

/**
 * Checks that every export has documentation, and writes nothing.
 *
 * @throws {Error} when one has none; TypeDoc names it on stderr.
 */
export function checkApi(): void {
  runTypeDoc('--emit', 'none')
}

function runTypeDoc(...argv: readonly string[]): void {
  execFileSync(process.execPath, [TYPEDOC, '--options', join(FOLDER, 'typedoc.json'), ...argv], {
    cwd: projectRoot,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}
