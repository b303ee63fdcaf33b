#!/usr/bin/env node
import { BaseError } from '@zg/core'
import { createDevnet } from './createDevnet.js'
import { describeDevnet, presentDevnet } from './describeDevnet.js'
import { readOptions, UsageError, usage } from './readOptions.js'

const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => stopping.abort())

try {
  const options = readOptions(process.argv.slice(2))
  if (options === null) console.log(usage)
  else await runUntilStopped(options)
} catch (error) {
  // The class says what went wrong; a stack trace would say it to the authors only.
  const text = error instanceof Error ? error.message : String(error)
  const isUsage = error instanceof UsageError
  console.error(isUsage ? `${text}\n\n${usage}` : `✗ ${BaseError.is(error) ? text : `Unexpected: ${text}`}`)
  process.exitCode = isUsage ? 2 : 1
}

async function runUntilStopped({
  json,
  ...options
}: createDevnet.Options & { json: boolean }): Promise<void> {
  const devnet = await createDevnet(options)
  try {
    if (stopping.signal.aborted) return
    console.log(json ? JSON.stringify(describeDevnet(devnet)) : presentDevnet(devnet))
    await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve, { once: true }))
  } finally {
    await devnet.stop()
  }
}
