/**
 * Ceph's object gateway on loopback: a real S3 store, as Debian packages it. One monitor, one storage daemon
 * that keeps all objects in memory, and `radosgw` with one user. Nothing needs root, and nothing is left.
 */
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AwsClient } from 'aws4fetch'
import { ACCESS } from './s3-server.ts'
import { freePort } from './free-port.ts'

const PROGRAMS = ['ceph', 'ceph-mon', 'ceph-osd', 'ceph-authtool', 'monmaptool', 'radosgw', 'radosgw-admin']

/** Whether this machine has the store: Debian's `radosgw`, `ceph-mon` and `ceph-osd`. */
export const hasCeph = PROGRAMS.every((name) => spawnSync('which', [name]).status === 0)

export class CephGateway {
  /** The variables that lead to it. */
  readonly environment: Record<string, string>
  private readonly place: string
  private readonly children: ChildProcess[] = []

  private constructor(place: string, port: number) {
    this.place = place
    this.environment = {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: ACCESS.key,
      AWS_SECRET_ACCESS_KEY: ACCESS.secret,
      AWS_SESSION_TOKEN: '',
    }
  }

  /** Starts a store that has the empty bucket `studies`. */
  static async start(): Promise<CephGateway> {
    const port = await freePort()
    const gateway = new CephGateway(mkdtempSync(join(tmpdir(), 'amt-lab-ceph-')), port)
    try {
      await gateway.begin(port)
      return gateway
    } catch (error) {
      await gateway.stop()
      throw error
    }
  }

  async stop(): Promise<void> {
    for (const child of this.children.splice(0).toReversed()) {
      const ended = new Promise((resolve) => child.on('exit', resolve))
      if (child.kill('SIGKILL')) await ended
    }
    rmSync(this.place, { recursive: true, force: true })
  }

  private async begin(port: number): Promise<void> {
    const cluster = randomUUID()
    const monitors = `[v2:127.0.0.1:${await freePort()},v1:127.0.0.1:${await freePort()}]`
    for (const name of ['mon', 'osd', 'rgw']) mkdirSync(join(this.place, name))
    writeFileSync(join(this.place, 'ceph.conf'), configuration(this.place, cluster, monitors))
    const everything = ['--cap', 'mon', 'allow *', '--cap', 'osd', 'allow *']
    writeFileSync(join(this.place, 'keyring'), '')
    for (const name of ['mon.', 'client.admin', 'osd.0'])
      this.run('ceph-authtool', 'keyring', '--gen-key', '-n', name, ...everything)
    this.run('monmaptool', '--create', '--fsid', cluster, '--addv', 'a', monitors, 'monmap')
    this.run('ceph-mon', '-i', 'a', '--mkfs', '--monmap', 'monmap', '--keyring', 'keyring')
    this.spawn('ceph-mon', '-i', 'a', '-f')
    const storage = randomUUID()
    this.run('ceph', 'osd', 'new', storage, '0')
    this.run('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', storage)
    this.spawn('ceph-osd', '-i', '0', '-f')
    const keys = ['--access-key', ACCESS.key, '--secret-key', ACCESS.secret]
    this.run('radosgw-admin', 'user', 'create', '--uid', 'lab', '--display-name', 'lab', ...keys)
    this.spawn('radosgw', '-f', '-n', 'client.admin', '--rgw-frontends', `beast endpoint=127.0.0.1:${port}`)
    await this.makeBucket()
  }

  /** Makes the bucket as soon as the gateway answers. */
  private async makeBucket(): Promise<void> {
    const client = new AwsClient({ accessKeyId: ACCESS.key, secretAccessKey: ACCESS.secret, service: 's3' })
    const url = `${this.environment['AWS_ENDPOINT_URL']!}/studies`
    for (let tries = 0; ; tries++)
      try {
        const { status } = await client.fetch(url, { method: 'PUT' })
        if (status !== 200) throw new Error(`expected a new bucket; got status ${status}`)
        return
      } catch (error) {
        if (tries === 300) throw error
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
  }

  private get options(): { readonly cwd: string; readonly env: NodeJS.ProcessEnv } {
    return { cwd: this.place, env: { ...process.env, CEPH_CONF: join(this.place, 'ceph.conf') } }
  }

  private run(program: string, ...argv: readonly string[]): void {
    execFileSync(program, argv, { ...this.options, stdio: 'ignore', timeout: 60_000 })
  }

  private spawn(program: string, ...argv: readonly string[]): void {
    this.children.push(spawn(program, argv, { ...this.options, stdio: 'ignore' }))
  }
}

const configuration = (place: string, cluster: string, monitors: string): string => `[global]
fsid = ${cluster}
mon host = ${monitors}
public addr = 127.0.0.1
keyring = ${place}/keyring
run dir = ${place}
admin socket = ${place}/$name.asok
log file = ${place}/$name.log
mon data = ${place}/mon
osd data = ${place}/osd
rgw data = ${place}/rgw
# Small, with one copy of everything, and on a full disk too.
mon data avail crit = 0
mon allow pool size one = true
osd objectstore = memstore
memstore device bytes = 268435456
osd crush chooseleaf type = 0
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pg autoscale mode = off
`
