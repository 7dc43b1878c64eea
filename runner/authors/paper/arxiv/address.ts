/** For programs, with the same papers as arxiv.org. */
export const arxivUrl = "https://export.arxiv.org";
