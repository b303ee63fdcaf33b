import { chromium as driver } from 'playwright-core'
import { chromium, locateTool } from '../ensureTools.js'
import { bundleSuites } from './bundleSuites.js'
import type { Outcome } from './page/runSuites.js'
import { servePage } from './servePage.js'

export type ChromiumOptions = {
  /** Suites in Vitest's words, by `new URL('./x.suite.ts', import.meta.url)`. */
  suites: readonly URL[]
  /** The page's main thread, or a worker that it starts. */
  where: 'page' | 'worker'
  /** A Content-Security-Policy; `script-src 'self'` forbids WebAssembly. */
  policy?: string
  /** A folder that suites can fetch from, under `/files/`. */
  files?: string
  timeoutMs?: number
}

type Message = { outcomes: readonly Outcome[] } | { failure: string }

const startWorker = `const worker = new Worker('/suites.js', { type: 'module' })
worker.onmessage = ({ data }) => report(data)
worker.onerror = ({ message }) => report({ failure: 'The worker failed: ' + message })`

/** Runs suites in a fresh headless Chromium and returns what became of each test. Fails when they don't come to an end. */
export async function runInChromium(options: ChromiumOptions): Promise<readonly Outcome[]> {
  const { suites, where, policy, files, timeoutMs = 300_000 } = options
  const executablePath = locateTool(chromium)
  if (!executablePath)
    throw new Error(`There is no Chromium: install ${chromium.apt}, or set ${chromium.variable}.`)
  const bundle = await bundleSuites(suites, where === 'page' ? 'report' : 'postMessage')
  const modules =
    where === 'page' ? { '/main.js': bundle } : { '/main.js': startWorker, '/suites.js': bundle }
  const served = await servePage({ modules, policy, files })
  const browser = await driver.launch({ executablePath, args: ['--no-proxy-server'] })
  let timer: NodeJS.Timeout | undefined
  try {
    const page = await browser.newPage()
    const message = await new Promise<Message>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`The suites did not end in ${timeoutMs} ms.`)), timeoutMs)
      browser.once('disconnected', () => reject(new Error('Chromium left before the suites ended.')))
      page.once('crash', () => reject(new Error('The page crashed.')))
      page.once('pageerror', reject)
      page
        .exposeFunction('report', resolve)
        .then(() => page.goto(served.url))
        .catch(reject)
    })
    if ('failure' in message) throw new Error(message.failure)
    return message.outcomes
  } finally {
    clearTimeout(timer)
    await browser.close()
    await served.close()
  }
}
