import { ProviderRejection } from './rejection.js'

const mostBytes = 32 * 2 ** 20

/** A request's bytes. Throws `ProviderRejection` with status 413 when there are more than 32 MB. */
export async function readBody({ body }: Request): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of body ?? []) {
    length += part.length
    if (length > mostBytes) {
      throw new ProviderRejection('Request body size exceeds the maximum allowed size of 32MB', 413)
    }
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}
