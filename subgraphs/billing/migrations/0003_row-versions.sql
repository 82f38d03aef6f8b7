ALTER TABLE "billing"."location_refs" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "billing"."owner_refs" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "billing"."location_refs" DROP COLUMN "as_of";--> statement-breakpoint
ALTER TABLE "billing"."owner_refs" DROP COLUMN "as_of";