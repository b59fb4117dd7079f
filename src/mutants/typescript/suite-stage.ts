/**
 * Suite stage: the project's own tests on a scratch tree with one source mutated.
 *
 * The related tests run in batches, the nearest ones first, each batch in a process of its own that ends at
 * the first failure. A process over its deadline is ended, and the mutant counts as killed: a mutant that
 * makes a loop endless is seen by whoever waits.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../evm/compile/root.ts'
import type { MutantSide } from '../generated-mutant.ts'
import type { Stage, Verdict } from '../stage.ts'
import { importGraph } from './import-graph.ts'
import { NOT_OF_MUTATION, relatedTests } from './related-tests.ts'
import { scratchTree } from './scratch-tree.ts'

export interface SuiteOptions {
  /** Seconds of wall time that a batch may take. @default 180 */
  readonly deadline?: number
  /** Test files of the first batch; each further one has three times as many. @default 2 */
  readonly batch?: number
  /** The most test files for one mutant. @default all */
  readonly most?: number
}

/** A stage with a scratch tree, which `close` deletes. */
export interface SuiteStage extends Stage {
  close(): void
}

export function suiteStage(sides: readonly MutantSide[], options: SuiteOptions = {}): SuiteStage {
  const { deadline = 180, batch = 2, most = Infinity } = options
  const graph = importGraph(projectRoot, ['src', 'test'])
  const tree = scratchTree(projectRoot)
  return {
    name: 'suites',
    sides,
    async run(mutant): Promise<Verdict> {
      const tests = relatedTests(graph, mutant.source, mutant.side).slice(0, most)
      const restore = tree.write(mutant)
      let cpuSeconds = 0
      try {
        for (let [from, size] = [0, batch]; from < tests.length; from += size, size *= 3) {
          const run = await runTests(tree.root, tests.slice(from, from + size), deadline)
          cpuSeconds += run.cpuSeconds
          if (run.failed !== undefined) return { verdict: 'killed', by: run.failed, cpuSeconds }
        }
        return { verdict: 'survived', cpuSeconds }
      } finally {
        restore()
      }
    },
    close: () => tree.remove(),
  }
}

interface TestRun {
  /** Test file and title of the first failure. */
  readonly failed: string | undefined
  readonly cpuSeconds: number
}

/** Writes the CPU seconds of the process, its threads included, when it ends. */
const MEASURE = `data:text/javascript,${encodeURIComponent(
  `import { writeFileSync } from 'node:fs'; import { isMainThread } from 'node:worker_threads'
if (isMainThread) process.on('exit', () => {
  const { user, system } = process.cpuUsage()
  writeFileSync(process.env.CPU_FILE, String((user + system) / 1e6))
})`,
)}`

async function runTests(root: string, tests: readonly string[], deadline: number): Promise<TestRun> {
  const directory = mkdtempSync(join(root, '.run-'))
  const [report, cpu] = [join(directory, 'report.json'), join(directory, 'cpu')]
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const child = spawn(
    process.execPath,
    [
      '--import',
      MEASURE,
      vitest,
      'run',
      '--bail=1',
      '--maxWorkers=1',
      '--pool=threads',
      '--no-isolate',
      '--reporter=json',
      `--outputFile=${report}`,
      '-t',
      NOT_OF_MUTATION,
      ...tests,
    ],
    { cwd: root, stdio: 'ignore', env: { ...process.env, CPU_FILE: cpu } },
  )
  let expired = false
  const timer = setTimeout(() => {
    expired = true
    child.kill('SIGKILL')
  }, deadline * 1000)
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  clearTimeout(timer)
  try {
    if (expired) return { failed: `no end within ${deadline} s`, cpuSeconds: deadline }
    const cpuSeconds = Number(readFileSync(cpu, 'utf8'))
    return { failed: code === 0 ? undefined : firstFailure(report, root), cpuSeconds }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** Parts of vitest's JSON report. */
interface Report {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

function firstFailure(report: string, root: string): string {
  let results: Report
  try {
    results = JSON.parse(readFileSync(report, 'utf8')) as Report
  } catch {
    return 'the test runner failed'
  }
  for (const { name, status, assertionResults } of results.testResults) {
    const file = name.replaceAll('\\', '/').slice(root.length + 1)
    const failed = assertionResults.find((each) => each.status === 'failed')
    if (failed !== undefined) return `${file}: ${failed.fullName}`
    if (status === 'failed') return `${file}: cannot be loaded`
  }
  return 'an error outside the tests'
}
