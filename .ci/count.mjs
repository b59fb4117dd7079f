// Prints `N passed, N failed` from vitest's JSON report. Fails when no test ran or a file could not be loaded.
import { readFileSync } from 'node:fs'

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const brokenFiles = report.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.length === 0,
).length
console.log(`${report.numPassedTests} passed, ${report.numFailedTests + brokenFiles} failed`)
process.exit(report.numPassedTests > 0 && report.numFailedTests + brokenFiles === 0 ? 0 : 1)
