/** The bits that the mask lets through. */
export const maskBytes = (bytes: Uint8Array, mask: Uint8Array): Uint8Array =>
  bytes.map((byte, index) => byte & (mask[index] ?? 0))
