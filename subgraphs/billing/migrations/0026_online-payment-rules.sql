-- What was started, received and given back by a provider stays.
REVOKE DELETE, TRUNCATE ON "billing"."pay_links", "billing"."online_payments", "billing"."demo_charges" FROM "vetgraph_billing";
--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON "billing"."provider_events", "billing"."demo_refunds" FROM "vetgraph_billing";
--> statement-breakpoint
-- A link opens the invoice that it was made for, and a revoked one stays revoked.
CREATE FUNCTION "billing"."keep_pay_link"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (new.invoice_id, new.hash, new.expires_at) IS DISTINCT FROM (old.invoice_id, old.hash, old.expires_at)
    OR old.revoked_at IS NOT NULL THEN
    RAISE EXCEPTION 'a pay-link cannot be changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'pay_links_kept';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "pay_links_kept" BEFORE UPDATE ON "billing"."pay_links"
  FOR EACH ROW EXECUTE FUNCTION "billing"."keep_pay_link"();
--> statement-breakpoint
-- A success is final, and what was asked of the provider stays as it was asked.
CREATE FUNCTION "billing"."keep_online_payment"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (new.invoice_id, new.owner_id, new.currency, new.amount, new.provider)
      IS DISTINCT FROM (old.invoice_id, old.owner_id, old.currency, old.amount, old.provider)
    OR (old.status = 'SUCCEEDED' AND new.status <> 'SUCCEEDED') THEN
    RAISE EXCEPTION 'an online payment stays as it was asked'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'online_payments_kept';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "online_payments_kept" BEFORE UPDATE ON "billing"."online_payments"
  FOR EACH ROW EXECUTE FUNCTION "billing"."keep_online_payment"();
