import { fetchDocument } from '@zg/core'

type Options = Omit<fetchDocument.Options, 'what'> & {
  /** Who is asked, for the error's text. */
  what?: string | undefined
}

/** Reads a small text from a provider, within the bounds of `fetchDocument` and with its errors. */
export async function fetchText(
  url: string,
  { what = 'The provider', headers, ...options }: Options,
): Promise<{ status: number; text: string }> {
  const wanted = { accept: 'application/json', ...headers }
  const { status, bytes } = await fetchDocument(url, { ...options, what, headers: wanted })
  return { status, text: new TextDecoder().decode(bytes) }
}
