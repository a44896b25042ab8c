// What has the focus, and whether it is seen.

/**
 * The part of the page that has the focus, by what tests ask of it: `visible` says whether it looks otherwise than without the focus, `inside`
 * whether it is in the window, `covered` whether something lies over it.
 */
export const focused = (page) => page.evaluate(() => {
  const part = document.activeElement;
  const look = () => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(part);
    return outlineStyle === 'none' || outlineWidth === '0px' ? boxShadow : `${outlineStyle} ${outlineWidth} ${outlineColor} ${boxShadow}`;
  };
  const box = part.getBoundingClientRect();
  const seen = look();
  const line = part.getClientRects()[0] ?? box; // of a link that goes on in the next line, the middle may be another's
  const [x, y] = [line.x + line.width / 2, line.y + Math.min(line.height, innerHeight) / 2];
  const top = document.elementFromPoint(x, y);
  const covered = top !== null && !(part.contains(top) || top.contains(part) || (part.labels && [...part.labels].some((label) => label.contains(top))));
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  part.blur();
  const unfocused = look();
  part.focus({ preventScroll: true });
  return { name: `${part.localName}${part.id ? `#${part.id}` : ''}${part.className ? `.${part.className}` : ''} ${part.value ?? part.innerText ?? ''}`.slice(0, 60),
    id: part.id, type: part.type, value: part.value, href: part.href, inResults: Boolean(part.closest?.('.hits h3')),
    visible: seen !== unfocused, covered, inside };
});
