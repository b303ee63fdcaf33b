import { v1 } from '@zg/contracts'
import { parseEther, sha256 } from 'viem'
import { describe, expect, test } from 'vitest'
import { createV1User, errorOf, type V1User } from '../../../../test/v1User.js'
import { useDevnet } from '../../../vitest.js'
import type { RunningProvider } from '../../runningProvider.js'

const local = useDevnet({
  protocol: 'v1',
  providers: [
    { serviceType: 'text-to-image', outputPrice: 5n },
    { serviceType: 'image-editing', outputPrice: 5n },
    {},
  ],
})
const path = '/v1/async/images/generations'
const providerAt = (index: number): RunningProvider => {
  const provider = local.devnet.providers[index]
  if (!provider) throw new Error('there are three providers')
  return provider
}
const submit = async (user: V1User, body: unknown, at = path) =>
  user.send(at, { authorization: await user.bearer(), body })
const read = async (user: V1User, id: string) =>
  user.send(`/v1/async/jobs/${id}`, { method: 'GET', authorization: await user.bearer() })

/** Asks until the job is over. */
async function finished(user: V1User, id: string) {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const reply = await read(user, id)
    const job = await reply.json()
    if (job.status === 'completed' || job.status === 'failed') return { reply, job }
    expect(reply.headers.get('retry-after')).toBe('5')
    expect(['pending', 'processing']).toContain(job.status)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('it was not answered')
}

describe('a job', () => {
  test('is answered later, billed once, and signed', async () => {
    const user = await createV1User(local)
    const submitted = await submit(user, { prompt: 'a red cat', n: 2 })
    const { jobId, ...rest } = await submitted.json()
    expect([submitted.status, rest]).toEqual([202, { status: 'pending' }])
    const { reply, job } = await finished(user, jobId)
    expect(reply.headers.get('retry-after')).toBeNull()
    const key = reply.headers.get('zg-res-key')
    expect(key).not.toBe(jobId)
    expect(job).toEqual({
      ...{ jobId, status: 'completed' },
      ...{ createdAt: expect.stringMatching(/Z$/), updatedAt: expect.stringMatching(/Z$/) },
      data: {
        created: expect.any(Number),
        data: Array(2).fill(expect.objectContaining({ revised_prompt: 'a red cat' })),
      },
    })
    const hashes = job.data.data.map(({ b64_json }: { b64_json: string }) =>
      sha256(new Uint8Array(Buffer.from(b64_json, 'base64'))).slice(2),
    )
    const signature = await (await fetch(`${local.provider.url}/v1/proxy/signature/${key}`)).json()
    expect(signature.text.split(':')[1]).toBe(hashes.join(','))
    await Promise.all([read(user, jobId), read(user, jobId)])
    expect(await user.readUnsettled()).toBe(10n)
    expect(local.provider.requests().filter(({ requestHash }) => requestHash === key)).toEqual([
      expect.objectContaining({ fee: 10n, state: 'owed' }),
    ])
  })

  test('of edits holds addresses where they are wanted', async () => {
    const user = await createV1User(local, { target: providerAt(1) })
    const body = { prompt: 'blue', image: 'AQID', response_format: 'url' }
    const { jobId } = await (await submit(user, body, '/v1/async/images/edits')).json()
    const { reply, job } = await finished(user, jobId)
    const key = reply.headers.get('zg-res-key')
    const url = `${providerAt(1).url}/v1/proxy/images/${key}/0`
    expect(job.data.data).toEqual([{ url, revised_prompt: 'blue' }])
    expect((await fetch(url)).headers.get('content-type')).toBe('image/png')
  })

  test('that the model refuses fails, says why, and costs nothing', async () => {
    const user = await createV1User(local)
    const { jobId } = await (await submit(user, { prompt: 'a', model: 'another' })).json()
    const { reply, job } = await finished(user, jobId)
    expect(reply.headers.get('zg-res-key')).toBeNull()
    const refusal = { message: 'The model "another" does not exist.', type: 'invalid_request_error' }
    const text = JSON.stringify({ error: refusal })
    expect(job).toMatchObject({
      ...{ status: 'failed', errorMessage: `provider returned status 404 Not Found: ${text}` },
    })
    expect(await user.readUnsettled()).toBe(0n)
  })

  test('belongs to its owner', async () => {
    const owner = await createV1User(local)
    const other = await createV1User(local)
    const { jobId } = await (await submit(owner, { prompt: 'a' })).json()
    expect(await errorOf(await read(other, jobId))).toEqual({
      ...{ status: 403, error: 'you do not have permission to access this job' },
    })
    expect(await errorOf(await owner.send(`/v1/async/jobs/${jobId}`, { method: 'GET' }))).toMatchObject({
      error: expect.stringMatching(/^validate session: missing or invalid Authorization header/),
    })
    expect(await errorOf(await read(owner, 'none'))).toEqual({ status: 404, error: 'job not found' })
    await finished(owner, jobId)
  })
})

describe('is refused', () => {
  test.each([
    ['', 'request body is required'],
    ['{', 'submit async job: parse text-to-image request: failed to unmarshal request body'],
  ])('the body "%s"', async (body, error) => {
    const user = await createV1User(local)
    expect(await errorOf(await submit(user, body))).toEqual({ status: 400, error })
  })

  test('edits of an impossible number', async () => {
    const user = await createV1User(local, { target: providerAt(1) })
    const reply = await submit(user, { n: 0 }, '/v1/async/images/edits')
    expect((await errorOf(reply)).error).toBe(
      'submit async job: parse image-editing request: n must be a whole number from 1 to 10',
    )
  })

  test('who has no account, or not enough in it, at once', async () => {
    const user = await createV1User(local, { share: null })
    const refusal = async () => {
      const { status, error } = await errorOf(await submit(user, { prompt: 'a' }))
      return { error, kind: v1.classify(status, JSON.stringify({ error })).kind }
    }
    expect(await refusal()).toEqual({
      ...{
        error: `submit async job: get account from contract, account not exist: ${user.address}`,
        kind: 'funds',
      },
    })
    await user.deposit(parseEther('1'))
    await finished(user, (await (await submit(user, { prompt: 'a' })).json()).jobId)
    expect(await refusal()).toEqual({
      error: expect.stringMatching(
        /^submit async job: insufficient balance: your locked balance is 1\.000000 0G/,
      ),
      kind: 'funds',
    })
  })

  test('what the provider does not offer', async () => {
    const wanted = { status: 503, error: 'async processing is not enabled' }
    const user = await createV1User(local)
    expect(await errorOf(await submit(user, {}, '/v1/async/images/edits'))).toEqual(wanted)
    const chatter = await createV1User(local, { target: providerAt(2) })
    expect(await errorOf(await submit(chatter, {}))).toEqual(wanted)
    expect(await errorOf(await read(chatter, 'none'))).toEqual(wanted)
  })
})
