-- AlterTable
ALTER TABLE "User" ADD COLUMN     "keepTyping" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "TypedText" (
    "id" BIGSERIAL NOT NULL,
    "hostId" TEXT NOT NULL,
    "offset" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "typist" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "keyId" TEXT NOT NULL,
    "wrappedKey" BYTEA NOT NULL,
    "nonce" BYTEA NOT NULL,
    "ciphertext" BYTEA NOT NULL,

    CONSTRAINT "TypedText_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "TypedText_hostId_id_idx" ON "TypedText"("hostId", "id");

-- CreateIndex
CREATE INDEX "TypedText_hostId_at_idx" ON "TypedText"("hostId", "at");

-- AddForeignKey
ALTER TABLE "TypedText" ADD CONSTRAINT "TypedText_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE CASCADE ON UPDATE CASCADE;
