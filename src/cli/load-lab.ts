/**
 * Loads the lab of a project in a worker thread.
 *
 * A thread has no loader for TypeScript of its own before Node 22.18, even if the main thread has one. For a
 * module in TypeScript, it takes the `tsx` of the project that the module is in.
 */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Lab } from './lab.ts'

/** @param module URL of a module that exports `lab`. */
export async function loadLab(module: string): Promise<Lab> {
  // Threads of the sources have a loader.
  if (/\.[cm]?ts$/.test(module) && !import.meta.url.endsWith('.ts')) await loadTypeScript(module)
  return ((await import(module)) as { readonly lab: Lab }).lab
}

/** Registers `tsx`, if the project has it; without it, Node says what it cannot load. */
async function loadTypeScript(module: string): Promise<void> {
  let path: string
  try {
    // `require` finds the CommonJS variant, which registers no hooks of modules.
    path = createRequire(module)
      .resolve('tsx/esm/api')
      .replace(/\.cjs$/, '.mjs')
  } catch {
    return
  }
  const { register } = (await import(pathToFileURL(path).href)) as { readonly register: () => void }
  register()
}
