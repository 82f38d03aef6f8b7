CREATE TYPE "inventory"."movement_kind" AS ENUM('RECEIPT', 'USE', 'WASTAGE', 'COUNT', 'RETURN', 'WRITE_OFF');--> statement-breakpoint
CREATE TABLE "inventory"."lots" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"number" text,
	"expires_on" date,
	"received" bigint NOT NULL,
	"cost" bigint,
	"currency" text,
	"received_at" timestamp (3) with time zone NOT NULL,
	"on_hand" bigint DEFAULT 0 NOT NULL,
	"may_go_negative" boolean DEFAULT false NOT NULL,
	"sort_expiry" date GENERATED ALWAYS AS (coalesce(expires_on, '9999-12-31'::date)) STORED NOT NULL,
	CONSTRAINT "lots_not_negative" CHECK ("inventory"."lots"."may_go_negative" or "inventory"."lots"."on_hand" >= 0),
	CONSTRAINT "lots_received" CHECK ("inventory"."lots"."received" >= 0),
	CONSTRAINT "lots_cost" CHECK (num_nulls("inventory"."lots"."cost", "inventory"."lots"."currency") in (0, 2) and ("inventory"."lots"."cost" is null or ("inventory"."lots"."cost" >= 0 and "inventory"."lots"."received" > 0)))
);
--> statement-breakpoint
-- Copies are read anew from their owner, with time zone and currency.
DELETE FROM "inventory"."location_refs";--> statement-breakpoint
ALTER TABLE "inventory"."location_refs" ADD COLUMN "time_zone" text NOT NULL;--> statement-breakpoint
ALTER TABLE "inventory"."location_refs" ADD COLUMN "currency" text NOT NULL;--> statement-breakpoint
ALTER TABLE "inventory"."stock_movements" ADD COLUMN "lot_id" uuid;--> statement-breakpoint
ALTER TABLE "inventory"."stock_movements" ADD COLUMN "kind" "inventory"."movement_kind";--> statement-breakpoint
-- Stock until now is of lots of which nothing is known; what was corrected counts as counted.
INSERT INTO "inventory"."lots" ("id", "item_id", "location_id", "received", "received_at", "on_hand", "may_go_negative")
SELECT gen_random_uuid(), level.item_id, level.location_id, 0,
  (SELECT min(at) FROM "inventory"."stock_movements" AS moved
    WHERE moved.item_id = level.item_id AND moved.location_id = level.location_id),
  level.on_hand, level.may_go_negative
FROM "inventory"."stock_levels" AS level;--> statement-breakpoint
UPDATE "inventory"."stock_movements" AS moved SET lot_id = lot.id, kind = 'COUNT'
FROM "inventory"."lots" AS lot
WHERE lot.item_id = moved.item_id AND lot.location_id = moved.location_id;--> statement-breakpoint
ALTER TABLE "inventory"."stock_movements" ALTER COLUMN "lot_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "inventory"."stock_movements" ALTER COLUMN "kind" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "inventory"."lots" ADD CONSTRAINT "lots_item_id_inventory_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "inventory"."inventory_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "lots_unknown_once" ON "inventory"."lots" USING btree ("item_id","location_id") WHERE number is null and expires_on is null and cost is null;--> statement-breakpoint
CREATE INDEX "lots_of_item" ON "inventory"."lots" USING btree ("item_id","sort_expiry","id");--> statement-breakpoint
CREATE INDEX "lots_by_expiry" ON "inventory"."lots" USING btree ("location_id","sort_expiry","id") WHERE on_hand > 0;--> statement-breakpoint
ALTER TABLE "inventory"."stock_movements" ADD CONSTRAINT "stock_movements_lot_id_lots_id_fk" FOREIGN KEY ("lot_id") REFERENCES "inventory"."lots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "stock_movements_by_time" ON "inventory"."stock_movements" USING btree ("item_id","at","id");--> statement-breakpoint
CREATE INDEX "stock_movements_lot" ON "inventory"."stock_movements" USING btree ("lot_id","at");--> statement-breakpoint
ALTER TABLE "inventory"."stock_movements" ADD CONSTRAINT "stock_movements_direction" CHECK (case "inventory"."stock_movements"."kind" when 'RECEIPT' then "inventory"."stock_movements"."quantity" > 0 when 'COUNT' then true when 'RETURN' then true else "inventory"."stock_movements"."quantity" < 0 end);