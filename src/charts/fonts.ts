import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The chart's own fonts, so that it looks the same on every machine, and is not without words. */
export const fontFiles = [
  '400Regular/Inter_400Regular.ttf',
  '600SemiBold/Inter_600SemiBold.ttf',
].map((file) => require.resolve(`@expo-google-fonts/inter/${file}`));
