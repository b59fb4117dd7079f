/**
 * Adding up, in a process of its own and from built JavaScript: CPU time of a path's share of a group, in a
 * thread, and of a group, on the main thread of the command.
 *
 * Its groups are those of a study of thousands of paths: eight shards of 64. They are made of the shards that
 * there are, each one several times, as if they were different ones.
 */
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as Combine from '../../src/cli/study/combine.ts'
import type * as FileNames from '../../src/cli/study/file-names.ts'
import type * as Partial from '../../src/cli/study/partial.ts'
import { here } from '../page.ts'

/** CPU milliseconds. */
export interface AddingUp {
  readonly perPath: number
  readonly perGroup: number
}

const IN_GROUP = 8
const GROUPS = 16
const ROUNDS = 3

const cpu = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const load = async (file: string): Promise<unknown> => import(pathToFileURL(file).href)

/** @param directory shards of one point and one size. */
async function addingUp(directory: string): Promise<AddingUp> {
  const { builtSources } = (await load(join(here, 'scripts/built.mjs'))) as {
    readonly builtSources: () => Promise<string | undefined>
  }
  const built = join((await builtSources())!, 'cli/study')
  const { partialOf } = (await load(join(built, 'partial.js'))) as typeof Partial
  const { readPoint } = (await load(join(built, 'combine.js'))) as typeof Combine
  const { shardOf } = (await load(join(built, 'file-names.js'))) as typeof FileNames
  const shards = readdirSync(directory).flatMap((name) => shardOf(name) ?? [])
  const group: Partial.Group = {
    shards: Array.from({ length: IN_GROUP }, (_, index) => shards[index % shards.length]!),
    directory,
    withDays: true,
    withRows: false,
    events: [],
  }
  const paths = group.shards.reduce((sum, { first, last }) => sum + last - first + 1, 0)
  let [perPath, perGroup] = [Infinity, Infinity]
  for (let round = 0; round < ROUNDS; round++) {
    let since = cpu()
    const partial = await partialOf(group)
    perPath = Math.min(perPath, (cpu() - since) / paths)
    since = cpu()
    const groups = Array.from({ length: GROUPS }, () => group)
    await readPoint(groups, () => Promise.resolve(partial), createHash('sha256'), undefined)
    perGroup = Math.min(perGroup, (cpu() - since) / GROUPS)
  }
  return { perPath, perGroup }
}

process.send!(await addingUp(process.argv[2]!))
