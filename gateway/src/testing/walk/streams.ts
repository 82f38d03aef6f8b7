import type { GraphQLField } from 'graphql'
import type { Viewer } from '@vetgraph/kit/context'
import type { Result } from '../../link.ts'
import { Subscriber } from '../../subscriptions/subscriber.ts'
import type { Variant } from './arguments.ts'
import type { WalkHospital } from './hospital.ts'
import { RootWalk, type Walker, Walked } from './walker.ts'

interface Stream {
  field: string
  variant: Variant
  /** How it was refused; null when it is open. */
  refused: Result | null
  heard: Result[]
}

/** Every subscription of the graph, opened with every kind of argument; `walked` learns what is heard. */
export class Streams {
  readonly walked: Walked
  readonly streams: Stream[] = []
  private readonly open: Subscriber[] = []

  private constructor(walker: Walker) {
    this.walked = new Walked(walker)
  }

  static async open(hospital: WalkHospital, walker: Walker): Promise<Streams> {
    const streams = new Streams(walker)
    const root = hospital.graph.schema.getSubscriptionType()
    for (const field of Object.values(root!.getFields())) await streams.add(hospital, walker, field)
    return streams
  }

  private async add(hospital: WalkHospital, walker: Walker, field: GraphQLField<unknown, unknown>) {
    const walk = new RootWalk('subscription', field, walker)
    const listen = async (viewer: Viewer, variant: Variant) => {
      const source = await hospital.listen(viewer, walk.text(walk.selectionsOf(variant)), variant.variables)
      const stream: Stream = { field: field.name, variant, refused: null, heard: [] }
      this.streams.push(stream)
      if (!(source instanceof Subscriber)) stream.refused = source
      else {
        this.open.push(source)
        void this.hear(source, stream)
      }
      // Each opening is a request of its own.
      return JSON.stringify(stream.refused).replaceAll(/"requestId":"[^"]*"/g, '')
    }
    const nothing = new Map<string, string>()
    for (const variant of walk.variants) {
      const text = await listen(walker.viewer, variant)
      const { path, id } = variant
      if (id?.side !== 'foreign' || path === null) continue
      const refused = nothing.get(path) ?? (await listen(walker.viewer, walk.withNothing(variant)))
      nothing.set(path, refused)
      this.walked.compare(`${walk.name} ${path}`, text, refused)
    }
  }

  private async hear(source: Subscriber, { field, variant, heard }: Stream) {
    for await (const event of source) {
      heard.push(event)
      this.walked.look(`subscription ${field} ${variant.path ?? ''}`, event, variant.id?.id ?? '')
    }
  }

  /** What was heard of a field, whatever it was asked about. */
  heardBy(field: string): readonly Result[] {
    return this.streams.filter((stream) => stream.field === field).flatMap(({ heard }) => heard)
  }

  async close() {
    await Promise.all(this.open.map((source) => source.return()))
  }
}
