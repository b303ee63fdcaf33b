import { createHash } from 'node:crypto'
import { complaint } from '../../complaint.js'
import type { UpstreamRequest } from '../../upstream.js'
import { isForm, readForm } from '../readForm.js'
import { drawPng } from './drawPng.js'

/** What a request for images says, whatever its form. Files and images in JSON count by their bytes. */
type Wish = { model: unknown; prompt: unknown; count: unknown; source: string }

/** Images of the scripted model, as an OpenAI-compatible server gives them: the same for the same wish, and small. */
export const createScriptedImages =
  ({ model, now }: { model: string; now: () => number }) =>
  async (request: UpstreamRequest): Promise<Response> => {
    const wish = await readWish(request).catch(() => null)
    if (!wish) return complaint(400, 'The body is neither JSON nor a form.')
    const { prompt, source } = wish
    const count = Number(wish.count ?? 1)
    if (wish.model !== undefined && wish.model !== model)
      return complaint(404, `The model ${JSON.stringify(wish.model)} does not exist.`)
    if (typeof prompt !== 'string' || prompt === '') return complaint(400, '`prompt` must be a text.')
    if (!Number.isInteger(count) || count < 1 || count > 10)
      return complaint(400, '`n` must be a whole number from 1 to 10.')
    if (request.path.startsWith('/images/edits') && source === '')
      return complaint(400, '`image` must be an image.')
    const data = Array.from({ length: count }, (_, index) => ({
      b64_json: Buffer.from(drawPng(`${index} ${source} ${prompt}`)).toString('base64'),
      revised_prompt: prompt,
    }))
    return Response.json({ created: Math.floor(now() / 1000), data })
  }

async function readWish({ body, contentType }: UpstreamRequest): Promise<Wish | null> {
  const bytes = body ?? new Uint8Array()
  if (isForm(contentType)) {
    const form = await readForm(bytes, contentType)
    const field = (name: string) => form.get(name) ?? undefined
    const files = [...form.getAll('image'), ...form.getAll('image[]')]
    const sources = await Promise.all(files.map((file) => new Response(file).arrayBuffer()))
    return {
      ...{ model: field('model'), prompt: field('prompt'), count: field('n') },
      source: hashOf(sources.map((source) => new Uint8Array(source))),
    }
  }
  const wish: unknown = JSON.parse(new TextDecoder().decode(bytes))
  if (typeof wish !== 'object' || wish === null) return null
  const { model, prompt, n, image }: Readonly<Record<string, unknown>> = { ...wish }
  const source = typeof image === 'string' && image !== '' ? hashOf([Buffer.from(image)]) : ''
  return { model, prompt, count: n, source }
}

function hashOf(sources: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const source of sources) hash.update(source)
  return sources.length === 0 ? '' : hash.digest('hex')
}
