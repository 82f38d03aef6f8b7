-- What was dispensed and brought back stays as it was; what a prescription allows is told by its owner alone, and what
-- was dispensed of it is counted by trigger alone (MR6).
REVOKE UPDATE, DELETE, TRUNCATE ON "inventory"."dispensings", "inventory"."prescription_refs" FROM "vetgraph_inventory";
--> statement-breakpoint
GRANT UPDATE ("id", "authorised", "version") ON "inventory"."prescription_refs" TO "vetgraph_inventory";
--> statement-breakpoint
CREATE FUNCTION "inventory"."count_dispensing"() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE inventory.prescription_refs SET dispensed = dispensed + new.quantity WHERE id = new.prescription_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "dispensings_counted" AFTER INSERT ON "inventory"."dispensings"
  FOR EACH ROW EXECUTE FUNCTION "inventory"."count_dispensing"();
--> statement-breakpoint
-- A movement that waited for a change of its item sees what the item has become. Its lot is of the same item and
-- location, after its last day a lot is neither used nor dispensed any more (I3), and what is dispensed is for a
-- prescription.
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
  IF new.kind = 'DISPENSE' AND new.dispensing_id IS NULL
    OR new.dispensing_id IS NOT NULL AND (
      new.kind NOT IN ('DISPENSE', 'RETURN', 'WRITE_OFF') OR NOT EXISTS (
        SELECT FROM inventory.dispensings
        WHERE id = new.dispensing_id AND item_id = new.item_id AND location_id = new.location_id
      )
    ) THEN
    RAISE EXCEPTION 'a movement of kind % cannot be of dispensing %', new.kind, new.dispensing_id;
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
-- No more of a lot is brought back than was dispensed of it. The lot's row is locked by the count before, so that two
-- returns of one dispensing wait for each other.
CREATE FUNCTION "inventory"."check_brought_back"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (
    SELECT sum(quantity) FROM inventory.stock_movements
    WHERE dispensing_id = new.dispensing_id AND lot_id = new.lot_id AND kind IN ('DISPENSE', 'RETURN')
  ) > 0 THEN
    RAISE EXCEPTION 'more of lot % comes back than was dispensed', new.lot_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_movements_within_dispensed';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "stock_movements_within_dispensed" AFTER INSERT ON "inventory"."stock_movements"
  FOR EACH ROW WHEN (new.dispensing_id IS NOT NULL) EXECUTE FUNCTION "inventory"."check_brought_back"();
