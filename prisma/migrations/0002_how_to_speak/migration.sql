-- AlterTable
ALTER TABLE "Host" ADD COLUMN     "ipmi" JSONB,
ADD COLUMN     "login" JSONB,
ADD COLUMN     "simulated" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "LearntLogin" (
    "manufacturerId" INTEGER NOT NULL,
    "productId" INTEGER NOT NULL,
    "firmware" TEXT NOT NULL,
    "login" JSONB NOT NULL,
    "sentence" TEXT NOT NULL,
    "learntAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LearntLogin_pkey" PRIMARY KEY ("manufacturerId","productId","firmware")
);
