CREATE TYPE "notifications"."consent_channel" AS ENUM('EMAIL', 'SMS', 'PHONE', 'POST');--> statement-breakpoint
CREATE TYPE "notifications"."consent_purpose" AS ENUM('APPOINTMENT_REMINDERS', 'HEALTH_REMINDERS', 'NEWS', 'SURVEYS');--> statement-breakpoint
CREATE TYPE "notifications"."consent_source" AS ENUM('PORTAL', 'FRONT_DESK');--> statement-breakpoint
CREATE TABLE "notifications"."consent_decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"purpose" "consent_purpose" NOT NULL,
	"channel" "consent_channel" NOT NULL,
	"granted" boolean NOT NULL,
	"wording_version" integer NOT NULL,
	"source" "consent_source" NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"recorded_by_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications"."consent_wordings" (
	"purpose" "consent_purpose" NOT NULL,
	"version" integer NOT NULL,
	"text" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "consent_wordings_once" PRIMARY KEY("purpose","version")
);
--> statement-breakpoint
CREATE INDEX "consent_decisions_of_owner" ON "notifications"."consent_decisions" USING btree ("owner_id","purpose","channel","id");