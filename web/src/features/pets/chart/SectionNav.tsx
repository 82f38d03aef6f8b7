import Box from '@mui/material/Box'
import type { Theme } from '@mui/material/styles'
import useMediaQuery from '@mui/material/useMediaQuery'
import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { LoadedSection } from '../../../ui/feature'

/** Which section stands at the top of the page now, and whether what is above the sections has left it. */
function useCurrent(keys: string): { current: string; stuck: boolean } {
  const [state, setState] = useState({ current: keys.split(' ')[0] ?? '', stuck: false })
  useEffect(() => {
    const scroller = document.getElementById('main')
    if (!scroller) return
    const look = () => {
      const list = keys.split(' ')
      const edge = scroller.getBoundingClientRect().top
      const topOf = (key: string) => document.getElementById(key)?.getBoundingClientRect().top ?? Infinity
      const atEnd =
        scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 4 && scroller.scrollTop > 0
      const passed = list.filter((key) => topOf(key) < edge + 130)
      const current = (atEnd ? list.at(-1) : passed.at(-1)) ?? list[0] ?? ''
      const stuck = topOf(list[0] ?? '') < edge + 50
      setState((before) =>
        before.current === current && before.stuck === stuck ? before : { current, stuck },
      )
    }
    look()
    scroller.addEventListener('scroll', look, { passive: true })
    return () => scroller.removeEventListener('scroll', look)
  }, [keys])
  return state
}

interface Props {
  sections: readonly LoadedSection<'chart'>[]
  /** Whose chart it is, shown once the header is out of sight: nobody writes into the wrong one. */
  whose: ReactNode
}

/** Stays at the top while the chart scrolls; on a phone it scrolls sideways by itself. */
export function SectionNav({ sections: all, whose }: Props) {
  const isWide = useMediaQuery(({ breakpoints }: Theme) => breakpoints.up('lg'))
  const sections = isWide
    ? all.filter(({ beside }) => !beside || !all.some(({ key }) => key === beside))
    : all
  const { current, stuck } = useCurrent(sections.map(({ key }) => key).join(' '))
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    const link = nav.current?.querySelector<HTMLElement>('[aria-current]')
    if (nav.current && link)
      nav.current.scrollLeft = link.offsetLeft - nav.current.clientWidth / 2 + link.clientWidth / 2
  }, [current])
  const go = (event: MouseEvent, key: string) => {
    event.preventDefault()
    const section = document.getElementById(key)
    section?.scrollIntoView({ behavior: 'smooth', block: 'start' })
    section?.focus({ preventScroll: true })
    window.history.replaceState(window.history.state, '', `#${key}`)
  }
  return (
    <Box
      component="nav"
      ref={nav}
      aria-label="Parts of the chart"
      sx={{
        position: 'sticky',
        top: 0,
        zIndex: 5,
        mx: { xs: -2, md: -3 },
        px: { xs: 2, md: 3 },
        py: 1,
        display: 'flex',
        alignItems: 'center',
        gap: 0.5,
        overflowX: 'auto',
        scrollbarWidth: 'none',
        borderBottom: 1,
        borderColor: 'divider',
        backgroundColor: 'background.default',
      }}
    >
      {stuck && whose}
      {sections.map(({ key, label }) => (
        <Box
          key={key}
          component="a"
          href={`#${key}`}
          aria-current={current === key ? 'location' : undefined}
          onClick={(event: MouseEvent) => go(event, key)}
          sx={{
            display: 'grid',
            alignItems: 'center',
            flex: 'none',
            minHeight: { xs: 44, md: 34 },
            px: 1.75,
            borderRadius: 99,
            fontSize: '0.8125rem',
            fontWeight: 600,
            textDecoration: 'none',
            color: current === key ? 'primary.contrastText' : 'text.secondary',
            backgroundColor: current === key ? 'primary.main' : 'transparent',
            '&:hover':
              current === key ? undefined : { backgroundColor: 'action.hover', color: 'text.primary' },
          }}
        >
          {label}
        </Box>
      ))}
    </Box>
  )
}
