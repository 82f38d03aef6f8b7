import { bothTexts, type Clash, mergeFields } from '../../ui/merge'
import { sameTexts, type SoapPart, type SoapTexts } from './soap'

/** A record as the server has it; without an id it has never been saved. */
export interface SavedDraft {
  id: string | null
  version: number
  texts: SoapTexts
}

export interface DraftState {
  /** Null until the first save. */
  id: string | null
  /** The version that the texts are based on. */
  version: number
  texts: SoapTexts
  phase: 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict'
  savedAt: number | null
  clashes: readonly (Clash<SoapTexts> & { side: 'mine' | 'theirs' | 'both' })[]
  error: unknown
}

/** What is typed but not saved. */
export interface UnsavedDraft {
  base: SavedDraft
  texts: SoapTexts
  /** What a save that was not answered has sent, or null: the server may have it. */
  unanswered: SoapTexts | null
}

/** Keeps it where a reload or a crash of the browser does not reach it. */
export interface DraftStore {
  keep: (unsaved: UnsavedDraft) => void
  forget: () => void
}

interface Options {
  saved: SavedDraft
  unsaved: UnsavedDraft | null
  store: DraftStore
  save: (base: SavedDraft, texts: SoapTexts) => Promise<SavedDraft>
  /** What the server has; of a new record whose creation was refused, what the refusal names. */
  latest: (base: SavedDraft, refusal: unknown) => Promise<SavedDraft>
  kindOf: (error: unknown) => 'stale' | 'passing' | 'final'
}

export type Draft = ReturnType<typeof createDraft>

const pause = 800
const maxWait = 20_000

/**
 * A draft that saves itself (MR1): a moment after the last key, one save at a time, again after a failure. A newer
 * version of another person stops it until somebody has seen both texts (MR3). What was typed is never dropped.
 */
export function createDraft({ saved, unsaved, store, save, latest, kindOf }: Options) {
  let base = saved
  let unanswered: SoapTexts | null = unsaved?.unanswered ?? null
  let state: DraftState = {
    id: saved.id,
    version: saved.version,
    texts: saved.texts,
    phase: 'saved',
    savedAt: null,
    clashes: [],
    error: null,
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null
  let failures = 0
  const listeners = new Set<() => void>()

  const set = (change: Partial<DraftState>) => {
    state = { ...state, id: base.id, version: base.version, ...change }
    for (const listener of listeners) listener()
  }
  const schedule = (wait: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void push(), wait)
  }
  const keep = (texts: SoapTexts) => store.keep({ base, texts, unanswered })
  const meet = (start: SavedDraft, mine: SoapTexts, newest: SavedDraft) => {
    // The newer version is one's own when it is what an unanswered save had sent.
    const isOwn = unanswered !== null && sameTexts(unanswered, newest.texts)
    const { merged, clashes } = mergeFields(isOwn ? newest.texts : start.texts, mine, newest.texts)
    base = newest
    unanswered = null
    keep(merged)
    if (clashes.length > 0) {
      set({ texts: merged, phase: 'conflict', clashes: clashes.map((clash) => ({ ...clash, side: 'mine' })) })
    } else {
      set({ texts: merged, phase: 'waiting', clashes: [] })
    }
  }

  const attempt = async (): Promise<void> => {
    // A creation whose answer was lost is repeated as it was: under its key nothing else is accepted.
    const sent = base.id === null && unanswered ? unanswered : state.texts
    set({ phase: 'saving' })
    try {
      const result = await save(base, sent)
      base = { ...result, texts: sent }
      unanswered = null
      failures = 0
      if (sameTexts(state.texts, sent)) {
        store.forget()
        set({ phase: 'saved', savedAt: Date.now(), error: null })
      } else {
        keep(state.texts)
        set({ phase: 'waiting', savedAt: Date.now(), error: null })
      }
    } catch (error) {
      const kind = kindOf(error)
      if (kind === 'stale') {
        try {
          meet(base, state.texts, await latest(base, error))
          return
        } catch {
          // Nobody answers now: it is met at the next attempt.
        }
      }
      if (kind === 'passing') {
        unanswered = sent
        keep(state.texts)
      }
      failures += 1
      set({ phase: 'failed', error })
      if (kind !== 'final') schedule(Math.min(maxWait, 1_000 * 2 ** failures))
    }
  }
  const push = async (): Promise<void> => {
    clearTimeout(timer)
    if (running) return running
    if (state.phase === 'conflict') return
    if (sameTexts(state.texts, base.texts)) {
      store.forget()
      return set({ phase: 'saved', error: null })
    }
    running = attempt()
    await running
    running = null
    if (state.phase === 'waiting') schedule(pause)
  }

  if (unsaved && !sameTexts(unsaved.texts, saved.texts)) {
    meet(unsaved.base, unsaved.texts, saved)
  }
  return {
    get: (): DraftState => state,
    /** Saves what was brought back, once somebody is looking. */
    resume() {
      if (state.phase === 'waiting') schedule(pause)
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    type(part: SoapPart, text: string) {
      const texts = { ...state.texts, [part]: text }
      keep(texts)
      set({ texts, phase: state.phase === 'conflict' ? 'conflict' : 'waiting' })
      if (state.phase === 'waiting') schedule(pause)
    },
    choose(part: string, side: 'mine' | 'theirs' | 'both') {
      const clash = state.clashes.find(({ field }) => field === part)
      if (!clash) return
      const text = side === 'both' ? bothTexts(clash.theirs, clash.mine) : clash[side]
      const texts = { ...state.texts, [part]: text }
      keep(texts)
      set({ texts, clashes: state.clashes.map((each) => (each.field === part ? { ...each, side } : each)) })
    },
    /** Goes on with what was chosen. */
    async settle() {
      set({ phase: 'waiting', clashes: [] })
      await push()
    },
    /** Forgets what is typed: it was written down elsewhere. */
    discard() {
      clearTimeout(timer)
      store.forget()
      set({ texts: base.texts, phase: 'saved', error: null })
    },
    /** Saves now; resolves when nothing is under way any more. */
    async flush() {
      await push()
      if (state.phase === 'waiting') await push()
    },
  }
}
