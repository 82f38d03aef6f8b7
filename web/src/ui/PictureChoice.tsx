import Button, { type ButtonProps } from '@mui/material/Button'
import { type ChangeEvent, useRef, useState } from 'react'
import { useToast } from './toasts'

interface Props<Picture> extends Pick<ButtonProps, 'size' | 'startIcon' | 'children'> {
  /** Of the field, for screen readers. */
  label: string
  /** Makes of the file what is kept; it fails when the file is no picture. */
  read: (file: Blob) => Promise<Picture>
  onChoose: (picture: Picture) => unknown
}

/** A button that asks for a picture of any kind, and says when the file is none. */
export function PictureChoice<Picture>({ label, read, onChoose, ...button }: Props<Picture>) {
  const input = useRef<HTMLInputElement>(null)
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0]
    target.value = ''
    if (!file) return
    setBusy(true)
    const picture = await read(file).catch(() => null)
    if (picture === null)
      toast({ message: `${file.name} is not a picture that this browser can read.`, severity: 'error' })
    else await onChoose(picture)
    setBusy(false)
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label={label}
        onChange={(event) => void choose(event)}
      />
      <Button
        {...button}
        variant="outlined"
        color="inherit"
        loading={busy}
        onClick={() => input.current?.click()}
      />
    </>
  )
}
