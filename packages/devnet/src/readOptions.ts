import { parseArgs } from 'node:util'
import { BaseError } from '@zg/core'
import type { createDevnet } from './createDevnet.js'

export const usage = `Usage: zg-devnet [--json] [--protocol legacy] [--port N] [--providers N] [--upstream URL] [--lock-time S]

Runs a whole 0G Compute Network on this machine until Ctrl-C.

  --json         one line of JSON on stdout when ready
  --protocol     legacy (the only one, and the default)
  --port         of the chain's RPC endpoint (default 8545, 0 for a free one)
  --providers    how many (default 1)
  --upstream     an OpenAI-compatible URL that answers, such as http://127.0.0.1:11434/v1 (default: a scripted model)
  --lock-time    seconds until a refund is released (default 86400)
  --help         this text`

/** The command line can't be understood. */
export class UsageError extends BaseError {
  override readonly name: string = 'UsageError'
}

/**
 * Reads the command line of `zg-devnet`; null when it asks for help.
 *
 * Throws `UsageError` on an unknown flag, and on a value that `createDevnet` would not take.
 */
export function readOptions(args: readonly string[]): (createDevnet.Options & { json: boolean }) | null {
  const values = parse(args)
  if (values.help) return null
  const { json, protocol, port, providers, upstream } = values
  if (protocol !== 'legacy') throw new UsageError(`--protocol ${protocol} is unknown. Known: legacy.`)
  if (upstream !== undefined && !/^https?:\/\/./.test(upstream)) {
    throw new UsageError(`--upstream takes an http:// or https:// URL, not "${upstream}".`)
  }
  return {
    json,
    protocol,
    upstream,
    port: whole('port', port, 65_535),
    providers: whole('providers', providers, 50),
    lockTime: whole('lock-time', values['lock-time'], 10 ** 9),
  }
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
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
    return values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function whole(flag: string, text: string, max: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value <= max) return value
  throw new UsageError(`--${flag} takes a whole number from 0 to ${max}, not "${text}".`)
}
