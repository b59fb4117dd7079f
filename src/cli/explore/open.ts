/**
 * Open: shows an address in the reader's browser, with the program that the system has for that.
 */
import { spawn } from 'node:child_process'

/** Programs that open an address, by platform, with the arguments before it. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
}

/** Starts the browser. Resolves to whether there is a program for that; what it does then is its own. */
export async function openInBrowser(address: string): Promise<boolean> {
  const [program = 'xdg-open', ...argv] = OPENERS[process.platform] ?? []
  const child = spawn(program, [...argv, address], { stdio: 'ignore', detached: true })
  return new Promise((resolve) => {
    child.once('error', () => resolve(false))
    child.once('spawn', () => {
      child.unref()
      resolve(true)
    })
  })
}
