ALTER TABLE "notifications"."location_refs" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications"."user_refs" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications"."location_refs" DROP COLUMN "as_of";--> statement-breakpoint
ALTER TABLE "notifications"."user_refs" DROP COLUMN "as_of";