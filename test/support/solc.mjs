#!/usr/bin/env node
/**
 * The solc of npm behind the command line of the native one, as far as forge uses it: a version, and standard
 * JSON on the standard input. So forge compiles offline.
 */
import { readFileSync } from 'node:fs'
import solc from 'solc'

if (process.argv.includes('--version')) console.log(`solc, the solidity compiler\nVersion: ${solc.version()}`)
else process.stdout.write(solc.compile(readFileSync(0, 'utf8')))
