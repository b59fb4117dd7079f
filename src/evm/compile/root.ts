/**
 * Project root: the nearest directory above this module with a `package.json`. Works in `src` and in the
 * built package.
 */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectRoot: string = nearestPackage(dirname(fileURLToPath(import.meta.url)))

function nearestPackage(directory: string): string {
  if (existsSync(join(directory, 'package.json'))) return directory
  const parent = dirname(directory)
  if (parent === directory)
    throw new Error('expected a package.json above this module, found none: the installation is incomplete')
  return nearestPackage(parent)
}
