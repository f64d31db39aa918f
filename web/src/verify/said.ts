/** What is wrong, in both languages of the page. */
export class Said extends Error {
  constructor(
    readonly zh: string,
    readonly en: string,
  ) {
    super(en);
  }
}
