import type { Job } from './createJobs.js'

/** A job as its owner sees it. */
export function describeJob(job: Readonly<Job>): Response {
  const { id, status, createdAt, updatedAt, errorMessage, answer, key } = job
  const body = {
    jobId: id,
    status,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    ...(errorMessage === null ? {} : { errorMessage }),
    ...(answer === null ? {} : { data: parseOrQuote(answer) }),
  }
  const isUnderWay = status === 'pending' || status === 'processing'
  return Response.json(body, {
    headers: {
      ...(isUnderWay ? { 'retry-after': '5' } : {}),
      ...(status === 'completed' ? { 'zg-res-key': key } : {}),
    },
  })
}

function parseOrQuote(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text // An answer that is no JSON is told as a text.
  }
}
