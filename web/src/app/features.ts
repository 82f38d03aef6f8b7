import type { Feature, LoadedSection, Section, SectionsOn } from '../ui/feature'

const manifests = import.meta.glob<Feature>(['../features/*/feature.ts', './*/feature.ts'], {
  eager: true,
  import: 'feature',
})

/** Every feature that has a folder. */
const features = Object.values(manifests)

const inPlace = <Placed extends { place: number }>(all: readonly Placed[]): Placed[] =>
  [...all].sort((a, b) => a.place - b.place)

export const pages = features.flatMap((feature) => feature.pages ?? [])
export const links = inPlace(features.flatMap((feature) => feature.links ?? []))
export const actions = features.flatMap((feature) => feature.actions ?? [])

/** The sections of a page, from top to bottom, loaded side by side. */
export function sectionsOf<On extends SectionsOn>(page: On): Promise<LoadedSection<On>[]> {
  const sections = inPlace(
    features.flatMap((feature): readonly Section<On>[] => feature.sections?.[page] ?? []),
  )
  return Promise.all(sections.map(async ({ load, ...section }) => ({ ...section, Component: await load() })))
}
