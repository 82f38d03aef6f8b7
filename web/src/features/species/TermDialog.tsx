import { Field, SaveDialog } from '../../ui/SaveDialog'
import { type Attempt, useSave } from '../../ui/useSave'
import type { Term_speciesFragment } from './species.gen'

/** A species or a breed: both have the same fields. */
export type Term = Term_speciesFragment

export interface TermValues {
  name: string
  synonyms: string[]
}

const labels = { name: 'Name', synonyms: 'Other names' }
type Values = Record<keyof typeof labels, string>

const kept = ({ name, synonyms }: Values): TermValues => ({
  name: name.trim(),
  synonyms: synonyms
    .split(',')
    .map((synonym) => synonym.trim())
    .filter(Boolean),
})

const Fields = () => (
  <>
    <Field<Values> name="name" required autoFocus autoComplete="off" />
    <Field<Values>
      name="synonyms"
      autoComplete="off"
      helperText="By which it is found too, with commas between them"
    />
  </>
)

interface NewProps {
  title: string
  onSave: (values: TermValues, attempt: Attempt) => Promise<void>
  onClose: () => void
}

export function NewTermDialog({ title, onSave, onClose }: NewProps) {
  const form = useSave<Values>({
    labels,
    start: { name: '', synonyms: '' },
    save: (values, attempt) => onSave(kept(values), attempt),
  })
  return (
    <SaveDialog form={form} title={title} submitLabel="Add" onClose={onClose} width="xs">
      <Fields />
    </SaveDialog>
  )
}

interface EditProps extends Omit<NewProps, 'title'> {
  term: Term
  latest: () => Promise<Term | null>
}

export function EditTermDialog({ term, latest, onSave, onClose }: EditProps) {
  const form = useSave<Values, Term>({
    labels,
    thing: term,
    valuesOf: ({ name, synonyms }) => ({ name, synonyms: synonyms.join(', ') }),
    latest,
    asStored: (values) => ({ ...values, synonyms: kept(values).synonyms.join(', ') }),
    save: (values, attempt) => onSave(kept(values), attempt),
  })
  return (
    <SaveDialog form={form} title={`Edit ${term.name}`} submitLabel="Save" onClose={onClose} width="xs">
      <Fields />
    </SaveDialog>
  )
}
