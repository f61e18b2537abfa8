const sampledEveryMs = 100;
const bytesPerMb = 1024 ** 2;

/** Samples the resident memory of this process, all threads included, until stopped. */
export function watchMemory(): { stop(): { beforeMb: number; peakMb: number } } {
  const residentMb = () => process.memoryUsage.rss() / bytesPerMb;
  const beforeMb = residentMb();
  let peakMb = beforeMb;
  const timer = setInterval(() => {
    peakMb = Math.max(peakMb, residentMb());
  }, sampledEveryMs);
  return {
    stop: () => {
      clearInterval(timer);
      return { beforeMb, peakMb: Math.max(peakMb, residentMb()) };
    },
  };
}
