import { killMutants } from './killed.ts'

killMutants('even')
