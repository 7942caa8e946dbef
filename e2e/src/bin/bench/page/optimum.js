// What plain JavaScript can do at best: one regular expression over the text of the whole article, static ranges,
// and the CSS Custom Highlight API. No folding but that of case.

class SearchableText {
  constructor(article) {
    this.nodes = [];
    this.starts = [];
    const parts = [];
    let length = 0;
    const isText = (node) =>
      node.nodeType === Node.ELEMENT_NODE && node.matches("rt, rp, [data-no-text]")
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT;
    for (const block of article.querySelectorAll("[data-block]")) {
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, isText);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        if (node.nodeType !== Node.TEXT_NODE) continue;
        this.nodes.push(node);
        this.starts.push(length);
        parts.push(node.data);
        length += node.length;
      }
      // No match goes from one block into the next.
      parts.push("\n");
      length += 1;
    }
    this.text = parts.join("");
    // For the search of the last node's end.
    this.starts.push(length);
  }

  // The matches in order, each by its start, its end and the place of its keyword.
  find(keywords) {
    const places = new Map(keywords.map((keyword, place) => [keyword.toLowerCase(), place]));
    const alternatives = [...keywords]
      .sort((one, other) => other.length - one.length)
      .map((keyword) => keyword.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
    const expression = new RegExp(alternatives.join("|"), "giu");
    const matches = [];
    for (let found; (found = expression.exec(this.text)); ) {
      const [word] = found;
      const place = places.get(word) ?? places.get(word.toLowerCase()) ?? 0;
      matches.push({ start: found.index, end: found.index + word.length, place });
    }
    return matches;
  }

  highlight(matches, count) {
    const highlights = Array.from({ length: count }, () => new Highlight());
    let node = 0;
    for (const { start, end, place } of matches) {
      while (this.starts[node + 1] <= start) node++;
      let last = node;
      while (this.starts[last + 1] < end) last++;
      highlights[place].add(
        new StaticRange({
          startContainer: this.nodes[node],
          startOffset: start - this.starts[node],
          endContainer: this.nodes[last],
          endOffset: end - this.starts[last],
        }),
      );
    }
    highlights.forEach((highlight, place) => CSS.highlights.set(`optimum-${place}`, highlight));
  }
}
