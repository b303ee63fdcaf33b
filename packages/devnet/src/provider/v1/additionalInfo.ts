import { DevnetOptionError } from '../../errors.js'

/** Official clients call every answer of a service without JSON invalid. */
const everywhere = {
  TargetSeparated: false,
  ProviderType: 'decentralized',
  TEEVerifier: 'dstack',
  Simulated: true,
} as const
const mostBytes = 4_096

/**
 * What stands with a service on chain beside its fields, with what every provider here says.
 *
 * Throws `DevnetOptionError` above the 4,096 bytes that the contract takes.
 */
export function encodeInfo(additionalInfo: Readonly<Record<string, unknown>>): string {
  const text = JSON.stringify({ ...everywhere, ...additionalInfo })
  if (Buffer.byteLength(text) <= mostBytes) return text
  throw new DevnetOptionError({
    option: 'additionalInfo',
    value: `${text.slice(0, 40)}...`,
    expected: `what makes at most ${mostBytes} bytes of JSON`,
  })
}
