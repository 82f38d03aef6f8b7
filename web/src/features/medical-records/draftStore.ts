import type { DraftStore, UnsavedDraft } from './draft'

interface Unsaved extends UnsavedDraft {
  /** The idempotency key of the first save: a repeated one must not make a second record. */
  key: string
  /** The visit that a record which is not saved yet belongs to, and when it happened if not now. */
  appointmentId: string | null
  occurredAt: string | null
}

/** Per person, because several share a computer. */
const nameOf = (viewerId: string, recordId: string | null, petId: string): string =>
  `vetgraph.draft.${viewerId}.${recordId ?? `new.${petId}`}`

export function unsavedOf(viewerId: string, recordId: string | null, petId: string): Unsaved | null {
  try {
    const text = localStorage.getItem(nameOf(viewerId, recordId, petId))
    return text ? (JSON.parse(text) as Unsaved) : null
  } catch {
    return null
  }
}

export function draftStore(
  viewerId: string,
  recordId: string | null,
  petId: string,
  more: Pick<Unsaved, 'key' | 'appointmentId' | 'occurredAt'>,
): DraftStore {
  const started = nameOf(viewerId, recordId, petId)
  let name = started
  return {
    keep(unsaved) {
      try {
        // What began as a new record is that record's from its first save on.
        name = nameOf(viewerId, unsaved.base.id, petId)
        if (name !== started) localStorage.removeItem(started)
        localStorage.setItem(name, JSON.stringify({ ...unsaved, ...more }))
      } catch {
        // Without storage the text still lives in the page, which warns before it closes.
      }
    },
    forget() {
      try {
        localStorage.removeItem(started)
        localStorage.removeItem(name)
      } catch {
        // Nothing was kept then.
      }
    },
  }
}
