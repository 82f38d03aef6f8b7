CREATE TABLE "scheduling"."calendar_feeds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid,
	"location_id" uuid,
	"hash" text NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "calendar_feeds_hash_once" UNIQUE("hash"),
	CONSTRAINT "calendar_feeds_of_one" CHECK (("scheduling"."calendar_feeds"."user_id" is null) <> ("scheduling"."calendar_feeds"."location_id" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_one_of_user" ON "scheduling"."calendar_feeds" USING btree ("user_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_one_of_location" ON "scheduling"."calendar_feeds" USING btree ("location_id") WHERE revoked_at is null;