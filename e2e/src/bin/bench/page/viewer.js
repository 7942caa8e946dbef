// The viewer, driven as a reader drives it.

const root = document.querySelector("#sidelight");
const field = root.querySelector("[part~=search] input[type=search]");

// The latest measure of a stage that began at `start` or later.
const stage = (name, start = 0) =>
  performance.getEntriesByName(`sidelight:${name}`).findLast((entry) => entry.startTime >= start);

const isPainted = () =>
  [...CSS.highlights].some(([name, highlight]) => /^sidelight-\d/.test(name) && highlight.size > 0);

const enter = (text) => {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

// Enters a text, and tells when its matches were known and when the first were painted, if any are in view.
const search = async (text, isInView = true) => {
  let known;
  let count;
  const listen = ({ detail }) => {
    count = detail.count;
    // Viewers that search at once do not say that they are complete.
    if (detail.complete ?? true) known ??= performance.now();
  };
  root.addEventListener("match-change", listen);
  const start = performance.now();
  enter(text);
  const paint = await until(() => !isInView || (stage("paint", start) && isPainted()), `matches of ${text}`);
  await settle();
  // No event tells of matches that are as many as before.
  await until(() => known !== undefined || stage("search", start), "the number of matches");
  root.removeEventListener("match-change", listen);
  const searched = stage("search", start);
  known ??= searched.startTime + searched.duration;
  return {
    paint: paint - start,
    known: known - start,
    search: searched?.duration,
    matches: count,
  };
};

// More keywords than the viewer remembers the matches of when they are no longer looked for, none of them in a text.
const OTHERS = Array.from({ length: 12 }, (_, number) => `\u{10FFFD}${number}`);

// By the address, since a click on each keyword would search as many times.
const show = async (keywords) => {
  const address = new URL(location.href);
  address.searchParams.delete("q");
  for (const keyword of keywords) address.searchParams.append("q", keyword);
  history.replaceState(history.state, "", address);
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  const chips = () => root.querySelectorAll("[part~=keyword]").length;
  await until(() => !isPainted() && chips() > 0 === keywords.length > 0, "the keywords to change");
  await settle();
};

// Every search starts from nothing: what was found before is displaced by other keywords.
const clear = async () => {
  await show(OTHERS);
  await show([]);
  scrollTo(0, 0);
  await settle();
};

const list = (keywords) => keywords.map((keyword) => `${keyword},`).join(" ");

const viewer = {
  prepared: async () => stage("fold")?.duration,

  searches: (keywords, times) =>
    repeat(times, async () => {
      await clear();
      return withLongestTask(() => search(list(keywords)));
    }),

  // The last keyword without its last letter, and then with it.
  oneMoreLetter: (keywords, times) =>
    repeat(times, async () => {
      const last = keywords.at(-1);
      await clear();
      const { matches } = await search(`${list(keywords.slice(0, -1))} ${last.slice(0, -1)}`);
      const found = await withLongestTask(() => search(last));
      // No event tells of matches that are as many as before.
      return { ...found, matches: found.matches ?? matches };
    }),

  // What a reader does with matches on the page: steps, scrolls, changes the window.
  async moves(keyword, times) {
    await clear();
    const { matches } = keyword ? await search(keyword, false) : { matches: 0 };
    const scroll = await scrolled();
    const resize = await repeat(times, resized);
    // The first step may go far, to where the matches are.
    if (keyword) await step();
    const next = keyword ? await repeat(times, step) : [];
    await clear();
    return { matches, scroll, resize, next };
  },
};

const step = async () => {
  const place = () => {
    const [range] = CSS.highlights.get("sidelight-current") ?? [];
    return range && { node: range.startContainer, offset: range.startOffset };
  };
  const before = place();
  const start = performance.now();
  root.querySelector("[data-action=next]").click();
  const hasMoved = () => {
    const now = place();
    return now && (now.node !== before?.node || now.offset !== before?.offset);
  };
  const end = await until(hasMoved, "the next match");
  await settle();
  return end - start;
};

// The time between frames, of a scroll through some 100 windows.
const scrolled = async () => {
  const pass = () =>
    new Promise((resolve) => {
      const times = [];
      const frame = (time) => {
        times.push(time);
        if (times.length > 120) return resolve(times.slice(1).map((time, at) => time - times[at]));
        scrollBy({ top: 700, behavior: "instant" });
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    });
  const fromTop = async () => {
    scrollTo({ top: 0, behavior: "instant" });
    await settle();
    return pass();
  };
  // Once for the layout of what comes into view, which has nothing to do with matches.
  await fromTop();
  const times = await fromTop();
  scrollTo({ top: 0, behavior: "instant" });
  await settle();
  return times;
};

// A page that becomes narrower or wider is laid out anew, as in a window that does.
const resized = async (time) => {
  const start = performance.now();
  document.documentElement.style.width = time % 2 ? "" : "900px";
  const end = await nextFrame();
  await settle();
  return end - start;
};

const facts = async () => {
  const { fullVersionList = [] } =
    (await navigator.userAgentData?.getHighEntropyValues(["fullVersionList"])) ?? {};
  const chromium = fullVersionList.find(({ brand }) => brand === "Chromium");
  return {
    date: new Date().toISOString().slice(0, 10),
    browser: chromium ? `Chromium ${chromium.version}` : navigator.userAgent,
    cores: navigator.hardwareConcurrency,
  };
};
