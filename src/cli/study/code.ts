/**
 * Code: a fingerprint of all sources that a path's result depends on. A study does not resume with other
 * sources.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const FOLDERS = ['model', 'sim', 'scenarios']

/** SHA-256 of names and bytes of the sources of model, simulation and scenarios, and of the lab's module. */
export function codeFingerprint(labModule: string): string {
  const source = fileURLToPath(new URL('../..', import.meta.url))
  const hash = createHash('sha256')
  for (const folder of FOLDERS)
    for (const name of readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' }).toSorted())
      if (/\.[jt]s$/.test(name))
        hash.update(`${folder}/${name}\n`).update(readFileSync(join(source, folder, name)))
  return hash.update(readFileSync(fileURLToPath(labModule))).digest('hex')
}
