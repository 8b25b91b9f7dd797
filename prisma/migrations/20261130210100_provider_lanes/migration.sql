-- Calls under way at a provider, counted over all processes: a row a place.
CREATE TABLE "ProviderLane" (
  "providerId" UUID NOT NULL,
  "lane" INTEGER NOT NULL,
  "holder" UUID,
  "until" TIMESTAMPTZ NOT NULL,
  CONSTRAINT "ProviderLane_pkey" PRIMARY KEY ("providerId", "lane"),
  CONSTRAINT "ProviderLane_providerId_fkey" FOREIGN KEY ("providerId") REFERENCES "Provider"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
