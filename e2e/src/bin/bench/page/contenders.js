// The others, each on a copy of the viewer's article in the viewer's place.

const onCopy = async (work) => {
  const copy = root.cloneNode(true);
  root.replaceWith(copy);
  try {
    scrollTo(0, 0);
    await settle();
    return await work(copy.querySelector("article"));
  } finally {
    copy.replaceWith(root);
    await settle();
  }
};

// Loads a library: advanced-mark.js is a module, mark.js fails as one and sets a global name.
const load = async (address) => {
  const module = await import(address).catch(() => undefined);
  if (module?.default) return module.default;
  const script = document.createElement("script");
  script.src = address;
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error(`cannot load ${address}`));
    document.head.append(script);
  });
  script.remove();
  return window.Mark;
};

const library = {
  // Each time on a new copy, since marking changes it.
  searches: async (address, keywords, times) => {
    const Mark = await load(address);
    return repeat(times, () =>
      onCopy((article) =>
        withLongestTask(async () => {
          let matches = 0;
          const start = performance.now();
          new Mark(article).mark(keywords, {
            separateWordSearch: false,
            acrossElements: true,
            // Of advanced-mark.js: one expression instead of one a keyword.
            combinePatterns: Infinity,
            done: (total, totalMatches) => (matches = totalMatches ?? total),
          });
          const known = performance.now() - start;
          return { paint: (await nextFrame()) - start, known, matches };
        }),
      ),
    );
  },
};

const optimum = {
  searches: (keywords, times) =>
    onCopy(async (article) => {
      const style = document.createElement("style");
      style.textContent = keywords
        .map((_, at) => `::highlight(optimum-${at}) { background-color: hsl(${at * 67} 80% 80%); }`)
        .join("\n");
      document.head.append(style);
      const begin = performance.now();
      const text = new SearchableText(article);
      const prepared = performance.now() - begin;
      const results = await repeat(times, async () => {
        CSS.highlights.clear();
        await settle();
        return withLongestTask(async () => {
          const start = performance.now();
          const matches = text.find(keywords);
          const known = performance.now() - start;
          text.highlight(matches, keywords.length);
          const paint = (await nextFrame()) - start;
          return { paint, known, search: known, matches: matches.length, prepared };
        });
      });
      CSS.highlights.clear();
      style.remove();
      return results;
    }),
};
