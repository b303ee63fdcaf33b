#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { BaseError, formatOg } from '@zg/core'
import { createDevnet, type Devnet } from './createDevnet.js'

const usage = `Usage: zg-devnet [--json] [--protocol legacy] [--port N] [--providers N] [--upstream URL] [--lock-time S]

Runs a whole 0G Compute Network on this machine until Ctrl-C.

  --json         one line of JSON on stdout when ready
  --protocol     legacy
  --port         of the chain's RPC endpoint (default 8545, 0 for a free one)
  --providers    how many (default 1)
  --upstream     an OpenAI-compatible URL that answers, such as http://127.0.0.1:11434/v1 (default: a scripted model)
  --lock-time    seconds until a refund is released (default 86400)`

class UsageError extends Error {}

const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => stopping.abort())

try {
  const options = readOptions(process.argv.slice(2))
  if (options === null) console.log(usage)
  else await runUntilStopped(options)
} catch (error) {
  if (error instanceof UsageError) console.error(`${error.message}\n\n${usage}`)
  else console.error(BaseError.is(error) ? `✗ ${error.message}` : error)
  process.exitCode = error instanceof UsageError ? 2 : 1
}

async function runUntilStopped({
  json,
  ...options
}: createDevnet.Options & { json: boolean }): Promise<void> {
  const devnet = await createDevnet(options)
  try {
    if (!stopping.signal.aborted) {
      console.log(json ? JSON.stringify(describe(devnet)) : present(devnet))
      const alive = setInterval(() => undefined, 2 ** 30)
      await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve, { once: true }))
      clearInterval(alive)
    }
  } finally {
    await devnet.stop()
  }
}

function describe({ protocol, rpcUrl, chainId, contracts, owner, accounts, providers }: Devnet) {
  const offers = providers.map(({ address, url, model, serviceType, signer }) => ({
    address,
    url,
    model,
    serviceType,
    signer,
  }))
  return { protocol, rpcUrl, chainId, contracts, owner, accounts, providers: offers }
}

function present({ protocol, rpcUrl, chainId, contracts, accounts, providers }: Devnet): string {
  return `
  0G Compute devnet (${protocol}), chain ${chainId}

  RPC        ${rpcUrl}
  Ledger     ${contracts.ledger}
  Inference  ${contracts.inference}

  Accounts, ${formatOg(10_000n * 10n ** 18n)} 0G each. Their keys are public knowledge: never fund them elsewhere.
${accounts.map(({ address, privateKey }) => `  ${address}  ${privateKey}`).join('\n')}

  Providers
${providers.map(({ address, url, model }) => `  ${address}  ${url}  ${model}`).join('\n')}

  Ctrl-C stops everything.
`
}

function readOptions(args: readonly string[]): (createDevnet.Options & { json: boolean }) | null {
  const { values } = parse(args)
  if (values.help) return null
  const { json, protocol, upstream } = values
  if (protocol !== 'legacy') throw new UsageError(`--protocol ${protocol} is unknown. Known: legacy.`)
  if (upstream !== undefined && !URL.canParse(upstream)) throw new UsageError('--upstream is not a URL.')
  return {
    json,
    protocol,
    port: whole('port', values.port, 65_535),
    providers: whole('providers', values.providers, 50),
    lockTime: whole('lock-time', values['lock-time'], 10 ** 9),
    ...(upstream === undefined ? {} : { upstream }),
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        json: { type: 'boolean', default: false },
        protocol: { type: 'string', default: 'legacy' },
        port: { type: 'string', default: '8545' },
        providers: { type: 'string', default: '1' },
        upstream: { type: 'string' },
        'lock-time': { type: 'string', default: '86400' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function whole(name: string, text: string, most: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value <= most) return value
  throw new UsageError(`--${name} takes a whole number from 0 to ${most}, not "${text}".`)
}
