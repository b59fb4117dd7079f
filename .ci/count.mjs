// Prints `N passed, N failed`, the sum of several of vitest's JSON reports. Fails when a report is missing, when one has no test,
// when a test failed or when a file could not be loaded.
import { readFileSync } from 'node:fs'

let passed = 0
let failed = 0
for (const path of process.argv.slice(2)) {
  const report = read(path)
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  passed += report.numPassedTests
  failed += report.numFailedTests + brokenFiles
  if (report.numPassedTests === 0) {
    console.error(`${path}: no test passed`)
    failed++
  }
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    console.error(`${path}: ${error.message}`)
    return { testResults: [], numPassedTests: 0, numFailedTests: 0 }
  }
}
