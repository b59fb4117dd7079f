import { findFaults } from './killed.ts'

findFaults('even')
