-- AlterTable
ALTER TABLE "HostEvent" ADD COLUMN     "context" TEXT,
ADD COLUMN     "offset" BIGINT,
ADD COLUMN     "source" TEXT NOT NULL DEFAULT 'bmc';

-- CreateTable
CREATE TABLE "ConsoleSegment" (
    "hostId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "from" BIGINT NOT NULL,
    "until" BIGINT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "storedBytes" BIGINT NOT NULL,
    "hash" TEXT,

    CONSTRAINT "ConsoleSegment_pkey" PRIMARY KEY ("hostId","number")
);

-- CreateTable
CREATE TABLE "ConsoleRule" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "pattern" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "builtIn" BOOLEAN NOT NULL,

    CONSTRAINT "ConsoleRule_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ConsoleSegment_lastAt_idx" ON "ConsoleSegment"("lastAt");

-- AddForeignKey
ALTER TABLE "ConsoleSegment" ADD CONSTRAINT "ConsoleSegment_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE CASCADE ON UPDATE CASCADE;
