import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import TextField, { type TextFieldProps } from '@mui/material/TextField'
import { createContext, type ReactNode, useContext } from 'react'
import {
  type FieldPath,
  type FieldValues,
  FormProvider,
  type UseFormReturn,
  useController,
} from 'react-hook-form'
import { DatePicker } from './DatePicker'
import { type DatePickerProps, incomplete } from './datePickerProps'
import type { Problem } from './errors'
import { FilterChips } from './FilterChips'
import { FormDialog } from './FormDialog'

interface Form<Values extends FieldValues> {
  fields: UseFormReturn<Values>
  labels: Readonly<Record<string, string>>
  error: Problem | null
  notice: ReactNode
  busy: boolean
  submit: () => Promise<void>
}

interface Props<Values extends FieldValues> {
  /** Of `useSave`. */
  form: Form<Values>
  title: string
  submitLabel: string
  onClose: () => void
  disabled?: boolean
  danger?: boolean
  confirms?: boolean
  width?: 'xs' | 'sm' | 'md'
  children: ReactNode
}

const Labels = createContext<Readonly<Record<string, string>>>({})

/** A dialog over a form of `useSave`; its fields are `Field`s, or whatever asks `useFormContext`. */
export function SaveDialog<Values extends FieldValues>({ form, children, ...look }: Props<Values>) {
  return (
    <FormDialog {...look} open onSubmit={() => void form.submit()} busy={form.busy} error={form.error}>
      <FormFields form={form}>{children}</FormFields>
    </FormDialog>
  )
}

/** The fields of a form of `useSave` on a page, beneath what another desk has saved meanwhile. */
export function FormFields<Values extends FieldValues>({
  form,
  children,
}: Pick<Props<Values>, 'form' | 'children'>) {
  return (
    <FormProvider {...form.fields}>
      <Labels value={form.labels}>
        {form.notice}
        {children}
      </Labels>
    </FormProvider>
  )
}

/** Fields beside each other, one below the other on a phone. */
export function Pair({ children }: { children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
      }}
    >
      {children}
    </Box>
  )
}

/** Binds a field to the form; `lacks` is what it says of a value that cannot be sent. */
function useBound(
  name: string,
  label: string | undefined,
  lacks: (value: unknown, label: string) => string | null,
) {
  const labels = useContext(Labels)
  const shown = label ?? labels[name] ?? name
  const { field, fieldState } = useController<FieldValues>({
    name,
    rules: { validate: (value) => lacks(value, shown) ?? true },
  })
  const { ref, ...bound } = field
  const refusal = fieldState.error?.message
  return { label: shown, refusal, bound: { ...bound, inputRef: ref, error: refusal !== undefined } }
}

const isEmpty = (value: unknown): boolean => String(value).trim() === ''

/** One text of the form: labelled, required where it says so, with its refusal beneath it. */
export function Field<Values extends FieldValues>({
  name,
  helperText,
  onValue,
  ...look
}: Omit<TextFieldProps, 'value' | 'onChange' | 'error' | 'label'> & {
  name: FieldPath<Values>
  /** Where it is not the form's label of this name. */
  label?: string
  /** What else changes with it. */
  onValue?: () => void
}) {
  const { label, refusal, bound } = useBound(name, look.label, (value, label) =>
    look.required && isEmpty(value) ? `${label} is needed.` : null,
  )
  return (
    <TextField
      {...look}
      label={label}
      {...bound}
      onChange={(event) => {
        bound.onChange(event)
        onValue?.()
      }}
      helperText={refusal ?? helperText}
    />
  )
}

/** One day of the form. */
export function DateField<Values extends FieldValues>({
  name,
  helperText,
  onValue,
  ...look
}: Omit<DatePickerProps, 'value' | 'onChange' | 'onBlur' | 'inputRef' | 'error' | 'label'> & {
  name: FieldPath<Values>
  label?: string
  /** What else changes with it. */
  onValue?: () => void
}) {
  const { label, refusal, bound } = useBound(name, look.label, (value, label) => {
    if (value === incomplete) return `${label} is not a whole date.`
    return look.required && isEmpty(value) ? `${label} is needed.` : null
  })
  return (
    <DatePicker
      {...look}
      label={label}
      {...bound}
      onChange={(day) => {
        bound.onChange(day)
        onValue?.()
      }}
      helperText={refusal ?? helperText}
    />
  )
}

interface ChoiceProps<Values extends FieldValues> {
  name: FieldPath<Values>
  label?: string
}

/** Whether something holds. */
export function SwitchField<Values extends FieldValues>({ name, label }: ChoiceProps<Values>) {
  const labels = useContext(Labels)
  const { field } = useController<FieldValues>({ name })
  const { ref, ...bound } = field
  return (
    <FormControlLabel
      control={<Switch {...bound} checked={field.value as boolean} slotProps={{ input: { ref } }} />}
      label={label ?? labels[name]}
    />
  )
}

/** One of a few values, all of them in view. */
export function ChipsField<Values extends FieldValues>({
  name,
  label,
  options,
}: ChoiceProps<Values> & { options: readonly (readonly [value: string, label: string])[] }) {
  const labels = useContext(Labels)
  const { field } = useController<FieldValues>({ name })
  return (
    <FilterChips
      label={label ?? labels[name] ?? name}
      options={options}
      value={field.value as string}
      onChange={field.onChange}
    />
  )
}
