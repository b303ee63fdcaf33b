import { createReadStream } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { join, normalize } from 'node:path'

export type Page = {
  /** Paths, such as `/suites.js`, and the modules there. */
  modules: Readonly<Record<string, string>>
  /** The Content-Security-Policy of all that is served. */
  policy?: string | undefined
  /** A folder whose files can be fetched under `/files/`. */
  files?: string | undefined
}

export type Served = { url: string; close: () => Promise<void> }

/** Serves an empty page that loads `/main.js`, on a free port of this machine: to a browser that is a secure context. */
export async function servePage({ modules, policy, files }: Page): Promise<Served> {
  const server = createServer((request, response) => {
    if (policy !== undefined) response.setHeader('Content-Security-Policy', policy)
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const module = modules[pathname]
    if (pathname === '/')
      send(response, 'text/html', '<!doctype html><script type="module" src="/main.js"></script>')
    else if (module !== undefined) send(response, 'text/javascript', module)
    else if (files !== undefined && pathname.startsWith('/files/'))
      sendFile(response, join(files, normalize(decodeURIComponent(pathname.slice('/files'.length)))))
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${address.port}/`, close }
}

function send(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8` }).end(body)
}

function sendFile(response: ServerResponse, path: string): void {
  createReadStream(path)
    .once('error', () => response.writeHead(404).end())
    .pipe(response)
}
