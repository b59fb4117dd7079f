import { findFaults } from './killed.ts'

findFaults('odd')
