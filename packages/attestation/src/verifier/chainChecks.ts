import type { Check } from '@zg/core'
import { createChecklist } from '../checklist.js'
import { EvidenceError } from '../errors.js'
import { answerSigner, type TeeService } from './teeService.js'

const systems: readonly (string | null)[] = [null, 'dstack', 'cryptopilot']
const zero = /^0x0{40}$/

/** What stands on chain: a signer, a kind of TEE that is known here, and the owner's word. Required, and never enough. */
export function chainChecks(service: TeeService): readonly Check[] {
  const list = createChecklist()
  const known = list.run('chain.service', [], () => {
    const { verifier, isTargetSeparated, providerType } = service.details
    if (!systems.includes(verifier))
      throw new EvidenceError(`nothing is known of the TEE ${JSON.stringify(verifier)}`)
    if (providerType !== 'centralized' && providerType !== 'decentralized') {
      throw new EvidenceError(`nothing is known of providers that are ${JSON.stringify(providerType)}`)
    }
    for (const signer of isTargetSeparated
      ? [service.signer, service.details.targetSigner]
      : [service.signer]) {
      if (signer === null || zero.test(signer)) throw new EvidenceError('no signer stands on chain')
    }
  })
  const acknowledged = 'chain.signerAcknowledged'
  if (service.signerAcknowledged === null) {
    list.skip(acknowledged, 'this protocol knows no owner’s word', { required: false })
  } else {
    list.run(acknowledged, [known], () => {
      if (!service.signerAcknowledged) {
        throw new EvidenceError(`the contracts’ owner does not vouch for ${answerSigner(service)}`)
      }
    })
  }
  return list.checks
}
