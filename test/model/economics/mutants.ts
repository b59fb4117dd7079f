/**
 * Claims: the tests of a system that has no contract to be compared with, held against its model and against copies of it with a planted fault.
 *
 * Such a system is checked by its properties and figures alone, so each fault has to break at least one of them; a copy without a fault
 * keeps them all.
 */
import * as vitest from 'vitest'
import { mutatedModel, type LoadModule } from '../../../src/lockstep/mutation/mutated-model.ts'

/** A mistake as a person might make it: text that must be there exactly once, and what it becomes. */
export interface Mutation {
  readonly name: string
  readonly find: string
  readonly replace: string
}

export interface System<M> {
  /** The module comment's heading. */
  readonly heading: string
  /** The file that the mistakes are in, in `src/model`, without `.ts`. */
  readonly file: string
  /** What the claims need, as it stands. */
  readonly sound: M
  /** The same from another copy of the model. */
  readonly load: (load: LoadModule) => Promise<M>
  readonly mutations: readonly Mutation[]
}

/** What claims are written with. */
export interface Words {
  describe(title: string, body: () => void): void
  test(title: string, body: () => void): void
}

export function claims<M>(system: System<M>, state: (model: M, words: Words) => void): void {
  const { heading, file, sound, load, mutations } = system
  state(sound, { describe: vitest.describe, test: vitest.test })

  const brokenWith = async ({ name, find, replace }: Mutation): Promise<string | undefined> => {
    const edit = { purpose: name, source: `src/model/${file}.ts`, find, replace }
    const changed = await load(mutatedModel(edit))
    return firstBroken((words) => state(changed, words))
  }

  vitest.describe(`the claims of ${file}`, () => {
    vitest.test.each(mutations.map((mutation) => [mutation.name, mutation] as const))(
      'are broken by a planted mutant: %s',
      async (_name, mutation) => {
        vitest.expect(await brokenWith(mutation)).toBeDefined()
      },
    )

    vitest.test('are kept by a copy without a mutant', async () => {
      const initialState = { name: 'none', find: `/**\n * ${heading}: `, replace: `/**\n * ${heading}:  ` }
      vitest.expect(await brokenWith(initialState)).toBeUndefined()
    })
  })
}

/** Title of the first claim that does not hold. */
function firstBroken(state: (words: Words) => void): string | undefined {
  const stated: { readonly title: string; readonly body: () => void }[] = []
  state({ describe: (_title, body) => body(), test: (title, body) => void stated.push({ title, body }) })
  for (const { title, body } of stated) {
    try {
      body()
    } catch {
      return title
    }
  }
  return undefined
}
