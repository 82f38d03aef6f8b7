import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormHelperText from '@mui/material/FormHelperText'
import Typography from '@mui/material/Typography'
import { useEffect, useId, useRef } from 'react'
import SignaturePad from 'signature_pad'

interface Props {
  /** For those who cannot draw: the typed name is written in the field. */
  name: string
  refusal: string | undefined
  /** A data URL of a PNG image; empty when nothing is drawn. */
  onChange: (dataUrl: string) => void
}

const height = 150
const maxWidth = 560
const ink = '#10204a'

/** Where a client signs, with a finger, a pen or the mouse. */
export function SignatureField({ name, refusal, onChange }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<SignaturePad>(null)
  const changed = useRef(onChange)
  const id = useId()
  useEffect(() => {
    changed.current = onChange
  })
  useEffect(() => {
    const field = canvas.current!
    // One pixel of the image for each on the screen, so that the strokes are where they are drawn.
    field.width = Math.min(field.clientWidth, maxWidth)
    field.height = height
    const made = new SignaturePad(field, { penColor: ink })
    made.addEventListener('endStroke', () => changed.current(field.toDataURL('image/png')))
    pad.current = made
    return () => made.off()
  }, [])
  const clear = () => {
    pad.current?.clear()
    changed.current('')
  }
  const write = () => {
    const field = canvas.current!
    const context = field.getContext('2d')!
    pad.current?.clear()
    context.fillStyle = ink
    context.font = 'italic 36px cursive'
    context.fillText(name, 16, height / 2 + 12, field.width - 32)
    changed.current(field.toDataURL('image/png'))
  }
  return (
    <Box role="group" aria-labelledby={id}>
      <Typography id={id} variant="body2" sx={{ fontWeight: 600, mb: 0.5 }}>
        Signature
      </Typography>
      <Box
        component="canvas"
        ref={canvas}
        aria-label="Sign here"
        role="img"
        sx={{
          display: 'block',
          width: '100%',
          maxWidth,
          height,
          bgcolor: 'common.white',
          border: 1,
          borderColor: refusal ? 'error.main' : 'text.secondary',
          borderRadius: 1,
          touchAction: 'none',
          cursor: 'crosshair',
        }}
      />
      <Box sx={{ display: 'flex', gap: 1, mt: 0.5 }}>
        <Button size="small" onClick={clear}>
          Clear
        </Button>
        <Button size="small" disabled={name.trim() === ''} onClick={write}>
          Sign with the typed name
        </Button>
      </Box>
      {refusal && <FormHelperText error>{refusal}</FormHelperText>}
    </Box>
  )
}
