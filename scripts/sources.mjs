/**
 * Sources: a fingerprint of `src`, by which a build is known to be current.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** File in which a build notes the fingerprint of its sources. */
export const BUILT_FROM = join(root, 'dist', 'sources.sha256')

/** Files outside `src` that a build depends on. */
const ALSO = [
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'scripts/assets.mjs',
  'scripts/build.mjs',
  'scripts/built.mjs',
]

/** SHA-256 of names and bytes of all files that a build depends on. */
export function fingerprint() {
  const hash = createHash('sha256')
  const add = (name) => hash.update(`${name}\n`).update(readFileSync(join(root, name)))
  for (const name of ALSO) add(name)
  for (const name of readdirSync(join(root, 'src'), { recursive: true }).toSorted())
    if (statSync(join(root, 'src', name)).isFile()) add(join('src', name))
  return hash.digest('hex')
}
