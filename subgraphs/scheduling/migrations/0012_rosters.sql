CREATE TABLE "scheduling"."closures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"location_id" uuid NOT NULL,
	"name" text NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"starts" text,
	"ends" text,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "closures_end_after_start" CHECK ("scheduling"."closures"."last_day" >= "scheduling"."closures"."first_day"),
	CONSTRAINT "closures_times_together" CHECK (("scheduling"."closures"."starts" is null) = ("scheduling"."closures"."ends" is null))
);
--> statement-breakpoint
CREATE TABLE "scheduling"."leave" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"starts" text,
	"ends" text,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "leave_kind_known" CHECK ("scheduling"."leave"."kind" in ('HOLIDAY', 'SICK', 'TRAINING', 'OTHER')),
	CONSTRAINT "leave_ends_after_start" CHECK ("scheduling"."leave"."last_day" >= "scheduling"."leave"."first_day"),
	CONSTRAINT "leave_times_together" CHECK (("scheduling"."leave"."starts" is null) = ("scheduling"."leave"."ends" is null))
);
--> statement-breakpoint
CREATE TABLE "scheduling"."rosters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "rosters_once" UNIQUE("location_id","user_id")
);
--> statement-breakpoint
CREATE INDEX "closures_of" ON "scheduling"."closures" USING btree ("location_id","last_day");--> statement-breakpoint
CREATE INDEX "leave_of" ON "scheduling"."leave" USING btree ("user_id","last_day");--> statement-breakpoint
CREATE INDEX "leave_until" ON "scheduling"."leave" USING btree ("last_day");