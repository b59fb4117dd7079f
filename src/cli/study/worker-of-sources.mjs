/**
 * Starts a thread of a study from the sources, which run through tsx: before Node 22, `--import` does not reach threads, so a thread has to
 * load tsx by itself. What the package publishes is compiled, and starts with `worker.js`.
 */
import { register } from 'tsx/esm/api'

register()
await import('./worker.ts')
