import { lacking } from '../../ui/fields'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useSave } from '../../ui/useSave'
import { type Span, spansFrom, textOf } from './week'

interface Props {
  title: string
  spans: readonly Span[]
  onChange: (spans: Span[]) => void
  onClose: () => void
}

interface Values {
  shifts: string
}

/** The keyboard's way to paint: the shifts of a day in words. */
export function DayDialog({ title, spans, onChange, onClose }: Props) {
  const form = useSave<Values>({
    labels: { shifts: 'Shifts' },
    start: { shifts: textOf(spans) },
    check: ({ shifts }) =>
      spansFrom(shifts) ? null : lacking('shifts', 'Write times like 08:00–12:00, 13:00–18:00.'),
    save: ({ shifts }) => {
      onChange(spansFrom(shifts) ?? [])
      onClose()
      return Promise.resolve()
    },
  })
  return (
    <SaveDialog form={form} title={title} submitLabel="Take over" onClose={onClose} width="xs">
      <Field<Values>
        name="shifts"
        autoFocus
        placeholder="08:00–12:00, 13:00–18:00"
        helperText="Empty for a day off. A shift that ends before it starts goes over midnight: 22:00–06:00."
      />
    </SaveDialog>
  )
}
