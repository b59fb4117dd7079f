/**
 * Serve: one page over HTTP on this machine alone, until it is stopped.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WrongInput } from '../wrong-input.ts'

export interface Served {
  readonly address: string
  /** Ends the server. */
  end(): void
  /** Resolves when the server has ended. */
  readonly ended: Promise<void>
}

const LOOPBACK = '127.0.0.1'

/**
 * Serves `page` at `/`.
 *
 * @throws {WrongInput} when the port cannot be had.
 */
export async function serve(page: string, port: number): Promise<Served> {
  const server = createServer((request, response) => {
    // A name of somebody else's that leads to this machine is none of this page's.
    const isOwn = [`${LOOPBACK}:${portOf(server)}`, `localhost:${portOf(server)}`].includes(
      request.headers.host ?? '',
    )
    if (!isOwn || request.method !== 'GET' || request.url?.split('?')[0] !== '/') {
      response.writeHead(isOwn ? 404 : 403).end()
      return
    }
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
    })
    response.end(page)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', ({ code, message }: NodeJS.ErrnoException) =>
      reject(
        new WrongInput({
          expected: `a free port for --serve`,
          got: `${port} (${code ?? message})`,
          advice: 'Choose another one, or 0 for any.',
        }),
      ),
    )
    server.listen(port, LOOPBACK, resolve)
  })
  const ended = new Promise<void>((resolve) => server.once('close', resolve))
  return {
    address: `http://${LOOPBACK}:${portOf(server)}/`,
    ended,
    end: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port
