CREATE TYPE "inventory"."stock_transfer_status" AS ENUM('IN_TRANSIT', 'PARTLY_RECEIVED', 'DIFFERS', 'RECEIVED', 'WRITTEN_OFF', 'CANCELLED');--> statement-breakpoint
ALTER TYPE "inventory"."movement_kind" ADD VALUE 'TRANSFER_OUT';--> statement-breakpoint
ALTER TYPE "inventory"."movement_kind" ADD VALUE 'TRANSFER_IN';--> statement-breakpoint
CREATE TABLE "inventory"."stock_transfers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"lot_id" uuid NOT NULL,
	"from_location_id" uuid NOT NULL,
	"to_location_id" uuid NOT NULL,
	"note" text,
	"sent_by" uuid NOT NULL,
	"quantity" bigint DEFAULT 0 NOT NULL,
	"received" bigint DEFAULT 0 NOT NULL,
	"returned" bigint DEFAULT 0 NOT NULL,
	"written_off" bigint DEFAULT 0 NOT NULL,
	"in_transit" bigint GENERATED ALWAYS AS (quantity - received - returned) STORED NOT NULL,
	"difference_reason" text,
	"last_received_at" timestamp (3) with time zone,
	"last_received_by" uuid,
	"status" "stock_transfer_status" GENERATED ALWAYS AS (case when quantity > received + returned then case when difference_reason is not null then 'DIFFERS'::inventory.stock_transfer_status when received > 0 then 'PARTLY_RECEIVED' else 'IN_TRANSIT' end when received > 0 then 'RECEIVED' when written_off > 0 then 'WRITTEN_OFF' else 'CANCELLED' end) STORED NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "stock_transfers_elsewhere" CHECK ("inventory"."stock_transfers"."from_location_id" <> "inventory"."stock_transfers"."to_location_id"),
	CONSTRAINT "stock_transfers_within_sent" CHECK ("inventory"."stock_transfers"."received" >= 0 and "inventory"."stock_transfers"."returned" >= 0 and "inventory"."stock_transfers"."received" + "inventory"."stock_transfers"."returned" <= "inventory"."stock_transfers"."quantity"),
	CONSTRAINT "stock_transfers_written_off" CHECK ("inventory"."stock_transfers"."written_off" between 0 and "inventory"."stock_transfers"."returned"),
	CONSTRAINT "stock_transfers_received" CHECK (num_nulls("inventory"."stock_transfers"."last_received_at", "inventory"."stock_transfers"."last_received_by") in (0, 2))
);
--> statement-breakpoint
ALTER TABLE "inventory"."stock_movements" DROP CONSTRAINT "stock_movements_direction";--> statement-breakpoint
ALTER TABLE "inventory"."stock_movements" ADD COLUMN "transfer_id" uuid;--> statement-breakpoint
ALTER TABLE "inventory"."stock_transfers" ADD CONSTRAINT "stock_transfers_item_id_inventory_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "inventory"."inventory_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory"."stock_transfers" ADD CONSTRAINT "stock_transfers_lot_id_lots_id_fk" FOREIGN KEY ("lot_id") REFERENCES "inventory"."lots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "stock_transfers_by_time" ON "inventory"."stock_transfers" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "stock_transfers_of_item" ON "inventory"."stock_transfers" USING btree ("item_id","created_at","id");--> statement-breakpoint
CREATE INDEX "stock_transfers_open" ON "inventory"."stock_transfers" USING btree ("lot_id") WHERE quantity > received + returned;--> statement-breakpoint
ALTER TABLE "inventory"."stock_movements" ADD CONSTRAINT "stock_movements_transfer_id_stock_transfers_id_fk" FOREIGN KEY ("transfer_id") REFERENCES "inventory"."stock_transfers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "stock_movements_transfer" ON "inventory"."stock_movements" USING btree ("at","transfer_id") WHERE transfer_id is not null;--> statement-breakpoint
ALTER TABLE "inventory"."stock_movements" ADD CONSTRAINT "stock_movements_direction" CHECK (case "inventory"."stock_movements"."kind"::text when 'RECEIPT' then "inventory"."stock_movements"."quantity" > 0 when 'TRANSFER_IN' then "inventory"."stock_movements"."quantity" > 0 when 'COUNT' then true when 'RETURN' then true else "inventory"."stock_movements"."quantity" < 0 end);--> statement-breakpoint
-- How much was sent, has arrived and came back follows from the movements alone; nobody removes a transfer.
REVOKE UPDATE, DELETE, TRUNCATE ON "inventory"."stock_transfers" FROM "vetgraph_inventory";
--> statement-breakpoint
GRANT UPDATE ("difference_reason", "last_received_at", "last_received_by", "version", "updated_at")
  ON "inventory"."stock_transfers" TO "vetgraph_inventory";
--> statement-breakpoint
CREATE FUNCTION "inventory"."begin_transfer"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  new.quantity := 0;
  new.received := 0;
  new.returned := 0;
  new.written_off := 0;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "stock_transfers_begin" BEFORE INSERT ON "inventory"."stock_transfers"
  FOR EACH ROW EXECUTE FUNCTION "inventory"."begin_transfer"();
--> statement-breakpoint
-- What leaves the lot of the sender is in transit, until it is in a lot of the same number and expiry at the receiver,
-- or back in the lot of the sender, from where alone it is written off.
CREATE FUNCTION "inventory"."count_transfer"() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  transfer inventory.stock_transfers;
BEGIN
  SELECT * INTO STRICT transfer FROM inventory.stock_transfers WHERE id = new.transfer_id FOR UPDATE;
  IF new.lot_id = transfer.lot_id AND new.location_id = transfer.from_location_id
    AND (new.kind <> 'TRANSFER_OUT' OR transfer.quantity = 0) THEN
    UPDATE inventory.stock_transfers SET
      quantity = quantity - CASE new.kind WHEN 'TRANSFER_OUT' THEN new.quantity ELSE 0 END,
      returned = returned + CASE new.kind WHEN 'TRANSFER_IN' THEN new.quantity ELSE 0 END,
      written_off = written_off - CASE new.kind WHEN 'WRITE_OFF' THEN new.quantity ELSE 0 END
    WHERE id = transfer.id;
  ELSIF new.kind = 'TRANSFER_IN' AND new.location_id = transfer.to_location_id AND EXISTS (
    SELECT FROM inventory.lots AS sent JOIN inventory.lots AS arrived ON arrived.id = new.lot_id
    WHERE sent.id = transfer.lot_id AND (arrived.item_id, arrived.number, arrived.expires_on)
      IS NOT DISTINCT FROM (sent.item_id, sent.number, sent.expires_on)
  ) THEN
    UPDATE inventory.stock_transfers SET received = received + new.quantity WHERE id = transfer.id;
  ELSE
    RAISE EXCEPTION 'movement % is not of transfer %', new.id, transfer.id;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "stock_movements_of_transfer" AFTER INSERT ON "inventory"."stock_movements"
  FOR EACH ROW WHEN (new.transfer_id IS NOT NULL) EXECUTE FUNCTION "inventory"."count_transfer"();
--> statement-breakpoint
-- A movement that waited for a change of its item sees what the item has become. Its lot is of the same item and
-- location, after its last day a lot is neither used nor dispensed any more (I3), what is dispensed is for a
-- prescription, and what is sent away is there, of supplies too.
CREATE OR REPLACE FUNCTION "inventory"."check_movement"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  lot inventory.lots;
BEGIN
  PERFORM FROM inventory.inventory_items WHERE id = new.item_id FOR KEY SHARE;
  IF NOT (SELECT active FROM inventory.inventory_items WHERE id = new.item_id) THEN
    RAISE EXCEPTION '% is retired', new.item_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_movements_item_in_use';
  END IF;
  SELECT * INTO lot FROM inventory.lots WHERE id = new.lot_id;
  IF (lot.item_id, lot.location_id) IS DISTINCT FROM (new.item_id, new.location_id) THEN
    RAISE EXCEPTION 'lot % is of another item or location', new.lot_id;
  END IF;
  IF new.kind IN ('USE', 'DISPENSE') AND lot.expires_on < (
    SELECT (new.at AT TIME ZONE time_zone)::date FROM inventory.location_refs WHERE id = new.location_id
  ) THEN
    RAISE EXCEPTION 'lot % has expired', new.lot_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_movements_not_expired';
  END IF;
  IF new.kind = 'TRANSFER_OUT' AND lot.on_hand + new.quantity < 0 THEN
    RAISE EXCEPTION 'lot % has not that much', new.lot_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'lots_not_negative';
  END IF;
  IF new.kind = 'DISPENSE' AND new.dispensing_id IS NULL
    OR new.dispensing_id IS NOT NULL AND (
      new.kind NOT IN ('DISPENSE', 'RETURN', 'WRITE_OFF') OR NOT EXISTS (
        SELECT FROM inventory.dispensings
        WHERE id = new.dispensing_id AND item_id = new.item_id AND location_id = new.location_id
      )
    ) THEN
    RAISE EXCEPTION 'a movement of kind % cannot be of dispensing %', new.kind, new.dispensing_id;
  END IF;
  IF new.kind IN ('TRANSFER_OUT', 'TRANSFER_IN') AND new.transfer_id IS NULL
    OR new.transfer_id IS NOT NULL AND new.kind NOT IN ('TRANSFER_OUT', 'TRANSFER_IN', 'WRITE_OFF') THEN
    RAISE EXCEPTION 'a movement of kind % cannot be of transfer %', new.kind, new.transfer_id;
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
-- What is dispensed, used, wasted, written off or goes from one location to another of a controlled item has a witness at
-- each end, who is somebody else (I10).
CREATE OR REPLACE FUNCTION "inventory"."check_witness"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF new.witnessing_id IS NULL THEN
    IF new.kind IN ('DISPENSE', 'USE', 'WASTAGE', 'WRITE_OFF', 'TRANSFER_OUT', 'TRANSFER_IN')
      AND (SELECT controlled FROM inventory.inventory_items WHERE id = new.item_id) THEN
      RAISE EXCEPTION 'nobody witnessed movement %', new.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_movements_witnessed';
    END IF;
  ELSIF NOT EXISTS (
    SELECT FROM inventory.witnessings
    WHERE id = new.witnessing_id AND actor_id = new.actor_id AND location_id = new.location_id
  ) THEN
    RAISE EXCEPTION 'witnessing % is of another person or location', new.witnessing_id;
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
-- Stock is counted in the item's unit for ever, and an item leaves use only when nothing of it is left or in transit.
CREATE OR REPLACE FUNCTION "inventory"."check_item_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF new.unit <> old.unit AND EXISTS (SELECT FROM inventory.stock_movements WHERE item_id = new.id) THEN
    RAISE EXCEPTION 'stock of % was counted in another unit', new.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'inventory_items_unit_fixed';
  END IF;
  IF old.active AND NOT new.active AND (
    EXISTS (SELECT FROM inventory.stock_levels WHERE item_id = new.id AND on_hand <> 0)
    OR EXISTS (SELECT FROM inventory.stock_transfers WHERE item_id = new.id AND in_transit > 0)
  ) THEN
    RAISE EXCEPTION 'there is stock of %', new.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'inventory_items_empty_when_retired';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
-- The balance of a register is the stock of its items: an item changes registers while there is nothing of it.
CREATE OR REPLACE FUNCTION "inventory"."check_register_of_item"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM inventory.stock_levels WHERE item_id = new.id AND on_hand <> 0)
    OR EXISTS (SELECT FROM inventory.stock_transfers WHERE item_id = new.id AND in_transit > 0) THEN
    RAISE EXCEPTION 'there is stock of %', new.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'inventory_items_register_fixed';
  END IF;
  RETURN new;
END $$;
