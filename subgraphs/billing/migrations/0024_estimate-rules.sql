-- What was sent and what was answered stays as it was (B12).
REVOKE UPDATE, DELETE, TRUNCATE ON "billing"."estimate_versions", "billing"."estimate_answers" FROM "vetgraph_billing";
--> statement-breakpoint
REVOKE DELETE, TRUNCATE ON "billing"."estimates" FROM "vetgraph_billing";
--> statement-breakpoint
-- The lines of a version that was sent are frozen: they are decided once, and note the invoice that charges them.
CREATE FUNCTION "billing"."keep_estimate_items"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  line record;
  noted text[] := ARRAY['decision', 'invoice_id', 'invoiced_quantity'];
BEGIN
  IF TG_OP = 'DELETE' THEN line := old; ELSE line := new; END IF;
  PERFORM FROM billing.estimates WHERE id = line.estimate_id FOR NO KEY UPDATE;
  IF EXISTS (
    SELECT FROM billing.estimate_versions WHERE estimate_id = line.estimate_id AND number >= line.revision
  ) THEN
    IF TG_OP = 'UPDATE' AND to_jsonb(new) - noted = to_jsonb(old) - noted
      AND (old.decision = 'OPEN' OR new.decision = old.decision) THEN
      RETURN new;
    END IF;
  ELSIF TG_OP = 'DELETE' THEN
    RETURN old;
  ELSIF new.decision = 'OPEN' AND (TG_OP = 'INSERT' OR new.estimate_id = old.estimate_id) THEN
    RETURN new;
  END IF;
  RAISE EXCEPTION 'version % of estimate % was sent', line.revision, line.estimate_id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'estimates_frozen';
END $$;
--> statement-breakpoint
CREATE TRIGGER "estimate_items_frozen" BEFORE INSERT OR UPDATE OR DELETE ON "billing"."estimate_items"
  FOR EACH ROW EXECUTE FUNCTION "billing"."keep_estimate_items"();
--> statement-breakpoint
-- A version that is sent has lines, and its totals are theirs.
CREATE FUNCTION "billing"."check_estimate_version"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  lines record;
BEGIN
  PERFORM FROM billing.estimates WHERE id = new.estimate_id FOR NO KEY UPDATE;
  SELECT sum(low) AS low, sum(high) AS high INTO lines
  FROM billing.estimate_items WHERE estimate_id = new.estimate_id AND revision = new.number;
  IF (lines.low, lines.high) IS DISTINCT FROM (new.low, new.high) THEN
    RAISE EXCEPTION 'the totals of an estimate disagree with its lines'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'estimates_agree_with_items';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "estimate_versions_agree" BEFORE INSERT ON "billing"."estimate_versions"
  FOR EACH ROW EXECUTE FUNCTION "billing"."check_estimate_version"();
