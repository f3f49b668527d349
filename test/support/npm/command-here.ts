export interface Ended {
  code: number;
  out: string;
  err: string;
}

/** A command in this process, which has loaded what it takes, to its end. */
export async function commandHere(
  run: () => Promise<number>,
  settings: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const said = { out: '', err: '' };
  const before = { ...process.env };
  Object.assign(process.env, settings);
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((said.out += String(text)))),
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((said.err += String(text)))),
    jest.spyOn(console, 'log').mockImplementation((text) => void (said.out += `${String(text)}\n`)),
  ];
  try {
    return { code: await run(), ...said };
  } finally {
    spies.forEach((spy) => spy.mockRestore());
    for (const name of Object.keys(settings)) delete process.env[name];
    Object.assign(process.env, before);
  }
}
