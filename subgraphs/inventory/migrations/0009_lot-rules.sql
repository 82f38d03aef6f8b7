-- The role adds lots, and what is left of them follows from their movements alone (I1).
REVOKE UPDATE, DELETE, TRUNCATE ON "inventory"."lots" FROM "vetgraph_inventory";
--> statement-breakpoint
CREATE FUNCTION "inventory"."begin_lot"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  new.on_hand := 0;
  new.may_go_negative := false;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "lots_begin" BEFORE INSERT ON "inventory"."lots"
  FOR EACH ROW EXECUTE FUNCTION "inventory"."begin_lot"();
--> statement-breakpoint
-- Supplies may go below zero, for care must not stop: in the lot of which nothing is known (I4).
CREATE OR REPLACE FUNCTION "inventory"."keep_stock_level"() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  negative boolean := (
    SELECT category = 'SUPPLIES' AND NOT controlled FROM inventory.inventory_items WHERE id = new.item_id
  );
BEGIN
  INSERT INTO inventory.stock_levels (item_id, location_id, on_hand, may_go_negative)
  VALUES (new.item_id, new.location_id, 0, negative)
  ON CONFLICT DO NOTHING;
  UPDATE inventory.stock_levels SET on_hand = on_hand + new.quantity, may_go_negative = negative
  WHERE item_id = new.item_id AND location_id = new.location_id;
  UPDATE inventory.lots SET on_hand = on_hand + new.quantity,
    may_go_negative = negative AND number IS NULL AND expires_on IS NULL AND cost IS NULL
  WHERE id = new.lot_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- A movement that waited for a change of its item sees what the item has become. Its lot is of the same item and
-- location, and after its last day a lot is not used any more (I3).
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
  IF new.kind = 'USE' AND lot.expires_on < (
    SELECT (new.at AT TIME ZONE time_zone)::date FROM inventory.location_refs WHERE id = new.location_id
  ) THEN
    RAISE EXCEPTION 'lot % has expired', new.lot_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_movements_not_expired';
  END IF;
  RETURN new;
END $$;
