-- Lines are added to and removed from drafts only; what has been received of them follows from the receipts alone.
REVOKE UPDATE, TRUNCATE ON "inventory"."purchase_order_lines" FROM "vetgraph_inventory";
--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON "inventory"."purchase_order_receipts" FROM "vetgraph_inventory";
--> statement-breakpoint
REVOKE DELETE, TRUNCATE ON "inventory"."purchase_orders" FROM "vetgraph_inventory";
--> statement-breakpoint
REVOKE DELETE, TRUNCATE ON "inventory"."purchase_order_series" FROM "vetgraph_inventory";
--> statement-breakpoint
-- The lines of an order that was sent stay as they are (I7). It runs as its owner, because the role may not lock lines.
CREATE FUNCTION "inventory"."check_order_line"() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  parent inventory.purchase_orders;
BEGIN
  SELECT * INTO parent FROM inventory.purchase_orders
  WHERE id = CASE WHEN TG_OP = 'DELETE' THEN old.order_id ELSE new.order_id END FOR UPDATE;
  IF parent.sent_at IS NOT NULL OR parent.cancelled_at IS NOT NULL THEN
    RAISE EXCEPTION 'order % was sent', parent.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'purchase_orders_frozen';
  END IF;
  IF TG_OP = 'DELETE' THEN
    UPDATE inventory.purchase_orders SET total = total - old.packs * old.price, open_lines = open_lines - 1
    WHERE id = old.order_id;
    RETURN old;
  END IF;
  new.received := 0;
  UPDATE inventory.purchase_orders SET total = total + new.packs * new.price, open_lines = open_lines + 1
  WHERE id = new.order_id;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "purchase_order_lines_of_draft" BEFORE INSERT OR DELETE ON "inventory"."purchase_order_lines"
  FOR EACH ROW EXECUTE FUNCTION "inventory"."check_order_line"();
--> statement-breakpoint
-- What was ordered, from whom, for where and when stays as it was sent; an order that has ended stays so. What the
-- triggers count is no matter of the role.
CREATE FUNCTION "inventory"."check_order_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (old.sent_at IS NOT NULL OR old.cancelled_at IS NOT NULL) AND (
    (new.number, new.supplier_id, new.location_id, new.currency, new.note, new.sent_at, new.sent_by, new.sent_to, new.issuer,
      new.recipient)
    IS DISTINCT FROM (old.number, old.supplier_id, old.location_id, old.currency, old.note, old.sent_at, old.sent_by,
      old.sent_to, old.issuer, old.recipient)
    OR (old.end_reason IS NOT NULL AND (new.cancelled_at, new.closed_at, new.end_reason)
      IS DISTINCT FROM (old.cancelled_at, old.closed_at, old.end_reason))) THEN
    RAISE EXCEPTION 'order % was sent', new.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'purchase_orders_frozen';
  END IF;
  IF current_user = 'vetgraph_inventory' THEN
    new.total := old.total;
    new.open_lines := old.open_lines;
    new.received_lines := old.received_lines;
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "purchase_orders_change" BEFORE UPDATE ON "inventory"."purchase_orders"
  FOR EACH ROW EXECUTE FUNCTION "inventory"."check_order_change"();
--> statement-breakpoint
CREATE FUNCTION "inventory"."begin_order"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  new.total := 0;
  new.open_lines := 0;
  new.received_lines := 0;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "purchase_orders_begin" BEFORE INSERT ON "inventory"."purchase_orders"
  FOR EACH ROW EXECUTE FUNCTION "inventory"."begin_order"();
--> statement-breakpoint
-- A receipt counts at its line under the lock of its order: more than a tenth above what was ordered needs a reason (I7).
CREATE FUNCTION "inventory"."count_receipt"() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  parent inventory.purchase_orders;
  line inventory.purchase_order_lines;
BEGIN
  SELECT orders.* INTO parent FROM inventory.purchase_orders AS orders
    JOIN inventory.purchase_order_lines AS lines ON lines.order_id = orders.id
    WHERE lines.id = new.line_id FOR UPDATE OF orders;
  IF parent.sent_at IS NULL OR parent.cancelled_at IS NOT NULL OR parent.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'order % is not open', parent.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'purchase_order_receipts_open';
  END IF;
  SELECT * INTO line FROM inventory.purchase_order_lines WHERE id = new.line_id;
  IF NOT EXISTS (SELECT FROM inventory.lots WHERE id = new.lot_id
    AND item_id = line.item_id AND location_id = parent.location_id AND received = new.quantity) THEN
    RAISE EXCEPTION 'lot % is of another item, location or quantity', new.lot_id;
  END IF;
  IF (line.received + new.quantity) * 10 > line.ordered * 11 AND new.over_reason IS NULL THEN
    RAISE EXCEPTION 'too much for line %', new.line_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'purchase_order_receipts_over';
  END IF;
  UPDATE inventory.purchase_order_lines SET received = received + new.quantity WHERE id = new.line_id;
  UPDATE inventory.purchase_orders SET
    open_lines = (SELECT count(*) FROM inventory.purchase_order_lines WHERE order_id = parent.id AND received < ordered),
    received_lines = (SELECT count(*) FROM inventory.purchase_order_lines WHERE order_id = parent.id AND received > 0),
    version = version + 1, updated_at = new.at
  WHERE id = parent.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "purchase_order_receipts_counted" AFTER INSERT ON "inventory"."purchase_order_receipts"
  FOR EACH ROW EXECUTE FUNCTION "inventory"."count_receipt"();
