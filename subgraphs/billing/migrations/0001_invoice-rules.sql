-- Deferred, because items are written before their invoice: see billing.check_invoice_totals.
ALTER TABLE "billing"."invoice_items" ADD CONSTRAINT "invoice_items_invoice" FOREIGN KEY ("invoice_id")
  REFERENCES "billing"."invoices" ("id") DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
-- The totals of an invoice are the sums of its items: compared whenever an invoice is written.
CREATE FUNCTION "billing"."check_invoice_totals"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM written w
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(i.net), 0) AS net, coalesce(sum(i.tax), 0) AS tax
      FROM billing.invoice_items i WHERE i.invoice_id = w.id
    ) s
    WHERE w.subtotal <> s.net OR w.tax <> s.tax
  ) THEN
    RAISE EXCEPTION 'the totals of an invoice disagree with its items'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'invoices_agree_with_items';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "invoices_agree_when_made" AFTER INSERT ON "billing"."invoices"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "billing"."check_invoice_totals"();
--> statement-breakpoint
CREATE TRIGGER "invoices_agree_when_changed" AFTER UPDATE ON "billing"."invoices"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "billing"."check_invoice_totals"();
--> statement-breakpoint
-- A finalised invoice is frozen for everybody, administrators too (B2): only its payment may move on.
CREATE FUNCTION "billing"."keep_invoice_frozen"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  payment text[] := ARRAY['status', 'version', 'updated_at'];
BEGIN
  IF TG_OP = 'UPDATE' AND old.status <> 'VOID' AND new.status IN ('FINALISED', 'PAID')
    AND to_jsonb(new) - payment = to_jsonb(old) - payment THEN
    RETURN new;
  END IF;
  RAISE EXCEPTION 'invoice % is %', old.id, old.status
    USING ERRCODE = 'check_violation', CONSTRAINT = 'invoices_frozen';
END $$;
--> statement-breakpoint
CREATE TRIGGER "invoices_frozen" BEFORE UPDATE OR DELETE ON "billing"."invoices"
  FOR EACH ROW WHEN (old.status <> 'DRAFT') EXECUTE FUNCTION "billing"."keep_invoice_frozen"();
--> statement-breakpoint
-- Items of what is no draft are frozen with it; the totals of a draft follow its items.
CREATE FUNCTION "billing"."follow_invoice_items"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched uuid[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    touched := ARRAY(SELECT DISTINCT invoice_id FROM added);
  ELSIF TG_OP = 'DELETE' THEN
    touched := ARRAY(SELECT DISTINCT invoice_id FROM removed);
  ELSE
    touched := ARRAY(SELECT invoice_id FROM added UNION SELECT invoice_id FROM removed);
  END IF;
  PERFORM FROM billing.invoices WHERE id = ANY (touched) ORDER BY id FOR UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  IF EXISTS (SELECT FROM billing.invoices WHERE id = ANY (touched) AND status <> 'DRAFT') THEN
    RAISE EXCEPTION 'the items of a finalised invoice are frozen'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'invoices_frozen';
  END IF;
  UPDATE billing.invoices v SET subtotal = s.net, tax = s.tax, total = s.net + s.tax
  FROM (
    SELECT t.id, coalesce(sum(i.net), 0) AS net, coalesce(sum(i.tax), 0) AS tax
    FROM unnest(touched) AS t (id) LEFT JOIN billing.invoice_items i ON i.invoice_id = t.id
    GROUP BY t.id
  ) s
  WHERE v.id = s.id AND (v.subtotal <> s.net OR v.tax <> s.tax);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "invoice_items_added" AFTER INSERT ON "billing"."invoice_items"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "billing"."follow_invoice_items"();
--> statement-breakpoint
CREATE TRIGGER "invoice_items_changed" AFTER UPDATE ON "billing"."invoice_items"
  REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT
  EXECUTE FUNCTION "billing"."follow_invoice_items"();
--> statement-breakpoint
CREATE TRIGGER "invoice_items_removed" AFTER DELETE ON "billing"."invoice_items"
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION "billing"."follow_invoice_items"();
