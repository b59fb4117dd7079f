/**
 * Starts a thread of a command that runs from its TypeScript sources, as tests do: as JavaScript that is
 * built on first use, or else through tsx. Before Node 22, `--import` does not apply to threads, so the
 * thread loads tsx itself. The published package is compiled, and starts its threads without this module.
 */
import { workerData } from 'node:worker_threads'

/** Data of a thread that are URLs of modules which it loads. */
const MODULES = ['labModule', 'setupModule'].filter((key) => workerData?.[key] !== undefined)

/** @param {string} module URL of the thread's module in the sources. */
export async function startThread(module) {
  const build = await builtFor(MODULES.map((key) => workerData[key]))
  if (build === undefined) {
    const { register } = await import('tsx/esm/api')
    register()
    await import(module)
    return
  }
  for (const key of MODULES) workerData[key] = build(workerData[key])
  await import(build(module))
}

/**
 * What gives the built module of a source; undefined for a lab outside the sources, which imports the sources
 * themselves, and in a copy of the sources without the project's scripts.
 */
async function builtFor(modules) {
  const scripts = await import('../../scripts/built.mjs').catch(() => undefined)
  if (scripts === undefined || !modules.every((module) => scripts.isSource(module))) return undefined
  const directory = await scripts.builtSources()
  return directory && ((module) => scripts.builtModule(directory, module))
}
