const sampledEveryMs = 100;
const bytesPerMb = 1024 ** 2;

/** Samples memory, unless told otherwise all that is resident of this process, until stopped. */
export function watchMemory(measureMb: () => number = residentMb): {
  stop(): { beforeMb: number; peakMb: number };
} {
  const beforeMb = measureMb();
  let peakMb = beforeMb;
  const timer = setInterval(() => {
    peakMb = Math.max(peakMb, measureMb());
  }, sampledEveryMs);
  return {
    stop: () => {
      clearInterval(timer);
      return { beforeMb, peakMb: Math.max(peakMb, measureMb()) };
    },
  };
}

function residentMb(): number {
  return process.memoryUsage.rss() / bytesPerMb;
}
