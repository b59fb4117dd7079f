/**
 * Starts a thread that adds up shards from the TypeScript sources. Before Node 22, `--import` does not apply to
 * threads, so the thread loads tsx itself. The published package is compiled and starts with `combine-worker.js`.
 */
import { register } from 'tsx/esm/api'

register()
await import('./combine-worker.ts')
