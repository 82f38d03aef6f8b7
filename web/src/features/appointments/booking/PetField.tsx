import { useController } from 'react-hook-form'
import type { PetPicker_petFragment } from './booking.gen'
import { PetPicker } from './PetPicker'

/** Chooses the patient of a form; `name` is that of the input’s field, so that a refusal stands here. */
export function PetField({ name }: { name: string }) {
  const { field, fieldState } = useController({
    name,
    rules: { validate: (pet) => pet !== null || 'Choose the patient.' },
  })
  return (
    <PetPicker
      value={field.value as PetPicker_petFragment | null}
      onChange={field.onChange}
      autoFocus
      error={fieldState.error?.message}
    />
  )
}
