-- An act is charged by one line of one invoice, however many try at once (B13).
CREATE FUNCTION "billing"."charge_act"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE billing.acts SET invoice_id = new.invoice_id
  WHERE id = new.act_id AND invoice_id IS NULL AND waived_at IS NULL AND retracted_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'act % is charged, waived or retracted', new.act_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'acts_charged_once';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "invoice_items_charge_acts" AFTER INSERT ON "billing"."invoice_items"
  FOR EACH ROW WHEN (new.act_id IS NOT NULL) EXECUTE FUNCTION "billing"."charge_act"();
--> statement-breakpoint
CREATE FUNCTION "billing"."release_act"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE billing.acts SET invoice_id = NULL WHERE id = old.act_id AND invoice_id = old.invoice_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "invoice_items_release_acts" AFTER DELETE ON "billing"."invoice_items"
  FOR EACH ROW WHEN (old.act_id IS NOT NULL) EXECUTE FUNCTION "billing"."release_act"();
--> statement-breakpoint
-- What a voided draft charged is to be charged again.
CREATE FUNCTION "billing"."release_acts_of_void"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE billing.acts SET invoice_id = NULL WHERE invoice_id = new.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "invoices_release_acts" AFTER UPDATE ON "billing"."invoices"
  FOR EACH ROW WHEN (new.status = 'VOID' AND old.status <> 'VOID')
  EXECUTE FUNCTION "billing"."release_acts_of_void"();
--> statement-breakpoint
-- A line charges the same act as long as it stands.
CREATE FUNCTION "billing"."keep_act_of_item"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'line % charges another act', old.id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'acts_charged_once';
END $$;
--> statement-breakpoint
CREATE TRIGGER "invoice_items_keep_acts" BEFORE UPDATE ON "billing"."invoice_items"
  FOR EACH ROW WHEN (new.act_id IS DISTINCT FROM old.act_id) EXECUTE FUNCTION "billing"."keep_act_of_item"();
--> statement-breakpoint
-- What was done stays; only what becomes of it is noted.
REVOKE UPDATE, DELETE, TRUNCATE ON "billing"."acts" FROM "vetgraph_billing";
--> statement-breakpoint
GRANT UPDATE ("invoice_id", "waived_at", "waived_by", "waived_reason", "retracted_at")
  ON "billing"."acts" TO "vetgraph_billing";
