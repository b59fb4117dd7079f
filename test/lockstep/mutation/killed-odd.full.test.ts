import { killMutants } from './killed.ts'

killMutants('odd')
