import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDraft, type SavedDraft } from './draft'
import { emptySoap, type SoapTexts } from './soap'

const soap = (texts: Partial<SoapTexts>): SoapTexts => ({ ...emptySoap, ...texts })

function aDraft(overrides: Partial<Parameters<typeof createDraft>[0]> = {}) {
  const server = { version: 1, texts: soap({ plan: 'Rest' }) }
  const kept: SoapTexts[] = []
  const save = vi.fn(async (base: SavedDraft, texts: SoapTexts): Promise<SavedDraft> => {
    if (base.version !== server.version) throw new Error('stale')
    server.version += 1
    server.texts = texts
    return { id: 'r1', version: server.version, texts }
  })
  const draft = createDraft({
    saved: { id: 'r1', version: 1, texts: server.texts },
    unsaved: null,
    store: { keep: ({ texts }) => void kept.push(texts), forget: () => void kept.splice(0) },
    save,
    latest: async () => ({ id: 'r1', ...server }),
    kindOf: (error) => (error instanceof Error && error.message === 'stale' ? 'stale' : 'passing'),
    ...overrides,
  })
  return { draft, server, save, kept }
}

describe('MR1: a draft saves itself', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('waits for a pause in typing and saves once', async () => {
    const { draft, server, save } = aDraft()
    draft.type('subjective', 'Cou')
    draft.type('subjective', 'Cough')
    expect(save).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(save).toHaveBeenCalledTimes(1)
    expect(server.texts.subjective).toBe('Cough')
    expect(draft.get().phase).toBe('saved')
  })

  it('keeps one save under way and sends what was typed meanwhile after it', async () => {
    let answer: (saved: SavedDraft) => void = () => {}
    const save = vi.fn(
      (_base: SavedDraft, _texts: SoapTexts) => new Promise<SavedDraft>((resolve) => (answer = resolve)),
    )
    const { draft } = aDraft({ save })
    draft.type('plan', 'Rest, water')
    await vi.advanceTimersByTimeAsync(1_000)
    draft.type('plan', 'Rest, water, recheck')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(save).toHaveBeenCalledTimes(1)
    answer({ id: 'r1', version: 2, texts: emptySoap })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(save).toHaveBeenCalledTimes(2)
    expect(save.mock.calls[1]?.[0].version).toBe(2)
    expect(save.mock.calls[1]?.[1].plan).toBe('Rest, water, recheck')
  })

  it('keeps the text through a failure and tries again by itself', async () => {
    const save = vi
      .fn<(base: SavedDraft, texts: SoapTexts) => Promise<SavedDraft>>()
      .mockRejectedValueOnce(new Error('no network'))
      .mockImplementation(async (_base, texts) => ({ id: 'r1', version: 2, texts }))
    const { draft, kept } = aDraft({ save })
    draft.type('plan', 'Antibiotics')
    await vi.advanceTimersByTimeAsync(900)
    expect(draft.get().phase).toBe('failed')
    expect(kept.at(-1)?.plan).toBe('Antibiotics')
    await vi.advanceTimersByTimeAsync(3_000)
    expect(draft.get()).toMatchObject({ phase: 'saved', texts: { plan: 'Antibiotics' } })
    expect(kept).toEqual([])
  })

  it('does not repeat a save that can never work', async () => {
    const save = vi.fn(async () => Promise.reject(new Error('signed')))
    const { draft } = aDraft({ save, kindOf: () => 'final' })
    draft.type('plan', 'Too late')
    await vi.advanceTimersByTimeAsync(120_000)
    expect(save).toHaveBeenCalledTimes(1)
    expect(draft.get()).toMatchObject({ phase: 'failed', texts: { plan: 'Too late' } })
  })
})

describe('MR3: two editors of one draft', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('joins what both wrote in different parts, without asking', async () => {
    const { draft, server } = aDraft()
    server.version = 5
    server.texts = soap({ plan: 'Rest', objective: 'T 38.9' })
    draft.type('subjective', 'Cough')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(draft.get().phase).toBe('saved')
    expect(server.texts).toEqual(soap({ plan: 'Rest', objective: 'T 38.9', subjective: 'Cough' }))
  })

  it('shows both texts of the same part and saves only what a person chose', async () => {
    const { draft, server, save } = aDraft()
    server.version = 5
    server.texts = soap({ plan: 'Surgery' })
    draft.type('plan', 'Rest and recheck')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(draft.get().phase).toBe('conflict')
    expect(draft.get().clashes).toMatchObject([
      { field: 'plan', mine: 'Rest and recheck', theirs: 'Surgery' },
    ])
    expect(draft.get().texts.plan).toBe('Rest and recheck')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(save).toHaveBeenCalledTimes(1)
    draft.choose('plan', 'both')
    await draft.settle()
    expect(server.texts.plan).toBe('Surgery\n\nRest and recheck')
    expect(draft.get().phase).toBe('saved')
  })

  it('brings back what a closed browser had not saved', async () => {
    const start = { id: 'r1', version: 1, texts: soap({ plan: 'Rest' }) }
    const { draft, server } = aDraft({
      unsaved: { base: start, texts: soap({ plan: 'Rest', subjective: 'Found again' }), unanswered: null },
    })
    expect(draft.get().texts.subjective).toBe('Found again')
    draft.resume()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(server.texts.subjective).toBe('Found again')
  })

  it('does not take what it sent itself, by a save whose answer was lost, for somebody else’s', async () => {
    const { server, save: saveAtServer } = aDraft()
    const save = vi.fn(async (base: SavedDraft, texts: SoapTexts) => {
      const trimmed = soap({ ...texts, plan: texts.plan.trimEnd() })
      const saved = await saveAtServer(base, trimmed)
      if (save.mock.calls.length === 1) throw new Error('no network')
      return saved
    })
    const { draft, kept } = aDraft({ save, latest: async () => ({ id: 'r1', ...server }) })
    draft.type('plan', 'Rest and ')
    await vi.advanceTimersByTimeAsync(900)
    expect(draft.get().phase).toBe('failed')
    expect(kept.at(-1)?.plan).toBe('Rest and ')
    draft.type('plan', 'Rest and water')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(draft.get()).toMatchObject({ phase: 'saved', clashes: [] })
    expect(server.texts.plan).toBe('Rest and water')
  })

  it('finds its text saved when the page is opened again after a blank at the end', () => {
    const { draft } = aDraft({
      saved: { id: 'r1', version: 2, texts: soap({ plan: 'Rest' }) },
      unsaved: {
        base: { id: 'r1', version: 1, texts: emptySoap },
        texts: soap({ plan: 'Rest ' }),
        unanswered: null,
      },
    })
    expect(draft.get()).toMatchObject({ phase: 'saved', clashes: [] })
  })

  it('repeats a creation as it was sent before it sends what was typed since', async () => {
    const sent: [string | null, string][] = []
    const save = vi.fn(async ({ id, version }: SavedDraft, texts: SoapTexts): Promise<SavedDraft> => {
      sent.push([id, texts.plan])
      if (sent.length === 1) throw new Error('no network')
      return { id: 'r9', version: version + 1, texts }
    })
    const { draft } = aDraft({ saved: { id: null, version: 0, texts: emptySoap }, save })
    draft.type('plan', 'Rest')
    await vi.advanceTimersByTimeAsync(900)
    draft.type('plan', 'Rest, water')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(sent).toEqual([
      [null, 'Rest'],
      [null, 'Rest'],
      ['r9', 'Rest, water'],
    ])
    expect(draft.get().phase).toBe('saved')
  })
})
