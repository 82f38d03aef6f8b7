import { Field, SaveDialog } from './SaveDialog'
import { type Attempt, useSave } from './useSave'

const labels = { name: 'Name' }
type Values = Record<keyof typeof labels, string>

interface NewProps {
  title: string
  submitLabel: string
  /** An example of a name. */
  placeholder: string
  onSave: (name: string, attempt: Attempt) => Promise<void>
  onClose: () => void
}

/** Adds something that has nothing but a name. */
export function NewNameDialog({ placeholder, onSave, ...look }: NewProps) {
  const form = useSave<Values>({
    labels,
    start: { name: '' },
    save: ({ name }, attempt) => onSave(name, attempt),
  })
  return (
    <SaveDialog form={form} {...look} width="xs">
      <Field<Values> name="name" required autoFocus placeholder={placeholder} />
    </SaveDialog>
  )
}

interface Named {
  name: string
  version: number
}

interface RenameProps<Thing extends Named> {
  thing: Thing
  /** Fetches it anew when somebody else was faster. */
  latest: () => Promise<Thing | null>
  onSave: (name: string, attempt: Attempt) => Promise<void>
  onClose: () => void
}

/** Renames something that has nothing but a name. */
export function RenameDialog<Thing extends Named>({ thing, latest, onSave, onClose }: RenameProps<Thing>) {
  const form = useSave<Values, Thing>({
    labels,
    thing,
    valuesOf: ({ name }) => ({ name }),
    latest,
    save: ({ name }, attempt) => onSave(name, attempt),
  })
  return (
    <SaveDialog form={form} title={`Rename ${thing.name}`} submitLabel="Save" onClose={onClose} width="xs">
      <Field<Values> name="name" required autoFocus />
    </SaveDialog>
  )
}
