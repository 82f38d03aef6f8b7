ALTER TYPE "inventory"."movement_kind" ADD VALUE 'DISPENSE' BEFORE 'USE';--> statement-breakpoint
CREATE TABLE "inventory"."prescription_refs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authorised" bigint NOT NULL,
	"dispensed" bigint NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "prescription_refs_within_authorised" CHECK ("inventory"."prescription_refs"."dispensed" >= 0 and "inventory"."prescription_refs"."dispensed" <= "inventory"."prescription_refs"."authorised")
);
--> statement-breakpoint
CREATE TABLE "inventory"."dispensings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"prescription_id" uuid NOT NULL,
	"pet_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"quantity" bigint NOT NULL,
	"stock_quantity" bigint NOT NULL,
	"return_of" uuid,
	"reason" text,
	"dispensed_at" timestamp (3) with time zone NOT NULL,
	"dispensed_by" uuid NOT NULL,
	CONSTRAINT "dispensings_direction" CHECK (case when "inventory"."dispensings"."return_of" is null then "inventory"."dispensings"."quantity" > 0 and "inventory"."dispensings"."stock_quantity" > 0 else "inventory"."dispensings"."quantity" <= 0 and "inventory"."dispensings"."stock_quantity" < 0 end)
);
--> statement-breakpoint
ALTER TABLE "inventory"."stock_movements" ADD COLUMN "dispensing_id" uuid;--> statement-breakpoint
ALTER TABLE "inventory"."dispensings" ADD CONSTRAINT "dispensings_prescription_id_prescription_refs_id_fk" FOREIGN KEY ("prescription_id") REFERENCES "inventory"."prescription_refs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory"."dispensings" ADD CONSTRAINT "dispensings_item_id_inventory_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "inventory"."inventory_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dispensings_of_prescription" ON "inventory"."dispensings" USING btree ("prescription_id","dispensed_at","id");--> statement-breakpoint
CREATE INDEX "dispensings_returns" ON "inventory"."dispensings" USING btree ("return_of") WHERE return_of is not null;--> statement-breakpoint
ALTER TABLE "inventory"."stock_movements" ADD CONSTRAINT "stock_movements_dispensing_id_dispensings_id_fk" FOREIGN KEY ("dispensing_id") REFERENCES "inventory"."dispensings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "stock_movements_dispensing" ON "inventory"."stock_movements" USING btree ("dispensing_id") WHERE dispensing_id is not null;