import { Front, Program } from './program';

/** Starts the program and the site once for all tests, unless SITE_ADDRESS names ones that run. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.SITE_ADDRESS) {
    return undefined;
  }
  const program = new Program(7394, [
    '--AddressLimits:RequestsPerWindow=100000',
    '--Billing:SiteAddress=http://127.0.0.1:7395/',
    '--Credits:RefusalThreshold=50',
  ]);
  const front = new Front(7395, program.address);
  await program.start();
  await front.start();
  return async () => {
    front.end();
    await program.end();
  };
}
