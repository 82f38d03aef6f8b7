CREATE TABLE "billing"."credit_stops" (
	"id" uuid PRIMARY KEY NOT NULL,
	"stopped" boolean NOT NULL,
	"reason" text NOT NULL,
	"automatic" boolean NOT NULL,
	"changed_by" uuid NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"released_on" date,
	"version" integer NOT NULL,
	CONSTRAINT "credit_stops_have_a_reason" CHECK ("billing"."credit_stops"."reason" <> '')
);
--> statement-breakpoint
ALTER TABLE "billing"."payment_terms" DROP CONSTRAINT "payment_terms_days";--> statement-breakpoint
ALTER TABLE "billing"."payment_terms" ADD COLUMN "credit_stop_days" integer;--> statement-breakpoint
CREATE INDEX "credit_stops_automatic" ON "billing"."credit_stops" USING btree ("id") WHERE stopped and automatic;--> statement-breakpoint
ALTER TABLE "billing"."payment_terms" ADD CONSTRAINT "payment_terms_days" CHECK ("billing"."payment_terms"."days" between 0 and 365 and "billing"."payment_terms"."credit_stop_days" between 0 and 365);