/** Reads a body of the type `multipart/form-data`. Throws `TypeError` for anything else. */
export const readForm = (bytes: Uint8Array, contentType: string | null): Promise<FormData> =>
  new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType ?? '' } }).formData()

export const isForm = (contentType: string | null): boolean => /^multipart\//i.test(contentType ?? '')
