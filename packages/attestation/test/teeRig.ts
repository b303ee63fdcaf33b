import { bytesToHex, hexToBytes, utf8ToBytes } from '@zg/core'
import { createTeeVerifier, type TeeService } from '../src/index.js'
import { policies } from '../src/policy/policies.js'
import { createSimulatedTee } from '../src/simulate/createSimulatedTee.js'

export const now = Date.parse('2026-06-01T00:00:00Z')
export const signer = '0xDC1A4da6BdCD90c20d7FF53a6cDc11fBf0E2303C'
export const modelSigner = '0x8a4D4984CF370210dFEeFC773FAf9bb0edE97cC0'
export const tee = createSimulatedTee({ now })

const details = {
  isTargetSeparated: false,
  targetSigner: null,
  providerType: 'decentralized',
  verifier: null,
}
export const service: TeeService = {
  ...{ provider: `0x${'11'.repeat(20)}`, url: 'https://provider.example', model: 'a/b', signer },
  ...{ signerAcknowledged: true, details },
}
export const separated: TeeService = {
  ...service,
  details: { ...details, isTargetSeparated: true, targetSigner: modelSigner },
}

export const composeOf = (image = `a/b@sha256:${'0'.repeat(64)}`, more: object = {}) =>
  JSON.stringify({
    runner: 'docker-compose',
    docker_compose_file: `services:\n  broker:\n    image: ${image}\n`,
    ...more,
  })

/** `/v1/quote` of a broker, as dstack's machines write it. */
export function brokerReport({ appCompose = composeOf(), address = signer, from = tee } = {}) {
  const reportData = new Uint8Array(64)
  reportData.set(utf8ToBytes(address))
  const { quote, eventLog } = from.attest({ appCompose, reportData })
  return {
    ...{ quote: bytesToHex(quote), event_log: eventLog, vm_config: '{}', collateral: from.collateral },
    tcb_info: JSON.stringify({ app_compose: appCompose }),
  }
}

/** `/v1/proxy/attestation/report` of a model's machine. */
export function modelReport({
  nonce = new Uint8Array(32),
  address = modelSigner,
  appCompose = composeOf(),
}: {
  nonce?: Uint8Array
  address?: string
  appCompose?: string
} = {}) {
  const reportData = new Uint8Array(64)
  reportData.set(hexToBytes(address))
  reportData.set(nonce, 32)
  const { quote, eventLog } = tee.attest({ appCompose, reportData })
  return {
    ...{
      intel_quote: bytesToHex(quote),
      event_log: eventLog,
      nvidia_payload: '',
      collateral: tee.collateral,
    },
    info: { tcb_info: { app_compose: appCompose } },
  }
}

/** A provider that answers so; each path gives a document, or a status. */
export const answering =
  (answers: {
    quote?: object | number
    model?: ((nonce: Uint8Array) => object | number) | undefined
  }): typeof fetch =>
  async (input) => {
    const url = new URL(String(input))
    const nonce = hexToBytes(url.searchParams.get('nonce') ?? '')
    const answer =
      url.pathname === '/v1/quote'
        ? (answers.quote ?? brokerReport())
        : (answers.model?.(nonce) ?? modelReport({ nonce }))
    return typeof answer === 'number' ? new Response('', { status: answer }) : Response.json(answer)
  }

export const options = (changed: Partial<createTeeVerifier.Options> = {}): createTeeVerifier.Options => ({
  policy: policies.devnet,
  roots: { intel: tee.root },
  clock: () => now,
  fetch: answering({}),
  ...changed,
})

export const verify = (changed: Partial<createTeeVerifier.Options> = {}, of: TeeService = service) =>
  createTeeVerifier(options(changed)).verifyProvider(of)
/** The verdict, and every check that failed or was missing by itself. */
export const faults = async (...given: Parameters<typeof verify>) => {
  const { verdict, checks } = await verify(...given)
  const wrong = checks.filter(
    ({ status, required }) => status === 'fail' || (status === 'skipped' && required),
  )
  return [
    verdict,
    ...wrong
      .filter(({ reason }) => !reason?.startsWith('depends on'))
      .map(({ name, status }) => `${status} ${name}`),
  ]
}
export const fetchOf = (quote: object | number) => ({ fetch: answering({ quote }) })
