import { findFaults } from './found.ts'

findFaults('odd')
