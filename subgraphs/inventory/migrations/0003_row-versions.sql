ALTER TABLE "inventory"."location_refs" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "inventory"."location_refs" DROP COLUMN "as_of";