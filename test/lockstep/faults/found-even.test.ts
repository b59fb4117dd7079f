import { findFaults } from './found.ts'

findFaults('even')
