import FileUpload from '@mui/icons-material/FileUploadOutlined'
import Button from '@mui/material/Button'
import { useRef } from 'react'

interface Props {
  label: string
  /** As of `<input accept>`. */
  accept: string
  onText: (text: string) => void
}

/** Chooses a file of text. */
export function FileButton({ label, accept, onText }: Props) {
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button
        variant="outlined"
        startIcon={<FileUpload />}
        onClick={() => chooser.current?.click()}
        sx={{ justifySelf: 'start' }}
      >
        {label}
      </Button>
      <input
        ref={chooser}
        hidden
        type="file"
        accept={accept}
        onChange={({ target }) => {
          void target.files?.[0]?.text().then(onText)
          // So that the same file can be chosen again once it was mended.
          target.value = ''
        }}
      />
    </>
  )
}
