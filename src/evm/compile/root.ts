/** Project root: the nearest directory above this module that holds a `package.json`, in `src` and once built alike. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectRoot: string = nearestPackage(dirname(fileURLToPath(import.meta.url)))

function nearestPackage(directory: string): string {
  if (existsSync(join(directory, 'package.json'))) return directory
  const parent = dirname(directory)
  if (parent === directory)
    throw new Error('no package.json above the compile layer: the project is incomplete')
  return nearestPackage(parent)
}
