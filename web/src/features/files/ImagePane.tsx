import RotateRight from '@mui/icons-material/RotateRight'
import ZoomIn from '@mui/icons-material/ZoomIn'
import ZoomOut from '@mui/icons-material/ZoomOut'
import FitScreen from '@mui/icons-material/FitScreen'
import Box from '@mui/material/Box'
import CircularProgress from '@mui/material/CircularProgress'
import IconButton from '@mui/material/IconButton'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { ErrorView } from '../../ui/ErrorView'
import type { FileTile_fileFragment } from './files.gen'
import { useContent } from './useContent'

const steps = [1, 1.5, 2, 3, 4, 6, 8] as const

interface Size {
  width: number
  height: number
}

/** How large the pane is, whatever happens to the window. */
function useSize() {
  const element = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect
      setSize({ width, height })
    })
    observer.observe(element.current!)
    return () => observer.disconnect()
  }, [])
  return { element, size }
}

/** One image, fitted into its place, to be enlarged and turned; an enlarged one is moved by scrolling. */
export function ImagePane({ file }: { file: FileTile_fileFragment }) {
  const { url, error, retry } = useContent(file.id)
  const { element, size } = useSize()
  const [step, setStep] = useState(0)
  const [turns, setTurns] = useState(0)
  const isSideways = turns % 2 === 1
  const [width, height] = [file.width ?? 1, file.height ?? 1]
  const [across, down] = isSideways ? [height, width] : [width, height]
  const fit = Math.min(size.width / across, size.height / down)
  const scale = fit * steps[step]!
  const zoom = (by: number) => setStep((before) => Math.max(0, Math.min(steps.length - 1, before + by)))
  const turn = () => setTurns((before) => (before + 1) % 4)
  const reset = () => {
    setStep(0)
    setTurns(0)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const act = { '+': () => zoom(1), '=': () => zoom(1), '-': () => zoom(-1), r: turn, '0': reset }[
      event.key
    ]
    if (!act) return
    event.preventDefault()
    act()
  }
  const controls = [
    ['Smaller (−)', ZoomOut, () => zoom(-1)],
    ['Larger (+)', ZoomIn, () => zoom(1)],
    ['Turn (R)', RotateRight, turn],
    ['Fit (0)', FitScreen, reset],
  ] as const
  return (
    <Box
      sx={{ position: 'relative', minWidth: 0, minHeight: 0, backgroundColor: '#0b1215' }}
      onKeyDown={onKeyDown}
    >
      <Box
        ref={element}
        tabIndex={0}
        role="group"
        aria-label={file.name}
        sx={{ position: 'absolute', inset: 0, overflow: step > 0 ? 'auto' : 'hidden', display: 'flex' }}
      >
        {error ? (
          <Box sx={{ m: 'auto', p: 2 }}>
            <ErrorView error={error} onRetry={retry} form="line" />
          </Box>
        ) : url && size.width > 0 ? (
          <Box
            sx={{
              m: 'auto',
              flex: 'none',
              position: 'relative',
              width: across * scale,
              height: down * scale,
            }}
          >
            <img
              src={url}
              alt={file.name}
              width={width * scale}
              height={height * scale}
              style={{
                position: 'absolute',
                left: '50%',
                top: '50%',
                transform: `translate(-50%, -50%) rotate(${turns * 90}deg)`,
              }}
            />
          </Box>
        ) : (
          <CircularProgress aria-label="Loading" sx={{ m: 'auto', color: '#ffffff' }} />
        )}
      </Box>
      <Box
        sx={{
          position: 'absolute',
          bottom: 12,
          left: '50%',
          transform: 'translateX(-50%)',
          display: 'flex',
          borderRadius: 99,
          backgroundColor: 'rgb(11 18 21 / 0.78)',
        }}
      >
        {controls.map(([label, Icon, act]) => (
          <IconButton key={label} onClick={act} aria-label={label} title={label} sx={{ color: '#ffffff' }}>
            <Icon />
          </IconButton>
        ))}
      </Box>
    </Box>
  )
}
