CREATE TABLE "inventory"."controlled_registers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"location_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"substances" jsonb NOT NULL,
	"form" "medicine_form",
	"unit" text NOT NULL,
	"schedule" text,
	"lines" bigint DEFAULT 0 NOT NULL,
	"balance" bigint DEFAULT 0 NOT NULL,
	"hash" "bytea" DEFAULT ''::bytea NOT NULL,
	"last_at" timestamp (3) with time zone,
	CONSTRAINT "controlled_registers_once" UNIQUE("location_id","key")
);
--> statement-breakpoint
CREATE TABLE "inventory"."register_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"register_id" uuid NOT NULL,
	"number" bigint DEFAULT 0 NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"quantity" bigint DEFAULT 0 NOT NULL,
	"balance" bigint DEFAULT 0 NOT NULL,
	"movement_id" uuid,
	"movement_kind" "movement_kind",
	"item_id" uuid,
	"lot_id" uuid,
	"dispensing_id" uuid,
	"counted" bigint,
	"corrects_id" uuid,
	"reason" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"witnessing_id" uuid,
	"witness_id" uuid,
	"hash" "bytea" DEFAULT ''::bytea NOT NULL,
	CONSTRAINT "register_lines_number_once" UNIQUE("register_id","number"),
	CONSTRAINT "register_lines_not_negative" CHECK ("inventory"."register_lines"."balance" >= 0),
	CONSTRAINT "register_lines_counted" CHECK ("inventory"."register_lines"."counted" >= 0)
);
--> statement-breakpoint
CREATE TABLE "inventory"."witnessings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"proof_hash" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"witness_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "witnessings_proof_once" UNIQUE("proof_hash"),
	CONSTRAINT "witnessings_somebody_else" CHECK ("inventory"."witnessings"."witness_id" <> "inventory"."witnessings"."actor_id")
);
--> statement-breakpoint
ALTER TABLE "inventory"."inventory_items" ADD COLUMN "schedule" text;--> statement-breakpoint
ALTER TABLE "inventory"."stock_movements" ADD COLUMN "witnessing_id" uuid;--> statement-breakpoint
ALTER TABLE "inventory"."stock_movements" ADD COLUMN "corrects_id" uuid;--> statement-breakpoint
ALTER TABLE "inventory"."register_lines" ADD CONSTRAINT "register_lines_register_id_controlled_registers_id_fk" FOREIGN KEY ("register_id") REFERENCES "inventory"."controlled_registers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory"."register_lines" ADD CONSTRAINT "register_lines_movement_id_stock_movements_id_fk" FOREIGN KEY ("movement_id") REFERENCES "inventory"."stock_movements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory"."register_lines" ADD CONSTRAINT "register_lines_item_id_inventory_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "inventory"."inventory_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory"."register_lines" ADD CONSTRAINT "register_lines_lot_id_lots_id_fk" FOREIGN KEY ("lot_id") REFERENCES "inventory"."lots"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory"."register_lines" ADD CONSTRAINT "register_lines_corrects_id_register_lines_id_fk" FOREIGN KEY ("corrects_id") REFERENCES "inventory"."register_lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory"."register_lines" ADD CONSTRAINT "register_lines_witnessing_id_witnessings_id_fk" FOREIGN KEY ("witnessing_id") REFERENCES "inventory"."witnessings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "controlled_registers_by_name" ON "inventory"."controlled_registers" USING btree ("location_id","name","id");--> statement-breakpoint
CREATE INDEX "register_lines_corrections" ON "inventory"."register_lines" USING btree ("corrects_id") WHERE corrects_id is not null;--> statement-breakpoint
CREATE INDEX "register_lines_counts" ON "inventory"."register_lines" USING btree ("register_id","number") WHERE counted is not null;--> statement-breakpoint
CREATE INDEX "register_lines_by_time" ON "inventory"."register_lines" USING btree ("register_id","at");--> statement-breakpoint
ALTER TABLE "inventory"."stock_movements" ADD CONSTRAINT "stock_movements_witnessing_id_witnessings_id_fk" FOREIGN KEY ("witnessing_id") REFERENCES "inventory"."witnessings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory"."inventory_items" ADD CONSTRAINT "inventory_items_schedule" CHECK ("inventory"."inventory_items"."controlled" or "inventory"."inventory_items"."schedule" is null);--> statement-breakpoint
-- Registers, their lines and who witnessed are only ever added. The role may add lines (counts, and corrections of
-- words); registers and the lines of movements are written by trigger alone.
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON "inventory"."controlled_registers" FROM "vetgraph_inventory";
--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON "inventory"."register_lines", "inventory"."witnessings" FROM "vetgraph_inventory";
--> statement-breakpoint
CREATE FUNCTION "inventory"."keep_as_written"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% are only ever added', tg_table_name USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
-- Whoever owns the database may not change them either.
CREATE TRIGGER "register_lines_kept" BEFORE UPDATE OR DELETE OR TRUNCATE ON "inventory"."register_lines"
  FOR EACH STATEMENT EXECUTE FUNCTION "inventory"."keep_as_written"();
--> statement-breakpoint
CREATE TRIGGER "witnessings_kept" BEFORE UPDATE OR DELETE OR TRUNCATE ON "inventory"."witnessings"
  FOR EACH STATEMENT EXECUTE FUNCTION "inventory"."keep_as_written"();
--> statement-breakpoint
CREATE TRIGGER "controlled_registers_kept" BEFORE DELETE OR TRUNCATE ON "inventory"."controlled_registers"
  FOR EACH STATEMENT EXECUTE FUNCTION "inventory"."keep_as_written"();
--> statement-breakpoint
-- The register of an item at a location: items with the same substances, strengths, form and unit share it (I10).
CREATE FUNCTION "inventory"."open_register"(item "inventory"."inventory_items", location uuid) RETURNS uuid
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO inventory.controlled_registers (id, location_id, key, name, substances, form, unit, schedule)
  SELECT gen_random_uuid(), location, CASE WHEN item.substances = '[]' THEN item.id::text ELSE (
      SELECT string_agg(part, ', ' ORDER BY part) || ' ' || concat_ws(' ', item.form, item.unit)
      FROM (
        SELECT (each ->> 'substanceId') || ' ' || lower(regexp_replace(each ->> 'strength', '\s', '', 'g')) AS part
        FROM jsonb_array_elements(item.substances) each
      ) parts
    ) END, item.name, item.substances, item.form, item.unit, item.schedule
  ON CONFLICT (location_id, key) DO UPDATE SET schedule = excluded.schedule
  RETURNING id
$$;
--> statement-breakpoint
CREATE FUNCTION "inventory"."register_hash"(before_it bytea, line "inventory"."register_lines") RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$
  SELECT vetgraph.chained(before_it, jsonb_build_array(
    line."register_id", line."number", line."id", (extract(epoch FROM line."at") * 1000)::bigint, line."quantity",
    line."balance", line."movement_id", line."movement_kind", line."item_id", line."lot_id", line."dispensing_id",
    line."counted", line."corrects_id", line."reason", line."actor_id", line."witnessing_id", line."witness_id"
  ))
$$;
--> statement-breakpoint
-- A line comes below the last one, never earlier than it, with the balance after it. The row of the register is locked
-- meanwhile, so that lines at one time wait for each other.
CREATE FUNCTION "inventory"."chain_register_line"() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  head inventory.controlled_registers;
  corrected inventory.register_lines;
BEGIN
  SELECT * INTO STRICT head FROM inventory.controlled_registers WHERE id = new.register_id FOR UPDATE;
  IF new.corrects_id IS NOT NULL THEN
    SELECT * INTO STRICT corrected FROM inventory.register_lines WHERE id = new.corrects_id;
    IF corrected.register_id <> new.register_id OR corrected.corrects_id IS NOT NULL OR corrected.counted IS NOT NULL THEN
      RAISE EXCEPTION 'line % cannot be corrected here', new.corrects_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'register_lines_corrects_original';
    END IF;
  END IF;
  new.number := head.lines + 1;
  new.at := greatest(new.at, head.last_at);
  new.balance := head.balance + new.quantity;
  new.witness_id := (SELECT witness_id FROM inventory.witnessings WHERE id = new.witnessing_id);
  new.hash := inventory.register_hash(head.hash, new);
  UPDATE inventory.controlled_registers
  SET lines = new.number, balance = new.balance, hash = new.hash, last_at = new.at
  WHERE id = new.register_id;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "register_lines_chain" BEFORE INSERT ON "inventory"."register_lines"
  FOR EACH ROW EXECUTE FUNCTION "inventory"."chain_register_line"();
--> statement-breakpoint
-- What was in stock before there were registers.
INSERT INTO "inventory"."register_lines" (id, register_id, at, quantity, item_id, reason, actor_id)
SELECT gen_random_uuid(), inventory.open_register(item, level.location_id), now(), level.on_hand, item.id, 'In stock when the register was opened', (
    SELECT actor_id FROM "inventory"."stock_movements" movement
    WHERE movement.item_id = item.id AND movement.location_id = level.location_id ORDER BY at DESC LIMIT 1
  )
FROM "inventory"."stock_levels" level JOIN "inventory"."inventory_items" item ON item.id = level.item_id
WHERE item.controlled AND level.on_hand > 0;
--> statement-breakpoint
-- From now on a quantity is that of one movement: of those lines the check is not asked.
ALTER TABLE "inventory"."register_lines" ADD CONSTRAINT "register_lines_of_movement"
  CHECK (("movement_id" IS NULL) = ("quantity" = 0) AND ("movement_id" IS NULL OR "movement_id" = "id")) NOT VALID;
--> statement-breakpoint
-- Every movement of a controlled item is a line of its register, in the same transaction.
CREATE FUNCTION "inventory"."register_movement"() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  item inventory.inventory_items;
BEGIN
  SELECT * INTO item FROM inventory.inventory_items WHERE id = new.item_id;
  IF NOT item.controlled THEN RETURN NULL; END IF;
  INSERT INTO inventory.register_lines (id, register_id, at, quantity, movement_id, movement_kind, item_id, lot_id,
    dispensing_id, corrects_id, reason, actor_id, witnessing_id)
  VALUES (new.id, inventory.open_register(item, new.location_id), new.at, new.quantity, new.id, new.kind, new.item_id,
    new.lot_id, new.dispensing_id, new.corrects_id, new.reason, new.actor_id, new.witnessing_id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "stock_movements_registered" AFTER INSERT ON "inventory"."stock_movements"
  FOR EACH ROW EXECUTE FUNCTION "inventory"."register_movement"();
--> statement-breakpoint
-- What is dispensed, used, wasted or written off of a controlled item has a witness, who is somebody else (I10).
CREATE FUNCTION "inventory"."check_witness"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF new.witnessing_id IS NULL THEN
    IF new.kind IN ('DISPENSE', 'USE', 'WASTAGE', 'WRITE_OFF')
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
CREATE TRIGGER "stock_movements_witnessed" BEFORE INSERT ON "inventory"."stock_movements"
  FOR EACH ROW EXECUTE FUNCTION "inventory"."check_witness"();
--> statement-breakpoint
-- The balance of a register is the stock of its items: an item changes registers while there is nothing of it.
CREATE FUNCTION "inventory"."check_register_of_item"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM inventory.stock_levels WHERE item_id = new.id AND on_hand <> 0) THEN
    RAISE EXCEPTION 'there is stock of %', new.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'inventory_items_register_fixed';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "inventory_items_register" BEFORE UPDATE ON "inventory"."inventory_items" FOR EACH ROW
  WHEN (old."controlled" <> new."controlled"
    OR new."controlled" AND (old."form", old."substances") IS DISTINCT FROM (new."form", new."substances"))
  EXECUTE FUNCTION "inventory"."check_register_of_item"();
