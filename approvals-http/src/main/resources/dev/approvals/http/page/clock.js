// The server's clock, as well as it is known here, and the one ticking for all that counts down.

let offset = 0;
const tickers = new Set();

/** Learns from an answer what time the server had, halfway between asking and hearing. */
export function learn(serverNow, askedAt, heardAt) {
  const server = Date.parse(serverNow);
  if (Number.isFinite(server)) {
    offset = server - (askedAt + heardAt) / 2;
  }
}

export function now() {
  return Date.now() + offset;
}

/** Calls back now and every second until the function that is returned is called. */
export function eachSecond(ticker) {
  tickers.add(ticker);
  ticker();
  return () => tickers.delete(ticker);
}

setInterval(() => tickers.forEach((ticker) => ticker()), 1000);
