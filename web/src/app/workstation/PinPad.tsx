import Backspace from '@mui/icons-material/BackspaceOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useEffect, useEffectEvent, useRef, useState } from 'react'

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9']
const longest = 8
const shortest = 4

interface Props {
  name: string
  busy: boolean
  /** Counts the refusals: each empties what was typed. */
  refusals: number
  onPin: (pin: string) => void
}

/** Big keys for gloves; the keyboard types too. */
export function PinPad({ name, busy, refusals, onPin }: Props) {
  const [pin, setPin] = useState('')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    setPin('')
    box.current?.focus()
  }, [refusals])
  const press = (digit: string) => setPin((before) => (before + digit).slice(0, longest))
  const back = () => setPin((before) => before.slice(0, -1))
  const enter = () => pin.length >= shortest && !busy && onPin(pin)
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (/^\d$/.test(event.key)) press(event.key)
    else if (event.key === 'Backspace') back()
    else if (event.key === 'Enter') enter()
    else return
    event.preventDefault()
  })
  // Wherever the focus is: there is nothing else to type here.
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  const key = { minHeight: { xs: 64, md: 72 }, fontSize: '1.5rem', fontWeight: 600 } as const
  return (
    <Box
      ref={box}
      role="group"
      aria-label={`PIN of ${name}`}
      tabIndex={-1}
      sx={{ width: 288, outline: 'none' }}
    >
      <Box
        role="status"
        aria-label={`${pin.length} digits entered`}
        sx={{ display: 'flex', gap: 1.5, justifyContent: 'center', alignItems: 'center', height: 44, mb: 1 }}
      >
        {Array.from({ length: Math.max(shortest, pin.length) }, (_, index) => (
          <Box
            key={index}
            sx={{
              width: 14,
              height: 14,
              borderRadius: '50%',
              border: 2,
              borderColor: index < pin.length ? 'primary.main' : 'text.secondary',
              backgroundColor: index < pin.length ? 'primary.main' : 'transparent',
            }}
          />
        ))}
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, 1fr)', gap: 1 }}>
        {keys.map((digit) => (
          <Button key={digit} variant="outlined" onClick={() => press(digit)} sx={key}>
            {digit}
          </Button>
        ))}
        <Button
          color="inherit"
          onClick={back}
          disabled={pin === ''}
          aria-label="Delete the last digit"
          sx={key}
        >
          <Backspace />
        </Button>
        <Button variant="outlined" onClick={() => press('0')} sx={key}>
          0
        </Button>
        <Button
          variant="contained"
          onClick={enter}
          disabled={pin.length < shortest}
          loading={busy}
          sx={{ ...key, fontSize: '1rem' }}
        >
          Enter
        </Button>
      </Box>
    </Box>
  )
}
