import Alert from '@mui/material/Alert'
import { type ReactNode, useRef, useState } from 'react'
import { type DefaultValues, type FieldValues, type Path, type PathValue, useForm } from 'react-hook-form'
import { ConflictChoice, type Side } from './ConflictChoice'
import { type Problem, problemOf } from './errors'
import { useIdempotencyKey } from './idempotency'
import { type Merge, mergeFields, sameStored } from './merge'

interface Conflict<Values> extends Merge<Values> {
  mine: Values
  theirs: Values
  sides: Partial<Record<string, Side>>
}

export interface Attempt {
  /** The version that the form knows of what it edits; 0 of something new. */
  version: number
  /** The context of a mutation that creates something: a retry of the same input has the same key. */
  headersFor: (input: unknown) => { headers: Record<string, string> }
}

type Save<Values> = (values: Values, attempt: Attempt) => Promise<void>

interface Something<Values> {
  labels: Record<keyof Values & string, string>
  /** What no field can say of itself, before the hospital is asked. */
  check?: (values: Values) => Problem | null
  save: Save<Values>
}

interface New<Values> extends Something<Values> {
  start: Values
}

interface Edited<Thing, Values> extends Something<Values> {
  thing: Thing
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
 * A form and its save, for something new (`start`) or something that has a version (`thing`). A refusal stands at its
 * field, or in `error` when it is about none. When the save is refused as stale, it merges: what only the other desk
 * changed is taken, what both changed is asked about in `notice`, and what was typed stays. When the newer version is
 * what this form itself sent, by a save whose answer was lost, it saves over that one.
 */
export function useSave<Values extends FieldValues, Thing extends { version: number } = never>(
  options: New<Values> | Edited<Thing, Values>,
) {
  const { labels, check } = options
  const edited = 'thing' in options ? options : null
  const [base, setBase] = useState(() =>
    'thing' in options
      ? { version: options.thing.version, values: options.valuesOf(options.thing) }
      : { version: 0, values: options.start },
  )
  const fields = useForm<Values>({ defaultValues: base.values as DefaultValues<Values> })
  const [conflict, setConflict] = useState<Conflict<Values> | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const { headersFor, done } = useIdempotencyKey()
  /** What a save that was not answered has sent: the server may have it. */
  const unanswered = useRef<Values | null>(null)

  const fieldOf = (found: Problem | null) => found?.field?.split('.').find((part) => part in labels)
  const fill = (name: string, value: unknown) =>
    fields.setValue(name as Path<Values>, value as PathValue<Values, Path<Values>>)
  const refuse = (found: Problem) => {
    setProblem(found)
    const field = fieldOf(found)
    // An entry of a list is named with its place: `phones.1.number`.
    const path = field && found.field?.slice(found.field.indexOf(field))
    if (path) fields.setError(path as Path<Values>, { type: found.code, message: found.message })
  }
  const meet = (newest: Thing, mine: Values, { valuesOf, asStored, show }: Edited<Thing, Values>) => {
    const theirs = valuesOf(newest)
    const merge = mergeFields(base.values, asStored?.(mine) ?? mine, theirs, show)
    setBase({ version: newest.version, values: theirs })
    setConflict({ ...merge, mine, theirs, sides: {} })
    for (const [name, value] of Object.entries(merge.merged)) fill(name, value)
  }
  const run = async (values: Values, save: Save<Values>) => {
    const lacking = check?.(values)
    if (lacking) return refuse(lacking)
    const sentBefore = unanswered.current
    const refused = await problemIn(save(values, { version: base.version, headersFor }))
    if (!refused) return done()
    const newest = edited && isStale(refused) ? await edited.latest().catch(() => null) : null
    if (!edited || !newest) {
      unanswered.current = values
      return refuse(refused)
    }
    unanswered.current = null
    const theirs = edited.valuesOf(newest)
    const isOwn = (sent: Values | null) =>
      sent !== null && sameStored(edited.asStored?.(sent) ?? sent, theirs)
    if (!isOwn(values) && !isOwn(sentBefore)) return meet(newest, values, edited)
    setBase({ version: newest.version, values: theirs })
    const again = await problemIn(save(values, { version: newest.version, headersFor }))
    if (again) refuse(again)
  }
  /** Another `save` than the usual one: what somebody confirmed on top of it. */
  const submit = (save: Save<Values> = options.save): Promise<void> => {
    setProblem(null)
    fields.clearErrors()
    return fields.handleSubmit((values) => run(values, save))()
  }
  const choose = (key: string, side: Side) => {
    if (!conflict) return
    setConflict({ ...conflict, sides: { ...conflict.sides, [key]: side } })
    fill(key, (side === 'theirs' ? conflict.theirs : conflict.mine)[key])
  }
  return {
    fields,
    labels,
    problem,
    error: fieldOf(problem) === undefined ? problem : null,
    notice: conflict && <Notice conflict={conflict} labels={labels} onChoose={choose} />,
    busy: fields.formState.isSubmitting,
    submit,
  }
}

interface NoticeProps<Values> {
  conflict: Conflict<Values>
  labels: Record<keyof Values & string, string>
  onChoose: (key: string, side: Side) => void
}

function Notice<Values>({ conflict, labels, onChoose }: NoticeProps<Values>): ReactNode {
  if (conflict.clashes.length > 0) {
    const choices = conflict.clashes.map(({ field, mine, theirs }) => ({
      key: field,
      label: labels[field],
      mine,
      theirs,
      chosen: conflict.sides[field] ?? ('mine' as const),
    }))
    return <ConflictChoice choices={choices} onChoose={onChoose} />
  }
  const taken = conflict.taken.map((field) => labels[field].toLowerCase()).join(', ')
  return (
    <Alert severity="info" role="alert">
      Somebody else saved {taken || 'this'} meanwhile. Theirs is filled in below and yours is kept: save
      again.
    </Alert>
  )
}
