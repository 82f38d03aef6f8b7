CREATE TABLE "identity"."hospital_logos" (
	"id" integer PRIMARY KEY NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "hospital_logos_are_small" CHECK (octet_length("identity"."hospital_logos"."content") between 1 and 65536)
);
--> statement-breakpoint
ALTER TABLE "identity"."hospital" ADD COLUMN "phone" text;--> statement-breakpoint
ALTER TABLE "identity"."hospital" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "identity"."hospital" ADD COLUMN "website" text;--> statement-breakpoint
ALTER TABLE "identity"."locations" ADD COLUMN "vat_number" text;--> statement-breakpoint
ALTER TABLE "identity"."locations" ADD COLUMN "bank_account" text;--> statement-breakpoint
ALTER TABLE "identity"."locations" ADD COLUMN "late_cancellation_hours" integer DEFAULT 24 NOT NULL;--> statement-breakpoint
ALTER TABLE "identity"."locations" ADD COLUMN "booking_months_ahead" integer DEFAULT 18 NOT NULL;--> statement-breakpoint
ALTER TABLE "identity"."locations" ADD COLUMN "estimate_valid_days" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "identity"."locations" ADD COLUMN "updated_at" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "identity"."locations" SET "updated_at" = "created_at";--> statement-breakpoint
ALTER TABLE "identity"."locations" ALTER COLUMN "updated_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "identity"."hospital_logos" ADD CONSTRAINT "hospital_logos_id_hospital_id_fk" FOREIGN KEY ("id") REFERENCES "identity"."hospital"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."locations" ADD CONSTRAINT "locations_policies" CHECK (late_cancellation_hours between 0 and 168 and booking_months_ahead between 1 and 36 and estimate_valid_days between 1 and 365);