import Alert from '@mui/material/Alert'
import { type ReactNode, useState } from 'react'
import { ConflictChoice, type Side } from './ConflictChoice'
import { useFields } from './fields'
import { type Merge, mergeFields } from './merge'

export interface Versioned<Values> {
  version: number
  values: Values
}

interface Conflict<Values> extends Merge<Values> {
  mine: Values
  theirs: Values
  sides: Partial<Record<string, Side>>
}

/**
 * A form over something that has a version. When a save is refused as stale, `meet(newest)` merges: what only the
 * other desk changed is taken, what both changed is asked about in `notice`, and what was typed stays.
 */
export function useVersionedForm<Values extends object>(
  start: Versioned<Values>,
  labels: Record<keyof Values & string, string>,
  show?: (field: keyof Values & string, values: Values) => string,
) {
  const [base, setBase] = useState(start)
  const fields = useFields(base.values)
  const [conflict, setConflict] = useState<Conflict<Values> | null>(null)

  const meet = (newest: Versioned<Values>) => {
    const merge = mergeFields(base.values, fields.values, newest.values, show)
    setBase(newest)
    setConflict({ ...merge, mine: fields.values, theirs: newest.values, sides: {} })
    fields.replace(merge.merged)
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
  return { fields, version: base.version, meet, notice }
}
