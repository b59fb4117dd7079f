/**
 * A way to a Redis server on which one connection is lost between the answers to several commands.
 */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface CutConnection {
  readonly url: string
  /** Whether it was cut. */
  isCut(): boolean
  close(): void
}

/** Commands sent together that count as several. */
const SEVERAL = 10

/** Passes everything on to the server at `port`, but half of the answer to the first several commands. */
export async function cutConnection(port: number): Promise<CutConnection> {
  let isCut = false
  let areSeveral = false
  const sockets = new Set<Socket>()
  const proxy = createServer((client) => {
    const server = connect(port, '127.0.0.1')
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        client.destroy()
        server.destroy()
      })
    }
    client.on('data', (bytes) => {
      areSeveral ||= bytes.toString('latin1').split(/\r\nevalsha\r\n/i).length > SEVERAL
      server.write(bytes)
    })
    server.on('data', (bytes) => {
      if (!areSeveral || isCut) return void client.write(bytes)
      isCut = true
      client.write(bytes.subarray(0, bytes.length >> 1), () => client.destroy())
    })
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  return {
    url: `redis://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    isCut: () => isCut,
    close() {
      for (const socket of sockets) socket.destroy()
      proxy.close()
    },
  }
}
