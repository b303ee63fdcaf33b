import { createReport } from '@zg/core'
import { useDevnet } from '@zg/devnet/vitest'
import OpenAI, { toFile } from 'openai'
import { describe, expect, test } from 'vitest'
import { connect } from '../src/connection/index.js'
import { countedMeter } from './countedMeter.js'
import { createV1User } from './v1User.js'

const local = useDevnet({
  protocol: 'v1',
  providers: [
    { serviceType: 'text-to-image' },
    { serviceType: 'image-editing' },
    { serviceType: 'speech-to-text' },
  ],
})
const price = 1_000_000_000_000_000n
const proven = {
  verifyProvider: async () =>
    createReport({
      ...{ subject: 'provider', assurance: 'simulated' },
      checks: [{ name: 'tdx.quote.signature', status: 'pass', required: true }],
    }),
}
const pauses: number[] = []
const wait = async (ms: number) => {
  pauses.push(ms)
  await new Promise((resolve) => setTimeout(resolve, 20))
}

/** A connection to one of the providers, and OpenAI's client over it. */
async function open(index: number, options: Partial<connect.Parameters> = {}) {
  const provider = local.devnet.providers[index]?.address ?? '0x'
  const { client, auth, transfer } = await createV1User(local, { share: null })
  await transfer('2', provider)
  const { meter, ends, log } = countedMeter()
  const spend = { total: '1', maxAudioFee: '0.01' }
  const connection = await connect(client, { provider, auth, spend, meter, wait, ...options })
  const { baseUrl: baseURL, fetch } = connection
  const openai = new OpenAI({ baseURL, apiKey: 'unused', fetch })
  const verdicts = async () => (await connection.receipts()).map(({ report }) => report.verdict)
  return {
    connection,
    openai,
    ends,
    log,
    verdicts,
    rows: () => local.devnet.providers[index]?.requests() ?? [],
  }
}

describe('images', () => {
  test('are generated, paid by their number, and proven', async () => {
    const { openai, ends, log, verdicts, connection } = await open(0)
    const { data } = await openai.images.generate({
      model: connection.model,
      prompt: 'a cat',
      n: 2,
      response_format: 'b64_json',
    })
    expect(data).toHaveLength(2)
    expect(ends()).toEqual([['sent', `settled ${2n * price}`]])
    expect(log[0]?.held).toBe(2n * price)
    expect(await verdicts()).toEqual(['verified'])
  })

  test('at addresses of the provider are fetched to be proven', async () => {
    const { openai, verdicts, connection } = await open(0)
    const { data } = await openai.images.generate({
      model: connection.model,
      prompt: 'a cat',
      response_format: 'url',
    })
    expect(data?.[0]?.url).toContain('/images/')
    expect(await verdicts()).toEqual(['verified'])
  })

  test('at more addresses than anybody asks for are not fetched', async () => {
    let fetched = 0
    const fetch: typeof globalThis.fetch = async (input, init) => {
      if (String(input).includes('/images/') && init?.method !== 'POST') fetched += 1
      const response = await globalThis.fetch(input, init)
      if (init?.method !== 'POST') return response
      const { data, ...more } = await response.json()
      return Response.json({ ...more, data: Array(17).fill(data[0]) }, { headers: response.headers })
    }
    const { openai, verdicts, connection } = await open(0, { fetch })
    await openai.images.generate({ model: connection.model, prompt: 'a cat', response_format: 'url' })
    expect([await verdicts(), fetched]).toEqual([['failed'], 0])
  })

  test('are edited', async () => {
    const { openai, ends, verdicts, connection } = await open(1)
    const { data: [drawn] = [] } = await (await open(0)).openai.images.generate({
      prompt: 'a cat',
      response_format: 'b64_json',
    })
    const image = await toFile(Buffer.from(drawn?.b64_json ?? '', 'base64'), 'cat.png', { type: 'image/png' })
    await openai.images.edit({
      model: connection.model,
      image,
      prompt: 'with a hat',
      n: 3,
      response_format: 'b64_json',
    })
    expect(ends()).toEqual([['sent', `settled ${3n * price}`]])
    expect(await verdicts()).toEqual(['verified'])
  })

  test('are drawn in the background, followed as told, and proven', async () => {
    const { connection, ends, verdicts } = await open(0)
    const submitted = await connection.fetch(`${connection.jobsUrl}/images/generations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: connection.model, prompt: 'a dog', response_format: 'b64_json' }),
    })
    const { jobId } = await submitted.json()
    expect(await connection.receipts()).toEqual([])
    const { answer, report } = await connection.job(jobId)
    expect(answer).toMatchObject({ data: [{ b64_json: expect.any(String) }] })
    expect(report.verdict).toBe('verified')
    expect(pauses.every((ms) => ms === 5_000)).toBe(true)
    expect(ends()).toEqual([['sent', `settled ${price}`]])
    expect(await verdicts()).toEqual(['verified'])
    // Followed again, it is the same answer.
    expect(await connection.job(jobId)).toMatchObject({ report: { verdict: 'verified' } })
  })

  test('of a job are the ones that were proven, also the second time and by fetch itself', async () => {
    let image: string | null = null
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = await globalThis.fetch(input, init)
      if (image === null || !/jobs\/[^/]+$/.test(String(input))) return response
      const { data, ...job } = await response.json()
      const swapped = job.status === 'completed' ? { data: [{ b64_json: image }] } : data
      return Response.json({ ...job, data: swapped }, { headers: response.headers })
    }
    const { connection } = await open(0, { fetch, require: 'verified', verifier: proven })
    const submit = async () => {
      const submitted = await connection.fetch(`${connection.jobsUrl}/images/generations`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ model: connection.model, prompt: 'a dog', response_format: 'b64_json' }),
      })
      return (await submitted.json()).jobId
    }
    const unproven = { name: 'UnprovenError', message: expect.stringContaining('response.body.hash') }
    const first = await submit()
    expect((await connection.job(first)).report.verdict).toBe('verified')
    const good = await connection.fetch(`${connection.jobsUrl}/jobs/${first}`)
    expect([good.status, (await good.json()).status]).toEqual([200, 'completed'])
    image = Buffer.from('another image').toString('base64')
    await expect(connection.job(first)).rejects.toMatchObject(unproven)
    const swapped = await connection.fetch(`${connection.jobsUrl}/jobs/${first}`)
    expect([swapped.status, (await swapped.json()).error.code]).toEqual([424, 'UnprovenError'])
    const second = await submit()
    await expect(connection.job(second)).rejects.toMatchObject(unproven)
  })

  test('of a job followed twice have no report but their own', async () => {
    let image: string | null = null
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = await globalThis.fetch(input, init)
      if (image === null) return response
      return Response.json({ status: 'completed', data: { data: [{ b64_json: image }] } })
    }
    const { connection } = await open(0, { fetch })
    const submitted = await connection.fetch(`${connection.jobsUrl}/images/generations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: connection.model, prompt: 'a dog', response_format: 'b64_json' }),
    })
    const { jobId } = await submitted.json()
    expect((await connection.job(jobId)).report.verdict).toBe('verified')
    image = Buffer.from('another image').toString('base64')
    const { report } = await connection.job(jobId)
    expect(report.verdict).toBe('failed')
  })

  test('of an unknown job are refused', async () => {
    const { connection } = await open(0)
    await expect(connection.job('none')).rejects.toMatchObject({ name: 'RequestRefusedError', status: 404 })
  })
})

describe('sound', () => {
  const sound = () => toFile(new Uint8Array(32_000).fill(7), 'sound.wav', { type: 'audio/wav' })

  test('is transcribed within the policy’s bound, and proven', async () => {
    const { openai, log, ends, verdicts, connection, rows } = await open(2)
    const { text } = await openai.audio.transcriptions.create({
      model: connection.model,
      file: await sound(),
    })
    expect(text).toContain('32000 bytes')
    expect(log[0]?.held).toBe(10n ** 16n)
    expect(ends()).toEqual([['sent', `settled ${rows().at(-1)?.fee}`]])
    expect(await verdicts()).toEqual(['verified'])
  })

  test('is refused where the policy says no bound', async () => {
    const { openai, connection, log } = await open(2, { spend: { total: '1' } })
    const asking = openai.audio.transcriptions.create({ model: connection.model, file: await sound() })
    await expect(asking).rejects.toMatchObject({ status: 402, code: 'UnboundedRequestError' })
    expect(log).toEqual([])
  })
})

test('what has no known price is refused under a policy, before anything is sent', async () => {
  const { connection, log } = await open(0)
  const response = await connection.fetch(`${connection.baseUrl}/videos`, { method: 'POST', body: '{}' })
  expect([response.status, (await response.json()).error.code]).toEqual([402, 'UnboundedRequestError'])
  expect(log).toEqual([])
})
