import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { createEvidence } from './quote.js'

const signer = '0x19E7E376E7C213B7E7e7e46cc70A5dD086DAff2A'
const evidence = createEvidence(signer)

test('the quote holds the signer as ASCII in its report data, and says that it is simulated', () => {
  const { quote } = evidence.quote(null)
  const bytes = Buffer.from(quote, 'hex')
  expect(bytes).toHaveLength(632)
  expect([...bytes.subarray(0, 8)]).toEqual([4, 0, 2, 0, 0x81, 0, 0, 0])
  expect(bytes.subarray(568, 610).toString('latin1')).toBe(signer)
  expect(bytes.subarray(610)).toEqual(Buffer.alloc(22))
  expect(bytes.subarray(39, 78).toString('latin1')).toBe('SIMULATED EVIDENCE, NOT FROM HARDWARE. ')
})

test('the fields beside it are those that old and new clients read', () => {
  const { event_log, tcb_info, nvidia_payload, ...rest } = evidence.quote(null)
  expect(rest).toEqual({
    quote: expect.any(String),
    provider_signer: signer,
    key: ['0', '0'],
    report_data: 'MHgxOUU3RTM3NkU3QzIxM0I3RTdlN2U0NmNjNzBBNWREMDg2REFmZjJB',
    simulated: true,
  })
  const { app_compose } = JSON.parse(tcb_info)
  expect(JSON.parse(app_compose)).toMatchObject({ docker_compose_file: 'services: {}' })
  const [event] = JSON.parse(event_log)
  expect(event).toEqual({
    imr: 3,
    event: 'compose-hash',
    event_payload: createHash('sha256').update(app_compose).digest('hex'),
  })
  expect(JSON.parse(nvidia_payload)).toEqual({
    nonce: expect.stringMatching(/^[0-9a-f]{64}$/),
    evidence_list: [
      { certificate: '', evidence: btoa('SIMULATED EVIDENCE, NOT FROM HARDWARE. '), arch: 'SIMULATED' },
    ],
    arch: 'SIMULATED',
  })
})

test('the report has the same evidence', () => {
  const { quote, nvidia_payload } = evidence.quote(null)
  expect(evidence.report()).toEqual({
    signing_address: signer,
    nvidia_payload,
    intel_quote: quote,
    simulated: true,
  })
})

test('with wrongQuote the JSON names another signer than the quote', () => {
  const { quote, provider_signer } = evidence.quote({ kind: 'wrongQuote' })
  expect(provider_signer).toBe('0x000000000000000000000000000000000000dEaD')
  expect(quote).toBe(evidence.quote(null).quote)
  expect(evidence.quote(null).provider_signer).toBe(signer)
})

test('only its own GPU evidence is good', () => {
  const is = (text: string) => evidence.isOwnGpuPayload(new TextEncoder().encode(text))
  const own = evidence.report().nvidia_payload
  const other = createEvidence('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266').report().nvidia_payload
  expect([own, ` ${own}\n`, other, '{}', '{', '', 'null', `[${own}]`].map(is)).toEqual([
    ...[true, true],
    ...Array(6).fill(false),
  ])
})
