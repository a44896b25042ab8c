// Small grey pictures of pages, and how much two of them differ.

// A PNG file as rows of grey dots (0 to 255), one for `size` by `size` pixels.
function greyOf(canvasPage, png, size) {
  return canvasPage.evaluate(async ({ bytes, size }) => {
    const image = new Image();
    image.src = `data:image/png;base64,${bytes}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    const { data, width } = context.getImageData(0, 0, image.width, image.height);
    const rows = [];
    for (let top = 0; top + size <= image.height; top += size) {
      const row = [];
      for (let left = 0; left + size <= width; left += size) {
        let sum = 0;
        for (let y = top; y < top + size; ++y) {
          for (let x = left; x < left + size; ++x) {
            const at = 4 * (y * width + x);
            sum += 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2];
          }
        }
        row.push(Math.round(sum / (size * size)));
      }
      rows.push(row);
    }
    return rows;
  }, { bytes: png.toString('base64'), size });
}

/** What the page looks like in the window, one dot for `step` by `step` pixels. */
export const pictureOf = async (page, canvasPage, step) => greyOf(canvasPage, await page.screenshot(), step);

/** The picture as a PNG file. */
export async function pngOf(rows, canvasPage) {
  const address = await canvasPage.evaluate((dots) => {
    const canvas = document.createElement('canvas');
    canvas.width = dots[0].length;
    canvas.height = dots.length;
    const context = canvas.getContext('2d');
    const image = context.createImageData(canvas.width, canvas.height);
    dots.flat().forEach((grey, at) => image.data.set([grey, grey, grey, 255], 4 * at));
    context.putImageData(image, 0, 0);
    return canvas.toDataURL('image/png');
  }, rows);
  return Buffer.from(address.split(',')[1], 'base64');
}

/** The dots of a PNG file that pngOf() made. */
export const dotsOf = (png, canvasPage) => greyOf(canvasPage, png, 1);

export const mirrored = (rows) => rows.map((row) => [...row].reverse());

// By how much each row's dots are darker than its ground, which is what most of them are.
function aboveGround(row) {
  const dark = row.map((grey) => 255 - grey);
  const ground = [...dark].sort((a, b) => a - b)[Math.floor(dark.length / 2)];
  return dark.map((ink) => Math.max(0, ink - ground));
}

// How much ink each column has: what is moved down by a line stays as it is, what changes sides does not.
function inkOf(rows) {
  const inked = rows.map(aboveGround);
  return rows[0].map((_, x) => inked.reduce((sum, row) => sum + row[x], 0));
}

/**
 * How much of the ink of two pictures of the same width stands in other columns: 0 where none does, 1 where all does. Other
 * words in a line make some hundredths.
 */
export function differenceOf(first, second) {
  const [a, b] = [inkOf(first), inkOf(second)];
  const sum = (list) => list.reduce((all, value) => all + value, 0);
  const apart = a.reduce((all, value, at) => all + Math.abs(value - b[at]), 0);
  return apart / (sum(a) + sum(b));
}
