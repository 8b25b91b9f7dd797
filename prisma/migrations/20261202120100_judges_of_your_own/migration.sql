-- Programs that claim and submit by themselves.
ALTER TYPE "ProviderKind" ADD VALUE 'EXTERNAL';
