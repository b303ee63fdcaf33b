import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, type Check, createReport, type Report, utf8ToBytes } from '@zg/core'
import type { Address } from 'viem'
import { asksForImages } from '../metering/priceRequest.js'
import { imageHashes } from '../verification/imageHashes.js'
import { hashChecks } from '../verification/verifyResponse.js'
import { InvalidReceiptError } from './errors.js'
import { hashesOf } from './prove.js'
import type { Receipt } from './receipt.js'

/**
 * Verifies somebody's receipt, asking nobody: the signature is by `signer`, over the hashes that the receipt names.
 *
 * Whose signature counts is for you to know, never for the receipt: the service's signer on chain (`getService`), or the one in a quote that you verified.
 * With `request` or `response`, the exact bytes, the receipt's hashes are held against them; without them it is proven that the signer answered
 * some request with some answer of these hashes, and the checks `receipt.request` and `receipt.response` are skipped. Where the
 * signature is over an answer's images alone, they are held against those in `response`; one that names images elsewhere is unproven itself. Throws `InvalidReceiptError`
 * for what is no receipt of a known version.
 *
 * @example
 * ```ts
 * import { type Receipt, verifyReceipt } from '@zg/inference/connect'
 *
 * const check = (json: string, signer: `0x${string}`) => {
 *   const receipt: Receipt = JSON.parse(json)
 *   return verifyReceipt(receipt, { signer })
 * }
 * ```
 */
export async function verifyReceipt(
  receipt: Receipt,
  { signer, request, response }: verifyReceipt.Options,
): Promise<Report> {
  checkForm(receipt)
  const { requestHash, responseHash, signature, model } = receipt
  const received = contentCheck('receipt.response', responseHash, response)
  const checks = [
    ...(await hashChecks({ ...hashesOf(receipt), signature, signer, model })),
    contentCheck('receipt.request', requestHash, request),
    response === undefined ? received : await imagesCheck(received, receipt, response),
  ]
  return createReport({ subject: 'answer', assurance: 'acknowledged', checks })
}

export declare namespace verifyReceipt {
  type Options = {
    /** Whose signature counts. */
    signer: Address
    /** The exact bytes sent, where you have them. */
    request?: Uint8Array | string | undefined
    /** The exact bytes received, where you have them. */
    response?: Uint8Array | string | undefined
  }
}

function contentCheck(name: string, hash: string | null, content: Uint8Array | string | undefined): Check {
  if (content === undefined) return { name, status: 'skipped', required: false, reason: 'it was not given' }
  const own = bytesToHex(sha256(typeof content === 'string' ? utf8ToBytes(content) : content))
  if (own === hash) return { name, status: 'pass', required: true }
  return { name, status: 'fail', required: true, reason: `the receipt says ${hash}, its hash is ${own}` }
}

/** Where images were signed instead of the answer around them, a hash of that answer proves nothing: its images have to be these. */
async function imagesCheck(check: Check, receipt: Receipt, response: Uint8Array | string): Promise<Check> {
  if (check.status !== 'pass' || receipt.imageHashes === null || isSignedItself(receipt)) return check
  const found = await imageHashes(response)
  const { name } = check
  if (found === receipt.imageHashes) return check
  return found === null
    ? {
        name,
        status: 'skipped',
        required: true,
        reason: 'only its images were signed, and it does not hold them',
      }
    : {
        ...{ name, status: 'fail', required: true },
        reason: `the receipt says images ${receipt.imageHashes}, it holds ${found}`,
      }
}

const isSignedItself = ({ requestHash, responseHash, signature }: Receipt): boolean =>
  signature?.text === `${requestHash}:${responseHash}`

const hashForm = /^[0-9a-f]{64}$/
const imagesForm = /^[0-9a-f]{64}(,[0-9a-f]{64})*$/

/** A receipt comes from anybody. */
function checkForm(receipt: Receipt): void {
  const fault = faultOf(receipt)
  if (fault !== null) throw new InvalidReceiptError({ reason: fault })
}

function faultOf(receipt: unknown): string | null {
  if (typeof receipt !== 'object' || receipt === null) return 'it is no object'
  const { version, path, requestHash, responseHash, imageHashes, encoding, signature } = {
    ...noReceipt,
    ...receipt,
  }
  if (version !== 1) return `its version is ${String(version)}, and 1 is known`
  if (!isText(requestHash, hashForm)) return 'its requestHash is none'
  if (responseHash !== null && !isText(responseHash, hashForm)) return 'its responseHash is none'
  if (imageHashes !== null && !isText(imageHashes, imagesForm)) return 'its imageHashes are none'
  if (typeof path !== 'string') return 'its path is none'
  // What was signed of a chat could be called an image, and another text the answer.
  if (imageHashes !== null && !asksForImages({ path })) return 'its imageHashes are of no request for images'
  if (encoding !== null && typeof encoding !== 'string') return 'its encoding is none'
  return signature === null || isDocument(signature) ? null : 'its signature is no document'
}

type Fields = 'version' | 'path' | 'requestHash' | 'responseHash' | 'imageHashes' | 'encoding' | 'signature'
const noReceipt: Record<Fields, unknown> = {
  ...{ version: undefined, path: undefined, requestHash: undefined, responseHash: undefined },
  ...{ imageHashes: undefined, encoding: undefined, signature: undefined },
}

const isText = (value: unknown, form: RegExp): boolean => typeof value === 'string' && form.test(value)

function isDocument(value: unknown): boolean {
  const fields =
    typeof value === 'object' && value !== null ? { text: null, signature: null, ...value } : null
  return typeof fields?.text === 'string' && typeof fields.signature === 'string'
}
