/**
 * Property suite: one set of properties, checked against a module of the model and against mutated copies of
 * it.
 *
 * Modules without a counterpart in a contract have no differential test: their properties and known figures
 * are the only check. So every mutant must be killed by at least one property, and an unmutated copy must
 * satisfy all.
 */
import * as vitest from 'vitest'
import { mutatedModel, type LoadModule } from '../../../src/lockstep/mutation/mutated-model.ts'

/** A mutation: source text that must occur exactly once, and its replacement. */
export interface Mutation {
  readonly name: string
  readonly find: string
  readonly replace: string
}

export interface SystemUnderTest<M> {
  /** Heading of the module comment. */
  readonly heading: string
  /** Path of the mutated file below `src/model`, without `.ts`. */
  readonly file: string
  /** The unmutated exports that the properties use. */
  readonly original: M
  /** Loads the same exports from another copy of the model. */
  readonly load: (load: LoadModule) => Promise<M>
  readonly mutations: readonly Mutation[]
}

/** The test API that properties are declared with. */
export interface TestApi {
  describe(title: string, body: () => void): void
  test(title: string, body: () => void): void
}

/**
 * Registers the properties of a module with vitest, and one test per mutant that requires a failing property.
 */
export function propertySuite<M>(
  system: SystemUnderTest<M>,
  declare: (model: M, api: TestApi) => void,
): void {
  const { heading, file, original, load, mutations } = system
  declare(original, { describe: vitest.describe, test: vitest.test })

  const killerOf = async ({ name, find, replace }: Mutation): Promise<string | undefined> => {
    const edit = { purpose: name, source: `src/model/${file}.ts`, find, replace }
    const mutant = await load(mutatedModel(edit))
    return firstFailing((api) => declare(mutant, api))
  }

  vitest.describe(`the properties of ${file}`, () => {
    vitest.test.each(mutations.map((mutation) => [mutation.name, mutation] as const))(
      'kill the mutant: %s',
      async (_name, mutation) => {
        vitest.expect(await killerOf(mutation)).toBeDefined()
      },
    )

    vitest.test('hold for an unmutated copy', async () => {
      const equivalent = { name: 'none', find: `/**\n * ${heading}: `, replace: `/**\n * ${heading}:  ` }
      vitest.expect(await killerOf(equivalent)).toBeUndefined()
    })
  })
}

/** Title of the first property that fails; undefined if all hold. */
function firstFailing(declare: (api: TestApi) => void): string | undefined {
  const properties: { readonly title: string; readonly body: () => void }[] = []
  declare({
    describe: (_title, body) => body(),
    test: (title, body) => void properties.push({ title, body }),
  })
  for (const { title, body } of properties) {
    try {
      body()
    } catch {
      return title
    }
  }
  return undefined
}
