/**
 * Code: a fingerprint of everything that a path's result depends on, so that a study begun with other code is not gone on with.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOMS = ['model', 'sim', 'scenarios']

/** SHA-256 over names and bytes of the sources of the model, the engine and the scenarios, and of the lab's own module. */
export function codeFingerprint(labModule: string): string {
  const source = fileURLToPath(new URL('../..', import.meta.url))
  const hash = createHash('sha256')
  for (const room of ROOMS)
    for (const name of readdirSync(join(source, room), { recursive: true, encoding: 'utf8' }).toSorted())
      if (/\.[jt]s$/.test(name))
        hash.update(`${room}/${name}\n`).update(readFileSync(join(source, room, name)))
  return hash.update(readFileSync(fileURLToPath(labModule))).digest('hex')
}
