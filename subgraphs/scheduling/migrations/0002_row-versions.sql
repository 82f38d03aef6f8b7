ALTER TABLE "scheduling"."location_refs" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."pet_refs" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."user_refs" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduling"."location_refs" DROP COLUMN "as_of";--> statement-breakpoint
ALTER TABLE "scheduling"."pet_refs" DROP COLUMN "as_of";--> statement-breakpoint
ALTER TABLE "scheduling"."user_refs" DROP COLUMN "as_of";