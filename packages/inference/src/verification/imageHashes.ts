/** The hashes of an answer's images as they are signed, `a,b,…`; null for an answer that doesn't hold every one of them itself. */
export async function imageHashes(answer: Uint8Array | string): Promise<string | null> {
  const { hashImages, readImages } = await import('@zg/attestation/response')
  const images = readImages(answer)
  return images && hashImages(images)
}

/** Whether a service makes images, each of which is signed by itself. A chat's answer could hide what was signed in fields like theirs. */
export const makesImages = ({ serviceType }: { serviceType: string }): boolean =>
  serviceType === 'text-to-image' || serviceType === 'image-editing'
