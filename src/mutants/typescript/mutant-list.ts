/**
 * Lists of TypeScript mutants, kept in the cache: each worker process needs the whole list of the model.
 *
 * A list is addressed by everything that it follows from: the sources of its side and of this generator, and
 * the compiler's version. The lists of other sources are deleted.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { version } from 'typescript'
import { cacheKey, readCache, writeCache } from '../../evm/compile/cache.ts'
import { projectRoot } from '../../evm/compile/root.ts'
import type { GeneratedMutant, Generator } from '../generated-mutant.ts'
import { FOLDERS, typeScriptGenerator } from './generator.ts'
import { importGraph } from './import-graph.ts'

/** The generator of all mutants of a side, which reads the list if an earlier process has written it. */
export function cachedGenerator(side: 'model' | 'sim'): Generator {
  const directory = join(projectRoot, '.cache', 'mutants', 'lists', side)
  return {
    side,
    async generate(onSource) {
      const { files } = importGraph(projectRoot, [...FOLDERS[side].loads, 'src/mutants/typescript'])
      const texts = files.map((file) => readFileSync(join(projectRoot, file), 'utf8'))
      const key = cacheKey(side, version, ...files, ...texts)
      const known = readCache(directory, key)
      if (known !== undefined) return JSON.parse(known) as readonly GeneratedMutant[]
      const mutants = await typeScriptGenerator(side).generate(onSource)
      mkdirSync(directory, { recursive: true })
      for (const file of readdirSync(directory)) rmSync(join(directory, file), { force: true })
      writeCache(directory, key, JSON.stringify(mutants))
      return mutants
    },
  }
}
