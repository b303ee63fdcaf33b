import { expect, test, vi } from 'vitest'
import { pause } from './pause.js'

const hour = 3_600_000

test('waits as long as it was told, and no longer', async () => {
  vi.useFakeTimers()
  try {
    let ended = false
    const waiting = pause(hour).then(() => {
      ended = true
    })
    await vi.advanceTimersByTimeAsync(hour - 1)
    expect(ended).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(ended).toBe(true)
    await waiting
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})

test('ends with its signal, and leaves no timer behind', async () => {
  vi.useFakeTimers()
  try {
    await pause(hour, AbortSignal.abort())
    expect(vi.getTimerCount()).toBe(0)
    const control = new AbortController()
    const waiting = pause(hour, control.signal)
    expect(vi.getTimerCount()).toBe(1)
    control.abort()
    await waiting
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})
