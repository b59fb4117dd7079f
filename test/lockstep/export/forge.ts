/** forge: runs exported Foundry projects with the compiler of npm. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../../../src/evm/compile/root.ts'
import type { ExportedFile } from '../../../src/lockstep/export/failure-case.ts'

const FORGE = join(projectRoot, 'node_modules/.bin/forge')

/** forge has binaries for Linux, macOS and Windows; the compiler's shim needs a shebang. */
export const canRun =
  process.platform !== 'win32' && spawnSync(FORGE, ['--version'], { encoding: 'utf8' }).status === 0
if (!canRun) process.stdout.write('forge cannot run here: the exported Foundry tests are not executed\n')

export interface Run {
  readonly [suite: string]: {
    readonly test_results: {
      readonly [test: string]: { readonly status: string; readonly reason: string | null }
    }
  }
}

export function forge(place: string): Run {
  const { stdout, stderr } = spawnSync(FORGE, ['test', '--offline', '--json', '--root', place], {
    cwd: place,
    encoding: 'utf8',
    env: { ...process.env, FOUNDRY_SOLC: join(projectRoot, 'test/support/solc.mjs'), NO_COLOR: '1' },
    maxBuffer: 1 << 28,
  })
  const json = stdout.slice(stdout.indexOf('{'))
  if (!json.startsWith('{')) throw new Error(`expected forge's results in JSON, got ${stdout}${stderr}`)
  return JSON.parse(json) as Run
}

/** The sources in a folder of their own. */
export function inFolder(folder: string, files: readonly ExportedFile[]): readonly ExportedFile[] {
  return files.map(({ path, text }) => ({ path: path.replace('test/', `test/${folder}/`), text }))
}
