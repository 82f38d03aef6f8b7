-- On-hand is derived: every movement goes into its level at once, and the level's row lock makes two
-- parallel withdrawals wait for each other (I1). It runs as its owner, because the role may only read levels.
CREATE FUNCTION "inventory"."keep_stock_level"() RETURNS trigger LANGUAGE plpgsql
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
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "stock_movements_counted" AFTER INSERT ON "inventory"."stock_movements"
  FOR EACH ROW EXECUTE FUNCTION "inventory"."keep_stock_level"();
--> statement-breakpoint
CREATE INDEX "inventory_items_search" ON "inventory"."inventory_items"
  USING gin ((lower("name") || ' ' || lower("sku")) gin_trgm_ops);
