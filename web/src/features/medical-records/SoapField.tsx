import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import TextField from '@mui/material/TextField'
import { useLayoutEffect, useRef, useState } from 'react'
import { expanded, type TextBlock, typedName, withBlock } from './textBlocks'

interface Props {
  label: string
  hint: string
  value: string
  blocks: readonly TextBlock[]
  onChange: (text: string) => void
  autoFocus: boolean
}

const maxOffered = 6

/** A part of a record: `/` and the name of a text block, with a blank, writes the block. */
export function SoapField({ label, hint, value, blocks, onChange, autoFocus }: Props) {
  const input = useRef<HTMLTextAreaElement>(null)
  const [cursor, setCursor] = useState<number | null>(null)
  // React puts the cursor behind the text when that is another than was typed.
  const moved = useRef<number | null>(null)
  useLayoutEffect(() => {
    if (moved.current === null) return
    input.current?.setSelectionRange(moved.current, moved.current)
    moved.current = null
  })
  const write = (typed: { text: string; cursor: number }) => {
    moved.current = typed.cursor
    setCursor(typed.cursor)
    onChange(typed.text)
  }
  const typed = { text: value, cursor: cursor ?? 0 }
  const name = cursor === null ? null : typedName(typed)
  const offered =
    name === null ? [] : blocks.filter((block) => block.name.startsWith(name)).slice(0, maxOffered)
  return (
    <Box sx={{ display: 'grid', gap: 0.75, alignContent: 'start' }}>
      <TextField
        label={label}
        placeholder={hint}
        value={value}
        inputRef={input}
        onChange={({ target }) => {
          const at = target.selectionStart ?? target.value.length
          const after = expanded({ text: target.value, cursor: at }, blocks)
          if (after.cursor === at) {
            setCursor(at)
            onChange(target.value)
          } else write(after)
        }}
        onBlur={() => setCursor(null)}
        multiline
        minRows={3}
        autoFocus={autoFocus}
        slotProps={{ inputLabel: { shrink: true } }}
      />
      {offered.length > 0 && (
        <Box
          role="group"
          aria-label={`Text blocks for ${label}`}
          sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}
        >
          {offered.map((block) => (
            <Chip
              key={block.name}
              size="small"
              label={`/${block.name}`}
              title={block.text}
              // The field keeps the cursor.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => write(withBlock(typed, block))}
            />
          ))}
        </Box>
      )}
    </Box>
  )
}
