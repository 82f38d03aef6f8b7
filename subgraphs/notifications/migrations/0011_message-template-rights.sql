-- What a message said at some time stays as it was.
REVOKE UPDATE, DELETE, TRUNCATE ON "notifications"."message_wordings" FROM "vetgraph_notifications";
