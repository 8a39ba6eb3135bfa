import { Program } from './program';

/** Starts the program, which serves the site, once for all tests; SITE_ADDRESS names one that runs already. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.SITE_ADDRESS) {
    return undefined;
  }
  const program = new Program(7395, [
    '--AddressLimits:RequestsPerWindow=100000',
    '--Credits:RefusalThreshold=50',
  ]);
  await program.start();
  await program.siteIsBuilt();
  return () => program.end();
}
