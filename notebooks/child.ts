/** Runs the module of a notebook's cells, and sends their outputs to the parent process. */
import { outputsByCell } from './display.ts'

await import(process.argv[2]!)
process.send!([...outputsByCell().values()], () => process.disconnect())
