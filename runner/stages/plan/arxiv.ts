/** What a plan of a paper needs to know of arXiv. */
export { arxivUrl } from "../../authors/paper/arxiv/address.ts";
