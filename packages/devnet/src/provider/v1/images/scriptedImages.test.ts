import { describe, expect, test } from 'vitest'
import { createScriptedImages } from './scriptedImages.js'

const model = 'zg/brush'
const images = createScriptedImages({ model, now: () => 1_700_000_000_999 })

const ask = (path: string, value: unknown): Promise<Response> =>
  images({
    ...{ method: 'POST', path, contentType: 'application/json' },
    body: new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)),
  })

async function askByForm(fields: readonly (readonly [string, string | Blob])[]): Promise<Response> {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  const encoded = new Response(form)
  return images({
    ...{ method: 'POST', path: '/images/edits', contentType: encoded.headers.get('content-type') },
    body: new Uint8Array(await encoded.arrayBuffer()),
  })
}
const picturesOf = async (answer: Promise<Response>): Promise<string[]> => {
  const { data }: { data: { b64_json: string }[] } = await (await answer).json()
  return data.map(({ b64_json }) => b64_json)
}

describe('new images', () => {
  test('are as many as asked for, each another, the same for the same prompt', async () => {
    const answer = await (await ask('/images/generations?wait=true', { model, prompt: 'a cat', n: 3 })).json()
    expect(answer).toEqual({
      created: 1_700_000_000,
      data: Array(3).fill({ b64_json: expect.stringMatching(/^iVBORw0KGgo/), revised_prompt: 'a cat' }),
    })
    const pictures = answer.data.map(({ b64_json }: { b64_json: string }) => b64_json)
    expect(new Set(pictures).size).toBe(3)
    expect(await picturesOf(ask('/images/generations', { prompt: 'a cat' }))).toEqual([pictures[0]])
    expect(await picturesOf(ask('/images/generations', { prompt: 'a dog' }))).not.toEqual([pictures[0]])
  })
})

describe('edits', () => {
  const image = (byte: number) => new Blob([Uint8Array.of(byte)])

  test('depend on the image, whether it comes by JSON or in a form', async () => {
    const edit = (fields: Parameters<typeof askByForm>[0]) =>
      picturesOf(askByForm([['prompt', 'blue'], ...fields]))
    const one = await edit([['image', image(1)]])
    expect(one).toHaveLength(1)
    expect(
      await edit([
        ['image', image(1)],
        ['model', model],
      ]),
    ).toEqual(one)
    expect(await edit([['image', image(2)]])).not.toEqual(one)
    expect(await edit([['image[]', image(1)]])).toEqual(one)
    expect(
      await edit([
        ['image', image(1)],
        ['n', '2'],
      ]),
    ).toHaveLength(2)
    const byJson = (source: string) => picturesOf(ask('/images/edits', { prompt: 'blue', image: source }))
    expect(await byJson('AQ==')).toEqual(await byJson('AQ=='))
    expect(await byJson('AQ==')).not.toEqual(await byJson('Ag=='))
  })

  test('need an image', async () => {
    const message = '`image` must be an image.'
    expect((await (await askByForm([['prompt', 'blue']])).json()).error.message).toBe(message)
    expect((await (await ask('/images/edits', { prompt: 'blue' })).json()).error.message).toBe(message)
  })
})

test.each([
  ['nothing', 400, 'The body is neither JSON nor a form.'],
  ['null', 400, 'The body is neither JSON nor a form.'],
  [{ model }, 400, '`prompt` must be a text.'],
  [{ prompt: '' }, 400, '`prompt` must be a text.'],
  [{ prompt: 5 }, 400, '`prompt` must be a text.'],
  [{ prompt: 'a', n: 0 }, 400, '`n` must be a whole number from 1 to 10.'],
  [{ prompt: 'a', n: 11 }, 400, '`n` must be a whole number from 1 to 10.'],
  [{ prompt: 'a', n: 'x' }, 400, '`n` must be a whole number from 1 to 10.'],
  [{ prompt: 'a', model: 'other' }, 404, 'The model "other" does not exist.'],
])('%j is refused as an OpenAI-compatible server does', async (body, status, message) => {
  const answer = await ask('/images/generations', body)
  expect([answer.status, await answer.json()]).toEqual([
    status,
    { error: { message, type: 'invalid_request_error' } },
  ])
})
