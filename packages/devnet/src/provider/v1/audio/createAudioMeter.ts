import { type AudioUsage, readAudioUsage } from './audioUsage.js'

const separators = /[ \n\t\r]+/

/** Reads what a transcription took out of its bytes as they pass: one document, or a stream of events whose last says it. */
export function createAudioMeter({ stream }: { stream: boolean }) {
  const decoder = new TextDecoder()
  let text = ''

  return {
    push: (bytes: Uint8Array): void => {
      text += decoder.decode(bytes, { stream: true })
    },
    end: (): { usage: AudioUsage | null; words: number } => ({
      usage: stream ? usageOfEvents(text) : usageOf(text),
      words: text.split(separators).filter(Boolean).length,
    }),
  }
}

const usageOfEvents = (text: string): AudioUsage | null =>
  text
    .split(/\r\n|\n/)
    .map((line) => usageOf(line.replace(/^data:/, ''), 'transcript.text.done'))
    .findLast((usage) => usage !== null) ?? null

function usageOf(text: string, type?: string): AudioUsage | null {
  try {
    const part: unknown = JSON.parse(text)
    if (typeof part !== 'object' || part === null || !('usage' in part)) return null
    if (type !== undefined && !('type' in part && part.type === type)) return null
    return readAudioUsage(part.usage)
  } catch {
    return null // Text for people: it says nothing of what it took.
  }
}
