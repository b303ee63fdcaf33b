import { describe, expect, test } from 'vitest'
import { createJobs, type Job } from './createJobs.js'
import { describeJob } from './describeJob.js'

const user = '0x0000000000000000000000000000000000000001'
const halfHour = 30 * 60_000

function setUp() {
  const clock = { ms: 1_700_000_000_000 }
  const jobs = createJobs({ now: () => clock.ms })
  /** A job whose answer comes when the test says so. */
  const submit = (key = 'k') => {
    let finish: (response: Response) => void = () => undefined
    let fail: (error: Error) => void = () => undefined
    const work = () =>
      new Promise<Response>((resolve, reject) => {
        finish = resolve
        fail = reject
      })
    const { id } = jobs.submit({ user, key }, work)
    return { id, finish: (response: Response) => finish(response), fail: (error: Error) => fail(error) }
  }
  const statusOf = (id: string) => jobs.find(id)?.status
  return { clock, jobs, submit, statusOf }
}
const settle = async () => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

describe('a job', () => {
  test('is pending, under way, then completed with its answer', async () => {
    const { clock, jobs, submit, statusOf } = setUp()
    const { id, finish } = submit()
    expect(statusOf(id)).toBe('pending')
    clock.ms += 5
    await settle()
    expect(statusOf(id)).toBe('processing')
    clock.ms += 5
    finish(new Response('{"data":[]}'))
    await settle()
    expect(jobs.find(id)).toEqual({
      ...{ id, user, key: 'k', status: 'completed', answer: '{"data":[]}', errorMessage: null },
      ...{ createdAt: 1_700_000_000_000, updatedAt: 1_700_000_000_010 },
    })
  })

  test.each([
    [
      'provider returned status 404 Not Found: gone',
      (job: ReturnType<ReturnType<typeof setUp>['submit']>) =>
        job.finish(new Response('gone', { status: 404 })),
    ],
    [
      'provider request failed: no answer',
      (job: ReturnType<ReturnType<typeof setUp>['submit']>) => job.fail(new Error('no answer')),
    ],
  ])('fails: %s', async (errorMessage, end) => {
    const { jobs, submit } = setUp()
    const job = submit()
    await settle()
    end(job)
    await settle()
    expect(jobs.find(job.id)).toMatchObject({ status: 'failed', answer: null, errorMessage })
  })

  test('is forgotten half an hour after its end, and not while it is under way', async () => {
    const { clock, submit, statusOf } = setUp()
    const over = submit()
    const open = submit()
    await settle()
    over.finish(new Response(''))
    await settle()
    clock.ms += halfHour - 1
    expect(statusOf(over.id)).toBe('completed')
    clock.ms += 1
    expect([statusOf(over.id), statusOf(open.id)]).toEqual([undefined, 'processing'])
    submit()
    clock.ms -= 1
    expect(statusOf(over.id)).toBeUndefined()
  })

  test('is found by its own id alone', () => {
    expect(setUp().jobs.find('none')).toBeNull()
  })
})

test('ten run at a time, a hundred may wait', async () => {
  const { jobs, submit, statusOf } = setUp()
  const all = Array.from({ length: 110 }, () => submit())
  await settle()
  expect(all.filter(({ id }) => statusOf(id) === 'processing')).toHaveLength(10)
  expect(jobs.isFull()).toBe(true)
  all[0]?.finish(new Response(''))
  await settle()
  expect(jobs.isFull()).toBe(false)
  expect([0, 9, 10, 11].map((at) => statusOf(all[at]?.id ?? ''))).toEqual([
    ...['completed', 'processing', 'processing', 'pending'],
  ])
})

describe('its owner sees', () => {
  const job: Job = {
    ...{ id: 'j', user, key: 'k', answer: null, errorMessage: null },
    ...{ status: 'pending', createdAt: 0, updatedAt: 1_500 },
  }
  const seen = { jobId: 'j', createdAt: '1970-01-01T00:00:00.000Z', updatedAt: '1970-01-01T00:00:01.500Z' }
  const headersOf = ({ headers }: Response) => [headers.get('retry-after'), headers.get('zg-res-key')]

  test.each(['pending', 'processing'] as const)('that it is %s, and when to ask again', async (status) => {
    const response = describeJob({ ...job, status })
    expect(headersOf(response)).toEqual(['5', null])
    expect(await response.json()).toEqual({ ...seen, status })
  })

  test.each([
    ['{"created":5,"data":[]}', { created: 5, data: [] }],
    ['<html>', '<html>'],
  ])('the answer %s and its name', async (answer, data) => {
    const response = describeJob({ ...job, status: 'completed', answer })
    expect(headersOf(response)).toEqual([null, 'k'])
    expect(await response.json()).toEqual({ ...seen, status: 'completed', data })
  })

  test('why it failed', async () => {
    const response = describeJob({ ...job, status: 'failed', errorMessage: 'no answer' })
    expect(headersOf(response)).toEqual([null, null])
    expect(await response.json()).toEqual({ ...seen, status: 'failed', errorMessage: 'no answer' })
  })
})
