-- A GTIN of 14 digits with its check digit (GS1 General Specifications, 7.9).
CREATE FUNCTION "inventory"."is_gtin"(code text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT
  RETURN code ~ '^[0-9]{14}$' AND (
    SELECT sum(substr(code, place, 1)::integer * CASE WHEN place % 2 = 1 THEN 3 ELSE 1 END) % 10 = 0
    FROM generate_series(1, 14) AS place
  );
--> statement-breakpoint
-- A barcode names one item. It runs as its owner, because the role may only read the table.
CREATE FUNCTION "inventory"."keep_item_barcodes"() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  code text;
BEGIN
  DELETE FROM inventory.item_barcodes WHERE item_id = new.id AND gtin <> ALL (new.barcodes);
  FOREACH code IN ARRAY new.barcodes LOOP
    IF NOT inventory.is_gtin(code) THEN
      RAISE EXCEPTION '% is no GTIN', code
        USING ERRCODE = 'check_violation', CONSTRAINT = 'item_barcodes_check_digit';
    END IF;
    IF NOT EXISTS (SELECT FROM inventory.item_barcodes WHERE gtin = code AND item_id = new.id) THEN
      INSERT INTO inventory.item_barcodes (gtin, item_id) VALUES (code, new.id);
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "inventory_items_barcodes" AFTER INSERT OR UPDATE OF "barcodes" ON "inventory"."inventory_items"
  FOR EACH ROW EXECUTE FUNCTION "inventory"."keep_item_barcodes"();
--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON "inventory"."item_barcodes" FROM "vetgraph_inventory";
--> statement-breakpoint
-- Stock is counted in the item's unit for ever, and an item leaves use only when nothing of it is left.
CREATE FUNCTION "inventory"."check_item_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF new.unit <> old.unit AND EXISTS (SELECT FROM inventory.stock_movements WHERE item_id = new.id) THEN
    RAISE EXCEPTION 'stock of % was counted in another unit', new.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'inventory_items_unit_fixed';
  END IF;
  IF old.active AND NOT new.active
    AND EXISTS (SELECT FROM inventory.stock_levels WHERE item_id = new.id AND on_hand <> 0) THEN
    RAISE EXCEPTION 'there is stock of %', new.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'inventory_items_empty_when_retired';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "inventory_items_change" BEFORE UPDATE ON "inventory"."inventory_items"
  FOR EACH ROW EXECUTE FUNCTION "inventory"."check_item_change"();
--> statement-breakpoint
-- A movement that waited for a change of its item sees what the item has become.
CREATE FUNCTION "inventory"."check_movement"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM inventory.inventory_items WHERE id = new.item_id FOR KEY SHARE;
  IF NOT (SELECT active FROM inventory.inventory_items WHERE id = new.item_id) THEN
    RAISE EXCEPTION '% is retired', new.item_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_movements_item_in_use';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "stock_movements_item_in_use" BEFORE INSERT ON "inventory"."stock_movements"
  FOR EACH ROW EXECUTE FUNCTION "inventory"."check_movement"();
