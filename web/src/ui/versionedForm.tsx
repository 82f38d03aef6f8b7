import Alert from '@mui/material/Alert'
import { type ReactNode, useRef, useState } from 'react'
import { ConflictChoice, type Side } from './ConflictChoice'
import { type Problem, problemOf } from './errors'
import { useFields } from './fields'
import { type Merge, mergeFields, sameStored } from './merge'

interface Conflict<Values> extends Merge<Values> {
  mine: Values
  theirs: Values
  sides: Partial<Record<string, Side>>
}

interface Form<Thing, Values> {
  labels: Record<keyof Values & string, string>
  valuesOf: (thing: Thing) => Values
  /** Fetches the thing anew when another desk was faster. */
  latest: () => Promise<Thing | null>
  show?: (field: keyof Values & string, values: Values) => string
  /** The values as the server stores them, where that is more than a text without blanks around it. */
  asStored?: (values: Values) => Values
}

const isStale = ({ code, field }: Problem): boolean => code === 'CONFLICT' && field === 'version'

const problemIn = (work: Promise<void>): Promise<Problem | null> => work.then(() => null, problemOf)

/**
 * A form over something that has a version. When a save is refused as stale, it merges: what only the other desk
 * changed is taken, what both changed is asked about in `notice`, and what was typed stays. When the newer version is
 * what this form itself sent, by a save whose answer was lost, it saves over that one. Of other refusals
 * `problem` is for the fields, and `error` for below them when it is about none.
 */
export function useVersionedForm<Thing extends { version: number }, Values extends object>(
  start: Thing,
  { labels, valuesOf, latest, show, asStored = (values) => values }: Form<Thing, Values>,
) {
  const [base, setBase] = useState(() => ({ version: start.version, values: valuesOf(start) }))
  const fields = useFields(base.values)
  const [conflict, setConflict] = useState<Conflict<Values> | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  /** What a save that was not answered has sent: the server may have it. */
  const unanswered = useRef<Values | null>(null)
  const isBeside = problem?.field?.split('.').some((part) => part in labels) === true

  const isOwn = (theirs: Values, sent: Values | null) => sent !== null && sameStored(asStored(sent), theirs)
  const meet = (newest: Thing) => {
    const theirs = valuesOf(newest)
    const merge = mergeFields(base.values, asStored(fields.values), theirs, show)
    setBase({ version: newest.version, values: theirs })
    setConflict({ ...merge, mine: fields.values, theirs, sides: {} })
    fields.replace(merge.merged)
  }
  /** Tries to save over the version that the form knows, unless something is lacking before the hospital is asked. */
  const save = async (attempt: (version: number) => Promise<void>, lacking: Problem | null = null) => {
    setProblem(lacking)
    if (lacking) return
    const sentBefore = unanswered.current
    const refused = await problemIn(attempt(base.version))
    if (!refused) return
    const newest = isStale(refused) ? await latest().catch(() => null) : null
    if (!newest) {
      unanswered.current = fields.values
      return setProblem(refused)
    }
    unanswered.current = null
    const theirs = valuesOf(newest)
    if (!isOwn(theirs, fields.values) && !isOwn(theirs, sentBefore)) return meet(newest)
    setBase({ version: newest.version, values: theirs })
    setProblem(await problemIn(attempt(newest.version)))
  }
  const choose = (key: string, side: Side) => {
    if (!conflict) return
    const name = key as keyof Values
    setConflict({ ...conflict, sides: { ...conflict.sides, [key]: side } })
    fields.set(name, (side === 'theirs' ? conflict.theirs : conflict.mine)[name])
  }
  let notice: ReactNode = null
  if (conflict && conflict.clashes.length > 0) {
    const choices = conflict.clashes.map(({ field, mine, theirs }) => ({
      key: field,
      label: labels[field],
      mine,
      theirs,
      chosen: conflict.sides[field] ?? ('mine' as const),
    }))
    notice = <ConflictChoice choices={choices} onChoose={choose} />
  } else if (conflict) {
    const taken = conflict.taken.map((field) => labels[field].toLowerCase()).join(', ')
    notice = (
      <Alert severity="info" role="alert">
        Somebody else saved {taken || 'this'} meanwhile. Theirs is filled in below and yours is kept: save
        again.
      </Alert>
    )
  }
  return { fields, notice, problem, error: isBeside ? null : problem, save }
}
