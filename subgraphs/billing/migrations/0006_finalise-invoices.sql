CREATE TYPE "billing"."document_kind" AS ENUM('INVOICE', 'CREDIT_NOTE');--> statement-breakpoint
CREATE TYPE "billing"."tax_class" AS ENUM('STANDARD', 'REDUCED', 'ZERO', 'EXEMPT');--> statement-breakpoint
CREATE TABLE "billing"."number_series" (
	"location_id" uuid NOT NULL,
	"kind" "document_kind" NOT NULL,
	"year" integer NOT NULL,
	"prefix" text NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "number_series_location_id_kind_year_pk" PRIMARY KEY("location_id","kind","year"),
	CONSTRAINT "number_series_prefix_once" UNIQUE("kind","year","prefix")
);
--> statement-breakpoint
ALTER TABLE "billing"."invoice_items" DROP CONSTRAINT "invoice_items_rounded_once";--> statement-breakpoint
ALTER TABLE "billing"."invoice_items" DROP CONSTRAINT "invoice_items_tax_of_rate";--> statement-breakpoint
ALTER TABLE "billing"."invoice_items" ADD COLUMN "service_id" uuid;--> statement-breakpoint
ALTER TABLE "billing"."invoice_items" ADD COLUMN "pet_id" uuid;--> statement-breakpoint
ALTER TABLE "billing"."invoice_items" ADD COLUMN "pet_name" text;--> statement-breakpoint
ALTER TABLE "billing"."invoice_items" ADD COLUMN "tax_included" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "billing"."invoice_items" ADD COLUMN "discount_rate" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "billing"."invoice_items" ADD COLUMN "discount" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "billing"."invoice_items" ADD COLUMN "tax_class" "tax_class" DEFAULT 'STANDARD' NOT NULL;--> statement-breakpoint
ALTER TABLE "billing"."invoices" ADD COLUMN "supplied_on" date;--> statement-breakpoint
-- The frozen rows of before take the day of their drafting; this is the only time that the trigger is off.
ALTER TABLE "billing"."invoices" DISABLE TRIGGER USER;--> statement-breakpoint
UPDATE "billing"."invoices" i SET "supplied_on" = (i."created_at" AT TIME ZONE
  coalesce((SELECT l."time_zone" FROM "billing"."location_refs" l WHERE l."id" = i."location_id"), 'UTC'))::date;--> statement-breakpoint
ALTER TABLE "billing"."invoices" ENABLE TRIGGER USER;--> statement-breakpoint
ALTER TABLE "billing"."invoices" ALTER COLUMN "supplied_on" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "billing"."invoices" ADD COLUMN "discount_rate" integer;--> statement-breakpoint
ALTER TABLE "billing"."invoices" ADD COLUMN "discount" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "billing"."invoices" ADD COLUMN "issuer" jsonb;--> statement-breakpoint
ALTER TABLE "billing"."invoices" ADD COLUMN "recipient" jsonb;--> statement-breakpoint
ALTER TABLE "billing"."invoice_items" ADD CONSTRAINT "invoice_items_not_negative" CHECK ("billing"."invoice_items"."unit_price" >= 0 and "billing"."invoice_items"."net" >= 0 and "billing"."invoice_items"."discount" >= 0);--> statement-breakpoint
ALTER TABLE "billing"."invoice_items" ADD CONSTRAINT "invoice_items_discount_rate" CHECK ("billing"."invoice_items"."discount_rate" between 0 and 10000);--> statement-breakpoint
ALTER TABLE "billing"."invoice_items" ADD CONSTRAINT "invoice_items_untaxed" CHECK ("billing"."invoice_items"."tax_class" not in ('ZERO', 'EXEMPT') or "billing"."invoice_items"."tax_rate" = 0);--> statement-breakpoint
ALTER TABLE "billing"."invoice_items" ADD CONSTRAINT "invoice_items_rounded_once" CHECK (case when "billing"."invoice_items"."tax_included" then "billing"."invoice_items"."gross" else "billing"."invoice_items"."net" end + "billing"."invoice_items"."discount" = round("billing"."invoice_items"."unit_price"::numeric * "billing"."invoice_items"."quantity" / 1000));--> statement-breakpoint
ALTER TABLE "billing"."invoice_items" ADD CONSTRAINT "invoice_items_tax_of_rate" CHECK (case when "billing"."invoice_items"."tax_included"
        then abs("billing"."invoice_items"."tax"::numeric * (10000 + "billing"."invoice_items"."tax_rate") - "billing"."invoice_items"."gross"::numeric * "billing"."invoice_items"."tax_rate") < 10000 + "billing"."invoice_items"."tax_rate"
        else abs("billing"."invoice_items"."tax"::numeric * 10000 - "billing"."invoice_items"."net"::numeric * "billing"."invoice_items"."tax_rate") < 10000 end);--> statement-breakpoint
ALTER TABLE "billing"."invoices" ADD CONSTRAINT "invoices_discount_rate" CHECK ("billing"."invoices"."discount_rate" between 0 and 10000);--> statement-breakpoint
ALTER TABLE "billing"."invoices" ADD CONSTRAINT "invoices_discount_not_negative" CHECK ("billing"."invoices"."discount" >= 0);--> statement-breakpoint
-- Series go on after the numbers that were given before.
INSERT INTO "billing"."number_series" ("location_id", "kind", "year", "prefix", "last")
SELECT "location_id", 'INVOICE', split_part("number", '-', 2)::integer, split_part("number", '-', 1),
  max(split_part("number", '-', 3)::integer)
FROM "billing"."invoices" WHERE "number" ~ '^[^-]+-[0-9]{4}-[0-9]{1,9}$' GROUP BY 1, 3, 4
ON CONFLICT DO NOTHING;
--> statement-breakpoint
-- A series goes on by one and never starts again (B1).
CREATE FUNCTION "billing"."keep_series_consecutive"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (new.location_id, new.kind, new.year, new.prefix, new.last)
    IS DISTINCT FROM (old.location_id, old.kind, old.year, old.prefix, old.last + 1) THEN
    RAISE EXCEPTION 'a series of numbers goes on by one'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'number_series_consecutive';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "number_series_consecutive" BEFORE UPDATE ON "billing"."number_series"
  FOR EACH ROW EXECUTE FUNCTION "billing"."keep_series_consecutive"();
--> statement-breakpoint
REVOKE DELETE, TRUNCATE ON "billing"."number_series" FROM "vetgraph_billing";
