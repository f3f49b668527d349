/** Where Unicode has a picture of each of the first 32 characters: ␀, ␛. */
const PICTURES = 0x24_00;
const DELETE = '\x7f';
const PICTURE_OF_DELETE = '␡';
/** What stands for characters that have no picture. */
const REPLACEMENT = '\ufffd';

/**
 * The same text with its control characters seen instead of obeyed: what people write must neither move the cursor of who
 * reads it nor hide anything, or turn it round. Line breaks and tabs stay.
 */
export const visible = (text: string): string =>
  text.replaceAll('\r\n', '\n').replaceAll(/[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069]/gu, pictureOf);

function pictureOf(control: string): string {
  if (control === DELETE) return PICTURE_OF_DELETE;
  return control > DELETE ? REPLACEMENT : String.fromCharCode(PICTURES + control.charCodeAt(0));
}
