import { parseArgs } from 'node:util'
import { BaseError } from '@zg/core'
import type { createDevnet } from './createDevnet.js'
import { isProtocolId, type MinimumsName, minimumsNames, networks, type ProtocolId } from './networks.js'
import { checkFault } from './provider/faults/checkFault.js'
import type { Fault } from './provider/faults/fault.js'
import { isServiceType, serviceTypes } from './provider/serviceType.js'
import { mostProviders, type ProviderSettings } from './providerSettings.js'

export const usage = `Usage: zg-devnet [--json] [--protocol v1|legacy] [--minimums mainnet|testnet] [--port N] [--providers N | --services LIST]
                 [--upstream URL] [--lock-time S] [--limits off|network] [--rewrites] [--fault KIND[,NAME=NUMBER]...]...

Runs a whole 0G Compute Network on this machine until Ctrl-C.

  --json         one line of JSON on stdout when ready
  --protocol     what contracts and providers speak: v1 (the default), which the public networks speak today, or legacy, that of autumn 2025
  --minimums     least amounts of v1: those of mainnet (3 0G open a ledger, 1 0G a sub-account; the default) or testnet (0.1 and 0.01)
  --port         of the chain's RPC endpoint (default 8545, 0 for a free one)
  --providers    how many (default 1)
  --services     what each provider offers, separated by commas: chatbot, text-to-image, image-editing, speech-to-text (v1)
  --upstream     an OpenAI-compatible URL that answers, such as http://127.0.0.1:11434/v1 (default: a scripted model)
  --lock-time    seconds until a refund is released (default 86400; v1 takes 3600 to 604800)
  --limits       off (the default), or network: rates, concurrency and caches as live providers have them (v1)
  --rewrites     providers rewrite requests and answers as live ones do (v1)
  --fault        what the first provider does wrong, such as unavailable,times=1 or latency,ms=200,probability=0.5,seed=7;
                 again for the second, and so on; none for one that does nothing wrong
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
  const { json, protocol, minimums, port, upstream, rewrites } = values
  if (!isProtocolId(protocol))
    throw new UsageError(`--protocol ${protocol} is unknown. Known: ${Object.keys(networks).join(', ')}.`)
  const { hasMinimums, lockTimes } = networks[protocol]
  if (!networks[protocol].hasServices && (values.limits !== 'off' || rewrites))
    throw new UsageError(`--limits and --rewrites say nothing to the protocol ${protocol}.`)
  if (upstream !== undefined && !/^https?:\/\/./.test(upstream)) {
    throw new UsageError(`--upstream takes an http:// or https:// URL, not "${upstream}".`)
  }
  const providers = readProviders(values, networks[protocol].hasServices)
  const count = typeof providers === 'number' ? providers : providers.length
  if (values.fault.length > count)
    throw new UsageError(`--fault says more than there are providers: ${count}.`)
  return {
    json,
    protocol,
    minimums: readMinimums(minimums, protocol, hasMinimums),
    upstream,
    port: whole('port', port, { least: 0, most: 65_535 }),
    providers,
    faults: values.fault.map((text) => readFault(text, networks[protocol].hasServices)),
    limits: readLimits(values.limits),
    rewrites,
    lockTime: whole('lock-time', values['lock-time'], lockTimes),
  }
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        json: { type: 'boolean', default: false },
        protocol: { type: 'string', default: 'v1' },
        minimums: { type: 'string' },
        port: { type: 'string', default: '8545' },
        providers: { type: 'string' },
        services: { type: 'string' },
        limits: { type: 'string', default: 'off' },
        rewrites: { type: 'boolean', default: false },
        upstream: { type: 'string' },
        'lock-time': { type: 'string', default: '86400' },
        fault: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    return values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function readProviders(
  { providers, services }: { providers?: string | undefined; services?: string | undefined },
  hasServices: boolean,
): number | readonly ProviderSettings[] {
  if (services === undefined) return whole('providers', providers ?? '1', { least: 0, most: mostProviders })
  if (providers !== undefined) throw new UsageError('--providers and --services say the same: pass one.')
  return services.split(',').map((serviceType) => {
    if (isServiceType(serviceType) && (hasServices || serviceType === 'chatbot')) return { serviceType }
    const known = hasServices ? serviceTypes.join(', ') : 'chatbot, because the protocol has no other'
    throw new UsageError(`--services "${serviceType}" is unknown. Known: ${known}.`)
  })
}

/** Of the form `kind,name=number,…`. */
function readFault(text: string, hasSessions: boolean): Fault | null {
  if (text === 'none') return null
  const [kind, ...rest] = text.split(',')
  const numbers = rest.map((part) => {
    const [, name = '', value = ''] = /^(\w+)=(-?[\d.]+)$/.exec(part) ?? []
    if (name === '') throw new UsageError(`--fault takes KIND,NAME=NUMBER, not "${text}".`)
    return [name, Number(value)] as const
  })
  const fault = { kind, ...Object.fromEntries(numbers) }
  try {
    checkFault(fault, { option: 'fault', hasSessions })
    return fault
  } catch (error) {
    throw new UsageError(
      error instanceof BaseError ? `--fault ${text}: ${error.shortMessage}` : String(error),
    )
  }
}

function readLimits(value: string): 'off' | 'network' {
  if (value === 'off' || value === 'network') return value
  throw new UsageError(`--limits ${value} is unknown. Known: off, network.`)
}

function readMinimums(
  value: string | undefined,
  protocol: ProtocolId,
  exist: boolean,
): MinimumsName | undefined {
  if (value === undefined) return undefined
  if (!exist) throw new UsageError(`--minimums says nothing to the protocol ${protocol}: it has none.`)
  const known = minimumsNames.find((name) => name === value)
  if (known) return known
  throw new UsageError(`--minimums ${value} is unknown. Known: ${minimumsNames.join(', ')}.`)
}

function whole(flag: string, text: string, { least, most }: { least: number; most: number }): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new UsageError(`--${flag} takes a whole number from ${least} to ${most}, not "${text}".`)
}
