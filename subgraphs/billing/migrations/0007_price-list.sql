CREATE TABLE "billing"."tax_rates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"location_id" uuid NOT NULL,
	"tax_class" "tax_class" NOT NULL,
	"rate" integer NOT NULL,
	"effective_from" date NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tax_rates_of_rated_classes" CHECK ("billing"."tax_rates"."tax_class" in ('STANDARD', 'REDUCED')),
	CONSTRAINT "tax_rates_in_range" CHECK ("billing"."tax_rates"."rate" between 0 and 10000)
);
--> statement-breakpoint
CREATE TABLE "billing"."services" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"code" text,
	"kind" "invoice_item_kind" NOT NULL,
	"tax_class" "tax_class" NOT NULL,
	"appointment_type_id" uuid,
	"active" boolean NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "services_code_once" UNIQUE("code"),
	CONSTRAINT "services_one_per_appointment_type" UNIQUE("appointment_type_id")
);
--> statement-breakpoint
ALTER TABLE "billing"."prices" DROP CONSTRAINT "prices_one_per_day";--> statement-breakpoint
-- Each type of appointment that had a price becomes an entry; only scheduling knows its name, so people give it one.
INSERT INTO "billing"."services" ("id", "name", "kind", "tax_class", "appointment_type_id", "active", "version", "created_at", "updated_at")
SELECT "appointment_type_id", 'Visit ' || left("appointment_type_id"::text, 8), 'SERVICE', 'STANDARD',
  "appointment_type_id", true, 1, min("created_at"), min("created_at")
FROM "billing"."prices" GROUP BY "appointment_type_id";--> statement-breakpoint
ALTER TABLE "billing"."prices" ADD COLUMN "service_id" uuid;--> statement-breakpoint
ALTER TABLE "billing"."prices" ADD COLUMN "tax_included" boolean DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE "billing"."prices" SET "service_id" = "appointment_type_id";--> statement-breakpoint
ALTER TABLE "billing"."prices" ALTER COLUMN "service_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "billing"."prices" ALTER COLUMN "tax_included" DROP DEFAULT;--> statement-breakpoint
CREATE INDEX "tax_rates_in_force" ON "billing"."tax_rates" USING btree ("location_id","tax_class","effective_from","id");--> statement-breakpoint
CREATE INDEX "services_by_name" ON "billing"."services" USING btree ("name","id");--> statement-breakpoint
ALTER TABLE "billing"."prices" ADD CONSTRAINT "prices_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "billing"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "prices_in_force" ON "billing"."prices" USING btree ("service_id","location_id","effective_from","id");--> statement-breakpoint
-- The search for entries of the price list.
CREATE INDEX "services_search" ON "billing"."services"
  USING gin ((lower("name") || ' ' || lower(coalesce("code", ''))) gin_trgm_ops);
--> statement-breakpoint
-- A tax rate that was in force stays: another rate is another row with its own day (B5).
REVOKE UPDATE, DELETE, TRUNCATE ON "billing"."tax_rates" FROM "vetgraph_billing";
--> statement-breakpoint
-- An entry that was charged is retired, not deleted.
REVOKE DELETE, TRUNCATE ON "billing"."services" FROM "vetgraph_billing";
