import OpenAI, { toFile } from 'openai'
import { sha256, stringToBytes } from 'viem'
import { describe, expect, test } from 'vitest'
import { createV1User, errorOf } from '../../../../test/v1User.js'
import { useDevnet } from '../../../vitest.js'

const local = useDevnet({
  protocol: 'v1',
  providers: [{ serviceType: 'speech-to-text', inputPrice: 1_000n, outputPrice: 7n }],
})
const hashOf = (text: string) => sha256(stringToBytes(text)).slice(2)
const sound = () => toFile(new Uint8Array(32_000).fill(7), 'sound.wav')
const signedText = async (key: string | null): Promise<string> =>
  (await (await fetch(`${local.provider.url}/v1/proxy/signature/${key}`)).json()).text

async function createListener() {
  const user = await createV1User(local)
  const apiKey = (await user.bearer()).slice('Bearer '.length)
  const openai = new OpenAI({ baseURL: `${local.provider.url}/v1/proxy`, apiKey, maxRetries: 0 })
  return { user, openai, model: local.provider.model }
}
const last = () => local.provider.requests().at(-1)

describe('a transcription', () => {
  test('is billed by the tokens that it took, and signed', async () => {
    const { user, openai, model } = await createListener()
    const { data, response } = await openai.audio.transcriptions
      .create({ file: await sound(), model })
      .withResponse()
    expect(data.text).toMatch(/^A scripted transcription of 32000 bytes/)
    const { usage } = data
    if (usage?.type !== 'tokens') throw new Error('it counts tokens')
    expect(usage.input_tokens).toBe(10)
    expect(last()).toMatchObject({
      user: user.address,
      usage: { prompt_tokens: 10, completion_tokens: usage.output_tokens },
      fee: 10_000n + BigInt(usage.output_tokens) * 7n,
      state: 'owed',
    })
    const key = response.headers.get('zg-res-key')
    expect((await signedText(key)).split(':')[1]).toBe(hashOf(JSON.stringify(data)))
    await local.provider.settle()
    expect(last()).toMatchObject({ state: 'settled' })
  })

  test('as a stream is relayed event by event, billed by its last one, and signed', async () => {
    const { user, model } = await createListener()
    const form = new FormData()
    form.set('file', await sound())
    form.set('model', model)
    form.set('stream', 'true')
    const reply = await fetch(`${local.provider.url}/v1/proxy/audio/transcriptions`, {
      ...{ method: 'POST', headers: { authorization: await user.bearer() }, body: form },
    })
    const text = await reply.text()
    const events = text.trimEnd().split('\n\n')
    const { type, usage } = JSON.parse(events.at(-1)?.slice('data: '.length) ?? '')
    expect(type).toBe('transcript.text.done')
    expect(last()?.fee).toBe(10_000n + BigInt(usage.output_tokens) * 7n)
    expect((await signedText(reply.headers.get('zg-res-key'))).split(':')[1]).toBe(hashOf(text))
  })

  test('by seconds, and by words when it says nothing', async () => {
    const { openai, model } = await createListener()
    const file = await sound()
    await openai.audio.transcriptions.create({ file, model, response_format: 'verbose_json' })
    expect(last()).toMatchObject({ usage: null, fee: 1_000n })
    const text: unknown = await openai.audio.transcriptions.create({ file, model, response_format: 'text' })
    expect(String(text).trim().split(/\s+/)).toHaveLength(10)
    expect(last()).toMatchObject({ usage: null, fee: 140n })
  })

  test('of nothing is passed on as the model refused it, and costs nothing', async () => {
    const { user } = await createListener()
    const reply = await user.send('/v1/proxy/audio/transcriptions', {
      ...{ authorization: await user.bearer(), body: { model: 'x' } },
    })
    expect(await errorOf(reply)).toMatchObject({ status: 400, error: { message: 'The body is not a form.' } })
    expect(last()).toMatchObject({ user: user.address, state: 'failed', fee: null })
  })
})
