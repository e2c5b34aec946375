/** Reservation ids of one repository (IPMI 2.0 §31.4, §33.11): a new one cancels the one before, and so does a change. */
export class Reservation {
  private last = 0;
  private valid = false;

  reserve(): number {
    this.last = this.last >= 0xffff ? 1 : this.last + 1;
    this.valid = true;
    return this.last;
  }

  cancel(): void {
    this.valid = false;
  }

  /** Whether `id` may go on; 0000h stands for "none", which is enough where `optional`. */
  accepts(id: number, optional: boolean): boolean {
    return (optional && id === 0) || (this.valid && id === this.last);
  }
}
