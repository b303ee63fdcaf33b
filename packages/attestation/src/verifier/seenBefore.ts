import type { Check, Store } from '@zg/core'
import { isObject } from '../json.js'
import type { MachineClaims } from './verifyEvidence.js'

const name = 'provider.unchanged'
const keyOf = (provider: string, machine: string) => `zg.seen:${provider.toLowerCase()}:${machine}`

/**
 * Compares a provider with what was seen of it first: signer, compose text, machine and operating system. A change fails; whoever meant it deletes the
 * entry. The first sight itself passes.
 */
export async function checkUnchanged(
  { signer, tdx, app }: MachineClaims,
  { store, provider, machine }: { store: Store; provider: string; machine: string },
): Promise<{ check: Check; keep: () => Promise<void> }> {
  const { mrTd, rtmr1, rtmr2 } = tdx.measurements
  const seen = { signer: signer.toLowerCase(), composeHash: app?.composeHash ?? '', mrTd, rtmr1, rtmr2 }
  const key = keyOf(provider, machine)
  const kept = readKept(await store.get(key))
  const changed = kept && Object.entries(seen).find(([field, value]) => kept[field] !== value)
  const reason = changed && `${changed[0]} was ${String(kept[changed[0]])} and is ${changed[1]}`
  return {
    check: reason
      ? { name, status: 'fail', required: true, reason }
      : { name, status: 'pass', required: true },
    keep: async () => {
      if (!kept) await store.set(key, JSON.stringify(seen))
    },
  }
}

/** What can't be read is not taken for "never seen": it fails by every field. */
function readKept(text: string | null): Readonly<Record<string, unknown>> | null {
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : {}
  } catch {
    return {} // Damaged, so that nothing of it agrees.
  }
}
