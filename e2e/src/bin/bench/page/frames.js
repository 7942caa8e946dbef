// Time as a reader sees it: in frames, and in tasks that hold them up.

// Resolves when the frame that comes next has been painted, to the time of that. A message is delivered after
// the frame's own task, which ends with the paint.
const nextFrame = () =>
  new Promise((resolve) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now());
      channel.port2.postMessage(null);
    }),
  );

// Resolves when a frame has been painted after which the condition holds, to the time of that.
const until = async (condition, what) => {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const time = await nextFrame();
    if (condition()) return time;
    if (time > deadline) throw new Error(`waited 20 s for ${what}`);
  }
};

// Nothing is left to be done for what came before.
const settle = async () => {
  for (let quiet = 0; quiet < 3; ) {
    const start = performance.now();
    const end = await nextFrame();
    quiet = end - start < 40 ? quiet + 1 : 0;
  }
  await new Promise((resolve) => requestIdleCallback(resolve));
};

// What `work` resolves to, with the longest task meanwhile. The browser reports none under 50 ms.
const withLongestTask = async (work) => {
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
  observer.observe({ type: "longtask" });
  const result = await work();
  await nextFrame();
  await nextFrame();
  tasks.push(...observer.takeRecords());
  observer.disconnect();
  return { ...result, longest_task: Math.max(0, ...tasks.map((task) => task.duration)) };
};

const repeat = async (times, work) => {
  const results = [];
  for (let time = 0; time < times; time++) results.push(await work(time));
  return results;
};
