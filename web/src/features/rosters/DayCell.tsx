import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { type PointerEvent, useState } from 'react'
import { joined, type Span, textOf, timeOf, without } from './week'

const step = 30

interface Props {
  /** Whose day it is, for a screen reader. */
  label: string
  spans: readonly Span[]
  /** Of the evening before, over midnight. */
  before: readonly Span[]
  axis: Span
  /** Why nobody works then, in words. */
  away: string | null
  onChange: (spans: Span[]) => void
  onEdit: () => void
}

/** One day of one person: shifts are painted with the mouse, or written after Enter. */
export function DayCell({ label, spans, before, axis, away, onChange, onEdit }: Props) {
  const [stroke, setStroke] = useState<{ at: number; to: number; erases: boolean } | null>(null)
  const length = axis.to - axis.from
  const minuteAt = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const minute = axis.from + ((event.clientX - left) / width) * length
    return Math.min(axis.to, Math.max(axis.from, Math.round(minute / step) * step))
  }
  const painted = stroke && { from: Math.min(stroke.at, stroke.to), to: Math.max(stroke.at, stroke.to) }
  const finish = () => {
    setStroke(null)
    if (!painted || !stroke || painted.from === painted.to) return
    onChange(stroke.erases ? without(spans, painted) : joined([...spans, painted]))
  }
  const bar = ({ from, to }: Span) => ({
    left: `${((Math.max(from, axis.from) - axis.from) / length) * 100}%`,
    width: `${((Math.min(to, axis.to) - Math.max(from, axis.from)) / length) * 100}%`,
  })
  return (
    <ButtonBase
      onClick={(event) => {
        // A click of the mouse ends a stroke; Enter, Space and a finger open the words.
        if (event.detail === 0 || (event.nativeEvent as globalThis.PointerEvent).pointerType === 'touch')
          onEdit()
      }}
      onDoubleClick={onEdit}
      onPointerDown={(event) => {
        if (event.pointerType !== 'mouse' || event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        const at = minuteAt(event)
        setStroke({ at, to: at, erases: spans.some(({ from, to }) => from <= at && at < to) })
      }}
      onPointerMove={(event) => stroke && setStroke({ ...stroke, to: minuteAt(event) })}
      onPointerUp={finish}
      onPointerCancel={() => setStroke(null)}
      aria-label={`${label}: ${textOf(spans) || 'no shift'}${away ? `, ${away}` : ''}`}
      sx={{
        position: 'relative',
        display: 'block',
        width: '100%',
        minWidth: 96,
        height: 52,
        overflow: 'hidden',
        textAlign: 'left',
        borderRadius: 1,
        cursor: 'crosshair',
        backgroundColor: 'surface.sunken',
      }}
    >
      {[...before.map(({ to }) => ({ from: 0, to: to - 24 * 60 })), ...spans].map((span) => (
        <Box
          key={span.from}
          component="span"
          sx={{
            position: 'absolute',
            top: 0,
            height: 26,
            ...bar(span),
            backgroundColor: 'primary.main',
            opacity: away ? 0.35 : 1,
          }}
        />
      ))}
      {painted && (
        <Box
          component="span"
          sx={{
            position: 'absolute',
            top: 0,
            height: 26,
            ...bar(painted),
            backgroundColor: stroke.erases ? 'surface.sunken' : 'primary.light',
            outline: '1px dashed',
          }}
        />
      )}
      <Box
        component="span"
        className="tabular"
        sx={{
          position: 'absolute',
          bottom: 4,
          left: 6,
          right: 4,
          fontSize: '0.6875rem',
          color: 'text.primary',
          whiteSpace: 'nowrap',
        }}
      >
        {painted ? `${timeOf(painted.from)}–${timeOf(painted.to)}` : (away ?? (textOf(spans) || '–'))}
      </Box>
    </ButtonBase>
  )
}
