CREATE TABLE "billing"."mark_ups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"location_id" uuid NOT NULL,
	"rate" integer,
	"fee" bigint NOT NULL,
	"minimum" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"effective_from" date NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "mark_ups_rate" CHECK ("billing"."mark_ups"."rate" between 0 and 100000),
	CONSTRAINT "mark_ups_not_negative" CHECK ("billing"."mark_ups"."fee" >= 0 and "billing"."mark_ups"."minimum" >= 0)
);
--> statement-breakpoint
ALTER TABLE "billing"."acts" ADD COLUMN "cost" bigint;--> statement-breakpoint
CREATE INDEX "mark_ups_in_force" ON "billing"."mark_ups" USING btree ("location_id","effective_from","id");--> statement-breakpoint
ALTER TABLE "billing"."acts" ADD CONSTRAINT "acts_cost_not_negative" CHECK ("billing"."acts"."cost" >= 0);--> statement-breakpoint
-- What was charged keeps the mark-up of its day: rows never change (S1).
REVOKE UPDATE, DELETE, TRUNCATE ON "billing"."mark_ups" FROM "vetgraph_billing";
