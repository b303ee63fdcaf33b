import { type Service, v1 } from '@zg/contracts'
import type { Address } from 'viem'

/** The v1 protocol, for a chain that says `change` of the provider's service. */
export function withService(provider: Address, change: Partial<Service>) {
  const call = v1.inference.getService(provider)
  const getService = () => ({ ...call, decode: (raw: unknown) => ({ ...call.decode(raw), ...change }) })
  return { ...v1, inference: { ...v1.inference, getService } }
}
