import type { Service } from '@zg/contracts'
import { createReport, type Report } from '@zg/core'
import type { ProviderVerifier } from './prove.js'

const keptMs = 600_000

/** Examines a provider at most every ten minutes while it is found good and stays the same; one that isn't is examined every time. */
export function cachedVerifier(verifier: ProviderVerifier, now: () => number): ProviderVerifier {
  let kept: { report: Report; name: string; until: number } | null = null
  return {
    verifyProvider: async (service) => {
      const name = nameOf(service)
      if (kept && kept.name === name && now() < kept.until) return kept.report
      const report = await verifier.verifyProvider(service)
      kept = report.verdict === 'verified' ? { report, name, until: now() + keptMs } : null
      return report
    },
  }
}

const nameOf = ({ url, signer, additionalInfo, updatedAt }: Service): string =>
  [url, signer, additionalInfo, updatedAt].join('\n')

/** Stands where no verifier was given: it has seen nothing, so it can't say anything. */
export const noVerifier: ProviderVerifier = {
  verifyProvider: async () =>
    createReport({
      subject: 'provider',
      assurance: 'acknowledged',
      checks: [
        {
          ...{ name: 'provider.examined', status: 'skipped', required: true },
          reason: 'no verifier was given to connect',
        },
      ],
    }),
}
