import { bytesToHex } from '@zg/core'
import type { Address } from 'viem'
import type { Random } from '../auth/random.js'
import { largest } from '../largest.js'
import type { Settlement } from './meter.js'
import { type Line, noShare, type Share } from './spendBook.js'
import { dayOf, type Outcome } from './takeTurn.js'

/** Money set aside, as the process that did it knows it. */
export type Hold = { provider: Address; worst: bigint; sent: boolean; life: Life }

/** One stretch of time in which the book has a line of ours. When it is closed another begins, under another name. */
type Life = {
  id: string
  day: number
  today: bigint
  shares: Map<Address, Share>
  /** How many reservations run, those of nothing included: free requests are renewed too. */
  open: number
  /** Whether the book has it. */
  known: boolean
  /** What the book has of it at least. */
  written: Line['shares']
}

type Told = Pick<Line, 'day' | 'today' | 'shares'>

/** What this process has spent and set aside, whatever the store has heard of it by now. */
export function createTeller({ now, random }: { now: () => number; random: Random }) {
  const begin = (shares: Map<Address, Share>): Life => ({
    id: bytesToHex(random(new Uint8Array(8))),
    day: dayOf(now()),
    today: [...shares.values()].reduce((sum, { excess }) => sum + excess, 0n),
    shares,
    open: 0,
    known: false,
    written: new Map(),
  })
  let life = begin(new Map())

  const turnDay = () => {
    const day = dayOf(now())
    if (day > life.day) Object.assign(life, { day, today: 0n })
  }
  const change = (provider: Address, by: Partial<Share>) => {
    const { spent, excess, held, sent } = life.shares.get(provider) ?? noShare
    life.shares.set(provider, {
      spent: spent + (by.spent ?? 0n),
      excess: excess + (by.excess ?? 0n),
      held: held + (by.held ?? 0n),
      sent: sent + (by.sent ?? 0n),
    })
  }
  const close = ({ provider, worst, sent, life: its }: Hold) => {
    if (its !== life) return
    change(provider, sent ? { sent: -worst } : { held: -worst })
    life.open -= 1
  }

  return {
    /** What the store is to hear. */
    tell: (): { id: string; known: boolean; told: Told } => {
      turnDay()
      const { id, known, day, today, shares } = life
      return { id, known, told: { day, today, shares: new Map(shares) } }
    },
    /** The store has heard it. */
    heard: (told: Told, { lapsed, day }: Outcome, known: boolean): void => {
      if (lapsed) {
        // What was sent counts as spent by now; only what was billed beyond it may be unheard.
        const unheard = [...life.shares].map(([provider, { excess }]): [Address, Share] => [
          provider,
          { ...noShare, excess: excess - (life.written.get(provider)?.excess ?? 0n) },
        ])
        life = begin(new Map(unheard.filter(([, { excess }]) => excess > 0n)))
        return
      }
      Object.assign(life, { known, written: told.shares })
      if (day > life.day) {
        // Somebody has seen a later day. What was settled since is that day's.
        Object.assign(life, { day, today: life.day === told.day ? life.today - told.today : 0n })
      }
    },
    hold: (provider: Address, worst: bigint): Hold => {
      change(provider, { held: worst })
      life.open += 1
      return { provider, worst, sent: false, life }
    },
    send: (hold: Hold): void => {
      hold.sent = true
      if (hold.life === life) change(hold.provider, { held: -hold.worst, sent: hold.worst })
    },
    /** Whether the book still counts it as set aside. */
    lives: ({ life: its }: Hold): boolean => its === life,
    /** Gives it back. */
    free: close,
    spend: (hold: Hold, fee: bigint): Settlement => {
      turnDay()
      close(hold)
      // A closed line counts as spent what was sent.
      const counted = hold.life !== life && hold.sent ? hold.worst : 0n
      const excess = largest([fee - hold.worst])
      const spent = largest([fee - excess - counted])
      change(hold.provider, { spent, excess })
      life.today += spent + excess
      return { fee: largest([fee, counted]), excess }
    },
    /** Whether anything is set aside. */
    isHolding: (): boolean => life.open > 0,
  }
}
