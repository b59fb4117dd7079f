/**
 * A real Redis server on loopback for one test, or `undefined` where none is installed.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

const PROGRAM = ['redis-server', 'valkey-server'].find((name) => spawnSync(name, ['--version']).status === 0)

/** Whether this machine has a server. */
export const hasRedis = PROGRAM !== undefined

export class RedisServer {
  readonly port: number
  private readonly place: string
  private readonly options: readonly string[]
  private child: ChildProcess | undefined

  private constructor(port: number, options: readonly string[]) {
    this.port = port
    this.options = options
    this.place = mkdtempSync(join(tmpdir(), 'amt-lab-redis-'))
  }

  /** Starts a server on a free port. It keeps nothing over a restart unless `isPersistent`. */
  static async start({
    isPersistent = false,
    password,
  }: { readonly isPersistent?: boolean; readonly password?: string } = {}): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), [
      ...(isPersistent ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--save', '']),
      ...(password === undefined ? [] : ['--requirepass', password]),
    ])
    await server.begin()
    return server
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`
  }

  async begin(): Promise<void> {
    const place = ['--dir', this.place, '--port', String(this.port), '--bind', '127.0.0.1']
    this.child = spawn(PROGRAM!, [...place, ...this.options], { stdio: 'ignore' })
    while (!(await answers(this.port))) await new Promise((resolve) => setTimeout(resolve, 20))
  }

  /** Ends the server at once. */
  async kill(): Promise<void> {
    const { child } = this
    if (child === undefined) return
    const ended = new Promise((resolve) => child.on('exit', resolve))
    child.kill('SIGKILL')
    await ended
    this.child = undefined
  }

  async remove(): Promise<void> {
    await this.kill()
    rmSync(this.place, { recursive: true, force: true })
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const settle = (up: boolean) => (): void => {
      socket.destroy()
      resolve(up)
    }
    socket.on('connect', settle(true)).on('error', settle(false))
  })
}
