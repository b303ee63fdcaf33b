import { bytesToHex, bytesToUtf8, fetchDocument, NetworkError } from '@zg/core'
import { decoded } from '../decoded.js'
import { MalformedEvidenceError } from '../errors.js'
import { hexBytes } from '../hexBytes.js'
import type { Collateral } from './collateral.js'
import { CollateralNotFoundError, type PlatformFamily } from './collateralSource.js'
import { rawMembers } from './rawMembers.js'

/** Where collateral is fetched, and how. */
export type Download = {
  /** Of a PCCS, or of Intel's service. */
  url: string
  /** Where the root's CRL is, when not at `url`: Intel serves it elsewhere. */
  rootCrlUrl?: string | undefined
  /** `early` gives what Intel has published most recently, `standard` what operators have had time to follow. */
  update?: 'standard' | 'early' | undefined
  fetch?: typeof globalThis.fetch | undefined
  timeoutMs?: number | undefined
  signal?: AbortSignal | undefined
}

type Answer = fetchDocument.Document
const format = 'PCCS'

/** Asks for the four documents at once. */
export async function download({ fmspc, ca }: PlatformFamily, options: Download): Promise<Collateral> {
  const { update = 'standard', ...rest } = options
  const base = options.url.replace(/\/+$/, '')
  const ask = async (url: string) => {
    const answer = await fetchDocument(url, { ...rest, what: 'The PCCS' })
    if (answer.status === 404) throw new CollateralNotFoundError({ fmspc, from: 'The PCCS' })
    if (answer.status !== 200) throw new NetworkError({ what: 'The PCCS', url, reason: 'invalid' })
    return answer
  }
  const [tcb, qe, pckCrl, rootCrl] = await Promise.all([
    ask(`${base}/tdx/certification/v4/tcb?fmspc=${fmspc}&update=${update}`),
    ask(`${base}/tdx/certification/v4/qe/identity?update=${update}`),
    ask(`${base}/sgx/certification/v4/pckcrl?ca=${ca}&encoding=der`),
    ask(options.rootCrlUrl ?? `${base}/sgx/certification/v4/rootcacrl`),
  ])
  const tcbInfo = statementIn(tcb, 'tcbInfo')
  const qeIdentity = statementIn(qe, 'enclaveIdentity')
  return {
    tcb_info_issuer_chain: chainIn(tcb, 'TCB-Info-Issuer-Chain'),
    tcb_info: tcbInfo.text,
    tcb_info_signature: tcbInfo.signature,
    qe_identity_issuer_chain: chainIn(qe, 'SGX-Enclave-Identity-Issuer-Chain'),
    qe_identity: qeIdentity.text,
    qe_identity_signature: qeIdentity.signature,
    root_ca_crl: crlIn(rootCrl),
    pck_crl: crlIn(pckCrl),
  }
}

/** A statement's exact text, and the signature beside it. */
function statementIn({ bytes }: Answer, name: string): { text: string; signature: string } {
  const members = rawMembers(textOf(bytes), format)
  const text = members.get(name)
  const signature = /^"([0-9a-f]{128})"$/i.exec(members.get('signature') ?? '')?.[1]
  if (text === undefined || signature === undefined) {
    throw new MalformedEvidenceError(format, `the answer has no ${name} with a signature`)
  }
  return { text, signature }
}

/** The chain of certificates, which stands in a header as PEM with the escapes of a URL. */
function chainIn({ headers }: Answer, name: string): string {
  const escaped = headers.get(name)
  if (escaped === null) {
    throw new MalformedEvidenceError(
      format,
      `the answer shows no header ${name}; a browser needs the server's leave to read it`,
    )
  }
  try {
    return decodeURIComponent(escaped)
  } catch (cause) {
    throw new MalformedEvidenceError(format, `the header ${name} is malformed`, { cause })
  }
}

/** A CRL comes as DER, or as hex of it. */
function crlIn({ bytes }: Answer): string {
  const sequence = 0x30
  // Hex of DER starts with the digit 3, which is 0x33.
  return bytes[0] === sequence ? bytesToHex(bytes) : bytesToHex(hexBytes(textOf(bytes).trim(), 'CRL'))
}

function textOf(bytes: Uint8Array): string {
  return decoded(format, 'the answer is no text', () => bytesToUtf8(bytes))
}
