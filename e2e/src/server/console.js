// Runs before anything else of the page, and keeps what went wrong in the
// session storage: it outlives a navigation, and each test has its own origin.
(() => {
  "use strict";
  const KEY = "sidelight-test-errors";
  const record = (text) => {
    const errors = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    errors.push(text);
    sessionStorage.setItem(KEY, JSON.stringify(errors));
  };
  const shown = (value) =>
    value instanceof Error ? `${value.name}: ${value.message}` : String(value);

  const original = console.error;
  console.error = (...values) => {
    record(`console.error: ${values.map(shown).join(" ")}`);
    original.apply(console, values);
  };
  // While capturing, since a resource's error event doesn't bubble.
  addEventListener(
    "error",
    (event) => {
      const source = event.target?.src ?? event.target?.href;
      record(
        source
          ? `cannot load <${event.target.localName}>: ${source}`
          : `uncaught ${event.message}`,
      );
    },
    true,
  );
  addEventListener("unhandledrejection", (event) =>
    record(`unhandled rejection: ${shown(event.reason)}`),
  );
  addEventListener("securitypolicyviolation", (event) =>
    record(`${event.violatedDirective} forbids ${event.blockedURI}`),
  );
})();
