CREATE TYPE "inventory"."stocktake_status" AS ENUM('COUNTING', 'SUBMITTED', 'APPROVED', 'CANCELLED');--> statement-breakpoint
CREATE TABLE "inventory"."stocktake_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"stocktake_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"item_id" uuid NOT NULL,
	"lot_number" text,
	"expires_on" date,
	"found" boolean NOT NULL,
	"counted" bigint,
	"expected" bigint,
	"variance" bigint GENERATED ALWAYS AS (counted - expected) STORED,
	"counted_by" uuid,
	"counted_at" timestamp (3) with time zone,
	"note" text,
	"reason" text,
	"value" bigint,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "stocktake_lines_once" UNIQUE NULLS NOT DISTINCT("stocktake_id","item_id","lot_number","expires_on"),
	CONSTRAINT "stocktake_lines_counted" CHECK ("inventory"."stocktake_lines"."counted" >= 0),
	CONSTRAINT "stocktake_lines_count_whole" CHECK (num_nulls("inventory"."stocktake_lines"."counted", "inventory"."stocktake_lines"."expected", "inventory"."stocktake_lines"."counted_by", "inventory"."stocktake_lines"."counted_at") in (0, 4))
);
--> statement-breakpoint
CREATE TABLE "inventory"."stocktakes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"location_id" uuid NOT NULL,
	"category" "inventory_category",
	"currency" char(3) NOT NULL,
	"started_by" uuid NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"submitted_by" uuid,
	"approved_at" timestamp (3) with time zone,
	"approved_by" uuid,
	"cancelled_at" timestamp (3) with time zone,
	"cancel_reason" text,
	"status" "stocktake_status" GENERATED ALWAYS AS (case when cancelled_at is not null then 'CANCELLED'::inventory.stocktake_status when approved_at is not null then 'APPROVED' when submitted_at is not null then 'SUBMITTED' else 'COUNTING' end) STORED NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "stocktakes_submitted" CHECK (num_nulls("inventory"."stocktakes"."submitted_at", "inventory"."stocktakes"."submitted_by") in (0, 2)),
	CONSTRAINT "stocktakes_approved" CHECK (num_nulls("inventory"."stocktakes"."approved_at", "inventory"."stocktakes"."approved_by") in (0, 2)),
	CONSTRAINT "stocktakes_cancelled" CHECK (num_nulls("inventory"."stocktakes"."cancelled_at", "inventory"."stocktakes"."cancel_reason") in (0, 2)),
	CONSTRAINT "stocktakes_in_order" CHECK ("inventory"."stocktakes"."approved_at" is null or "inventory"."stocktakes"."submitted_at" is not null),
	CONSTRAINT "stocktakes_ended_once" CHECK (num_nulls("inventory"."stocktakes"."approved_at", "inventory"."stocktakes"."cancelled_at") > 0)
);
--> statement-breakpoint
ALTER TABLE "inventory"."stocktake_lines" ADD CONSTRAINT "stocktake_lines_stocktake_id_stocktakes_id_fk" FOREIGN KEY ("stocktake_id") REFERENCES "inventory"."stocktakes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory"."stocktake_lines" ADD CONSTRAINT "stocktake_lines_item_id_inventory_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "inventory"."inventory_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "stocktake_lines_in_order" ON "inventory"."stocktake_lines" USING btree ("stocktake_id","position","id");--> statement-breakpoint
CREATE INDEX "stocktakes_by_time" ON "inventory"."stocktakes" USING btree ("location_id","created_at","id");--> statement-breakpoint
-- No two open sheets of a location count the same items: what differs would be corrected twice (I11). A category that
-- is not named here overlaps all.
ALTER TABLE "inventory"."stocktakes" ADD CONSTRAINT "stocktakes_no_overlap"
  EXCLUDE USING gist ("location_id" WITH =, (CASE "category"
    WHEN 'MEDICATION' THEN int4range(1, 2) WHEN 'EQUIPMENT' THEN int4range(2, 3) WHEN 'SUPPLIES' THEN int4range(3, 4)
    ELSE int4range(NULL, NULL) END) WITH &&)
  WHERE ("approved_at" IS NULL AND "cancelled_at" IS NULL);
--> statement-breakpoint
REVOKE DELETE, TRUNCATE ON "inventory"."stocktakes" FROM "vetgraph_inventory";
--> statement-breakpoint
REVOKE DELETE, TRUNCATE ON "inventory"."stocktake_lines" FROM "vetgraph_inventory";
--> statement-breakpoint
-- What is approved or cancelled stays so. A controlled drug that differs is approved by somebody who did not count it.
CREATE FUNCTION "inventory"."check_stocktake_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF old.approved_at IS NOT NULL OR old.cancelled_at IS NOT NULL
    OR (new.location_id, new.category, new.currency) IS DISTINCT FROM (old.location_id, old.category, old.currency) THEN
    RAISE EXCEPTION 'stocktake % has ended', new.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stocktakes_ended';
  END IF;
  IF new.approved_at IS NOT NULL AND EXISTS (
    SELECT FROM inventory.stocktake_lines AS line JOIN inventory.inventory_items AS item ON item.id = line.item_id
    WHERE line.stocktake_id = new.id AND line.variance <> 0 AND item.controlled AND line.counted_by = new.approved_by
  ) THEN
    RAISE EXCEPTION 'stocktake % was counted by who approves it', new.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stocktakes_second_person';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "stocktakes_change" BEFORE UPDATE ON "inventory"."stocktakes"
  FOR EACH ROW EXECUTE FUNCTION "inventory"."check_stocktake_change"();
--> statement-breakpoint
-- A count keeps what the stock is at its moment: it waits for whoever moves the item (I11). Handed-in counts stay.
CREATE FUNCTION "inventory"."keep_stocktake_line"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  sheet inventory.stocktakes;
BEGIN
  SELECT * INTO sheet FROM inventory.stocktakes WHERE id = new.stocktake_id FOR SHARE;
  IF sheet.approved_at IS NOT NULL OR sheet.cancelled_at IS NOT NULL THEN
    RAISE EXCEPTION 'stocktake % has ended', sheet.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stocktakes_ended';
  END IF;
  IF sheet.submitted_at IS NOT NULL AND (TG_OP = 'INSERT' OR
    (new.counted, new.expected, new.counted_by, new.counted_at, new.note)
      IS DISTINCT FROM (old.counted, old.expected, old.counted_by, old.counted_at, old.note)) THEN
    RAISE EXCEPTION 'the counts of % were handed in', sheet.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stocktakes_counting';
  END IF;
  IF TG_OP = 'UPDATE' AND (new.stocktake_id, new.item_id, new.lot_number, new.expires_on)
    IS DISTINCT FROM (old.stocktake_id, old.item_id, old.lot_number, old.expires_on) THEN
    RAISE EXCEPTION 'line % is of something else', new.id;
  END IF;
  IF sheet.submitted_at IS NOT NULL THEN
    RETURN new;
  END IF;
  new.expected := NULL;
  IF new.counted IS NOT NULL THEN
    PERFORM FROM inventory.inventory_items WHERE id = new.item_id FOR NO KEY UPDATE;
    SELECT coalesce(sum(on_hand), 0) INTO new.expected FROM inventory.lots
    WHERE item_id = new.item_id AND location_id = sheet.location_id
      AND number IS NOT DISTINCT FROM new.lot_number AND expires_on IS NOT DISTINCT FROM new.expires_on;
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "stocktake_lines_kept" BEFORE INSERT OR UPDATE ON "inventory"."stocktake_lines"
  FOR EACH ROW EXECUTE FUNCTION "inventory"."keep_stocktake_line"();
