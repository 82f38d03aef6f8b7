-- What was taken stays; only what became of it is noted.
REVOKE UPDATE, DELETE, TRUNCATE ON "billing"."payments" FROM "vetgraph_billing";
--> statement-breakpoint
GRANT UPDATE ("refunded", "reversed_at", "reversed_by", "reversal_reason", "version", "updated_at")
  ON "billing"."payments" TO "vetgraph_billing";
--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON "billing"."refunds" FROM "vetgraph_billing";
--> statement-breakpoint
-- A refund counts on its payment, whose check refuses more than was captured, however many run at once (B7).
CREATE FUNCTION "billing"."count_refund"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE billing.payments SET refunded = refunded + new.amount WHERE id = new.payment_id AND reversed_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'payment % was reversed', new.payment_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'refunds_of_standing';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "refunds_counted" AFTER INSERT ON "billing"."refunds"
  FOR EACH ROW EXECUTE FUNCTION "billing"."count_refund"();
--> statement-breakpoint
-- A payment is reversed once and for all (B10).
CREATE FUNCTION "billing"."keep_payment_reversed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'payment % was reversed', old.id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'refunds_of_standing';
END $$;
--> statement-breakpoint
CREATE TRIGGER "payments_reversed_once" BEFORE UPDATE ON "billing"."payments"
  FOR EACH ROW WHEN (old.reversed_at IS NOT NULL) EXECUTE FUNCTION "billing"."keep_payment_reversed"();
--> statement-breakpoint
ALTER TABLE "billing"."journal_lines" ADD CONSTRAINT "journal_lines_payment" FOREIGN KEY ("payment_id")
  REFERENCES "billing"."payments" ("id");
