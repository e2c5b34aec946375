/** What is rare in the logs: in one segment of five hundred. */
export const rareLine = Buffer.from("[   12.5] EDAC MC0: 1 UE memory read error on CPU_SrcID#0\r\n");

const FUNCTIONS =
  "do_syscall_64 entry_SYSCALL_64 __schedule io_schedule vfs_read ext4_file_write_iter nvme_poll_irqdisable blk_mq_end_request tcp_v4_rcv ip_local_deliver napi_poll mlx5e_poll_rx_cq worker_thread kthread ret_from_fork rcu_gp_kthread shrink_node kswapd balance_pgdat page_fault".split(
    " ",
  );
const UNITS =
  "sshd cron chronyd irqbalance NetworkManager rsyslog smartd multipathd docker kubelet containerd postfix node_exporter".split(
    " ",
  );
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** So many bytes of kernel and service messages with times, addresses, names and numbers that differ; seeded. */
export function logOf(seed: number, length: number): Buffer {
  let state = (seed * 2654435761 + 1) >>> 0;
  const random = (below: number) => {
    // Exact, unlike a product beyond 2^53: otherwise hex digits repeat, and logs have a tenth of the trigrams of real ones.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % below;
  };
  const one = (of: readonly string[]) => of[random(of.length)] ?? "";
  const hex = (digits: number) => Array.from({ length: digits }, () => random(16).toString(16)).join("");
  const key = () => Array.from({ length: 43 }, () => BASE64.charAt(random(64))).join("");
  const host = `node${seed % 32}-rack${seed % 7}`;
  const texts = [
    () => `usb ${random(9)}-${random(9)}: new high-speed USB device number ${random(99)} using xhci_hcd`,
    () => `systemd[1]: Started Session ${random(99999)} of user operator${random(40)}.`,
    () => `systemd[1]: ${one(UNITS)}.service: Deactivated successfully.`,
    () => `EXT4-fs (sd${"abcdef".charAt(random(6))}${random(9)}): mounted filesystem with ordered data mode`,
    () => `nvme nvme${random(8)}: ${random(64)}/0/0 default/read/poll queues`,
    () =>
      `audit: type=${1100 + random(300)} audit(${random(1e9)}.${random(999)}:${random(9999)}): pid=${random(32768)}`,
    () => `mlx5_core 0000:${hex(2)}:00.${random(8)}: Link up, ${random(100)} Gb/s`,
    () => ` ${one(FUNCTIONS)}+0x${hex(3)}/0x${hex(3)}`,
    () => `RAX: ${hex(16)} RBX: ffff888${hex(9)} RCX: ${hex(16)}`,
    () =>
      `${host} dhclient[${random(32768)}]: DHCPACK of 10.${random(256)}.${random(256)}.${random(256)} from ${hex(2)}:${hex(2)}:${hex(2)}`,
    () =>
      random(8) === 0
        ? `sshd[${random(32768)}]: Accepted publickey for operator${random(40)}: ED25519 SHA256:${key()}`
        : `kernel: ${one(FUNCTIONS)} took ${random(9999)} us`,
  ];
  const parts: string[] = [];
  for (let bytes = 0, at = 0; bytes < length; at += random(900)) {
    const line = `[${(at / 1000).toFixed(6).padStart(12)}] ${texts[random(texts.length)]?.()}\r\n`;
    parts.push(line);
    bytes += line.length;
  }
  return Buffer.from(parts.join("")).subarray(0, length);
}
