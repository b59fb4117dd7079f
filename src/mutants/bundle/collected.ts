/**
 * Collected tests of a file: by vitest's own collector, so that titles and tables are as in a run of vitest.
 */
import {
  collectTests,
  getFn,
  getHooks,
  type Suite,
  type Task,
  type Test,
  type VitestRunner,
} from '@vitest/runner'

export interface CollectedTest {
  /** As vitest reports it: the names of the suites and of the test, with spaces between. */
  readonly title: string
  /** The suites around it, from the file inwards. */
  readonly suites: readonly Suite[]
  /** Runs what the suites do once, before their first test; throws what that throws. */
  readonly prepare: () => Promise<void>
  /** Runs the test; throws what it throws. */
  readonly run: () => Promise<void>
}

/** @throws what the file throws, and {@link UnsupportedHooks}. */
export async function testsOf(
  file: string,
  load: () => unknown,
  titles: RegExp | undefined,
): Promise<readonly CollectedTest[]> {
  const thrown: { error?: unknown } = {}
  const [collected] = await collectTests([file], runner(load, thrown))
  if ('error' in thrown) throw thrown.error
  if (collected!.result?.state === 'fail') throw new Error(collected!.result.errors?.[0]?.message)
  const prepared = new Map<Suite, Promise<void>>()
  return within(collected!, [])
    .map(({ test, suites }) => collectedTest(test, suites, prepared))
    .filter(({ title }) => titles?.test(title) ?? true)
}

function runner(load: () => unknown, thrown: { error?: unknown }): VitestRunner {
  return {
    // Without a limit of time: rounds of loops are limited.
    config: {
      root: '',
      setupFiles: [],
      name: undefined,
      passWithNoTests: true,
      testNamePattern: undefined,
      allowOnly: true,
      sequence: { seed: 0, hooks: 'stack', setupFiles: 'list' },
      chaiConfig: undefined,
      maxConcurrency: 1,
      testTimeout: 0,
      hookTimeout: 0,
      retry: 0,
      includeTaskLocation: undefined,
      tags: [],
      tagsFilter: undefined,
      strictTags: false,
    },
    importFile() {
      try {
        load()
      } catch (error) {
        thrown.error = error
        throw error
      }
    },
  }
}

interface Placed {
  readonly test: Test
  readonly suites: readonly Suite[]
}

function within(suite: Suite, around: readonly Suite[]): readonly Placed[] {
  const { afterAll, afterEach, aroundAll, aroundEach } = getHooks(suite)
  if ([afterAll, afterEach, aroundAll, aroundEach].some(({ length }) => length > 0))
    throw new UnsupportedHooks()
  const suites = [...around, suite]
  return suite.tasks.flatMap((task: Task) => {
    if (task.mode !== 'run' && task.mode !== 'queued') return []
    return task.type === 'suite' ? within(task, suites) : [{ test: task, suites }]
  })
}

function collectedTest(
  test: Test,
  suites: readonly Suite[],
  prepared: Map<Suite, Promise<void>>,
): CollectedTest {
  const once = (suite: Suite): Promise<void> => {
    const known = prepared.get(suite) ?? inOrder(getHooks(suite).beforeAll.map((hook) => () => hook(suite)))
    prepared.set(suite, known)
    return known
  }
  return {
    title: [...suites.slice(1), test].map(({ name }) => name).join(' '),
    suites,
    prepare: () => inOrder(suites.map((suite) => () => once(suite))),
    async run() {
      const before = suites.flatMap((suite) => getHooks(suite).beforeEach)
      await inOrder(before.map((hook) => () => hook(test.context, suites.at(-1)!)))
      await getFn(test)()
    },
  }
}

async function inOrder(steps: readonly (() => unknown)[]): Promise<void> {
  for (const step of steps) await step()
}

/** A file cleans up after its tests, which the bundle does not do. */
export class UnsupportedHooks extends Error {
  override readonly name = 'UnsupportedHooks'
  constructor() {
    super('expected no hooks but beforeAll and beforeEach in a test file of the bundle')
  }
}
