import { Resvg } from '@resvg/resvg-js';
import { fontFiles } from './fonts.js';
import { fontFamily } from './layout.js';

/** An SVG as PNG with `pixelRatio` times as many pixels each way. */
export function svgToPng(svg: string, pixelRatio: number): Buffer {
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: pixelRatio },
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: fontFamily },
  });
  return image.render().asPng();
}
