CREATE TYPE "inventory"."medicine_form" AS ENUM('TABLET', 'CHEWABLE', 'CAPSULE', 'ORAL_LIQUID', 'INJECTION', 'INFUSION', 'INHALATION', 'DROPS', 'OINTMENT', 'SPOT_ON', 'POWDER', 'OTHER');--> statement-breakpoint
CREATE TABLE "inventory"."item_barcodes" (
	"gtin" text PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL
);
--> statement-breakpoint
ALTER TABLE "inventory"."inventory_items" ADD COLUMN "stock_unit" text;--> statement-breakpoint
ALTER TABLE "inventory"."inventory_items" ADD COLUMN "units_per_stock_unit" bigint;--> statement-breakpoint
ALTER TABLE "inventory"."inventory_items" ADD COLUMN "buying_unit" text;--> statement-breakpoint
ALTER TABLE "inventory"."inventory_items" ADD COLUMN "units_per_buying_unit" bigint;--> statement-breakpoint
ALTER TABLE "inventory"."inventory_items" ADD COLUMN "form" "medicine_form";--> statement-breakpoint
ALTER TABLE "inventory"."inventory_items" ADD COLUMN "substances" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "inventory"."inventory_items" ADD COLUMN "barcodes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "inventory"."item_barcodes" ADD CONSTRAINT "item_barcodes_item_id_inventory_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "inventory"."inventory_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "item_barcodes_item" ON "inventory"."item_barcodes" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "inventory_items_by_substance" ON "inventory"."inventory_items" USING gin ("substances");--> statement-breakpoint
ALTER TABLE "inventory"."inventory_items" ADD CONSTRAINT "inventory_items_stock_unit" CHECK (num_nulls("inventory"."inventory_items"."stock_unit", "inventory"."inventory_items"."units_per_stock_unit") in (0, 2) and "inventory"."inventory_items"."units_per_stock_unit" > 0);--> statement-breakpoint
ALTER TABLE "inventory"."inventory_items" ADD CONSTRAINT "inventory_items_buying_unit" CHECK (num_nulls("inventory"."inventory_items"."buying_unit", "inventory"."inventory_items"."units_per_buying_unit") in (0, 2) and "inventory"."inventory_items"."units_per_buying_unit" > 0);--> statement-breakpoint
ALTER TABLE "inventory"."inventory_items" ADD CONSTRAINT "inventory_items_medicine" CHECK ("inventory"."inventory_items"."category" = 'MEDICATION' or ("inventory"."inventory_items"."form" is null and "inventory"."inventory_items"."substances" = '[]'));