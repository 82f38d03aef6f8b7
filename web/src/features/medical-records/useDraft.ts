import { useApolloClient } from '@apollo/client/react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { problemOf } from '../../ui/errors'
import { newIdempotencyKey } from '../../ui/idempotency'
import { useViewer } from '../../ui/viewer'
import { createDraft, type SavedDraft } from './draft'
import { draftStore, unsavedOf } from './draftStore'
import {
  CreateMedicalRecordDocument,
  DraftEditorDocument,
  type RecordCard_recordFragment,
  UpdateMedicalRecordDocument,
} from './medical-records.gen'
import { emptySoap, type SoapTexts, textsOf } from './soap'

const savedOf = (record: RecordCard_recordFragment): SavedDraft => ({
  id: record.id,
  version: record.version,
  texts: textsOf(record),
})

function kindOf(error: unknown): 'stale' | 'passing' | 'final' {
  const { code, field } = problemOf(error)
  if (code === 'CONFLICT') return field === 'version' || field === 'appointmentId' ? 'stale' : 'final'
  return code === 'BAD_USER_INPUT' || code === 'FORBIDDEN' || code === 'NOT_FOUND' ? 'final' : 'passing'
}

/** The visit of which a new record is written. */
export interface Visit {
  id: string
  startsAt: string
}

/** What happened at a visit of an earlier day is entered as of then (MR4). */
const occasionOf = (visit: Visit | null) => ({
  appointmentId: visit?.id ?? null,
  occurredAt: visit && Date.now() - Date.parse(visit.startsAt) > 12 * 3_600_000 ? visit.startsAt : null,
})

/** The draft of one record, or of a new one for the pet, that saves itself through the graph. */
export function useDraft(
  petId: string,
  record: RecordCard_recordFragment | null,
  visit: Visit | null,
  template: SoapTexts | null,
) {
  const client = useApolloClient()
  const viewer = useViewer()
  const [draft] = useState(() => {
    const unsaved = unsavedOf(viewer.id, record?.id ?? null, petId)
    const key = unsaved?.key ?? newIdempotencyKey()
    const { appointmentId, occurredAt } = unsaved ?? occasionOf(visit)
    return createDraft({
      saved: record
        ? savedOf(record)
        : { id: null, version: 0, texts: template && !unsaved ? textsOf(template) : emptySoap },
      unsaved,
      store: draftStore(viewer.id, record?.id ?? null, petId, { key, appointmentId, occurredAt }),
      kindOf,
      async save(base, texts) {
        if (base.id) {
          const input = { id: base.id, version: base.version, ...texts }
          const { data } = await client.mutate({
            mutation: UpdateMedicalRecordDocument,
            variables: { input },
          })
          if (!data) throw new Error('The server gave no answer.')
          return savedOf(data.updateMedicalRecord)
        }
        const { data } = await client.mutate({
          mutation: CreateMedicalRecordDocument,
          variables: {
            input: { petId, appointmentId, ...texts, occurredAt },
          },
          context: { headers: { 'Idempotency-Key': key } },
        })
        if (!data) throw new Error('The server gave no answer.')
        return savedOf(data.createMedicalRecord)
      },
      async latest(base, refusal) {
        const id = base.id ?? (problemOf(refusal).extensions['recordId'] as string)
        const { data } = await client.query({
          query: DraftEditorDocument,
          variables: { id },
          fetchPolicy: 'network-only',
        })
        if (!data?.medicalRecord) throw new Error('The record is gone.')
        return savedOf(data.medicalRecord)
      },
    })
  })
  const state = useSyncExternalStore(draft.subscribe, draft.get)

  useEffect(() => {
    draft.resume()
    const warn = (event: BeforeUnloadEvent) => {
      if (draft.get().phase !== 'saved') event.preventDefault()
    }
    const hidden = () => document.visibilityState === 'hidden' && void draft.flush()
    window.addEventListener('beforeunload', warn)
    document.addEventListener('visibilitychange', hidden)
    return () => {
      window.removeEventListener('beforeunload', warn)
      document.removeEventListener('visibilitychange', hidden)
      void draft.flush()
    }
  }, [draft])
  return { draft, state }
}
