import Button, { type ButtonProps } from '@mui/material/Button'
import { useRef } from 'react'
import { accepted } from './fileWords'

interface Props extends Pick<ButtonProps, 'startIcon' | 'variant' | 'children'> {
  /** Opens the camera of a phone, for one photo. */
  camera?: boolean
  /** One file only. */
  one?: boolean
  onPicked: (files: File[]) => void
}

/** A button that lets somebody choose files, or take a photo. */
export function PickFiles({ camera = false, one = false, onPicked, ...look }: Props) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button color="inherit" variant="outlined" {...look} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        hidden
        {...(camera
          ? { accept: 'image/jpeg', capture: 'environment' as const }
          : { accept: accepted, multiple: !one })}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])]
          target.value = ''
          if (files.length > 0) onPicked(files)
        }}
      />
    </>
  )
}
