/**
 * Worker thread of a fan: runs the paths that it receives, and answers with what each contributes.
 */
import { parentPort, workerData } from 'node:worker_threads'
import type { Lab } from '../lab.ts'
import { bindPriceFiles } from '../price-files.ts'
import { runPath, type FanAssignment } from './path.ts'

const { labModule, name, cwd, ...asked } = workerData as FanAssignment
const { lab } = (await import(labModule)) as { readonly lab: Lab }
const named = lab.scenarios.find((scenario) => scenario.name === name)
if (named === undefined) throw new Error(`expected the scenario ${name} in the lab; got none.`)
const { scenario } = bindPriceFiles(named, asked.set, cwd)

parentPort!.on('message', (path: number) => parentPort!.postMessage(runPath(lab, scenario, asked, path)))
