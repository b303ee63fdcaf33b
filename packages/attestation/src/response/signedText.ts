/** What a signed text says: the hash of the question, and of the answer or of each of its images. */
export type SignedText = {
  requestHash: string
  /** One hash, or those of several images with commas between. */
  bodyHash: string
  /** The model that answered, where the signer names it. */
  model: string | null
}

const hash = '[0-9a-f]{64}'
/** Behind the hashes a provider that passes questions on says who answered: the kind of provider, the company, the hash of its certificate. */
const ours = new RegExp(`^(${hash}):(${hash}(?:,${hash})*)(?::[^:]+:.+:${hash})?$`)
const withModel = new RegExp(`^(.+):(${hash}):(${hash})$`)

/** Reads a signed text; null when it is of no known form. */
export function readSignedText(text: string): SignedText | null {
  const [, requestHash, bodyHash] = ours.exec(text) ?? []
  if (requestHash !== undefined && bodyHash !== undefined) return { requestHash, bodyHash, model: null }
  const [, model, request, body] = withModel.exec(text) ?? []
  if (model === undefined || request === undefined || body === undefined) return null
  return { requestHash: request, bodyHash: body, model }
}
